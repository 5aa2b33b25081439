"""Figures in the making: which amounts tell one figure, and what has been decided about it so far."""

from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from kg.extract.deciding import Choice
from kg.extract.figures_clauses import Clause, Use
from kg.extract.figures_listing import Cell, Heading
from kg.extract.figures_marks import scale
from kg.language.speech import Speaker
from kg.model import Figure, Party, Period, Quantity, Slot, Span

_REMEMBERED = 8  # drafts that a decision can look back at
_RETOLD = 400  # amounts that are remembered by their value
Pair = tuple[Party | None, Party | None]


@dataclass(slots=True, eq=False, repr=False)
class Draft:
    """A figure in the making. `amounts` by role (`level change delta`); `choices` by decision.

    `first` is the amount that leads and `kind` what it does: `level base change delta`, or `sign` without any.

    `told` is the figure that the fixed order makes of its first amount, `twin` the draft before that told the same
    amount, `original` the first one to tell the same figure, `figure` what it came to.
    `sort` is how its clause says what it measures, `refused` whether the fixed order would have none of it. `cell` is
    where its first amount stands, if in a list.
    """

    number: int
    clause: Clause
    evidence: Span
    amounts: dict[str, Use] = field(default_factory=dict)
    first: Use | None = None
    kind: str = "sign"
    choices: dict[str, Choice] = field(default_factory=dict)
    indicator: str = ""
    whole: str = ""
    reporter: Slot[Party] | None = None
    partner: Slot[Party] | None = None
    product: Slot[str] | None = None
    period: Slot[Period] | None = None
    status: Slot[str] = Slot("reported")
    told: Figure | None = None
    sort: str = ""
    refused: bool = False
    figure: Figure | None = None
    speaker: Speaker | None = None
    twin: "Draft | None" = None
    original: "Draft | None" = None
    cell: Cell | None = None

    def __repr__(self) -> str:
        """What it measures and its leading amount, in few words."""
        words = self.first.mark.amount.quantity.wording if self.first is not None else "no amount"
        return f"{self.indicator or 'a figure'} of {words}"

    def put(self, role: str, use: Use) -> None:
        """Add an amount in a role; the level leads, else the change, else the absolute change."""
        self.amounts[role] = use
        lead = next(name for name in ("level", "change", "delta") if name in self.amounts)
        self.first = self.amounts[lead]
        self.kind = "base" if lead == "level" and self.first.use in ("base", "sharebase") else lead

    @property
    def sure(self) -> str:
        """How sure its parties are, in steps."""
        chance = self.choices["sides"].probability if "sides" in self.choices else 0.0
        return next((str(step) for step in (0.95, 0.8, 0.6) if chance > step), "0")

    @property
    def pair(self) -> Pair:
        """Reporter and partner."""
        return self.reporter.value if self.reporter else None, self.partner.value if self.partner else None

    @property
    def spot(self) -> Span:
        """Where it stands: its leading amount, else its clause."""
        return self.first.mark.span if self.first is not None else self.clause.span


@dataclass(slots=True)
class Drafts:
    """The figures of a text so far: `every` in order, the `recent` ones, and all by the amounts they told.

    Of a list, by heading and column: what the amounts of a column do (`columns`), the last draft of it (`listed`).
    """

    every: list[Draft] = field(default_factory=list)
    recent: deque[Draft] = field(default_factory=lambda: deque(maxlen=_REMEMBERED))
    reporters: defaultdict[Party | None, float] = field(default_factory=lambda: defaultdict(float))
    partners: defaultdict[Party | None, float] = field(default_factory=lambda: defaultdict(float))
    pairs: defaultdict[frozenset[Party | None], float] = field(default_factory=lambda: defaultdict(float))
    periods: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    by_amount: dict[tuple[str, Decimal], Draft] = field(default_factory=dict)
    columns: dict[tuple[Heading, int], str] = field(default_factory=dict)
    listed: dict[tuple[Heading, int], Draft] = field(default_factory=dict)

    def add(self, draft: Draft) -> None:
        """Remember a draft."""
        self.every.append(draft)
        self.recent.append(draft)

    def hold(self, drafts: list[Draft]) -> None:
        """Look at the drafts before these alone, until they come back one by one."""
        for draft in drafts:
            if draft in self.recent:
                self.recent.remove(draft)

    def settle(self, draft: Draft) -> None:
        """Remember a draft whose slots are decided."""
        self.recent.append(draft)
        chance = draft.choices["sides"].probability if "sides" in draft.choices else 0.5
        known = draft.choices["period"].probability if "period" in draft.choices else 0.5
        self.periods[draft.period.value.edtf if draft.period else ""] += known
        reporter, partner = draft.pair
        self.reporters[reporter] += chance
        self.partners[partner] += chance
        self.pairs[frozenset((reporter, partner))] += chance
        if draft.cell is not None:
            self.listed[draft.cell.heading, draft.cell.column] = draft

    def above(self, cell: Cell | None) -> Draft | None:
        """The draft of the last item before that has one in the same column of the list."""
        return self.listed.get((cell.heading, cell.column)) if cell is not None else None

    def learn(self, draft: Draft, role: str, use: Use) -> None:
        """Remember the amount a draft has told, the first time."""
        if len(self.by_amount) >= _RETOLD:
            self.by_amount.pop(next(iter(self.by_amount)))
        self.by_amount.setdefault(key(role, use), draft)

    def twin(self, role: str, use: Use) -> Draft | None:
        """The draft that has told the same amount before."""
        return self.by_amount.get(key(role, use))

    def open(self, number: int, role: str) -> Iterator[Draft]:
        """The drafts of this sentence or the one before that lack an amount in a role, the last first."""
        for draft in reversed(self.recent):
            if number - draft.number > 1:
                return
            if role not in draft.amounts:
                yield draft

    @property
    def last(self) -> Draft | None:
        """The last draft."""
        return self.recent[-1] if self.recent else None


def key(role: str, use: Use) -> tuple[str, Decimal]:
    """What two tellings of one amount have in common."""
    quantity = use.mark.amount.quantity
    return (f"{role} {quantity.unit}" if role != "change" else role, abs(quantity.value))


def size(quantity: Quantity) -> str:
    """How large an amount is, in steps of a thousand; whether its words scale it."""
    digits = len(str(int(abs(quantity.value))))
    return f"{min((digits - 1) // 3, 4)}{'s' if (scale(quantity) or 1) > 1 else ''}"
