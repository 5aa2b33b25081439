"""The other slots of a figure: indicator, period, product, status, sign and amounts."""

from kg.extract.figures_clauses import Clause, Use
from kg.extract.figures_marks import Mark
from kg.extract.state import Focus
from kg.model import How, Period, Quantity, Slot, Span

_SPECIAL = ("balance", "tariff", "capacity", "transit", "investment")
_REACH = 30  # characters between an indicator and the one it governs
_PERCENT = ("percent", "points", "multiple", "index")


def indicator(clause: Clause) -> Mark | None:
    """The mark that says what the clause's figure measures, strong words before weak, the nearest before the amount."""
    first = clause.uses[0].mark.span.start if clause.uses else clause.span.stop
    shares = clause.used("share")
    if shares and clause.of("indicator/share"):
        return clause.of("indicator/share")[0]
    for scheme in ("indicator", "weak"):
        marks = [m for m in clause.of(scheme) if m.value != "indicator/share" and _measures(m, clause)]
        ahead = [m for m in marks if m.span.start < first]
        if ahead:
            return _governing(ahead)
        if marks:
            return marks[0]
    return None


def _governing(marks: list[Mark]) -> Mark:
    """The last mark, or the one that has it as its complement: "duty on imports", "deficit in trade"."""
    last = marks[-1]
    special = [m for m in marks[:-1] if _name(m) in _SPECIAL and last.span.start - m.span.stop <= _REACH]
    return special[-1] if special and _name(last) not in _SPECIAL else last


def _name(mark: Mark) -> str:
    return str(mark.value).partition("/")[2]


def _measures(mark: Mark, clause: Clause) -> bool:
    """Whether the clause's amounts are of a sort that the indicator can have: capacity and transit are not in money."""
    sorts = {use.mark.amount.sort for use in clause.used("level", "delta")}
    if str(mark.value).partition("/")[2] in ("capacity", "output", "transit"):
        return "money" not in sorts
    return True


def period(clause: Clause, focus: Focus, status: str, elliptic: bool) -> Slot[Period] | None:
    """Clues 3 and 5, then 4, 17 and 2: the clause's own period, else the last one."""
    own = _own(clause)
    if status != "reported":
        own = [m for m in own if m.period.sort == "deadline"] or own
    known = [(m, slot) for m in own if (slot := dated(m, focus.period)) is not None]
    if known:
        first = clause.uses[0].mark.span if clause.uses else clause.span
        return min(known, key=lambda pair: distance(pair[0].span, first))[1]
    if any(m.period.sort == "span" for m in own):
        return None
    if status != "reported":
        return focus.aim if focus.fresh and focus.status == status else None
    return Slot(focus.period.value, (), How.INHERITED) if focus.period is not None else None


def _own(clause: Clause) -> list[Mark]:
    """The periods of a clause that are neither a comparison's nor a day something happened on."""
    bases = clause.used("base", "sharebase")
    level = clause.used("level", "share")
    found: list[Mark] = []
    for chunk in clause.chunks:
        compared = [m for m in chunk.marks if m.value == "comparison/base"]
        for mark in chunk.of("period"):
            reading = mark.period
            behind = any(m.span.stop <= mark.span.start for m in compared) or any(
                m.amount.sort == "index" and m.span.stop <= mark.span.start for m in chunk.amounts
            )
            alone = reading.sort == "same_period" and _lone_level(clause, mark)
            if (reading.comparison and not alone) or reading.sort == "base" or behind:
                continue
            if _day(reading.edtf) and reading.sort != "same_period":
                continue
            if level and any(_nearer(mark.span, use.mark.span, level[0].mark.span) for use in bases):
                continue
            found.append(mark)
    return found


def _lone_level(clause: Clause, period: Mark) -> bool:
    """Whether a level and nothing else is told for a period named before it: "imports in the same months were 5 bn"."""
    lone = [use.use for use in clause.uses] == ["level"] and period.span.stop <= clause.uses[0].mark.span.start
    measures = [m for m in clause.of("indicator") if m.span.stop <= period.span.start]
    return lone and bool(measures) and not clause.of("direction", "comparison")


def _from_january(edtf: str) -> bool:
    """Whether "since" counts a year's figures ("since the beginning of the year"), not a change of ways."""
    return "/" in edtf and edtf.split("/")[0][4:7] in ("", "-01")


def _day(edtf: str | None) -> bool:
    return edtf is not None and len(edtf) == len("2020-01-01") and "/" not in edtf


def dated(mark: Mark, last: Slot[Period] | None) -> Slot[Period] | None:
    """The period of a mark; "the same months" of another year are those of the last period."""
    reading = mark.period
    if reading.sort == "same_period":
        return same(mark, last)
    if _day(reading.edtf):
        return None
    if reading.edtf is None or (reading.sort == "since" and not _from_january(reading.edtf)):
        return None
    return Slot(Period(reading.edtf), (mark.span,), reading.how)


def same(mark: Mark, last: Slot[Period] | None) -> Slot[Period] | None:
    """The months of the last period in another year: `same=2019` then, `same-3` three months before."""
    reading = mark.period
    if last is None:
        return Slot(Period(reading.edtf), (mark.span,), reading.how) if reading.edtf else None
    rest = reading.symbol.removeprefix("same")
    if rest.startswith("=") and rest[1:].isdigit():
        moved = shifted(last.value.edtf, 12 * (int(rest[1:]) - int(last.value.edtf[:4])))
    else:
        moved = shifted(
            last.value.edtf, -int(rest[1:]) if rest[:1] == "-" and rest[1:].isdigit() else -12 * reading.comparison
        )
    return Slot(Period(moved), (mark.span,), How.RESOLVED) if moved else None


def shifted(edtf: str, months: int) -> str | None:
    """A period so many months later; of years and days whole years only.

    >>> shifted("2020-01/2020-03", -3)
    '2019-10/2019-12'
    """
    moved = [_moved(part, months) for part in edtf.split("/")]
    return None if None in moved else "/".join(str(part) for part in moved)


def _moved(part: str, months: int) -> str | None:
    if not part[:4].isdigit() or (months % 12 and len(part) != len("2020-01")):
        return None
    if months % 12 == 0:
        return f"{int(part[:4]) + months // 12:04d}{part[4:]}"
    count = int(part[:4]) * 12 + int(part[5:7]) - 1 + months
    return f"{count // 12:04d}-{count % 12 + 1:02d}"


def _nearer(period: Span, base: Span, level: Span) -> bool:
    """Whether a period belongs to a base amount: it stands right of it, or left between level and base."""
    if period.start >= base.stop:
        return not (level.start >= base.stop and period.start >= level.stop)
    return level.stop <= period.start and base.start - period.stop <= 12


def earlier(slot: Slot[Period] | None) -> Slot[Period] | None:
    """The same months a year before: what a comparison without words for it is made with."""
    moved = shifted(slot.value.edtf, -12) if slot is not None else None
    return Slot(Period(moved), (), How.RESOLVED) if moved else None


def base(clause: Clause, own: Slot[Period] | None) -> Slot[Period] | None:
    """What a change is against, where the words name another base than the same months of the year before."""
    usual = earlier(own)
    for mark in clause.of("period"):
        reading = mark.period
        if not (reading.comparison or reading.sort == "base") or reading.edtf is None or _day(reading.edtf):
            continue
        told = dated(mark, own) if reading.sort == "same_period" else None
        edtf = told.value.edtf if told is not None else reading.edtf
        if own is not None and edtf != own.value.edtf and (usual is None or edtf != usual.value.edtf):
            return Slot(Period(edtf), (mark.span,), reading.how)
    return None


def status(clause: Clause) -> Slot[str]:
    """`target` and `forecast` by their words, else `reported`."""
    for mark in clause.of("status"):
        if mark.value in ("status/target", "status/forecast"):
            return Slot(str(mark.value).partition("/")[2], (mark.span,))
    return Slot("reported")


def sign(clause: Clause) -> Slot[str] | None:
    """Which way a balance leans."""
    for mark in clause.of("scope/favour"):
        return Slot("surplus", (mark.span,))
    for mark in clause.of("sign"):
        return Slot(str(mark.value).partition("/")[2], (mark.span,))
    return None


def change(use: Use, clause: Clause, inherited: int) -> Slot[Quantity]:
    """A change in percent, signed by its own sign, else by the direction word nearest to it, else as the one before."""
    quantity = use.mark.amount.quantity
    value = quantity.value
    if use.mark.amount.sort not in ("multiple", "index") and value >= 0 and not _plus(quantity):
        value *= direction(use, clause) or inherited or 1
    return Slot(
        Quantity(value, "percent", quantity.hedge, None, quantity.resolution, quantity.wording), (use.mark.span,)
    )


def _plus(quantity: Quantity) -> bool:
    return (quantity.wording or "").lstrip().startswith("+")


def direction(use: Use, clause: Clause) -> int:
    """1 or -1 by the direction word of the amount's chunk that stands nearest, then of the clause; 0 without one."""
    span = use.mark.span
    for marks in (use.chunk.of("direction"), clause.of("direction")):
        held = [m for m in marks if m.value in ("direction/up", "direction/down")]
        if held:
            best = min(held, key=lambda m: distance(m.span, span))
            return 1 if best.value == "direction/up" else -1
    return 0


def distance(word: Span, amount: Span) -> int:
    return word.start - amount.stop if word.start >= amount.stop else amount.start - word.stop
