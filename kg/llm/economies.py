"""Which economies a text names, by the model's quotes and our gazetteer: no fact can be about another."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from kg.extract.opening import opening
from kg.language import PlaceMention
from kg.llm.amounts import analysis
from kg.model import Document, Party, PartyKind, Span
from kg.vocabulary import economy

ALL = "WORLD"


@dataclass(frozen=True, slots=True)
class Named:
    """The codes that facts about a document may use: those our gazetteer finds, and those a quote was given for."""

    codes: frozenset[str]

    def has(self, code: str) -> bool:
        """Whether the text, or who published it, names the economy."""
        return code == ALL or code in self.codes

    def and_of(self, codes: Iterable[str]) -> "Named":
        """The same with more."""
        return Named(self.codes | frozenset(codes))


@lru_cache(maxsize=4)
def named(document: Document) -> Named:
    """Countries and blocs in any form, countries of cities, and the publisher's."""
    return Named(frozenset(_codes(document)))


def _codes(document: Document) -> Iterable[str]:
    for annotation in analysis(document).annotations:
        if isinstance(annotation.value, PlaceMention):
            yield from _of(annotation.value)
    publisher: Party | None = opening(analysis(document)).publisher
    if publisher is not None:
        yield publisher.name


def _of(mention: PlaceMention) -> Iterable[str]:
    if mention.party.kind is PartyKind.ECONOMY:
        yield mention.party.name
    if mention.country:
        yield mention.country


def contradicted(code: str, span: Span, document: Document) -> bool:
    """Whether our gazetteer reads only other economies where a model sees this one."""
    there = {
        found
        for annotation in analysis(document).annotations
        if isinstance(annotation.value, PlaceMention) and annotation.span.overlaps(span) and annotation.score >= 0.8
        for found in _of(annotation.value)
    }
    return bool(there) and code not in there


def is_code(word: str) -> bool:
    """Whether a word is the code of an economy."""
    return economy(word) is not None
