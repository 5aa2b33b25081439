"""Lists and tables: items that each name something and give its amounts, under a heading that says what is told.

A row stands on a line of its own ("Poland – 1.8 million"); inside a sentence items follow a colon, or one another at
least three times ("to Germany (31 %), Poland (12.4 %) and Italy (9 %)"). Measure, unit, period and reporter are said
once, by the heading: the lines, or the words, before the first item.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kg.extract.figures_clauses import Clause
from kg.extract.figures_marks import Chunk, Mark, chunks
from kg.extract.figures_parties import party
from kg.extract.figures_products import product
from kg.language import Analysis, Sentence
from kg.model import Party, Slot, Span

_LONG = 30  # tokens that a row has at most
_LINES = 3  # that a heading has at most
_WIDE = 100  # characters of a line's margin
_NEAR = 30  # characters between the name of an item and its first amount
_RUN = 3  # items that need no colon before them
_NAMES = ("place", "product", "goods")
_TOLD = ("indicator", "weak")
_MEASURES = (*_TOLD, "flow")
_MARGIN = ' \t\r\f\v•●▪■*·►✓–—-"«»'


@dataclass(frozen=True, slots=True, eq=False)
class Heading:
    """What stands over the items of a list: its marks in order, the measures among them, the `goods` it names.

    `form` is where the items stand: `rows colon run`; `columns` are the measures of the line right above.
    """

    form: str
    marks: tuple[Mark, ...]
    measures: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    goods: Slot[str] | None = None

    @classmethod
    def of(cls, form: str, lines: Sequence[Sequence[Mark]], goods: Slot[str] | None = None) -> "Heading":
        """The heading that consists of these lines."""
        told = [tuple(str(m.value).partition("/")[2] for m in line if m.scheme in _TOLD) for line in lines]
        held = tuple(mark for line in lines for mark in line)
        return cls(form, held, tuple(name for line in told for name in line), told[-1] if told else (), goods)


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """One item: its number in the list, the parties it names, its amounts in order."""

    heading: Heading
    rank: int
    named: frozenset[Party]
    amounts: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """An amount of an item: the `column` it stands in, from 0."""

    item: Item
    column: int

    @property
    def heading(self) -> Heading:
        """What stands over it."""
        return self.item.heading

    @property
    def form(self) -> str:
        """Where the items stand, and in which column it does, up to the third."""
        return f"{self.heading.form}{min(self.column, 2)}"

    @property
    def measured(self) -> str:
        """What the heading says the column holds: by its place where each column has a measure, else the last one.

        Tonnes and money are no shares: "Main buyers, in tonnes" tells exports.
        """
        columns = self.heading.columns
        if len(columns) == len(self.item.amounts) > 1:
            return columns[self.column]
        relative = self.item.amounts[self.column].amount.sort in ("percent", "points")
        told = [name for name in self.heading.measures if relative or name != "share"]
        return told[-1] if told else "-"


@dataclass(slots=True)
class Listings:
    """The rows of a text by the number of their sentence, with the heading over them."""

    analysis: Analysis
    rows: dict[int, tuple[Heading, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, analysis: Analysis) -> "Listings":
        """Where rows follow one another, at least two, with what stands before the first of them."""
        found = cls(analysis)
        run: list[int] = []
        for number, sentence in enumerate(analysis.sentences):
            row = _row(analysis.document.text, sentence)
            if run and not (row and _follows(analysis.document.text, analysis.sentences[run[-1]], sentence)):
                found._add(run)
                run = []
            if row:
                run.append(number)
        found._add(run)
        return found

    def _add(self, run: list[int]) -> None:
        if len(run) < 2:
            return
        lines = [chunks(self.analysis, sentence) for sentence in self._over(run[0])]
        goods = [product(Clause(line)) for line in lines]
        held = [[mark for chunk in line for mark in chunk.marks] for line in lines]
        heading = Heading.of("rows", held, next((told for told in reversed(goods) if told), None))
        self.rows |= {number: (heading, rank) for rank, number in enumerate(run)}

    def _over(self, first: int) -> list[Sentence]:
        """The sentence before the first row and the lines before that stand by themselves."""
        text, sentences = self.analysis.document.text, self.analysis.sentences
        held: list[Sentence] = []
        for number in range(first - 1, max(first - 1 - _LINES, -1), -1):
            alone = _line(text, sentences[number].span)
            if held and (not alone or number in self.rows):
                break
            held.append(sentences[number])
            if not alone:
                break
        return held[::-1]

    def cells(self, number: int, cut: Sequence[Chunk]) -> dict[Span, Cell]:
        """The amounts of a sentence that stand in a list, by their spans."""
        held = sorted((m for chunk in cut for m in chunk.marks), key=lambda m: (m.span.start, -m.span.stop))
        groups = list(_groups(held))
        inside = list(self._inside(groups, cut, held))
        if inside:
            return {span: cell for item in inside for span, cell in _cells(item).items()}
        if number not in self.rows:
            return {}
        heading, rank = self.rows[number]
        return _cells(Item(heading, rank, _parties(held), _amounts(held)))

    def _inside(self, groups: list[list[Mark]], cut: Sequence[Chunk], held: list[Mark]) -> Iterator[Item]:
        """The items within one sentence: every run of like groups that is long enough."""
        first = next((chunk.start for chunk in cut if chunk.opener == ":"), None)
        for run in _runs(groups):
            begin = run[0][0].span.start
            colon = first is not None and first <= begin
            if len(run) < (2 if colon else _RUN):
                continue
            before = [m for m in held if m.span.stop <= begin]
            heading = Heading.of("colon" if colon else "run", [before])
            for rank, group in enumerate(run):
                yield Item(heading, rank, _parties(group), _amounts(group))


def _row(text: str, sentence: Sentence) -> bool:
    """Whether a sentence is a line of its own that names something and then gives a number."""
    tokens = sentence.tokens
    if not 1 < len(tokens) <= _LONG or not any(t.kind == "number" for t in tokens):
        return False
    worded = next((n for n, t in enumerate(tokens) if t.kind == "word"), len(tokens))
    numbered = max(n for n, t in enumerate(tokens) if t.kind == "number")
    return worded < numbered and _line(text, sentence.span)


def _follows(text: str, row: Sentence, other: Sentence) -> bool:
    """Whether a line goes on with a list: a full sentence after a blank line does not."""
    blank = text.count("\n", row.span.stop, other.span.start) > 1
    return not (blank and other.tokens[-1].text == ".")


def _line(text: str, span: Span) -> bool:
    """Whether nothing else stands on the line, but for a bullet, a number and what closes it."""
    low, high = max(span.start - _WIDE, 0), min(span.stop + _WIDE, len(text))
    begin, end = text.rfind("\n", low, span.start), text.find("\n", span.stop, high)
    before = text[low if begin < 0 else begin + 1 : span.start].strip(_MARGIN)
    after = text[span.stop : high if end < 0 else end].strip(_MARGIN + ".,;")
    return not after and (not before or before.rstrip(".)").isdigit())


def _groups(held: Sequence[Mark]) -> Iterator[list[Mark]]:
    """The marks of a sentence as would-be items: names, then amounts, then names again begin the next."""
    group: list[Mark] = []
    for mark in held:
        if group and mark.scheme in (*_NAMES, *_MEASURES) and any(m.scheme == "quantity" for m in group):
            yield group
            group = []
        if group or mark.scheme in (*_NAMES, *_MEASURES):
            group.append(mark)
    if any(m.scheme == "quantity" for m in group):
        yield group


def _runs(groups: Sequence[list[Mark]]) -> Iterator[list[list[Mark]]]:
    """Runs of like items, the words before the name of the first one cut off."""
    cut = [_cut(group) for group in groups]
    run: list[list[Mark]] = []
    for group, item in zip(groups, cut, strict=True):
        if run and item != group:  # words of another measure stand before the name: that is no next item
            yield run
            run = []
        if not item:
            if run:
                yield run
            run = []
            continue
        run.append(item)
    if run:
        yield run


def _cut(group: list[Mark]) -> list[Mark]:
    """An item from its name on, if the name stands right before its first amount and no measure between; else empty."""
    first = next(n for n, m in enumerate(group) if m.scheme == "quantity")
    names = [n for n in range(first) if group[n].scheme in _NAMES]
    if not names or group[first].span.start - group[names[-1]].span.stop > _NEAR:
        return []
    begin = names[-1]
    for one, other in pairwise(reversed(names)):
        if one - other > 1 or group[one].span.start - group[other].span.stop > _NEAR:
            break
        begin = other
    return group[begin:]


def _amounts(held: Sequence[Mark]) -> tuple[Mark, ...]:
    return tuple({m.span: m for m in held if m.scheme == "quantity"}.values())


def _cells(item: Item) -> dict[Span, Cell]:
    return {mark.span: Cell(item, column) for column, mark in enumerate(item.amounts)}


def _parties(held: Sequence[Mark]) -> frozenset[Party]:
    return frozenset(party(m) for m in held if m.scheme == "place")
