"""Where a person's name is at home, by the core pack's list of given names and ends of family names."""

from functools import cache
from pathlib import Path
from typing import TypeAlias
from unicodedata import combining, normalize

from kg.compiled import compiled
from kg.language.gazetteer import rows
from kg.language.lines import latin
from kg.language.packs import FOLDER
from kg.language.tokens import fold

Lands: TypeAlias = dict[str, frozenset[str]]  # countries by word
_PLAIN = str.maketrans("құүәғңөһі", "кууагнохи")  # Kazakh letters as their Russian neighbours
_SHORT = 3  # letters: what is no longer sounds like too many
_LONGEST = 5  # letters of an end
_CYRILLIC = {
    **dict(zip("абвгдезийклмнопрстуфхыэ", "abvgdeziiklmnoprstufhie", strict=True)),
    **{"ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ю": "iu", "я": "ia", "ь": "", "ъ": "", "ё": "e"},
}
_SOUNDS = (
    *(("tsch", "ch"), ("sch", "sh"), ("kh", "h"), ("ph", "f"), ("th", "t"), ("ck", "k"), ("qu", "k"), ("gu", "g")),
    *(
        ("ce", "se"),
        ("ci", "si"),
        ("c", "k"),
        ("kh", "ch"),
        ("q", "k"),
        ("x", "ks"),
        ("w", "v"),
        ("y", "i"),
        ("j", "i"),
    ),
)


def sounds(word: str) -> str:
    """How a folded name sounds, roughly, whatever script it is written in: "Jukka" and «Юкка» are one.

    >>> sounds("jukka") == sounds("юкка"), sounds("graciela") == sounds("грасиэла")
    (True, True)
    """
    plain = "".join(c for c in normalize("NFKD", word) if not combining(c)) if word.isascii() or latin(word) else word
    heard = "".join(_CYRILLIC.get(letter, letter) for letter in plain)
    for spelled, sound in _SOUNDS:
        heard = heard.replace(spelled, sound)
    return "".join(c for n, c in enumerate(heard) if n == 0 or c != heard[n - 1])


def origins(name: str) -> tuple[frozenset[str], frozenset[str]]:
    """The countries where its first word is a usual given name, and those where its last ends as family names do.

    >>> sorted(origins("Нұржан Волков")[0])
    ['KG', 'KZ']
    """
    words = fold(name).translate(_PLAIN).split()
    if not words:
        return frozenset(), frozenset()
    given, ends, heard = _tables()
    found = next((ends[words[-1][-n:]] for n in range(_LONGEST, 1, -1) if words[-1][-n:] in ends), frozenset())
    first = given.get(words[0]) or (frozenset() if latin(words[0]) else heard.get(sounds(words[0]), frozenset()))
    return first, found if len(words) > 1 else frozenset()


@cache
def _tables() -> tuple[Lands, Lands, Lands]:
    """Countries of given names, of ends, and of given names by how they sound."""
    table = FOLDER / "core" / "name_origins.csv"
    return compiled("origins", (table, *sorted(Path(__file__).parent.glob("*.py"))), lambda: _made(table))


def _made(table: Path) -> tuple[Lands, Lands, Lands]:
    told: dict[str, Lands] = {"given": {}, "end": {}}
    for row in rows(table):
        lands = frozenset(row["countries"].split())
        for form in row["forms"].split():
            word = fold(form).translate(_PLAIN)
            told[row["part"]][word] = told[row["part"]].get(word, frozenset()) | lands
    return told["given"], told["end"], _heard(told["given"])


def _heard(given: Lands) -> Lands:
    """Given names in Latin letters by how they sound, for names in another script that the list has not."""
    told: Lands = {}
    for word, lands in given.items():
        if latin(word) and len(word) > _SHORT:
            told[sounds(word)] = told.get(sounds(word), frozenset()) | lands
    return told
