"""From a draft whose slots are decided to the figure it is."""

from dataclasses import replace

from kg.extract.deciding import Judge
from kg.extract.figures_amounts import deficit, unit_of
from kg.extract.figures_clauses import Use
from kg.extract.figures_drafts import Draft, Drafts
from kg.extract.figures_parties import ALONE, lifted
from kg.extract.figures_slots import base, sign
from kg.extract.figures_view import View
from kg.extract.figures_what import way
from kg.extract.opening import dollar
from kg.model import Figure, Quantity, Slot

_RELATIVE = ("multiple", "index")


def level(view: View, draft: Draft, use: Use) -> Slot[Quantity]:
    """The level of a draft, with its unit as the memory knows it where the words leave it out."""
    quantity = use.mark.amount.quantity
    unit = quantity.unit
    if unit in (None, "count") or use.mark.amount.sort == "number":
        unit = unit_of(view.memory, quantity, use) or view.memory.focus.unit or unit
    if use.mark.amount.sort in ("percent", "points"):
        unit = "percent"
    if unit == "USD" and "$" in (quantity.wording or "") and "U" not in (quantity.wording or "").upper():
        unit = dollar(draft.reporter.value if draft.reporter else None, view.memory.focus.publisher)
    told = replace(quantity, unit=unit, per=None)
    if draft.indicator == "balance" and deficit(view.clause) and told.value > 0:
        told = replace(told, value=-told.value)
    return Slot(told, (use.mark.span,))


def shift(judge: Judge, view: View, draft: Draft, use: Use, drafts: Drafts) -> Slot[Quantity]:
    """The relative change of a draft in percent, signed."""
    quantity = use.mark.amount.quantity
    value = quantity.value
    signed = use.mark.amount.sort in _RELATIVE or value < 0 or (quantity.wording or "").lstrip()[:1] == "+"
    if not signed:
        going, draft.choices["way"] = way(judge, view, draft, use, "change", drafts)
        value *= going
    view.memory.turned = 1 if value > 0 else -1
    return Slot(replace(quantity, value=value, unit="percent", per=None, upper=None), (use.mark.span,))


def gap(judge: Judge, view: View, draft: Draft, use: Use, drafts: Drafts) -> Slot[Quantity]:
    """The absolute change of a draft, signed."""
    quantity = use.mark.amount.quantity
    going, _ = way(judge, view, draft, use, "delta", drafts)
    unit = quantity.unit or view.memory.focus.unit
    return Slot(replace(quantity, value=quantity.value * going, unit=unit, per=None), (use.mark.span,))


def built(judge: Judge, view: View, draft: Draft, drafts: Drafts) -> Figure:
    """The figure of a draft."""
    amounts = draft.amounts
    share = draft.indicator == "share"
    moved = "change" in amounts or "delta" in amounts
    alone = draft.indicator in ALONE
    return Figure(
        evidence=(draft.evidence,),
        indicator=Slot(draft.whole or "turnover") if share else _measured(view, draft),
        measure=Slot("share" if share else "level"),
        reporter=lifted(draft.reporter, view.clause) if alone else draft.reporter,
        partner=None if alone else draft.partner,
        product=draft.product,
        period=draft.period,
        value=level(view, draft, amounts["level"]) if "level" in amounts else None,
        change=shift(judge, view, draft, amounts["change"], drafts) if "change" in amounts else None,
        change_value=gap(judge, view, draft, amounts["delta"], drafts) if "delta" in amounts else None,
        change_base=(view.fixed.since or base(view.clause, draft.period)) if moved else None,
        sign=sign(view.clause) if draft.indicator == "balance" and not amounts else None,
        status=draft.status,
    )


def _measured(view: View, draft: Draft) -> Slot[str]:
    mark = next((m for m in view.clause.of("indicator", "weak") if str(m.value).endswith(f"/{draft.indicator}")), None)
    return Slot(draft.indicator, (mark.span,)) if mark else Slot(draft.indicator)
