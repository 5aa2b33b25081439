"""A text with the passages that state facts marked where they stand, however they overlap."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.network.told import Told


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with the numbers of the facts that rest on it; `words` None where text is left out."""

    words: str | None
    facts: tuple[int, ...] = ()


def pieces(text: str, facts: Sequence[Told], *, whole: bool) -> Iterator[Piece]:
    """The text cut at the ends of passages; where it is not to be shown whole, only what lies within passages."""
    spans = [(p.start, p.stop, number) for number, fact in enumerate(facts, 1) for p in fact.passages]
    edges = sorted({0, len(text), *(edge for start, stop, _ in spans for edge in (start, stop))})
    left_out = False
    for start, stop in zip(edges, edges[1:], strict=False):
        inside = tuple(sorted({number for low, high, number in spans if low <= start and stop <= high}))
        if whole or inside:
            yield Piece(text[start:stop], inside)
            left_out = False
        elif not left_out and text[start:stop].strip():
            yield Piece(None)
            left_out = True
