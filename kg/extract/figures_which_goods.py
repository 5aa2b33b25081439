"""Of which goods a figure is, if not of all: stated in its sentence, carried on, told by a heading, or none."""

from collections.abc import Iterator

from kg.extract.deciding import Candidate, Choice, Judge
from kg.extract.figures_drafts import Draft, Drafts
from kg.extract.figures_products import attributed, phrase_of, product
from kg.extract.figures_view import View, step
from kg.extract.figures_words import origin, worded
from kg.model import How, Slot

_BACK = 3  # drafts that are looked back at
_WEIGHED = 20  # goods in a sentence that are looked at
_ORIGINS = ("chunk", "clause", "ahead", "behind", "carried")


def goods(judge: Judge, view: View, draft: Draft, drafts: Drafts) -> Choice:
    """Decide which goods a draft is about, if not all."""
    fixed = draft.told.product if draft.told is not None else view.fixed.product
    found: dict[str, tuple[Slot[str] | None, set[str]]] = {}

    def of(slot: Slot[str] | None) -> set[str]:
        key = view.goods.noun(slot, view.marks, view.sentence) if slot else ""
        held, clues = found.setdefault(key, (slot, set()))
        if slot is not None and held is not None and slot.spans and not held.spans:
            found[key] = slot, clues  # in the words of the sentence, where it names what is carried
        return clues

    how = "none" if fixed is None else "stated" if fixed.spans else "inherited"
    of(fixed).update(("fixed", f"fixed/{how}/{view.sort}"))
    of(None).update(_none(view, draft))
    own = product(view.clause, None)
    if own is not None:
        of(own).add(f"clause/{view.sort}")
    for told in attributed(view.clause):
        of(told).update(("attributed", f"attributed/{view.sort}", f"attributed={told.value.casefold()}"))
    unit = draft.first.mark.amount.sort if draft.first else "sign"
    for mark in view.nearest([m for m in view.marks if m.scheme in ("product", "goods")], draft.spot, _WEIGHED):
        told = phrase_of(mark, view.clause, view.marks, view.sentence)
        if mark.scheme == "goods" and told.spans == (mark.span,):
            continue
        chunk = draft.first.chunk if draft.first else None
        where = view.where(mark, chunk)
        of(told).update((f"{where}/{mark.scheme}", f"{where}/{mark.scheme}/{step(mark.span, draft.spot)}"))
        of(told).add(f"{where}/{mark.scheme}/{unit}/{draft.indicator}")
        beside_it = view.around[mark.span]
        of(told).update(beside_it)
        of(told).update(f"{where}/{clue}" for clue in beside_it[:2])
        if view.anchor is not None:
            of(told).add(f"anchor/{step(mark.span, view.anchor.span)}/{view.sort}")
    last = view.memory.focus.product
    section = view.memory.section
    for name, slot in (("carried", last), ("section", section)):
        if slot is not None:
            of(Slot(slot.value, (), How.INHERITED)).update((name, f"{name}/{view.sort}/{view.gap}"))
    for rank, past in zip(range(_BACK), reversed(drafts.recent), strict=False):
        near = "clause" if past.clause is view.clause else "same" if past.number == view.number else view.gap
        slot = past.product
        of(Slot(slot.value, (), How.INHERITED) if slot else None).update(
            (f"ago{rank}/{near}/{view.sort}", f"ago{rank}/{past.indicator == draft.indicator}/{draft.kind}")
        )
    if draft.twin is not None:
        of(draft.twin.product).add("twin")
    cell, above = draft.cell, drafts.above(draft.cell)
    if cell is not None and cell.heading.goods is not None:
        of(Slot(cell.heading.goods.value, (), How.INHERITED)).update(("head", f"head/{cell.form}"))
    if cell is not None and above is not None:
        slot = above.product
        of(Slot(slot.value, (), How.INHERITED) if slot else None).update(("above", f"above/{cell.form}"))
    seen = (view.number, view.sentence.paragraph, _context(view, draft), _scope(view, draft))
    for earlier, clues in view.goods.clues(*seen):
        of(earlier).update(clues)
    words = view.words.said(draft.first.chunk if draft.first else None)
    candidates = [
        Candidate(slot, tuple(sorted(clues)), (worded(origin(clues, _ORIGINS) if slot else "none", words),))
        for slot, clues in found.values()
    ]
    choice = judge.choose("figure.product", draft.spot, candidates)
    draft.product = list(found.values())[choice.index][0]
    return choice


def _context(view: View, draft: Draft) -> str:
    """Whether its clause names goods, and what its amount counts."""
    own = "own" if view.clause.of("product") else "goods" if view.clause.of("goods") else "bare"
    unit = draft.first.mark.amount.sort if draft.first else "sign"
    kind = unit if unit in ("physical", "money") else "ratio"
    return f"{own}/{kind}"


def _scope(view: View, draft: Draft) -> str:
    """How its clause says what it measures, whether it says how much of trade it means, and for whom it is told."""
    scoped = any(view.clause.of(f"scope/{name}") for name in ("total", "world", "mutual", "same", "whole"))
    return f"{view.sort}/{'scoped' if scoped else '-'}/{draft.indicator}"


def _none(view: View, draft: Draft) -> Iterator[str]:
    use = draft.first
    unit = use.mark.amount.quantity.unit if use else "sign"
    held = len(view.clause.of("product"))
    yield "none"
    yield f"none/{min(held, 2)}/{view.sort}"
    yield f"none/{min(held, 2)}/{view.sort}/{view.gap}"
    yield f"none/{'money' if unit and unit.isupper() else unit}"
    yield f"none/{draft.indicator}/{view.sort}"
    for scope in ("scope/total", "scope/world", "scope/mutual", "scope/same", "scope/whole"):
        if view.clause.of(scope):
            yield f"none/{scope}"
    if view.clause.of("goods"):
        yield "none/goods"
