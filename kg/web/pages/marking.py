"""A text with the passages that state facts marked where they stand, however they overlap."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.network.told import Told

MENTIONS = ("place", "organization")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with the numbers of the facts that rest on it, of those whose words begin here, and of those of
    which a passage ends here.

    `words` is None where text is left out; `unread`: it is part of
    what was not understood, and `missed` has the numbers of what begins here.
    """

    words: str | None
    facts: tuple[int, ...] = ()
    begin: tuple[int, ...] = ()
    end: tuple[int, ...] = ()
    missed: tuple[int, ...] = ()
    unread: bool = False


def pieces(text: str, facts: Sequence[Told], missed: Sequence[tuple[int, int]] = (), *, whole: bool) -> Iterator[Piece]:
    """The text cut at the ends of passages; where it is not to be shown whole, only what lies within passages.

    What only names a country or an organisation is shown and not marked (number 0). `missed` are the stretches that
    were not understood, from and to.
    """
    spans = [
        (p.start, p.stop, 0 if fact.kind in MENTIONS else number)
        for number, fact in enumerate(facts, 1)
        for p in fact.passages
    ]
    ends = [*((start, stop) for start, stop, _ in spans), *missed]
    edges = sorted({0, len(text), *(edge for pair in ends for edge in pair)})
    ending = {(stop, number) for _, stop, number in spans}
    left_out, seen = False, set[int]()
    for start, stop in zip(edges, edges[1:], strict=False):
        inside = {number for low, high, number in spans if low <= start and stop <= high}
        if whole or inside:
            marked = tuple(sorted(inside - {0}))
            within = [(at, low) for at, (low, high) in enumerate(missed, 1) if low <= start and stop <= high]
            begin = tuple(number for number in marked if number not in seen)
            end = tuple(number for number in marked if (stop, number) in ending)
            first = tuple(at for at, low in within if low == start)
            yield Piece(text[start:stop], marked, begin, end, first, bool(within))
            seen.update(marked)
            left_out = False
        elif not text[start:stop].strip():
            yield Piece(text[start:stop])
        elif not left_out:
            yield Piece(None)
            left_out = True
