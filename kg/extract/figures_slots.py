"""The other slots of a figure: indicator, period, product, status, sign and amounts."""

from decimal import Decimal

from kg.extract.figures_clauses import Clause, Use
from kg.extract.figures_marks import Mark
from kg.extract.state import Focus
from kg.language import Analysis, Token
from kg.model import How, Period, Quantity, Slot, Span

_ORDER = ("balance", "tariff", "capacity", "transit", "investment", "output", "exports", "imports", "turnover")
_PERCENT = ("percent", "points", "multiple", "index")


def indicator(clause: Clause) -> Mark | None:
    """The mark that says what the clause's figure measures, strong words before weak ones, the nearest before the amount."""
    first = clause.uses[0].mark.span.start if clause.uses else clause.span.stop
    shares = clause.used("share")
    if shares and clause.of("indicator/share"):
        return clause.of("indicator/share")[0]
    for scheme in ("indicator", "weak"):
        marks = [m for m in clause.of(scheme) if m.value != "indicator/share"]
        special = [m for m in marks if str(m.value).partition("/")[2] in _ORDER[:5]]
        if special:
            return min(special, key=lambda m: _ORDER.index(str(m.value).partition("/")[2]))
        ahead = [m for m in marks if m.span.start < first]
        if ahead:
            return ahead[-1]
        if marks:
            return marks[0]
    return None


def period(clause: Clause, focus: Focus, status: str, elliptic: bool) -> Slot[Period] | None:
    """Clues 3 and 5, then 4, 17 and 2: the clause's own period, else the last one."""
    own = [m for m in clause.of("period") if not m.period.comparison and m.period.sort not in ("base", "same_period")]
    if status != "reported":
        own = [m for m in own if m.period.sort == "deadline"] or own
    based = [use for use in clause.uses if use.use == "base"]
    if based and clause.used("level"):
        level = clause.used("level")[0].mark.span
        own = [m for m in own if not any(_nearer(m.span, use.mark.span, level) for use in based)]
    dated = [m for m in own if m.period.edtf is not None]
    if dated:
        first = clause.uses[0].mark.span.start if clause.uses else clause.span.start
        best = min(dated, key=lambda m: abs(m.span.start - first))
        return Slot(Period(str(best.period.edtf)), (best.span,), best.period.how)
    if own:
        return None
    if status != "reported" and not elliptic and focus.status != status:
        return None
    return Slot(focus.period.value, (), How.INHERITED) if focus.period is not None else None


def _nearer(period: Span, base: Span, level: Span) -> bool:
    """Whether a period belongs to a base amount: it stands right of it, or left between level and base."""
    if period.start >= base.stop:
        return not (level.start >= base.stop and period.start >= level.stop)
    return level.stop <= period.start and base.start - period.stop <= 3


def earlier(slot: Slot[Period] | None) -> Slot[Period] | None:
    """The same months a year before: what a comparison without words for it is made with."""
    if slot is None:
        return None
    parts = slot.value.edtf.split("/")
    if not all(part[:4].isdigit() for part in parts):
        return None
    moved = "/".join(f"{int(part[:4]) - 1:04d}{part[4:]}" for part in parts)
    return Slot(Period(moved), slot.spans, How.RESOLVED)


def base(clause: Clause, own: Slot[Period] | None) -> Slot[Period] | None:
    """What a change is against, where the words name another base than the same months of the year before."""
    usual = earlier(own)
    for mark in clause.of("period"):
        reading = mark.period
        if not (reading.comparison or reading.sort == "base") or reading.edtf is None:
            continue
        if own is not None and reading.edtf != own.value.edtf and (usual is None or reading.edtf != usual.value.edtf):
            return Slot(Period(reading.edtf), (mark.span,), reading.how)
    return None


def status(clause: Clause) -> Slot[str]:
    """`target` and `forecast` by their words, else `reported`."""
    for mark in clause.of("status"):
        if mark.value in ("status/target", "status/forecast"):
            return Slot(str(mark.value).partition("/")[2], (mark.span,))
    return Slot("reported")


def sign(clause: Clause) -> Slot[str] | None:
    """Which way a balance leans."""
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
            best = min(held, key=lambda m: _distance(m.span, span))
            return 1 if best.value == "direction/up" else -1
    return 0


def _distance(word: Span, amount: Span) -> int:
    return word.start - amount.stop if word.start >= amount.stop else amount.start - word.stop


def scale(quantity: Quantity) -> Decimal | None:
    """What the words of an amount multiply its digits with (million, thousand); None where it has no digits."""
    digits = "".join(c for c in (quantity.wording or "").replace(",", ".") if c.isdigit() or c == ".").strip(".")
    try:
        return quantity.value / Decimal(digits) if digits and Decimal(digits) else None
    except ArithmeticError:
        return None


def product(analysis: Analysis, clause: Clause) -> Slot[str] | None:
    """The goods of the clause in the document's own words: the phrase around the product nouns nearest to the amount."""
    marks = clause.of("product")
    if not marks:
        return _described(analysis, clause)
    first = clause.uses[0].mark.span if clause.uses else clause.span
    best = min(marks, key=lambda m: _distance(m.span, first))
    tokens = [t for chunk in clause.chunks for t in chunk.tokens]
    span = _phrase(best, marks, tokens, clause)
    return Slot(" ".join(span.of(analysis.document.text).split()), (span,))


def _described(analysis: Analysis, clause: Clause) -> Slot[str] | None:
    """"Chemical goods" and the like: a word for goods with an adjective of its own; bare "goods" are no product."""
    for mark in clause.of("goods"):
        tokens = [t for chunk in clause.chunks for t in chunk.tokens]
        span = _phrase(mark, [mark], tokens, clause)
        if span != mark.span:
            return Slot(" ".join(span.of(analysis.document.text).split()), (span,))
    return None


def _phrase(mark: Mark, marks: list[Mark], tokens: list[Token], clause: Clause) -> Span:
    """The noun with the adjectives before it and the product nouns joined to it by "and", "of" or nothing."""
    starts = {m.span.start: m for m in marks}
    at = next(i for i, t in enumerate(tokens) if t.span.start == mark.span.start)
    taken = [m.span for m in clause.of("place", "quantity", "period", "indicator", "weak", "direction", "status", "scope", "stop", "sign", "comparison")]
    first = last = at
    while last + 1 < len(tokens) and tokens[last].span.stop < mark.span.stop:
        last += 1
    while first and (_attribute(tokens[first - 1], taken) or tokens[first - 1].span.start in starts):
        first -= 1
    while True:
        back = next((i for i in range(first - 1, max(first - 4, -1), -1) if tokens[i].span.start in starts), None)
        if back is None or not all(_joins(t, taken) for t in tokens[back + 1 : first]):
            break
        first = back
        while first and _attribute(tokens[first - 1], taken):
            first -= 1
    while True:
        onward = next((i for i in range(last + 1, min(last + 4, len(tokens))) if tokens[i].span.start in starts), None)
        if onward is None or not all(_joins(t, taken) for t in tokens[last + 1 : onward]):
            break
        last = onward
    return Span(tokens[first].span.start, max(tokens[last].span.stop, mark.span.stop))


def _attribute(token: Token, taken: list[Span]) -> bool:
    """Whether a word is an adjective that belongs to the noun after it."""
    if token.kind != "word" or any(token.span in span for span in taken):
        return False
    return token.readings[0].pos in ("adjective", "other") and len(token.lower) > 3


def _joins(token: Token, taken: list[Span]) -> bool:
    """Whether a word may stand between two nouns of one phrase."""
    if token.kind != "word" or any(token.span in span for span in taken):
        return False
    return len(token.lower) <= 3 or token.readings[0].pos in ("adjective", "other")
