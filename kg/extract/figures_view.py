"""What a decision about a clause can look at: its sentence, the one before, the text as a whole, the memory."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from kg.extract.deciding import Clues
from kg.extract.figures_clauses import Clause, Use
from kg.extract.figures_frame import Frame
from kg.extract.figures_goods import Goods
from kg.extract.figures_listing import Cell
from kg.extract.figures_marks import Chunk, Mark
from kg.extract.figures_whole import Whole
from kg.extract.figures_words import Words
from kg.extract.state import Memory
from kg.language import Analysis, PlaceMention, Sentence
from kg.language.speech import Speaker
from kg.model import Figure, Party, Span

_FILLING = ("period", "product", "goods")
_TOUCHING = 3  # characters
_LONG = 300  # and those of a mark
_STEPS = ((3, "touching"), (15, "near"), (40, "close"), (90, "apart"))


@dataclass(slots=True)
class Past:
    """The sentence before, as far as it stands in the same paragraph: its marks."""

    marks: list[Mark] = field(default_factory=list)
    paragraph: int = -1


@dataclass(frozen=True)
class View:
    """One clause with all around it.

    `fixed` is what the fixed order of clues makes of it and `told` the figures of that; `reason` is why that order
    refuses it, empty if it does not. `cells` has the amounts of the sentence that stand in a list,
    `goods` what the text has named up to it.
    """

    analysis: Analysis
    whole: Whole
    sentence: Sentence
    number: int
    chunks: list[Chunk]
    past: Past
    clause: Clause
    anchor: Mark | None
    memory: Memory
    fixed: Frame
    told: tuple[Figure, ...]
    reason: str
    speaker: Speaker | None = None
    cells: Mapping[Span, Cell] = field(default_factory=dict)
    goods: Goods = field(default_factory=Goods)

    def cell(self, use: Use | None) -> Cell | None:
        """Where an amount stands in a list, if in one."""
        return self.cells.get(use.mark.span) if use is not None else None

    @cached_property
    def marks(self) -> list[Mark]:
        """The marks of the whole sentence, in order."""
        return sorted((m for chunk in self.chunks for m in chunk.marks), key=lambda m: (m.span.start, -m.span.stop))

    @cached_property
    def places(self) -> list[Mark]:
        """Its places, those within names as well."""
        return [m for m in self.marks if isinstance(m.value, PlaceMention)]

    @cached_property
    def own(self) -> frozenset[Span]:
        """The spans of the clause's marks."""
        return frozenset(m.span for chunk in self.clause.chunks for m in chunk.marks)

    @cached_property
    def proposals(self) -> dict[Span, tuple[str, Figure]]:
        """For the span of each amount that the fixed order uses: what as, and in which figure."""
        found: dict[Span, tuple[str, Figure]] = {}
        for figure in self.told:
            slots = {"level": figure.value, "change": figure.change, "delta": figure.change_value}
            for role, slot in slots.items():
                if slot is not None and slot.spans:
                    found.setdefault(slot.spans[0], (role, figure))
        return found

    @cached_property
    def sort(self) -> str:
        """How the clause says what it measures: `strong weak elliptic`."""
        if self.anchor is None:
            return "elliptic"
        return "weak" if self.anchor.scheme == "weak" else "strong"

    def along(self, parties: Iterable[Party | None]) -> Iterator[tuple[Party | None, Clues]]:
        """What the course of the text up to its sentence says of some parties."""
        many = min(sum(m.span in self.own for m in self.places), 2)
        return self.whole.course.clues(self.number, self.sentence.paragraph, f"{self.sort}/{many}", parties)

    @cached_property
    def gap(self) -> str:
        """How many sentences lie since the last figure."""
        last = self.memory.focus.sentence
        return "never" if last < 0 else str(min(self.number - last, 4))

    def beside(self, mark: Mark) -> tuple[Mark | None, Mark | None]:
        """The marks right before and right behind a mark, if they touch it."""
        return self._beside.get(mark.span, (None, None))

    @cached_property
    def _beside(self) -> dict[Span, tuple[Mark | None, Mark | None]]:
        found = {}
        starts = [m.span.start for m in self.marks]
        for mark in self.places:
            span = mark.span
            before = self.marks[bisect_left(starts, span.start - _LONG) : bisect_left(starts, span.stop)]
            left = next((m for m in reversed(before) if 0 <= span.start - m.span.stop <= _TOUCHING), None)
            behind = self.marks[bisect_left(starts, span.stop) :][:1]
            right = behind[0] if behind and behind[0].span.start - span.stop <= _TOUCHING else None
            found[span] = (left, right)
        return found

    def nearest(self, marks: Sequence[Mark], spot: Span, most: int) -> Sequence[Mark]:
        """The marks nearest to a spot in their order: a table that lost its lines is one sentence with thousands."""
        if len(marks) <= most:
            return marks
        kept = sorted(range(len(marks)), key=lambda n: (abs(marks[n].span.start - spot.start), n))[:most]
        return [marks[n] for n in sorted(kept)]

    @cached_property
    def words(self) -> Words:
        """The words of the sentence as clues."""
        return Words.of(self.sentence, [m.span for m in self.places])

    @cached_property
    def around(self) -> dict[Span, Clues]:
        """The words beside each mark that a slot can be filled from."""
        held = [m for m in self.marks if m.scheme in _FILLING or isinstance(m.value, PlaceMention)]
        return {m.span: self.words.around(m.span) for m in held}

    def where(self, mark: Mark, chunk: Chunk | None) -> str:
        """Where in the sentence a mark stands, seen from a chunk of the clause."""
        if chunk is not None and chunk.start <= mark.span.start < chunk.stop:
            return "chunk"
        if mark.span in self.own:
            return "clause"
        return "ahead" if mark.span.start < self.clause.span.start else "behind"

    def figure(self, use: Use | None) -> Figure | None:
        """The figure in which the fixed order puts an amount, or which it reads without any."""
        if use is None:
            return self.told[0] if self.told else None
        found = self.proposals.get(use.mark.span)
        return found[1] if found else None


def step(one: Span, other: Span) -> str:
    """How far two spans are apart, in steps, with the side the first stands on."""
    if one.start >= other.stop:
        return "after/" + _step(one.start - other.stop)
    return "before/" + _step(other.start - one.stop)


def _step(characters: int) -> str:
    return next((name for most, name in _STEPS if characters < most), "far")
