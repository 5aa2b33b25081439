"""The figures of a frame: level with relative and absolute change, shares, and the comparison values beside them."""

from collections.abc import Iterator
from dataclasses import replace

from kg.extract.figures_clauses import Clause, Use
from kg.extract.figures_filling import filled
from kg.extract.figures_frame import Frame
from kg.extract.figures_marks import scale
from kg.extract.figures_parties import TWO_SIDED, stated
from kg.extract.figures_slots import base, change, dated, direction, distance, earlier, indicator, sign
from kg.extract.opening import dollar
from kg.extract.state import Memory
from kg.model import Figure, Period, Quantity, Slot

_LEAST = 1000  # no trade of a country is worth less, in whole units of money
_BESIDE = 20  # characters between a count and what it counts


def figures(memory: Memory, frame: Frame) -> Iterator[Figure]:
    clause = frame.clause
    levels, changes, deltas = clause.used("level"), _exact(clause.used("change")), clause.used("delta")
    if clause.used("share"):
        yield from _shares(memory, frame)
        if not levels:
            return
    for level, moved, delta in _together(levels, changes, deltas):
        main = _main(memory, frame, level, moved, delta)
        if main is not None:
            yield main
            yield from _bases(memory, frame, main)
    if frame.indicator.value == "balance" and not clause.uses and sign(clause) is not None:
        yield _figure(frame, sign=sign(clause))


def _main(memory: Memory, frame: Frame, level: Use | None, shift: Use | None, gap: Use | None) -> Figure | None:
    value = _level(memory, level, frame) if level else None
    moved = change(shift, frame.clause, memory.turned) if shift else None
    delta = _delta(memory, gap, frame) if gap else None
    if value is None and moved is None and delta is None:
        return None
    if moved is not None:
        memory.turned = 1 if moved.value.value > 0 else -1
    return _figure(frame, value=value, change=moved, change_value=delta)


def _figure(
    frame: Frame,
    value: Slot[Quantity] | None = None,
    change: Slot[Quantity] | None = None,
    change_value: Slot[Quantity] | None = None,
    sign: Slot[str] | None = None,
) -> Figure:
    return Figure(
        evidence=(frame.evidence,),
        indicator=frame.indicator,
        reporter=frame.sides.reporter,
        partner=frame.sides.partner if frame.indicator.value in (*TWO_SIDED, "investment", "tariff", "share") else None,
        product=frame.product,
        period=frame.period,
        value=value,
        change=change,
        change_value=change_value,
        change_base=(frame.since or base(frame.clause, frame.period)) if change or change_value else None,
        sign=sign,
        status=frame.status,
    )


def _level(memory: Memory, use: Use, frame: Frame) -> Slot[Quantity] | None:
    quantity = use.mark.amount.quantity
    unit = quantity.unit
    if unit in (None, "count") or use.mark.amount.sort == "number":
        unit = unit_of(memory, quantity, use)
        if unit is None:
            return None
    unit = _local(unit, quantity, memory, frame)
    if unit == "percent" and frame.indicator.value not in ("tariff", "share"):
        return None
    if unit.isupper() and len(unit) == len("USD") and quantity.value < _LEAST and frame.indicator.value != "tariff":
        return None
    amount = replace(quantity, unit=unit, per=None)
    if frame.indicator.value == "balance" and deficit(frame.clause) and amount.value > 0:
        amount = replace(amount, value=-amount.value)
    return Slot(amount, (use.mark.span,))


def _local(unit: str, quantity: Quantity, memory: Memory, frame: Frame) -> str:
    """The unit, a bare dollar sign read as who writes and whose trade it is would read it."""
    bare = unit == "USD" and "$" in (quantity.wording or "") and "U" not in (quantity.wording or "").upper()
    reporter = frame.sides.reporter.value if frame.sides.reporter else None
    return dollar(reporter, memory.focus.publisher) if bare else unit


def unit_of(memory: Memory, quantity: Quantity, use: Use) -> str | None:
    """A missing unit from the figure before, where digits scale alike; goods counted one by one are units."""
    if quantity.unit == "count":
        return "unit" if _counted(use) or memory.focus.unit == "unit" else None
    if memory.focus.unit is None or memory.focus.unit == "percent":
        return None
    scaled = (scale(quantity) or 1) > 1
    return memory.focus.unit if scaled or memory.focus.unit not in ("USD", "EUR") else None


def _counted(use: Use) -> bool:
    """Whether goods are what an amount counts: their name follows at once, or behind an adjective."""
    return any(0 <= m.span.start - use.mark.span.stop <= _BESIDE for m in use.chunk.of("product", "goods"))


def _delta(memory: Memory, use: Use, frame: Frame) -> Slot[Quantity]:
    quantity = use.mark.amount.quantity
    way = direction(use, frame.clause) or 1
    return Slot(
        replace(quantity, value=quantity.value * way, unit=quantity.unit or memory.focus.unit), (use.mark.span,)
    )


def _shares(memory: Memory, frame: Frame) -> Iterator[Figure]:
    clause = frame.clause
    sides = stated(clause, "share", indicator(clause), "partner", memory.focus.home)
    sides = filled(sides, clause, "share", indicator(clause), memory.focus)
    for use in [*_exact(clause.used("share"))[:1], *clause.used("sharebase")[:1]]:
        if sides.partner is None and frame.product is None and not sides.group:
            continue
        based = use.use == "sharebase"
        yield Figure(
            evidence=(frame.evidence,),
            indicator=whole(clause),
            measure=Slot("share"),
            reporter=sides.reporter,
            partner=sides.partner,
            product=frame.product,
            period=_base_period(use, frame) if based else frame.period,
            value=Slot(replace(use.mark.amount.quantity, unit="percent"), (use.mark.span,)),
            status=Slot("reported") if based else frame.status,
        )


def whole(clause: Clause) -> Slot[str]:
    """What a share is a share of: exports or imports where the clause says so, else trade."""
    for mark in clause.of("indicator/exports", "indicator/imports"):
        return Slot(str(mark.value).partition("/")[2], (mark.span,))
    return Slot("turnover")


def _bases(memory: Memory, frame: Frame, main: Figure) -> Iterator[Figure]:
    """Comparison values: the same measure for an earlier period."""
    for use in frame.clause.used("base"):
        when = _base_period(use, frame)
        value = _level(memory, use, frame)
        if value is not None and when is not None:
            if value.value.unit is None and main.value is not None:
                value = replace(value, value=replace(value.value, unit=main.value.value.unit))
            yield replace(
                main,
                period=when,
                value=value,
                change=None,
                change_value=None,
                change_base=None,
                status=Slot("reported"),
                sign=None,
            )


def _base_period(use: Use, frame: Frame) -> Slot[Period] | None:
    """The period beside a comparison value; without one the same months a year before."""
    if frame.since is not None:
        return frame.since
    taken = frame.period.spans if frame.period else ()
    for chunks_ in ([use.chunk], frame.clause.chunks):
        marks = [m for c in chunks_ for m in c.of("period") if m.span not in taken]
        if chunks_ is frame.clause.chunks:
            marks = [m for m in marks if m.period.comparison]
        for mark in sorted(marks, key=lambda m: distance(m.span, use.mark.span)):
            slot = dated(mark, frame.period)
            if slot is not None and (frame.period is None or slot.value != frame.period.value):
                return slot
    return earlier(frame.period)


def _exact(uses: list[Use]) -> list[Use]:
    """Without an amount that brackets behind it give exactly: "almost a third (32.6 %)"."""
    kept = [u for u, after in zip(uses, uses[1:], strict=False) if not _sharper(u, after)]
    return [*kept, *uses[-1:]]


def _sharper(rough: Use, exact: Use) -> bool:
    hedged = rough.mark.amount.quantity.hedge != "exact" and exact.mark.amount.quantity.hedge == "exact"
    return hedged or exact.mark.amount.bracketed


def _together(levels: list[Use], changes: list[Use], deltas: list[Use]) -> Iterator[tuple[Use | None, ...]]:
    """The amounts of one figure: a clause with tonnes and money has two, each change with the level before it."""
    if len(levels) < 2:
        yield (*(uses[0] if uses else None for uses in (levels, changes, deltas)),)
        return
    if len(changes) == len(levels):
        yield from zip(levels, changes, [*deltas, *[None] * len(levels)][: len(levels)], strict=True)
        return
    for number, level in enumerate(levels):
        until = levels[number + 1].mark.span.start if number + 1 < len(levels) else None
        since = level.mark.span.start if number else 0
        own = [
            [u for u in uses if since <= u.mark.span.start < (until or u.mark.span.stop)] for uses in (changes, deltas)
        ]
        yield level, *(uses[0] if uses else None for uses in own)


def deficit(clause: Clause) -> bool:
    return bool(clause.of("sign/deficit")) and not clause.of("sign/surplus")
