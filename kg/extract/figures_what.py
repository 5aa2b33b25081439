"""What a figure measures, and whether it is reported, aimed at or expected; which way it goes."""

from collections.abc import Iterator

from kg.extract.deciding import Candidate, Choice, Clues, Judge
from kg.extract.figures_clauses import Use
from kg.extract.figures_drafts import Draft, Drafts, size
from kg.extract.figures_marks import Mark
from kg.extract.figures_slots import direction, distance
from kg.extract.figures_view import View, step
from kg.model import Figure, How, Slot

_ALWAYS = ("turnover", "exports", "imports", "balance", "capacity", "output", "tariff", "investment", "transit")
_STATUSES = ("reported", "target", "forecast")
_BACK = 3
_WEIGHED = 20  # goods, and measures, in a sentence that are looked at


def indicator(judge: Judge, view: View, draft: Draft, drafts: Drafts) -> Choice:
    """Decide what a draft measures; a share beside what it is a share of."""
    fixed = _measured(draft.told) if draft.told is not None else view.fixed.indicator.value
    names: dict[str, set[str]] = {fixed: {"fixed", f"fixed/{view.sort}", f"fixed/{bool(view.reason)}"}}
    use = draft.first
    sort = use.mark.amount.sort if use else "sign"
    measures = [mark for mark in view.marks if mark.scheme in ("indicator", "weak")]
    for mark in view.nearest(measures, draft.spot, _WEIGHED):
        names.setdefault(str(mark.value).partition("/")[2], set()).update(_named(view, draft, mark, measures))
    for mark in [m for m in view.past.marks if m.scheme in ("indicator", "weak")][-2:]:
        names.setdefault(str(mark.value).partition("/")[2], set()).add(f"past/{mark.scheme}/{view.sort}")
    if view.memory.focus.indicator:
        names.setdefault(view.memory.focus.indicator, set()).add(f"carried/{view.sort}/{view.gap}")
    for rank, past in zip(range(_BACK), reversed(drafts.recent), strict=False):
        near = "clause" if past.clause is view.clause else "same" if past.number == view.number else view.gap
        names.setdefault(past.indicator, set()).update((f"ago{rank}/{near}/{view.sort}", f"ago{rank}/{near}/{sort}"))
    if draft.twin is not None:
        names.setdefault(draft.twin.indicator, set()).add("twin")
    for name, told in _listed(draft, drafts, sort):
        names.setdefault(name, set()).update(told)
    if "level" in draft.amounts and sort in ("percent", "points"):
        names.setdefault("share", set())
    for name in _ALWAYS:
        names.setdefault(name, set())
    flows = [*{str(m.value) for m in view.clause.of("flow")}, *_both_ways(view)]
    words = (
        tuple(dict.fromkeys((*view.words.said(use.chunk), *view.words.beside(use.mark.span))))
        if use is not None
        else ()
    )
    candidates = []
    for name, clues in names.items():
        clues.update(f"flow={flow}/{name}" for flow in flows)
        clues.update((f"is={name}", f"is={name}/{sort}", f"is={name}/{draft.kind}/{view.sort}"))
        clues.add(f"is={name}/{view.anchor.value if view.anchor else '-'}")
        own = tuple(sorted(clues))
        candidates.append(Candidate(name, own, under=f"{name}:", asked=(*own, *words)))
    choice = judge.choose("figure.indicator", draft.spot, candidates)
    draft.indicator = str(choice.value)
    return choice


def _both_ways(view: View) -> Iterator[str]:
    """Whether a clause tells of exports and imports both: "sold 277 million more than it bought" tells of a balance."""
    held = [m for m in view.marks if m.scheme in ("indicator", "weak", "flow") and m.span in view.own]
    ways = list(dict.fromkeys(way for m in held if (way := str(m.value).partition("/")[2]) in ("exports", "imports")))
    if len(ways) > 1:
        against = bool(view.clause.of("comparison"))
        yield from (">".join(ways), f"{'>'.join(ways)}/against={against}")


def _listed(draft: Draft, drafts: Drafts, sort: str) -> Iterator[tuple[str, Clues]]:
    """What the heading of its list says of its column, and what the item above tells there."""
    cell, above = draft.cell, drafts.above(draft.cell)
    if cell is None:
        return
    for name in dict.fromkeys(cell.heading.measures):
        yield name, (f"head/{cell.form}", f"head/{len(cell.heading.measures)}/{sort}")
    if cell.measured != "-":
        yield cell.measured, (f"column/{cell.form}", f"column/{sort}/{min(cell.column, 2)}")
    if above is not None:
        yield above.indicator, ("above", f"above/{cell.form}", f"above/{sort}/{above.kind == draft.kind}")


def _measured(figure: Figure) -> str:
    return "share" if figure.measure.value == "share" else figure.indicator.value


def _named(view: View, draft: Draft, mark: Mark, measures: list[Mark]) -> Iterator[str]:
    chunk = draft.first.chunk if draft.first else None
    where = view.where(mark, chunk)
    yield f"{where}/{mark.scheme}"
    yield f"{where}/{mark.scheme}/{step(mark.span, draft.spot)}"
    if view.anchor is not None and mark.span == view.anchor.span:
        yield "anchor"
    rivals = [m for m in measures if m.span != mark.span]
    ahead = mark.span.start < draft.spot.start
    side = [m for m in rivals if (m.span.start < draft.spot.start) == ahead]
    rank = sum(distance(m.span, draft.spot) < distance(mark.span, draft.spot) for m in side)
    yield f"{'ahead' if ahead else 'behind'}{min(rank, 2)}/{mark.scheme}"
    yield f"{'ahead' if ahead else 'behind'}{min(rank, 2)}/{len(rivals) and 1}/{where}"


def standing(judge: Judge, view: View, draft: Draft, drafts: Drafts) -> Choice:
    """Decide whether a draft is reported, a target or a forecast."""
    fixed = draft.told.status if draft.told is not None else view.fixed.status
    names = sorted(_STATUSES, key=lambda name: name != fixed.value)
    clues = tuple(sorted(set(_standing(view, draft, drafts))))
    candidates = [
        Candidate(
            name,
            (f"is={name}", *(("fixed", f"fixed/{name}") if name == fixed.value else ())),
            under=f"{name}:",
            asked=clues if name != "reported" else (),
        )
        for name in names
    ]
    choice = judge.choose("figure.modality", draft.spot, candidates)
    name = str(choice.value)
    spans = next((m.span for m in view.clause.of("status") if m.value == f"status/{name}"), None)
    draft.status = Slot(name, (spans,) if spans else (), How.STATED if spans or name == "reported" else How.INHERITED)
    return choice


def _standing(view: View, draft: Draft, drafts: Drafts) -> Iterator[str]:
    chunk = draft.first.chunk if draft.first else None
    for mark in view.marks:
        if mark.scheme == "status":
            yield f"{mark.value}/{view.where(mark, chunk)}"
            yield f"{mark.value}/{step(mark.span, draft.spot)}"
        if mark.scheme == "period":
            yield f"period/{mark.period.sort}/{view.where(mark, chunk)}"
            published = view.analysis.document.published
            if mark.period.edtf and published:
                end = mark.period.edtf.split("/")[-1]
                yield f"until={'future' if end > published[: len(end)] else 'past'}/{view.where(mark, chunk)}"
    yield f"kind={draft.kind}"
    use = draft.first
    if use is not None:
        yield from view.words.beside(use.mark.span)
        yield from (f"word={word}" for word in view.words.said(use.chunk))
        yield f"does={use.mark.amount.role}"
        yield f"size={size(use.mark.amount.quantity)}"
        yield f"round={_round(use)}"
    last = drafts.last
    if last is not None:
        near = "clause" if last.clause is view.clause else "same" if last.number == view.number else view.gap
        yield f"last={last.status.value}/{near}/{view.sort}"
    yield from (f"past/{m.value}" for m in view.past.marks if m.scheme == "status")
    if draft.twin is not None:
        yield f"twin={draft.twin.status.value}"


def _round(use: Use) -> bool:
    digits = str(use.mark.amount.quantity.value.normalize().as_tuple().digits)
    return digits.count(",") <= 1


def way(judge: Judge, view: View, draft: Draft, use: Use, role: str, drafts: Drafts) -> tuple[int, Choice]:
    """Which way a change goes: 1 or -1."""
    fixed = direction(use, view.clause) or (view.memory.turned if role == "change" else 0) or 1
    clues = tuple(sorted(set(_ways(view, use, drafts))))
    options = [fixed, -fixed]
    candidates = [
        Candidate(w, ("fixed",) if w == fixed else (), under="up:", asked=clues if w > 0 else ()) for w in options
    ]
    choice = judge.choose("figure.way", use.mark.span, candidates)
    return options[choice.index], choice


def _ways(view: View, use: Use, drafts: Drafts) -> Iterator[str]:
    held = [m for m in view.marks if m.scheme == "direction"]
    span = use.mark.span
    left = [m for m in held if m.span.stop <= span.start]
    right = [m for m in held if m.span.start >= span.stop]
    own = [m for m in held if m.span in view.own]
    yield "bias"
    yield f"own={'+'.join(sorted({str(m.value) for m in own}))}"
    for side, mark in (("left", left[-1] if left else None), ("right", right[0] if right else None)):
        if mark is not None:
            yield f"{side}={mark.value}"
            yield f"{side}={mark.value}/{step(mark.span, span)}/{mark.span in view.own}"
    chunk = use.chunk.of("direction")
    yield f"chunk={'+'.join(sorted({str(m.value) for m in chunk}))}"
    yield f"turned={view.memory.turned}/{view.sort}/{bool(own)}"
    past = [m for m in view.past.marks if m.scheme == "direction"]
    if past:
        yield f"past={past[-1].value}/{bool(own)}"
