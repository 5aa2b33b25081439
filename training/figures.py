"""What is right for each decision about a figure, by the gold of its text.

An amount of the text stands for a gold figure when it has the value (as level, change or absolute change) and stands in
one of the passages that the gold quotes. An amount that has a gold value elsewhere in the text is left out of the
lessons about roles: the gold need not quote every telling.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import cast

from kg.evaluation import Gold, Text
from kg.evaluation.fields import value
from kg.evaluation.gold import ANY, alternatives
from kg.evaluation.pairing import fit, verdict
from kg.extract.deciding import Candidate
from kg.extract.figures_drafts import Draft
from kg.extract.figures_marks import chunks
from kg.extract.figures_respective import distributed
from kg.graph.flat import fact
from kg.language import Amount, Analysis
from kg.model import Party, Slot, Span

_ROLES = {"level": "value", "change": "change", "delta": "change_value"}
_RATIOS = ("multiple", "index")
_RELATIVE = ("percent", "points", *_RATIOS, "number", "count")
_CLOSE = Decimal("1e-6")


class FigureOracle:
    """Knows the right answers for one text."""

    def __init__(self, text: Text, analysis: Analysis) -> None:
        self.text = text
        self.gold = [g for g in text.gold if g.kind == "figure"]
        self.passages = [list(_passages(g.quotes, text.document.text)) for g in self.gold]
        self.amounts = dict(_amounts(analysis))
        self._known: dict[Span, list[tuple[int, str]]] = {}
        self._answers: Mapping[str, Callable[[Span, Sequence[Candidate]], frozenset[int] | None]] = {
            "figure.home": self._home,
            "figure.away": self._away,
            "figure.role": self._role,
            "figure.join": self._join,
            "figure.same": self._same,
            "figure.way": self._way,
            "figure.sound": self._sound,
            "figure.sides": self._sides,
            "figure.indicator": self._slot("indicator", str),
            "figure.modality": self._slot("modality", str),
            "figure.period": self._slot("period", _edtf),
            "figure.product": self._slot("product", _words),
        }

    def __call__(self, decision: str, at: Span, candidates: Sequence[Candidate]) -> frozenset[int] | None:
        """The numbers of the right candidates, or None where the gold is silent."""
        return self._answers[decision](at, candidates)

    def told(self, at: Span) -> list[tuple[int, str]]:
        """The gold figures that an amount stands for, by number, and in which role; of narrow passages first."""
        if at not in self._known:
            found = []
            for number, gold in enumerate(self.gold):
                around = [len(span) for span in self.passages[number] if span.overlaps(at)]
                if around:
                    found += [(min(around), number, role) for role in self._fits(gold, at)]
            self._known[at] = [(number, role) for _, number, role in sorted(found)]
        return self._known[at]

    def _fits(self, gold: Gold, at: Span) -> Iterator[str]:
        readings = self.amounts.get(at)
        if readings is None:
            if "value" not in _stated(gold) and "change" not in _stated(gold) and gold.fields.get("indicator"):
                yield "sign"
            return
        for role, field in _ROLES.items():
            right = alternatives(gold.fields.get(field))
            if any(
                _does(role, amount) and _equal(each, amount.quantity.value) for amount in readings for each in right
            ):
                yield role

    def _gold(self, at: Span) -> Gold | None:
        told = self.told(at)
        return self.gold[told[0][0]] if told else None

    def _elsewhere(self, at: Span) -> bool:
        return any(True for gold in self.gold for _ in self._fits(gold, at))

    def _home(self, at: Span, candidates: Sequence[Candidate]) -> frozenset[int] | None:
        count = Counter[str]()
        for gold in self.gold:
            sides = alternatives(gold.fields.get("reporter"))
            if gold.fields.get("indicator") == "turnover":
                count.update({str(name): 1 for name in [*sides, *alternatives(gold.fields.get("partner"))] if name})
            else:
                count.update({str(name): 2 for name in sides if name})
        return _among(candidates, {name for name, n in count.items() if n == max(count.values())})

    def _away(self, at: Span, candidates: Sequence[Candidate]) -> frozenset[int] | None:
        """Where more than half of the figures have one partner, that one."""
        count = Counter(str(name) for gold in self.gold for name in alternatives(gold.fields.get("partner")) if name)
        often = {name for name, n in count.items() if 2 * n > len(self.gold)}
        return _among(candidates, often) or (frozenset({0}) if self.gold else None)

    def _role(self, at: Span, candidates: Sequence[Candidate]) -> frozenset[int] | None:
        told = self.told(at)
        if not told and self._elsewhere(at):
            return None
        right = {role for _, role in told} or {"none"}
        if told and all(self.gold[number].optional for number, _ in told):
            right.add("none")
        return frozenset(i for i, c in enumerate(candidates) if c.value in right)

    def _join(self, at: Span, candidates: Sequence[Candidate]) -> frozenset[int] | None:
        mine = {number for number, _ in self.told(at)}
        if not mine:
            return None
        right = frozenset(
            i for i, c in enumerate(candidates) if isinstance(c.value, Draft) and mine & self._of(c.value)
        )
        return right or frozenset(i for i, c in enumerate(candidates) if c.value is None)

    def _same(self, at: Span, candidates: Sequence[Candidate]) -> frozenset[int] | None:
        twin = candidates[1].value
        assert isinstance(twin, Draft)
        mine, other = ({number for number, _ in self.told(span)} for span in (at, twin.spot))
        return frozenset({int(bool(mine & other))}) if mine and other else None

    def _of(self, draft: Draft) -> set[int]:
        held = [
            {number for number, name in self.told(use.mark.span) if name == role} for role, use in draft.amounts.items()
        ]
        return set.intersection(*held) if held else set()

    def _way(self, at: Span, candidates: Sequence[Candidate]) -> frozenset[int] | None:
        told = [(self.gold[number], role) for number, role in self.told(at) if role in ("change", "delta")]
        if not told:
            return None
        gold, role = told[0]
        signs = {1 if v > 0 else -1 for v in alternatives(gold.fields.get(_ROLES[role])) if isinstance(v, int | float)}
        return frozenset(i for i, c in enumerate(candidates) if c.value in signs)

    def _sides(self, at: Span, candidates: Sequence[Candidate]) -> frozenset[int] | None:
        """Those with parties and indicator right; where none has both, those with the parties right."""
        gold = self._gold(at)
        if gold is None or alternatives(value(gold.fields, "parties", "figure")) == [ANY]:
            return None
        right, measured = set(), set()
        for number, candidate in enumerate(candidates):
            indicator, reporter, partner = cast(tuple[str, Party | None, Party | None], candidate.value)
            found = {"indicator": indicator, "reporter": _name(reporter), "partner": _name(partner)}
            if verdict("parties", "figure", gold.fields, found) is not False:
                right.add(number)
                if verdict("indicator", "figure", gold.fields, found) is not False:
                    measured.add(number)
        return frozenset(measured or right)

    def _slot(
        self, field: str, told: Callable[[object], object]
    ) -> Callable[[Span, Sequence[Candidate]], frozenset[int] | None]:
        def right(at: Span, candidates: Sequence[Candidate]) -> frozenset[int] | None:
            gold = self._gold(at)
            if gold is None or alternatives(value(gold.fields, field, "figure")) == [ANY]:
                return None
            each = [verdict(field, "figure", gold.fields, {field: told(c.value)}) for c in candidates]
            return frozenset(i for i, one in enumerate(each) if one is not False)

        return right

    def _sound(self, at: Span, candidates: Sequence[Candidate]) -> frozenset[int] | None:
        draft = candidates[0].value
        assert isinstance(draft, Draft)
        assert draft.figure is not None
        found = fact(draft.figure, lambda span: span.of(self.text.document.text))
        fits = [gold for gold in self.gold if fit("figure", gold.fields, found).strict]
        if fits and all(gold.optional for gold in fits):
            return None
        return frozenset({0 if fits else 1})


def _among(candidates: Sequence[Candidate], names: set[str]) -> frozenset[int] | None:
    right = frozenset(i for i, c in enumerate(candidates) if isinstance(c.value, Party) and c.value.name in names)
    if any(isinstance(c.value, Party) for c in candidates):
        return right if names else None
    return None


def _amounts(analysis: Analysis) -> Iterator[tuple[Span, list[Amount]]]:
    """The amounts of a text by their spans: as stated, and as figures read them, with what they lean on.

    "Turkey 3.4 million tonnes, Spain 2.9" tells 2.9 million.
    """
    for sentence in analysis.sentences:
        read = {m.span: m.amount for chunk in distributed(chunks(analysis, sentence)) for m in chunk.amounts}
        for annotation in analysis.within(sentence.span, "quantity"):
            held = (annotation.value, read.get(annotation.span))
            yield annotation.span, [amount for amount in held if isinstance(amount, Amount)]


def _does(role: str, amount: Amount) -> bool:
    """Whether an amount of its sort can do that."""
    return amount.sort in _RELATIVE if role == "change" else role != "level" or amount.sort not in _RATIOS


def _stated(gold: Gold) -> set[str]:
    return {name for name, held in gold.fields.items() if held is not None}


def _equal(right: object, said: Decimal) -> bool:
    if not isinstance(right, int | float | Decimal):
        return False
    size = abs(Decimal(str(right)))
    return abs(size - abs(said)) <= _CLOSE * max(size, Decimal(1))


def _passages(quotes: Sequence[str], text: str) -> Iterator[Span]:
    for quote in quotes:
        at = text.find(quote)
        while at >= 0:
            yield Span(at, at + len(quote))
            at = text.find(quote, at + 1)


def _name(party: Party | None) -> str | None:
    return party.name if party is not None else None


def _edtf(slot: object) -> object:
    return slot.value.edtf if isinstance(slot, Slot) else None


def _words(slot: object) -> object:
    return slot.value if isinstance(slot, Slot) else None
