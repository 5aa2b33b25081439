"""How probable it is that all of a figure is right: from the probabilities of its decisions and a few things more."""

from collections.abc import Iterator

from kg.extract.certainty import passed, shares
from kg.extract.deciding import Candidate, Judge
from kg.extract.figures_company import Company, chance
from kg.extract.figures_drafts import Draft

_ORDERED = ("indicator", "modality", "sides", "period", "product")
_WEIGHED = ("indicator", "modality", "sides", "period", "product", "role level", "role change", "role delta", "way")
_NEXT = (0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45)
_HOMES = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
_ANSWERS = (2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 40, 60, 80)
_FEW = 3


def sound(judge: Judge, draft: Draft, company: Company) -> float:
    """The probability that the figure of a draft is right in every slot; 1 as long as nobody has learned to tell."""
    clues = tuple(_clues(draft, company))
    choice = judge.choose("figure.sound", draft.spot, [Candidate(draft, clues), Candidate(None)])
    return choice.probability if choice.index == 0 else 1 - choice.probability


def _clues(draft: Draft, company: Company) -> Iterator[str]:
    yield from passed("all", chance(draft))
    yield from _weighed(draft)
    yield from company.whole.sure
    yield f"as the order says={sum(draft.choices[n].index == 0 for n in _ORDERED if n in draft.choices)}"
    yield from _said(draft)
    yield from _amounts(draft)
    yield from _main(draft, company)
    yield from company.clues(draft)
    yield f"twin={draft.twin is not None}/{draft.original is not None}"


def _weighed(draft: Draft) -> Iterator[str]:
    """How sure each decision was, how near the next two answers came, among how many."""
    for name in _WEIGHED:
        choice = draft.choices.get(name)
        if choice is None:
            continue
        yield f"{name} asked"
        yield from passed(name, choice.probability)
        ranked = sorted(shares(choice), reverse=True)
        for rank, share in enumerate(ranked[1:3], 2):
            yield from passed(f"{name} {rank}", share, _NEXT)
        yield from (f"{name} of>{n}" for n in _ANSWERS if len(ranked) > n)
    joined = [choice.probability for name, choice in draft.choices.items() if name.startswith("join")]
    yield from passed("join", min(joined, default=1.0))


def _said(draft: Draft) -> Iterator[str]:
    """What it measures, and whence its slots come."""
    for name, value in (
        ("refused", draft.refused),
        ("said", draft.sort),
        ("kind", draft.kind),
        ("amounts", "+".join(sorted(draft.amounts))),
        ("measures", draft.indicator),
        ("status", draft.status.value),
        ("listed", draft.cell.form if draft.cell is not None else "-"),
    ):
        yield f"{name}={value}"
    how = "none" if draft.product is None else "stated" if draft.product.spans else "carried"
    yield f"product={how}"
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
    reporter, partner = draft.pair
    stated = bool(draft.reporter and draft.reporter.spans)
    yield from passed("home", company.whole.homes.get(reporter, 0.0), _HOMES)
    yield from passed("partner home", company.whole.homes.get(partner, 0.0), _HOMES)
    yield from passed("away", company.whole.aways.get(partner, 0.0), _HOMES)
    yield from passed("best home", max(company.whole.homes.values(), default=0.0), _HOMES)
    yield f"main={(reporter, partner) == company.whole.main}"
    yield f"reporter is {company.whole.sort(reporter)}/{stated}/{reporter == company.whole.main[0]}"
    yield f"partner is {company.whole.sort(partner)}/{bool(draft.partner and draft.partner.spans)}"
    edtf = draft.period.value.edtf if draft.period else ""
    yield f"period told={min(company.whole.periods.get(edtf, 0), _FEW)}/{len(company.whole.periods) > 1}"
