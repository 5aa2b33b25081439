"""What things are called on pages: which of many names a reader is shown, and economies by their codes."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg import vocabulary

_LIKE = {"en": ("en", "kk", "ru"), "ru": ("ru", "kk", "en"), "kk": ("kk", "ru", "en")}


@dataclass(frozen=True, slots=True)
class Name:
    """A name with the language it is in."""

    words: str
    language: str


def label(names: Sequence[Name], language: str) -> str:
    """The name in the reader's language, else in the one most like it, else any; the shortest of several."""
    order = _LIKE[language]
    ranked = sorted(names, key=lambda n: (order.index(n.language) if n.language in order else 9, len(n.words), n.words))
    return ranked[0].words if ranked else ""


def economy(iri: str, language: str) -> str:
    """What an economy is called in the reader's language; its code where the reference has none."""
    known = vocabulary.economy(iri.rpartition("/")[2])
    return known.label(language) if known else iri.rpartition("/")[2]


def economy_iri(code: str) -> str | None:
    """The IRI of an economy by its code."""
    known = vocabulary.economy(code.upper())
    return known.iri if known else None
