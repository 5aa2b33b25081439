"""A stretch of a document's text, and a value together with the stretches that state it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T", covariant=True)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`[start, stop)` in Unicode code points of the document's text.

    >>> Span(0, 6).of("Latvia imports")
    'Latvia'
    """

    start: int
    stop: int

    def of(self, text: str) -> str:
        """The words that stand there."""
        return text[self.start : self.stop]

    def __contains__(self, other: "Span") -> bool:
        return self.start <= other.start and other.stop <= self.stop

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a character."""
        return self.start < other.stop and other.start < self.stop

    def __len__(self) -> int:
        return self.stop - self.start


class How(StrEnum):
    """How a slot came by its value."""

    STATED = "stated"  # words in the fact's own clause
    INHERITED = "inherited"  # carried from an earlier figure, pair or period
    RESOLVED = "resolved"  # worked out from the date of publication
    ASSUMED = "assumed"  # worked out from the year of publication alone
    GIVEN = "given"  # by a flat fact, a person or another reader
    LLM = "llm"  # by a language model; its words, names and numbers were found in the text


@dataclass(frozen=True, slots=True)
class Slot(Generic[T]):
    """A value with the spans that state it (none where it was carried or given) and how it was found."""

    value: T
    spans: tuple[Span, ...] = ()
    how: How = How.STATED
