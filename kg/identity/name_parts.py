"""Which words of a name are legal forms, fillers, heads or qualifiers: `data/name_parts.csv`."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.identity.words import word
from kg.vocabulary.table import table

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class NameParts:
    """Base forms by sort; a legal form may have several words."""

    legal: frozenset[tuple[str, ...]]
    fillers: frozenset[str]
    heads: frozenset[str]
    qualifiers: frozenset[str]
    generic: frozenset[str]


@cache
def name_parts() -> NameParts:
    """The table, read once."""
    found: dict[str, set[str]] = {sort: set() for sort in ("legal", "filler", "head", "qualifier", "generic")}
    for row in table(DATA / "name_parts.csv", ("sort", "language", "words")):
        found[row["sort"]].add(row["words"])
    legal = frozenset(tuple(words.split()) for words in found["legal"])
    heads = frozenset(found["head"])
    generic = {word(each, heads).base for each in found["generic"]}  # as the words of a name are reduced
    return NameParts(legal, frozenset(found["filler"]), heads, frozenset(found["qualifier"]), frozenset(generic))


def legal_form(bases: Sequence[str], at: int) -> int:
    """How many words from there are a legal form, the longest that fits."""
    forms = name_parts().legal
    return next((size for size in (4, 3, 2, 1) if tuple(bases[at : at + size]) in forms and at + size <= len(bases)), 0)
