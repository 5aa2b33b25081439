"""Whether two amounts that are alike tell one figure: a headline and its body, a lead and the paragraph below."""

from collections.abc import Iterator

from kg.extract.deciding import Candidate, Judge
from kg.extract.figures_drafts import Draft, size
from kg.model import Slot

_SLOTS = ("reporter", "partner", "period", "product", "status")


def same(judge: Judge, draft: Draft, twin: Draft) -> bool:
    """Whether a draft tells the figure of the draft that told the same amount before."""
    clues = tuple(_clues(draft, twin))
    return judge.choose("figure.same", draft.spot, [Candidate(None), Candidate(twin, clues)]).index == 1


def _clues(draft: Draft, twin: Draft) -> Iterator[str]:
    yield "bias"
    yield f"indicator={draft.indicator == twin.indicator}"
    alike = 0
    for name in _SLOTS:
        agreed = _agreed(getattr(draft, name), getattr(twin, name))
        alike += agreed == "same"
        yield f"{name}={agreed}"
    yield f"alike={alike}/{draft.indicator == twin.indicator}"
    yield f"kinds={draft.kind}+{twin.kind}"
    yield f"headline={twin.number == 0}"
    yield f"apart={min(draft.number - twin.number, 5)}"
    if draft.first is not None:
        quantity = draft.first.mark.amount.quantity
        digits = len(str(quantity.value.normalize().as_tuple().digits).split(","))
        yield f"digits={min(digits, 4)}/{draft.kind}"
        yield f"size={size(quantity)}"


def _agreed(one: Slot[object] | None, other: Slot[object] | None) -> str:
    if one is None or other is None:
        return "neither" if one is other else "one"
    return "same" if one.value == other.value else f"unlike/{bool(one.spans)}/{bool(other.spans)}"
