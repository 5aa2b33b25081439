"""A text in parts that a model reads one by one: cut between paragraphs, each with the end of the one before."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Document, Span

SIZE = 8_000  # characters: about sixty facts, whose answer stays well under what models may write at once
CONTEXT = 1_200  # characters of what comes before, so that pairs, periods and speakers carry over
_BREAKS = (re.compile(r"\n\s*\n"), re.compile(r"\n"), re.compile(r"(?<=[.!?…])\s+"), re.compile(r"\s+"))


@dataclass(frozen=True, slots=True)
class Chunk:
    """One part of a text: its number (from 1) of how many, where it stands, its words and those before it."""

    number: int
    parts: int
    span: Span
    text: str
    before: str = ""

    @classmethod
    def whole(cls, document: Document) -> "Chunk":
        """The text in one piece."""
        return cls(1, 1, Span(0, len(document.text)), document.text)


def chunks(document: Document, size: int = SIZE) -> tuple[Chunk, ...]:
    """The parts of a text, of at most `size` characters each; most texts are one."""
    spans = list(_spans(document.text, size))
    if len(spans) <= 1:
        return (Chunk.whole(document),)
    return tuple(
        Chunk(number, len(spans), span, span.of(document.text), _before(document.text, span.start))
        for number, span in enumerate(spans, 1)
    )


def halves(document: Document, chunk: Chunk) -> tuple[Chunk, ...]:
    """The same part in two, for a model that could not finish; the part itself where it is too short for that."""
    if len(chunk.text) < CONTEXT:
        return (chunk,)
    middle = _cut(chunk.text, len(chunk.text) // 2 + 1)
    spans = [
        Span(chunk.span.start, chunk.span.start + middle),
        Span(chunk.span.start + middle, chunk.span.stop),
    ]
    return tuple(
        Chunk(number, 2, span, span.of(document.text), _before(document.text, span.start))
        for number, span in enumerate(spans, 1)
    )


def _spans(text: str, size: int) -> Iterator[Span]:
    start = 0
    while len(text) - start > size:
        stop = start + _cut(text[start : start + size], size)
        yield Span(start, stop)
        start = stop
    yield Span(start, len(text))


def _cut(text: str, limit: int) -> int:
    """Where to cut: at the last paragraph, line, sentence or word that ends in the second half, in this order."""
    for pattern in _BREAKS:
        ends = [match.end() for match in pattern.finditer(text) if limit // 2 <= match.end() < limit]
        if ends:
            return ends[-1]
    return limit


def _before(text: str, start: int) -> str:
    """The end of what stands before, from the beginning of a line or sentence on."""
    taken = text[max(0, start - CONTEXT) : start]
    if start <= CONTEXT:
        return taken.strip()
    for pattern in _BREAKS[1:]:
        match = pattern.search(taken)
        if match:
            return taken[match.end() :].strip()
    return taken.strip()
