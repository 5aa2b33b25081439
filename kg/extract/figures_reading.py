"""One clause read: what each of its amounts does, then the slots of each figure they tell, decision by decision."""

from collections.abc import Iterator
from dataclasses import replace

from kg.extract.deciding import Judge
from kg.extract.figures_amounts import whole
from kg.extract.figures_building import built, gap, level, shift
from kg.extract.figures_clauses import Use
from kg.extract.figures_drafts import Draft, Drafts
from kg.extract.figures_focus import advance
from kg.extract.figures_parties import Sides
from kg.extract.figures_roles import join, role
from kg.extract.figures_same import same
from kg.extract.figures_sides import sides
from kg.extract.figures_view import View
from kg.extract.figures_what import indicator, standing
from kg.extract.figures_when import period
from kg.extract.figures_which_goods import goods
from kg.model import Figure, Rejection, Slot


def read(judge: Judge, view: View, drafts: Drafts) -> Iterator[Rejection]:
    """Read the figures of a clause into drafts, and say which of its amounts belong to none; the memory moves on."""
    new, late = list[Draft](), list[tuple[Draft, str, Use]]()
    before = "-"
    for use in view.clause.uses:
        before, choice = role(judge, view, use, drafts, before)
        cell = view.cell(use)
        if cell is not None:
            drafts.columns[cell.heading, cell.column] = before
        if before == "none":
            yield Rejection(use.mark.span, "figure", view.reason or "no amount that measures trade")
            continue
        draft, joining = join(judge, view, use, before, drafts)
        if draft is None:
            draft = _begun(view, drafts, view.figure(use))
            new.append(draft)
        elif draft not in new:
            late.append((draft, before, use))
        draft.put(before, use)
        draft.choices[f"role {before}"] = choice
        draft.choices[f"join {before}"] = joining
    if not view.clause.uses and view.told:
        new.append(_begun(view, drafts, view.told[0]))
    _fill(judge, view, new, drafts)
    for held, name, use in late:
        _complete(judge, view, held, name, use, drafts)


def _begun(view: View, drafts: Drafts, told: Figure | None) -> Draft:
    draft = Draft(view.number, view.clause, view.fixed.evidence, told=told, speaker=view.speaker)
    draft.sort, draft.refused = view.sort, bool(view.reason)
    drafts.add(draft)
    return draft


def _fill(judge: Judge, view: View, new: list[Draft], drafts: Drafts) -> None:
    """The slots of new drafts, one draft after the other; then the memory moves on."""
    drafts.hold(new)
    for draft in new:
        _decide(judge, view, draft, drafts)
        draft.figure = built(judge, view, draft, drafts)
        if draft.twin is not None and same(judge, draft, draft.twin):
            draft.original = draft.twin.original or draft.twin
        drafts.settle(draft)
    if new:
        _move_on(view, new)


def _move_on(view: View, new: list[Draft]) -> None:
    told = [draft.figure for draft in new if draft.figure is not None]
    first = new[0]
    frame = replace(
        view.fixed,
        indicator=Slot("share") if told[0].measure.value == "share" else told[0].indicator,
        sides=Sides(first.reporter, first.partner, view.fixed.sides.group, view.fixed.sides.subject),
        period=first.period,
        product=first.product,
        status=first.status,
    )
    advance(view.memory, frame, told, view.number)


def _decide(judge: Judge, view: View, draft: Draft, drafts: Drafts) -> None:
    use = draft.first
    draft.cell = view.cell(use)
    if use is not None:
        name = next(role for role, held in draft.amounts.items() if held is use)
        draft.twin = drafts.twin(name, use)
    draft.choices["indicator"] = indicator(judge, view, draft, drafts)
    draft.choices["modality"] = standing(judge, view, draft, drafts)
    draft.choices["sides"] = sides(judge, view, draft, drafts)
    if draft.indicator == "share":
        draft.whole = whole(view.clause).value
    draft.choices["period"] = period(judge, view, draft, drafts)
    draft.choices["product"] = goods(judge, view, draft, drafts)
    for name, held in draft.amounts.items():
        drafts.learn(draft, name, held)


def _complete(judge: Judge, view: View, draft: Draft, name: str, use: Use, drafts: Drafts) -> None:
    """A draft of a clause before, with an amount that stands in this one."""
    if draft.figure is None:
        return
    if name == "level":
        draft.figure = replace(draft.figure, value=level(view, draft, use))
    elif name == "change":
        draft.figure = replace(draft.figure, change=shift(judge, view, draft, use, drafts))
    else:
        draft.figure = replace(draft.figure, change_value=gap(judge, view, draft, use, drafts))
    drafts.learn(draft, name, use)
