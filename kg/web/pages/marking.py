"""A text with the passages that state facts marked where they stand, however they overlap."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.network.told import Told

MENTIONS = ("place", "organization")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with the numbers of the facts that rest on it, and of those whose words begin here.

    `words` is None where text is left out.
    """

    words: str | None
    facts: tuple[int, ...] = ()
    begin: tuple[int, ...] = ()


def pieces(text: str, facts: Sequence[Told], *, whole: bool) -> Iterator[Piece]:
    """The text cut at the ends of passages; where it is not to be shown whole, only what lies within passages.

    What only names a country or an organisation is shown and not marked (number 0).
    """
    spans = [
        (p.start, p.stop, 0 if fact.kind in MENTIONS else number)
        for number, fact in enumerate(facts, 1)
        for p in fact.passages
    ]
    edges = sorted({0, len(text), *(edge for start, stop, _ in spans for edge in (start, stop))})
    left_out, seen = False, set[int]()
    for start, stop in zip(edges, edges[1:], strict=False):
        inside = {number for low, high, number in spans if low <= start and stop <= high}
        if whole or inside:
            marked = tuple(sorted(inside - {0}))
            yield Piece(text[start:stop], marked, tuple(number for number in marked if number not in seen))
            seen.update(marked)
            left_out = False
        elif not text[start:stop].strip():
            yield Piece(text[start:stop])
        elif not left_out:
            yield Piece(None)
            left_out = True
