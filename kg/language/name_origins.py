"""Where a person's name is at home, by the core pack's list of given names and ends of family names."""

from collections.abc import Mapping
from functools import cache

from kg.language.gazetteer import rows
from kg.language.packs import FOLDER
from kg.language.tokens import fold

_PLAIN = str.maketrans("құүәғңөһі", "кууагнохи")  # Kazakh letters as their Russian neighbours
_LONGEST = 5  # letters of an end


def origins(name: str) -> tuple[frozenset[str], frozenset[str]]:
    """The countries where its first word is a usual given name, and those where its last ends as family names do.

    >>> sorted(origins("Нұржан Волков")[0])
    ['KG', 'KZ']
    """
    words = fold(name).translate(_PLAIN).split()
    if not words:
        return frozenset(), frozenset()
    given, ends = _listed()
    found = next((ends[words[-1][-n:]] for n in range(_LONGEST, 1, -1) if words[-1][-n:] in ends), frozenset())
    return given.get(words[0], frozenset()), found if len(words) > 1 else frozenset()


@cache
def _listed() -> tuple[Mapping[str, frozenset[str]], Mapping[str, frozenset[str]]]:
    told: dict[str, dict[str, frozenset[str]]] = {"given": {}, "end": {}}
    for row in rows(FOLDER / "core" / "name_origins.csv"):
        lands = frozenset(row["countries"].split())
        for form in row["forms"].split():
            word = fold(form).translate(_PLAIN)
            told[row["part"]][word] = told[row["part"]].get(word, frozenset()) | lands
    return told["given"], told["end"]
