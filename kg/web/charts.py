"""Charts for templates to draw as SVG: values over time with bounds as ranges, and bars.

Colours are the stylesheet's.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from babel.numbers import format_compact_decimal, format_decimal

WIDTH, HEIGHT = 760, 300
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 20, 16, 28
_STEPS = tuple(map(Decimal, ("1", "2", "2.5", "5", "10", "20", "25", "50")))
_TICKS = 5  # at most, without nought
_MOST_YEARS = 12
_MOST_LINES = 6
_MOST_BARS = 15


@dataclass(frozen=True, slots=True)
class Point:
    """A value of a period (begin and end as years with fractions) with its bounds, and the record that states it."""

    begin: float
    end: float
    when: str
    value: Decimal
    low: Decimal | None
    high: Decimal | None
    record: str

    @property
    def whole(self) -> bool:
        """Whether the period is one year, so that the value belongs on a yearly line."""
        return self.begin.is_integer() and self.end == self.begin + 1


@dataclass(frozen=True, slots=True)
class Drawn:
    """A point as it is drawn: pixels, and what it says when it is asked. A part of a year is a stroke from `left`."""

    x: float
    y: float
    left: float
    right: float
    low: float
    high: float
    whole: bool
    words: str
    record: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a chart: its name, its points in order, those of whole years joined as an SVG path."""

    name: str
    points: Sequence[Drawn]
    path: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: unit, lines, ticks of both axes as (pixel, words), and whether some values are of parts of years."""

    unit: str
    lines: Sequence[Line]
    across: Sequence[tuple[float, str]]
    up: Sequence[tuple[float, str]]
    parts: bool
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    bottom: int = HEIGHT - _BOTTOM


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: what it is of, where that leads, its number in words, its length as a share of the longest in percent."""

    name: str
    leads: str
    words: str
    length: float


def chart(unit: str, lines: Mapping[str, Sequence[Point]], language: str) -> Chart | None:
    """The chart of these lines, those with the most points where there are many; None for fewer than two values."""
    most = sorted(lines, key=lambda name: (-len(lines[name]), name))[:_MOST_LINES]
    points = [point for name in most for point in lines[name]]
    if len({(point.begin, point.value) for point in points}) < 2:
        return None
    first, last = int(min(p.begin for p in points)), -int(-max(p.end for p in points) // 1)
    ticks = _scale(max(point.high or point.value for point in points))
    width = (WIDTH - _LEFT - _RIGHT) / (last - first)

    def across(year: float) -> float:
        return round(_LEFT + (year - first) * width, 1)

    def up(value: Decimal) -> float:
        return round(float(HEIGHT - _BOTTOM - value / ticks[-1] * (HEIGHT - _TOP - _BOTTOM)), 1)

    def drawn(point: Point) -> Drawn:
        low, high = (point.value if bound is None else bound for bound in (point.low, point.high))
        words = f"{point.when}: {number(point.value, language)} {unit}"
        middle, ends = across((point.begin + point.end) / 2), (across(point.begin), across(point.end))
        return Drawn(middle, up(point.value), *ends, up(low), up(high), point.whole, words, point.record)

    every = max(1, -(-(last - first) // _MOST_YEARS))
    return Chart(
        unit,
        [_line(name, sorted(lines[name], key=lambda p: (p.begin, p.value)), drawn) for name in sorted(most)],
        [(across(year + 0.5), str(year)) for year in range(first, last, every)],
        [(up(tick), _short(tick, language)) for tick in ticks],
        any(not point.whole for point in points),
    )


def bars(values: Sequence[tuple[str, str, Decimal]], language: str) -> Sequence[Bar]:
    """Bars of (name, where it leads, number), the longest first; none for fewer than two or for negative numbers."""
    longest = sorted(values, key=lambda value: -value[2])[:_MOST_BARS]
    if len(longest) < 2 or longest[-1][2] < 0 or not longest[0][2]:
        return ()
    top = longest[0][2]
    return [
        Bar(name, leads, number(value, language), round(float(100 * value / top), 1)) for name, leads, value in longest
    ]


def span(edtf: str) -> tuple[float, float] | None:
    """Begin and end of a period of whole months or years, as years with fractions; None for others.

    >>> span("2015"), span("2025-01/2025-06"), span("about then")
    ((2015.0, 2016.0), (2025.0, 2025.5), None)
    """
    first, _, last = edtf.partition("/")
    begin, end = _months(first), _months(last or first)
    return (begin[0] / 12, end[1] / 12) if begin and end and begin[0] < end[1] else None


def _months(edtf: str) -> tuple[int, int] | None:
    """First month and the one after the last of a year or month, counted from the year nought."""
    year, _, month = edtf.partition("-")
    if len(year) != 4 or not year.isdecimal():
        return None
    if not month:
        return int(year) * 12, int(year) * 12 + 12
    if month.isdecimal() and 1 <= int(month) <= 12:
        return int(year) * 12 + int(month) - 1, int(year) * 12 + int(month)
    return None


def _line(name: str, points: Sequence[Point], drawn: Callable[[Point], Drawn]) -> Line:
    """A yearly line goes through the last stated of several values of one year."""
    whole = [list(same)[-1] for _, same in groupby((p for p in points if p.whole), key=lambda p: p.begin)]
    joined = [drawn(point) for point in whole]
    path = "M" + "L".join(f"{each.x},{each.y}" for each in joined) if len(joined) > 1 else ""
    return Line(name, [drawn(point) for point in points], path)


def _scale(value: Decimal) -> list[Decimal]:
    """Ticks from nought to the value or a little above it, at numbers that are easy to read.

    >>> [int(tick) for tick in _scale(Decimal(161))]
    [0, 50, 100, 150, 200]
    """
    size = Decimal(10) ** (value.adjusted() - 1 if value > 0 else 0)
    step = next(step * size for step in _STEPS if step * size * _TICKS >= value)
    return [step * number for number in range(math.ceil(value / step) + 1)]


def _short(value: Decimal, language: str) -> str:
    return str(format_compact_decimal(float(value), locale=language, fraction_digits=1))


def number(value: Decimal, language: str) -> str:
    """A number as people write it, no digit lost."""
    return str(format_decimal(value, "#,##0.######", locale=language))
