"""The figures a figure stands among: errors come in whole texts, and are made once and carried on."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from math import prod

from kg.extract.certainty import passed
from kg.extract.figures_drafts import Draft, Pair
from kg.extract.figures_whole import Whole

_NEIGHBOURS = (-2, -1, 1, 2)
_ROUGH = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
_MANY = 12
_FEW = 3


def chance(draft: Draft) -> float:
    """The probability that all decisions about a draft are right, were each a matter of its own."""
    return prod(choice.probability for choice in draft.choices.values())


@dataclass(frozen=True, slots=True)
class Company:
    """What the drafts of a text have in common, and where each stands among them.

    `sides`, `period`, `all`: how sure they are of these on average; `count` those that came to a figure; `beside`
    counts these by sentence; `pairs`, `periods`, `tellings` count the drafts by what they tell, `places` has the place
    of each among all, `chances` how sure each is and `least` how sure the least sure of those before it.
    """

    drafts: Sequence[Draft]
    whole: Whole
    sides: float
    period: float
    all: float
    count: int
    beside: Mapping[int, int] = field(default_factory=dict)
    pairs: Mapping[Pair, int] = field(default_factory=dict)
    periods: Mapping[str, int] = field(default_factory=dict)
    tellings: Mapping[object, int] = field(default_factory=dict)
    places: Mapping[int, int] = field(default_factory=dict)
    chances: Sequence[float] = ()
    least: Sequence[float] = ()

    @classmethod
    def of(cls, drafts: Sequence[Draft], whole: Whole) -> "Company":
        """What the drafts of a text have in common."""
        held = [draft for draft in drafts if draft.figure is not None]
        chances = [chance(draft) for draft in drafts]
        every = [each for draft, each in zip(drafts, chances, strict=True) if draft.figure is not None]
        return cls(
            drafts,
            whole,
            _mean(drafts, "sides"),
            _mean(drafts, "period"),
            sum(every) / len(every) if every else 0.0,
            len(held),
            Counter(draft.number for draft in held),
            Counter(draft.pair for draft in drafts),
            Counter(_period(draft) for draft in drafts),
            Counter(_telling(draft) for draft in held),
            {id(draft): place for place, draft in enumerate(drafts)},
            chances,
            list(accumulate(chances, min, initial=1.0)),
        )

    def clues(self, draft: Draft) -> Iterator[str]:
        """What the others say of a draft: how sure they are, how many have its parties or its period, who is next."""
        for name, mean in (("sides", self.sides), ("period", self.period), ("all", self.all)):
            yield from passed(f"text {name}", mean)
        beside = self.beside.get(draft.number, 1)
        yield f"beside={min(beside, 4)}"
        yield from (f"figures>{n}" for n in range(1, _MANY) if self.count > n)
        yield from (f"sentence>{n}" for n in range(_MANY) if draft.number > n)
        total = max(len(self.drafts), 1)
        yield from passed("pair in text", self.pairs[draft.pair] / total, _ROUGH)
        yield from passed("period in text", self.periods[_period(draft)] / total, _ROUGH)
        yield f"told alike={min(self.tellings.get(_telling(draft), 1) - 1, _FEW)}"
        yield from self._neighbours(draft)

    def _neighbours(self, draft: Draft) -> Iterator[str]:
        place = self.places[id(draft)]
        yield from passed("place", place / len(self.drafts), _ROUGH)
        yield from passed("before", self.least[place], _ROUGH)
        for apart in _NEIGHBOURS:
            name = f"{apart:+}"
            if not 0 <= place + apart < len(self.drafts):
                yield f"{name} none"
                continue
            other = self.drafts[place + apart]
            yield from passed(f"{name} all", self.chances[place + apart], _ROUGH)
            for decision in ("sides", "period"):
                if decision in other.choices:
                    yield from passed(f"{name} {decision}", other.choices[decision].probability, _ROUGH)
            yield from (f"{name} same {what}" for what, held in _alike(draft, other) if held)


def _alike(one: Draft, other: Draft) -> Iterator[tuple[str, bool]]:
    yield "pair", one.pair == other.pair
    yield "period", _period(one) == _period(other)
    yield "measure", one.indicator == other.indicator
    yield "sentence", one.number == other.number


def _period(draft: Draft) -> str:
    return draft.period.value.edtf if draft.period else ""


def _telling(draft: Draft) -> object:
    """What a figure tells beside its amounts: two that tell the same are hardly both right."""
    goods = draft.product.value if draft.product else None
    return (draft.pair, _period(draft), draft.indicator, goods, draft.status.value)


def _mean(drafts: Sequence[Draft], name: str) -> float:
    chances = [draft.choices[name].probability for draft in drafts if name in draft.choices]
    return sum(chances) / len(chances) if chances else 0.0
