"""Charts for templates to draw as SVG: lines over years with bounds as bars. Colours are the stylesheet's."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from babel.numbers import format_compact_decimal

WIDTH, HEIGHT = 640, 280
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 16, 16, 28
_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_TICKS = 4
_MOST_YEARS = 12


@dataclass(frozen=True, slots=True)
class Point:
    """A value of a year with its bounds, and the record that states it."""

    year: int
    value: Decimal
    low: Decimal | None
    high: Decimal | None
    record: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A point as it is drawn: pixels, and what it says when it is asked."""

    x: float
    y: float
    low: float
    high: float
    words: str
    record: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a chart: its name, its points in order, the points as an SVG path."""

    name: str
    points: Sequence[Drawn]
    path: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: unit, lines, ticks of both axes as (pixel, words)."""

    unit: str
    lines: Sequence[Line]
    across: Sequence[tuple[float, str]]
    up: Sequence[tuple[float, str]]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    bottom: int = HEIGHT - _BOTTOM


def chart(unit: str, lines: Mapping[str, Sequence[Point]], language: str) -> Chart | None:
    """The chart of these lines; None where there are fewer than two years to see."""
    points = [point for line in lines.values() for point in line]
    years = sorted({point.year for point in points})
    if len(years) < 2:
        return None
    first, last = years[0], years[-1]
    top = _round_up(max(point.high or point.value for point in points))

    def across(year: int) -> float:
        return _LEFT + (year - first) / (last - first) * (WIDTH - _LEFT - _RIGHT)

    def up(value: Decimal) -> float:
        return float(HEIGHT - _BOTTOM - value / top * (HEIGHT - _TOP - _BOTTOM))

    def drawn(point: Point) -> Drawn:
        low, high = (point.value if bound is None else bound for bound in (point.low, point.high))
        words = f"{point.year}: {_number(point.value, language)} {unit}"
        return Drawn(across(point.year), up(point.value), up(low), up(high), words, point.record)

    every = max(1, -(-(last - first) // _MOST_YEARS))
    return Chart(
        unit,
        [_line(name, sorted(found, key=lambda p: (p.year, p.value)), drawn) for name, found in sorted(lines.items())],
        [(across(year), str(year)) for year in range(first, last + 1, every)],
        [(up(top * step / _TICKS), _number(top * step / _TICKS, language)) for step in range(_TICKS + 1)],
    )


def _line(name: str, points: Sequence[Point], drawn: Callable[[Point], Drawn]) -> Line:
    found = [drawn(point) for point in points]
    return Line(name, found, "M" + "L".join(f"{each.x:.1f},{each.y:.1f}" for each in found))


def _round_up(value: Decimal) -> Decimal:
    """The next number that is easy to read.

    >>> _round_up(Decimal(161_200_000))
    Decimal('2.0E+8')
    """
    if value <= 0:
        return Decimal(1)
    size = Decimal(10) ** value.adjusted()
    return next(step for step in _STEPS if step * size >= value) * size


def _number(value: Decimal, language: str) -> str:
    return str(format_compact_decimal(float(value), locale=language, fraction_digits=1))
