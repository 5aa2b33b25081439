"""How probable it is that all of a figure is right: from the probabilities of its decisions and a few things more."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import prod

from kg.extract.deciding import Candidate, Judge
from kg.extract.figures_drafts import Draft

_STEPS = (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)
_ORDERED = ("indicator", "modality", "sides", "period", "product")
_ROUGH = (0.4, 0.6, 0.8, 0.9, 0.97)


@dataclass(frozen=True, slots=True)
class Company:
    """The figures a figure stands among: errors come in whole texts. `sure`: clues about the main sides of the text."""

    sides: float
    period: float
    sure: tuple[str, ...]

    @classmethod
    def of(cls, drafts: Sequence[Draft], sure: tuple[str, ...]) -> "Company":
        """How sure the drafts of a text are of their parties and periods, on average."""
        return cls(_mean(drafts, "sides"), _mean(drafts, "period"), sure)


def _mean(drafts: Sequence[Draft], name: str) -> float:
    chances = [draft.choices[name].probability for draft in drafts if name in draft.choices]
    return sum(chances) / len(chances) if chances else 0.0


def sound(judge: Judge, draft: Draft, company: Company) -> float:
    """The probability that the figure of a draft is right in every slot; 1 as long as nobody has learned to tell."""
    clues = tuple(_clues(draft, company))
    choice = judge.choose("figure.sound", draft.spot, [Candidate(draft, clues), Candidate(None)])
    return choice.probability if choice.index == 0 else 1 - choice.probability


def _clues(draft: Draft, company: Company) -> Iterator[str]:
    chances = {name: choice.probability for name, choice in draft.choices.items()}
    total = prod(chances.values())
    yield "bias"
    yield from (f"all>{step}" for step in _STEPS if total > step)
    for name in ("indicator", "modality", "sides", "period", "product", "role level", "role change", "way"):
        if name in chances:
            yield from (f"{name}>{step}" for step in _ROUGH if chances[name] > step)
    for name, mean in (("sides", company.sides), ("period", company.period)):
        yield from (f"text {name}>{step}" for step in _STEPS[5:] if mean > step)
    yield from company.sure
    yield f"as the order says={sum(draft.choices[n].index == 0 for n in _ORDERED if n in draft.choices)}"
    yield f"refused={draft.refused}"
    yield f"said={draft.sort}"
    yield f"kind={draft.kind}"
    yield f"amounts={'+'.join(sorted(draft.amounts))}"
    yield f"measures={draft.indicator}"
    yield f"status={draft.status.value}"
    yield f"product={draft.product is not None}"
    for name, slot in (("reporter", draft.reporter), ("partner", draft.partner), ("period", draft.period)):
        yield f"{name}={'none' if slot is None else slot.how if not slot.spans else 'stated'}"
    yield f"twin={draft.twin is not None}/{draft.original is not None}"
