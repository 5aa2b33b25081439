"""What an amount does: level, change or absolute change of trade, or nothing; and of which figure."""

from collections.abc import Iterator

from kg.extract.deciding import Candidate, Choice, Clues, Judge
from kg.extract.figures_clauses import Use
from kg.extract.figures_drafts import Draft, Drafts, size
from kg.extract.figures_listing import Cell
from kg.extract.figures_marks import Mark
from kg.extract.figures_view import View, step
from kg.extract.figures_words import worded

_RELATIVE = ("percent", "points")
_ROLES = {"multiple": ("change",), "index": ("change",), "percent": ("change", "level"), "points": ("change", "level")}
_FRAMES = ("direction", "comparison", "status", "exclude", "project", "agreement", "event", "denied", "sign", "scope")
_CUES = ("indicator", "weak", "flow", "goods", "product", "stop", "role", *_FRAMES)
_LATELY = 3  # drafts an amount can join


def role(judge: Judge, view: View, use: Use, drafts: Drafts, before: str) -> tuple[str, Choice]:
    """What an amount does: `level change delta`, or `none`. `before`: what the amount before it in the clause does."""
    names = [*_ROLES.get(use.mark.amount.sort, ("level", "delta")), "none"]
    if use.mark.amount.sort in ("number", "count"):
        names.insert(1, "change")
    fixed = _fixed(view, use)
    names.sort(key=lambda name: name != fixed)
    held = tuple(_clues(view, use, fixed, drafts, before))
    candidates = [Candidate(n) if n == "none" else Candidate(n, under=f"{n}:", asked=held) for n in names]
    choice = judge.choose("figure.role", use.mark.span, candidates)
    return names[choice.index], choice


def _fixed(view: View, use: Use) -> str:
    found = view.proposals.get(use.mark.span)
    return found[0] if found and not view.reason else "none"


def _clues(view: View, use: Use, fixed: str, drafts: Drafts, before: str) -> Iterator[str]:
    """What is known of an amount before anything is decided."""
    amount, quantity, cell = use.mark.amount, use.mark.amount.quantity, view.cell(use)
    proposed = view.proposals.get(use.mark.span)
    unit = _unit(use)
    yield "bias"
    yield f"fixed={fixed}"
    yield f"use={use.use}"
    yield f"use={use.use}/{view.sort}"
    yield f"proposed={proposed[0] if proposed else '-'}/{view.reason[:40]}"
    yield f"reason={view.reason[:40]}"
    yield f"sort={amount.sort}"
    yield f"unit={unit}"
    yield f"{unit}/size={size(quantity)}"
    yield f"{unit}/{view.sort}/{view.anchor.value if view.anchor else '-'}"
    yield f"does={amount.role}"
    yield f"before={before}"
    yield f"before={before}/{unit}"
    yield f"gap={view.gap}/{view.sort}"
    yield f"sentence={view.sentence.sort}"
    for name in ("bracketed", "each", "alternative"):
        if getattr(amount, name):
            yield name
    if amount.carried:
        yield f"carried/{cell.heading.form}" if cell is not None else "carried"
        yield f"scaled={amount.scaled}"
    yield f"places={min(len(view.clause.of('place')), 2)}/{view.sort}"
    yield f"hedge={quantity.hedge}"
    if drafts.twin(fixed if fixed != "none" else "level", use) is not None:
        yield "retold"
    if view.memory.units:
        yield f"unit_known={quantity.unit in view.memory.units}"
    yield f"does={amount.role}/{unit}/{before}"
    yield from _around(view, use, unit)
    yield from _listed(cell, unit, drafts)
    yield from view.words.beside(use.mark.span)
    yield from view.words.around(use.mark.span)[2:]
    yield from (f"word={word}" for word in view.words.said(use.chunk))


def _listed(cell: Cell | None, unit: str, drafts: Drafts) -> Iterator[str]:
    """Where in a list it stands, what the heading says of its column, what the amount above it does."""
    if cell is None:
        return
    above = drafts.columns.get((cell.heading, cell.column), "-")
    yield f"cell={cell.form}/{unit}"
    yield f"cell={cell.form}/{cell.measured}"
    yield f"cell={min(cell.column, 2)}/{cell.measured}/{unit}"
    yield f"above={above}"
    yield f"above={above}/{unit}"
    yield f"above={above}/{cell.form}"


def _around(view: View, use: Use, unit: str) -> Iterator[str]:
    """The cues about an amount: nearest on either side, in its chunk, in its clause, in the sentence."""
    span = use.mark.span
    left = [m for m in view.marks if m.span.stop <= span.start]
    right = [m for m in view.marks if m.span.start >= span.stop]
    for side, marks in (("left", left[::-1]), ("right", right)):
        cues = [m for m in marks if m.scheme in _CUES][:2]
        for rank, mark in enumerate(cues):
            yield f"{side}{rank}={mark.value}"
            if rank == 0:
                yield f"{side}={mark.value}/{step(mark.span, span)}"
                yield f"{side}={mark.value}/{step(mark.span, span)[:6]}/{unit}"
        yield f"{side}_mark={_name(marks[0])}/{step(marks[0].span, span)}" if marks else f"{side}_mark=-"
    for chunk, name in ((use.chunk, "chunk"), (None, "sentence")):
        held = chunk.marks if chunk is not None else view.marks
        for value in sorted({str(m.value) for m in held if m.scheme in _FRAMES}):
            yield f"{name}:{value}"
    if view.anchor is not None:
        yield f"anchor={step(view.anchor.span, span)}"
        yield f"anchor={view.anchor.value}/{step(view.anchor.span, span)}"
    strong = [m for m in view.marks if m.scheme in ("indicator", "weak")]
    yield f"measures={min(len(strong), 3)}"
    before = [m for m in view.past.marks if m.scheme == "indicator"]
    yield f"past={before[-1].value if before else '-'}/{view.sort}"


def _name(mark: Mark) -> str:
    return mark.scheme if not isinstance(mark.value, str) else mark.value


def _unit(use: Use) -> str:
    unit = use.mark.amount.quantity.unit
    if unit is None:
        return "bare"
    return "money" if unit.isupper() and len(unit) == len("USD") else unit if unit in ("percent", "count") else "goods"


def join(judge: Judge, view: View, use: Use, name: str, drafts: Drafts) -> tuple[Draft | None, Choice]:
    """The draft that an amount belongs to, or None where it begins a figure of its own."""
    open_ = list(drafts.open(view.number, name))[:_LATELY]
    twin = drafts.twin(name, use)
    options: list[Draft | None] = [None, *open_]
    words = view.words.said(use.chunk)
    candidates = [Candidate(None, tuple(_alone(view, use, name, drafts, twin)), (worded(f"own/{name}", words),))]
    for rank, draft in enumerate(open_):
        of = f"{_near(view, draft)}/{_unit(draft.first) if draft.first else 'sign'}/{name}"
        candidates.append(Candidate(draft, tuple(_joined(view, use, name, draft, rank)), (worded(of, words),)))
    fixed = view.figure(use)
    for number, draft in enumerate(open_, 1):
        if fixed is not None and draft.told is fixed and not view.reason:
            options.insert(0, options.pop(number))
            candidates.insert(0, candidates.pop(number))
            break
    if len(candidates) == 1:
        return None, Choice(0, 1.0, candidates)
    choice = judge.choose("figure.join", use.mark.span, candidates)
    return options[choice.index], choice


def _alone(view: View, use: Use, name: str, drafts: Drafts, twin: Draft | None) -> Clues:
    told = view.figure(use)
    fixed = not any(draft.told is told for draft in drafts.open(view.number, name))
    kept = ("own=alone", f"own={name}", f"own={name}/{use.use}", f"fixed={fixed}/{bool(view.reason)}")
    return (*kept, "own/twin") if twin is not None else kept


def _joined(view: View, use: Use, name: str, draft: Draft, rank: int) -> Iterator[str]:
    told = view.figure(use)
    yield f"rank={rank}"
    if told is not None:
        yield f"fixed={draft.told is told}/joined/{bool(view.reason)}"
    held = "+".join(sorted(draft.amounts))
    near = _near(view, draft)
    yield f"{near}/{held}+{name}"
    if draft.first is not None:
        yield f"{near}/{_unit(draft.first)}+{name}"
    yield f"{near}/{view.sort}"
    yield f"{near}/{use.use}/{held}"
    yield f"{near}/bracketed={use.mark.amount.bracketed}"
    between = _between(view, draft, use)
    yield f"{near}/{step(draft.spot, use.mark.span)}"
    for scheme in ("indicator", "weak", "place", "period", "comparison", "direction", "quantity", "product"):
        count = sum(m.scheme == scheme for m in between)
        if count:
            yield f"between={scheme}/{near}"
            yield f"between={scheme}/{name}/{held}"
    opener = use.chunk.opener
    yield f"opener={opener}/{near}"
    if draft.kind == "base":
        yield f"to_base/{name}"


def _near(view: View, draft: Draft) -> str:
    """Whether a draft is of the same clause, of the sentence, or of one before."""
    return "clause" if draft.clause is view.clause else "sentence" if draft.number == view.number else "past"


def _between(view: View, draft: Draft, use: Use) -> list[Mark]:
    if draft.number != view.number:
        return [m for m in view.marks if m.span.stop <= use.mark.span.start]
    low, high = sorted((draft.spot, use.mark.span))
    return [m for m in view.marks if low.stop <= m.span.start and m.span.stop <= high.start]
