"""Who reports a figure and who is the partner: both at once, from all that the text and the memory offer."""

from kg.extract.deciding import Choice, Judge
from kg.extract.figures_drafts import Draft, Drafts
from kg.extract.figures_filling import filled
from kg.extract.figures_pairs import candidates, pairs
from kg.extract.figures_parties import Sides, stated
from kg.extract.figures_seen import Option, options
from kg.extract.figures_view import View
from kg.model import How, Party, Slot


def sides(judge: Judge, view: View, draft: Draft, drafts: Drafts) -> Choice:
    """Decide both parties of a draft whose indicator is known; they are written into it."""
    fixed = _fixed(view, draft)
    offered = list(pairs(list(options(view, draft, drafts, fixed)), draft.indicator))
    first = (_value(fixed.reporter), _value(fixed.partner))
    offered.sort(key=lambda pair: (pair[0].party, pair[1].party) != first)
    asked = list(candidates(view, draft, drafts, offered, fixed))
    choice = judge.choose("figure.sides", draft.spot, asked)
    chosen = offered[choice.index]
    draft.reporter, draft.partner = (_slot(option) for option in chosen)
    return choice


def _value(slot: Slot[Party] | None) -> Party | None:
    return slot.value if slot is not None else None


def _slot(option: Option) -> Slot[Party] | None:
    if option.party is None:
        return None
    return Slot(option.party, (option.mark.span,)) if option.mark else Slot(option.party, (), How.INHERITED)


def _fixed(view: View, draft: Draft) -> Sides:
    """The parties by the fixed order of clues, for the indicator decided on."""
    if draft.told is not None and _said(draft.told.measure.value, draft.told.indicator.value) == draft.indicator:
        return Sides(draft.told.reporter, draft.told.partner, view.fixed.sides.group)
    if view.fixed.indicator.value == draft.indicator and draft.indicator != "share":
        return view.fixed.sides
    held = stated(view.clause, draft.indicator, view.anchor, view.memory.varies, view.memory.focus.home)
    return filled(held, view.clause, draft.indicator, view.anchor, view.memory.focus)


def _said(measure: str, indicator: str) -> str:
    return "share" if measure == "share" else indicator
