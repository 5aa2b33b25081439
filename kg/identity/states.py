"""Countries in names of organisations: «… РК», «… Республики Казахстан» and "… of Kazakhstan" say whose one is."""

from collections.abc import Iterator, Sequence
from functools import cache

from kg.compiled import compiled
from kg.identity.base_forms import followed
from kg.identity.folding import tokens
from kg.identity.name_parts import DATA
from kg.identity.words import Word, word
from kg.vocabulary import countries
from kg.vocabulary.table import table

_LONGEST = 5  # words of the longest name that is looked for
_GENITIVE = ("ның", "нің", "дың", "дің", "тың", "тің")  # Kazakh


@cache
def _abbreviations() -> dict[tuple[str, ...], str]:
    return {words: code for sort, words, code in _states() if sort == "abbreviation"}


@cache
def _names() -> dict[tuple[str, ...], str]:
    return compiled("states", (followed(),), _made)


def _made() -> dict[tuple[str, ...], str]:
    usual = {
        tuple(word(token).base for token in tokens(name)): country.code
        for country in countries()
        for names in country.names.values()
        for name in names
        if not name.isupper()
    }
    return usual | {words: code for sort, words, code in _states() if sort == "full"}


def _states() -> Iterator[tuple[str, tuple[str, ...], str]]:
    for row in table(DATA / "states.csv", ("code", "sort", "words")):
        yield row["sort"], tuple(row["words"].split()), row["code"]


def owner(words: Sequence[Word], at: int) -> tuple[int, str] | None:
    """How many words from there say whose the organisation is, and its country's code; None when they do not.

    A bare country in the nominative belongs to the name itself: «Мотор Казахстан» is a subsidiary, not Kazakhstan's.
    """
    for size in range(min(_LONGEST, len(words) - at), 0, -1):
        part = words[at : at + size]
        if (code := _abbreviations().get(tuple(each.folded for each in part))) and len(words) > size:
            return size, code
        if (code := _name(part)) and _attributive(words, at, size):
            return size, code
    return None


def _name(part: Sequence[Word]) -> str | None:
    bases = [each.base for each in part]
    last = next((bases[-1].removesuffix(end) for end in _GENITIVE if bases[-1].endswith(end)), None)
    names = _names()
    return names.get(tuple(bases)) or (names.get((*bases[:-1], last)) if last else None)


def _attributive(words: Sequence[Word], at: int, size: int) -> bool:
    part = words[at : at + size]
    after = [each.folded for each in words[at + size : at + size + 1]]
    before = [each.folded for each in words[max(0, at - 2) : at]]
    if any(each.inflected for each in part) or part[-1].folded.endswith(_GENITIVE) or after == ["s"]:
        return True
    return bool({"of", "in"} & set(before))


def is_country(base: str) -> bool:
    """Whether one base form is a country's name."""
    return (base,) in _names()
