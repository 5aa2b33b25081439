"""How probable it is that all of a figure is right: from the probabilities of its decisions and a few things more."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import prod

from kg.extract.deciding import Candidate, Judge
from kg.extract.figures_drafts import Draft
from kg.extract.figures_view import Whole

_STEPS = (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)
_ORDERED = ("indicator", "modality", "sides", "period", "product")
_ROUGH = (0.4, 0.6, 0.8, 0.9, 0.97)
_HALVES = (0.2, 0.4, 0.6, 0.8)
_FEW = 3


@dataclass(frozen=True, slots=True)
class Company:
    """The figures a figure stands among: errors come in whole texts.

    `sides`, `period`, `all`: how sure the drafts of a text are of these on average; `beside` counts the drafts of a
    sentence.
    """

    sides: float
    period: float
    all: float
    count: int
    whole: Whole
    beside: Mapping[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, drafts: Sequence[Draft], whole: Whole) -> "Company":
        """What the drafts of a text have in common."""
        held = [draft for draft in drafts if draft.figure is not None]
        every = [prod(_chances(draft).values()) for draft in held]
        mean = sum(every) / len(every) if every else 0.0
        beside = Counter(draft.number for draft in held)
        return cls(_mean(drafts, "sides"), _mean(drafts, "period"), mean, len(held), whole, beside)


def _mean(drafts: Sequence[Draft], name: str) -> float:
    chances = [draft.choices[name].probability for draft in drafts if name in draft.choices]
    return sum(chances) / len(chances) if chances else 0.0


def _chances(draft: Draft) -> dict[str, float]:
    return {name: choice.probability for name, choice in draft.choices.items()}


def sound(judge: Judge, draft: Draft, company: Company) -> float:
    """The probability that the figure of a draft is right in every slot; 1 as long as nobody has learned to tell."""
    clues = tuple(_clues(draft, company))
    choice = judge.choose("figure.sound", draft.spot, [Candidate(draft, clues), Candidate(None)])
    return choice.probability if choice.index == 0 else 1 - choice.probability


def _clues(draft: Draft, company: Company) -> Iterator[str]:
    chances = _chances(draft)
    total = prod(chances.values())
    yield "bias"
    yield from (f"all>{step}" for step in _STEPS if total > step)
    for name in ("indicator", "modality", "sides", "period", "product", "role level", "role change", "way"):
        if name in chances:
            yield from (f"{name}>{step}" for step in _ROUGH if chances[name] > step)
    joined = min((chance for name, chance in chances.items() if name.startswith("join")), default=1.0)
    yield from (f"join>{step}" for step in _ROUGH if joined > step)
    for name, mean in (("sides", company.sides), ("period", company.period), ("all", company.all)):
        yield from (f"text {name}>{step}" for step in _STEPS[3:] if mean > step)
    yield from company.whole.sure
    yield f"as the order says={sum(draft.choices[n].index == 0 for n in _ORDERED if n in draft.choices)}"
    yield from _said(draft, f"all={sum(total > step for step in _HALVES)}")
    yield from _amounts(draft)
    yield from _main(draft, company)
    beside = company.beside.get(draft.number, 1)
    yield f"beside={min(beside, 4)}"
    yield f"figures={'1' if company.count < 2 else 'few' if company.count < 6 else 'many'}"
    yield f"twin={draft.twin is not None}/{draft.original is not None}"


def _said(draft: Draft, total: str) -> Iterator[str]:
    """What it measures, and whence its slots come."""
    for name, value in (
        ("refused", draft.refused),
        ("said", draft.sort),
        ("kind", draft.kind),
        ("amounts", "+".join(sorted(draft.amounts))),
        ("measures", draft.indicator),
        ("status", draft.status.value),
    ):
        yield f"{name}={value}"
        yield f"{name}={value}/{total}"
    yield f"product={draft.product is not None}"
    hows = []
    for name, slot in (("reporter", draft.reporter), ("partner", draft.partner), ("period", draft.period)):
        hows.append("none" if slot is None else str(slot.how) if not slot.spans else "stated")
        yield f"{name}={hows[-1]}"
    yield f"slots={'+'.join(hows)}"


def _amounts(draft: Draft) -> Iterator[str]:
    """What its amounts look like: without a unit, in brackets, a price, a second currency."""
    for role, use in draft.amounts.items():
        amount = use.mark.amount
        yield f"{role} sort={amount.sort}"
        yield f"{role} unit={amount.quantity.unit is not None}"
        yield f"{role} hedge={amount.quantity.hedge}"
        yield f"{role} use={use.use}"
        for name in ("bracketed", "each", "alternative", "carried"):
            if getattr(amount, name):
                yield f"{role} {name}"


def _main(draft: Draft, company: Company) -> Iterator[str]:
    """Whether its parties are those of the text as a whole."""
    reporter = draft.reporter.value if draft.reporter else None
    partner = draft.partner.value if draft.partner else None
    chance = company.whole.homes.get(reporter, 0.0)
    stated = bool(draft.reporter and draft.reporter.spans)
    yield from (f"home>{step}" for step in (0.1, 0.3, 0.5, 0.7, 0.9) if chance > step)
    yield f"main={(reporter, partner) == company.whole.main}"
    yield f"reporter is {company.whole.sort(reporter)}/{stated}/{reporter == company.whole.main[0]}"
    yield f"partner is {company.whole.sort(partner)}/{bool(draft.partner and draft.partner.spans)}"
    edtf = draft.period.value.edtf if draft.period else ""
    yield f"period told={min(company.whole.periods.get(edtf, 0), _FEW)}/{len(company.whole.periods) > 1}"
