"""What a figure measures, who reports it and who is the partner: all at once, from what text and memory offer.

What is measured was weighed before; where that left a doubt, the parties settle it: who bought is who imports.
"""

from collections.abc import Iterator
from math import exp
from typing import cast

from kg.extract.deciding import Candidate, Choice, Clues, Judge, family
from kg.extract.figures_drafts import Draft, Drafts
from kg.extract.figures_filling import filled
from kg.extract.figures_pairs import candidates, pairs
from kg.extract.figures_parties import Sides, stated
from kg.extract.figures_seen import Option, options
from kg.extract.figures_view import View
from kg.model import How, Party, Slot

_MEASURES = 2  # indicators that parties are weighed for
_UNLIKELY = 0.12  # probability of an indicator that is not
_STEPS = (0.95, 0.9, 0.8, 0.65, 0.5, 0.35, 0.2)


def sides(judge: Judge, view: View, draft: Draft, drafts: Drafts) -> Choice:
    """Decide both parties of a draft, and the indicator among the likeliest; they are written into it."""
    asked, offered = list[Candidate](), list[tuple[Option, Option]]()
    for indicator, clues in list(_measures(draft)):
        draft.indicator = indicator
        fixed = _fixed(view, draft)
        first = (_value(fixed.reporter), _value(fixed.partner))
        held = list(pairs(list(options(view, draft, drafts, fixed)), indicator))
        held.sort(key=lambda pair: (pair[0].party, pair[1].party) != first)
        offered += held
        told = candidates(view, draft, drafts, held, fixed)
        asked += [candidate._replace(parts=(clues, *candidate.parts)) for candidate in told]
    choice = judge.choose("figure.sides", draft.spot, asked)
    draft.indicator = cast(tuple[str, Party | None, Party | None], asked[choice.index].value)[0]
    draft.reporter, draft.partner = (_slot(option) for option in offered[choice.index])
    return choice


def _measures(draft: Draft) -> Iterator[tuple[str, Clues]]:
    """What the draft can measure, the likeliest first, with what says how likely; where the gold chose, one rival."""
    choice = draft.choices["indicator"]
    powers = [exp(total - max(choice.sums)) for total in choice.sums]
    chances = [power / sum(powers) for power in powers] or [0.0] * len(choice.candidates)
    if not choice.sums:
        chances[choice.index] = 1.0
    ranked = sorted(range(len(chances)), key=lambda n: (n != choice.index, -chances[n]))[:_MEASURES]
    doubted = [n for n in ranked if chances[n] > _UNLIKELY or n == choice.index or not choice.sums]
    for rank, number in enumerate(doubted):
        yield str(choice.candidates[number].value), _measured(rank, len(doubted), _step(chances[number]))


def _step(chance: float) -> str:
    return next((str(step) for step in _STEPS if chance > step), "0")


@family
def _measured(rank: int, many: int, step: str) -> Iterator[str]:
    yield from (f"measure={rank}/{many}", f"measure>{step}", f"measure>{step}/{rank}")


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
