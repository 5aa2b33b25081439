"""Of which goods a figure is, if not of all: stated in its sentence, carried on, told by a heading, or none."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.extract.deciding import Candidate, Choice, Judge
from kg.extract.figures_drafts import Draft, Drafts
from kg.extract.figures_products import attributed, phrase_of, product
from kg.extract.figures_view import View, step
from kg.extract.figures_words import origin, worded
from kg.model import How, Slot

_BACK = 3  # drafts that are looked back at
_WEIGHED = 20  # goods in a sentence that are looked at
_ORIGINS = ("chunk", "clause", "ahead", "behind", "carried")


@dataclass(slots=True)
class _Found:
    """The goods that can be meant, by their noun (empty for none), each with what speaks for it."""

    view: View
    held: dict[str, tuple[Slot[str] | None, set[str]]] = field(default_factory=dict)

    def of(self, slot: Slot[str] | None) -> set[str]:
        """The clues of some goods, to be added to."""
        key = self.view.goods.noun(slot, self.view.marks, self.view.sentence) if slot else ""
        known, clues = self.held.setdefault(key, (slot, set()))
        if slot is not None and known is not None and slot.spans and not known.spans:
            self.held[key] = slot, clues  # in the words of the sentence, where it names what is carried
        return clues

    def carried(self, slot: Slot[str] | None) -> set[str]:
        """The same of goods that stand elsewhere."""
        return self.of(Slot(slot.value, (), How.INHERITED) if slot is not None else None)


def goods(judge: Judge, view: View, draft: Draft, drafts: Drafts) -> Choice:
    """Decide which goods a draft is about, if not all."""
    fixed = draft.told.product if draft.told is not None else view.fixed.product
    found = _Found(view)
    how = "none" if fixed is None else "stated" if fixed.spans else "inherited"
    found.of(fixed).update(("fixed", f"fixed/{how}/{view.sort}"))
    found.of(None).update(_none(view, draft))
    _stated(found, view, draft)
    _remembered(found, view, draft, drafts)
    _listed(found, draft, drafts)
    for earlier, clues in view.goods.clues(
        view.number, view.sentence.paragraph, _context(view, draft), _scope(view, draft)
    ):
        found.of(earlier).update(clues)
    words = view.words.said(draft.first.chunk if draft.first else None)
    options = list(found.held.values())
    candidates = [
        Candidate(slot, tuple(sorted(clues)), (worded(origin(clues, _ORIGINS) if slot else "none", words),))
        for slot, clues in options
    ]
    choice = judge.choose("figure.product", draft.spot, candidates)
    draft.product = options[choice.index][0]
    return choice


def _stated(found: _Found, view: View, draft: Draft) -> None:
    """Goods that the sentence names, with how and where."""
    own = product(view.clause, None)
    if own is not None:
        found.of(own).add(f"clause/{view.sort}")
    for told in attributed(view.clause):
        found.of(told).update(("attributed", f"attributed/{view.sort}", f"attributed={told.value.casefold()}"))
    unit = draft.first.mark.amount.sort if draft.first else "sign"
    chunk = draft.first.chunk if draft.first else None
    for mark in view.nearest([m for m in view.marks if m.scheme in ("product", "goods")], draft.spot, _WEIGHED):
        told = phrase_of(mark, view.clause, view.marks, view.sentence)
        if mark.scheme == "goods" and told.spans == (mark.span,):
            continue
        where, beside_it, clues = view.where(mark, chunk), view.around[mark.span], found.of(told)
        clues.update((f"{where}/{mark.scheme}", f"{where}/{mark.scheme}/{step(mark.span, draft.spot)}"))
        clues.add(f"{where}/{mark.scheme}/{unit}/{draft.indicator}")
        clues.update(beside_it)
        clues.update(f"{where}/{clue}" for clue in beside_it[:2])
        if view.anchor is not None:
            clues.add(f"anchor/{step(mark.span, view.anchor.span)}/{view.sort}")


def _remembered(found: _Found, view: View, draft: Draft, drafts: Drafts) -> None:
    """Goods of the memory, of the figures before, and of the one that told the same amount."""
    for name, slot in (("carried", view.memory.focus.product), ("section", view.memory.section)):
        if slot is not None:
            found.carried(slot).update((name, f"{name}/{view.sort}/{view.gap}"))
    for rank, past in zip(range(_BACK), reversed(drafts.recent), strict=False):
        near = "clause" if past.clause is view.clause else "same" if past.number == view.number else view.gap
        alike = f"ago{rank}/{past.indicator == draft.indicator}/{draft.kind}"
        found.carried(past.product).update((f"ago{rank}/{near}/{view.sort}", alike))
    if draft.twin is not None:
        found.of(draft.twin.product).add("twin")


def _listed(found: _Found, draft: Draft, drafts: Drafts) -> None:
    """Goods of a list's heading, and of the item above."""
    cell, above = draft.cell, drafts.above(draft.cell)
    if cell is not None and cell.heading.goods is not None:
        found.carried(cell.heading.goods).update(("head", f"head/{cell.form}"))
    if cell is not None and above is not None:
        found.carried(above.product).update(("above", f"above/{cell.form}"))


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
