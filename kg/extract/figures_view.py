"""What a decision about a clause can look at: its sentence, the sentence before, the text as a whole, the memory."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from kg.extract.deciding import Clues
from kg.extract.figures_clauses import Clause, Use
from kg.extract.figures_course import Course
from kg.extract.figures_frame import Frame
from kg.extract.figures_goods import Goods
from kg.extract.figures_listing import Cell
from kg.extract.figures_marks import Chunk, Mark
from kg.extract.figures_words import Words
from kg.extract.opening import covers
from kg.extract.state import WORLD, Memory
from kg.language import Analysis, Marker, PeriodReading, PlaceMention, Sentence, analyse
from kg.language.fiscal_years import year_around
from kg.language.speech import Speaker
from kg.model import Document, Figure, Party, PartyKind, Span

_FILLING = ("period", "product", "goods")
_TOUCHING = 3  # characters
_LONG = 300  # and those of a mark
_STEPS = ((3, "touching"), (15, "near"), (40, "close"), (90, "apart"))
_MEASURES = ("indicator/", "weak/")
_OWNING = (Marker.OWN, Marker.SUBJECT, Marker.ORIGIN)
_DEALT = (Marker.TO, Marker.FROM, Marker.WITH)
_RANKED = 4  # parties that a text speaks of most


@dataclass(frozen=True)
class Whole:
    """A text as a whole: the parties it names most, with their part of all mentions, and those of its headline.

    `owners` and `others` count the mentions that own (`OWN`, a subject) or are dealt with (`TO FROM WITH`), all those
    in sentences with a measure of trade, as parts of all such. `main` are the two sides of most figures,
    as decided before any is read, `sure` clues that say how probable each is, `homes` how probable each party is to be
    the first of them, `aways` the second. `lands` is the country of each place in it, `schemes` what sort of place it
    is, `title` the places of the title, which count as the headline's; `periods` counts those that figures can cover,
    in their order; `course` says where parties were named.
    """

    ranked: tuple[Party, ...]
    headline: tuple[Party, ...]
    parts: dict[Party, float]
    owners: dict[Party, float]
    others: dict[Party, float]
    main: tuple[Party | None, Party | None] = (None, None)
    sure: tuple[str, ...] = ()
    lands: dict[Party | None, Party] = field(default_factory=dict)
    schemes: dict[Party | None, str] = field(default_factory=dict)
    title: tuple[PlaceMention, ...] = ()
    periods: dict[str, int] = field(default_factory=dict)
    years: tuple[str, ...] = ()
    homes: dict[Party | None, float] = field(default_factory=dict)
    aways: dict[Party | None, float] = field(default_factory=dict)
    course: Course[Party] = field(default_factory=Course)

    @classmethod
    def of(cls, analysis: Analysis) -> "Whole":
        """What an analysis says of the whole text."""
        counts = Counter(standing_for(a.value) for a in analysis.annotations if isinstance(a.value, PlaceMention))
        counts.pop(WORLD, None)
        ranked = [party for party, _ in counts.most_common(_RANKED)]
        first = analysis.sentences[0].span if analysis.sentences else Span(0, 0)
        named = [standing_for(a.value) for a in analysis.within(first, "place") if isinstance(a.value, PlaceMention)]
        owners, others = Counter[Party](), Counter[Party]()
        for sentence in analysis.sentences:
            held = list(analysis.within(sentence.span))
            if any(str(a.value).startswith(_MEASURES) for a in held if a.type == "cue"):
                for place in (a.value for a in held if isinstance(a.value, PlaceMention)):
                    kin = owners if place.marker in _OWNING else others if place.marker in _DEALT else None
                    if kin is not None:
                        kin[standing_for(place)] += 1
        title = tuple(places_in(analysis.document.title or "", analysis.document.language))
        every = [*title, *(a.value for a in analysis.annotations if isinstance(a.value, PlaceMention))]
        lands: dict[Party | None, Party] = {
            place.party: Party(place.country, PartyKind.ECONOMY)
            for place in every
            if place.country and place.party.name != place.country
        }
        schemes: dict[Party | None, str] = {place.party: place.scheme for place in every}
        parts = (_parts(counts), _parts(owners), _parts(others))
        heads = dict.fromkeys([*map(standing_for, title), *named])
        told = [a.value for a in analysis.annotations if isinstance(a.value, PeriodReading) and covers(a.value)]
        periods = Counter(str(reading.edtf) for reading in told)
        return cls(
            tuple(ranked),
            tuple(heads),
            *parts,
            lands=lands,
            schemes=schemes,
            title=title,
            periods=dict(periods),
            years=tuple(dict.fromkeys(str(year_around(reading)) for reading in told if year_around(reading))),
            course=_course(analysis),
        )

    @cached_property
    def months(self) -> tuple[str, ...]:
        """The single months it names, in order; asked for at each figure, as the next three are."""
        return tuple(edtf for edtf in self.periods if len(edtf) == len("2020-01"))

    @cached_property
    def stretch(self) -> tuple[str, ...]:
        """The first stretch of months it names, if one."""
        return tuple(edtf for edtf in self.periods if len(edtf) == len("2020-01/2020-02") and "/" in edtf)[:1]

    @cached_property
    def dayless(self) -> tuple[str, ...]:
        """The periods it names that are no days, in order."""
        return tuple(edtf for edtf in self.periods if len(edtf) != len("2020-01-01"))

    @cached_property
    def often(self) -> str | None:
        """The one of them that it names most."""
        return max(self.dayless, key=lambda one: self.periods[one], default=None)

    @cached_property
    def ranks(self) -> dict[str, int]:
        """The place of each period among all, by which came up first."""
        return {edtf: rank for rank, edtf in enumerate(self.periods)}

    def sort(self, one: Party | None) -> str:
        """What a party is: `nobody world country bloc region city area`."""
        if one is None or one == WORLD:
            return "nobody" if one is None else "world"
        if one.kind is PartyKind.ECONOMY:
            return "country" if len(one.name) == 2 and one.name != "EU" else "bloc"
        return self.schemes.get(one, "place")


def _course(analysis: Analysis) -> Course[Party]:
    """Where each party is named, tied by its marker or form."""
    told = []
    for sentence in analysis.sentences:
        held = (a.value for a in analysis.within(sentence.span, "place"))
        told.append([(standing_for(p), str(p.marker or p.form)) for p in held if isinstance(p, PlaceMention)])
    return Course.of(analysis.sentences, told)


@lru_cache(maxsize=1024)
def places_in(words: str, language: str) -> tuple[PlaceMention, ...]:
    """The places that a title or a publisher's name holds, in order."""
    if not words.strip():
        return ()
    held = analyse(Document(name="title", text=words, language=language)).annotations
    return tuple(a.value for a in held if isinstance(a.value, PlaceMention))


def _parts(counts: Counter[Party]) -> dict[Party, float]:
    total = sum(counts.values())
    return {party: count / total for party, count in counts.items()}


def standing_for(place: PlaceMention) -> Party:
    """The party of a mention: a capital's country."""
    if (place.government or place.form == "capital") and place.country:
        return Party(place.country, PartyKind.ECONOMY)
    return place.party


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
