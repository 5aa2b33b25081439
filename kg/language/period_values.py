"""What a period pattern matched, what its reading depends on, and the year that is meant where none is written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.language.calendar import Published, months_edtf
from kg.model import How


@dataclass(frozen=True, slots=True)
class Values:
    """What a pattern matched, by group in order, and what the pattern gives."""

    matched: Mapping[str, tuple[int, ...]]
    given: Mapping[str, Any] = field(default_factory=dict)

    def first(self, name: str) -> int | None:
        """The first value of a group, else what the pattern gives."""
        found = self.matched.get(name)
        if found:
            return found[0]
        value = self.given.get(name)
        return None if value is None else int(value)

    def last(self, name: str) -> int | None:
        """The last value of a group."""
        found = self.matched.get(name)
        return found[-1] if found else None

    def number(self, name: str) -> int:
        """A value that the pattern always has."""
        value = self.first(name)
        return 0 if value is None else value


@dataclass(frozen=True, slots=True)
class Context:
    """What a reading depends on: publication, whether the sentence looks ahead, the last period, first months.

    `fiscal` and `marketing` are the months in which a fiscal year and a season of the harvest begin; `seasonal` says
    that the text counts in seasons, `first` that a fiscal year has the name of the calendar year in which it begins,
    `counted` that the text speaks of fiscal years, `covers` the months that one touches: 13 if it ends within a month.
    """

    published: Published | None
    future: bool = False
    last: str | None = None
    fiscal: int = 7
    marketing: int = 9
    seasonal: bool = False
    first: bool = False
    counted: bool = False
    covers: int = 12

    def fiscal_year(self, year: int) -> str:
        """The fiscal year that begins in a year."""
        return months_edtf(year, self.fiscal, self.fiscal + self.covers - 1)


@dataclass(frozen=True, slots=True)
class Resolved:
    """The stretch in EDTF if it can be told, how it was, and the reading before it was."""

    edtf: str | None
    how: How
    symbol: str = ""
    comparison: bool = False


Reader = Callable[[Values, Context], Resolved]


def resolution(published: Published | None) -> How:
    return How.RESOLVED if published is not None and published.month is not None else How.ASSUMED


def unknown(symbol: str) -> Resolved:
    return Resolved(None, How.RESOLVED, symbol)


def named_year(values: Values, context: Context) -> tuple[int | None, How]:
    """The year that the words name, by figures or "last year"; None where they name none."""
    year, rel, short = values.last("year"), values.first("rel"), values.first("short")
    if short is not None:
        return 2000 + short, How.STATED
    if year is not None:
        return year, How.STATED
    if rel is not None and context.published is not None:
        return context.published.year + rel, resolution(context.published)
    return None, How.STATED


def year_of(values: Values, context: Context, first: int, last: int) -> tuple[int | None, How]:
    """The year of months `first` to `last`: named, or worked out from the date of publication."""
    year, how = named_year(values, context)
    published = context.published
    if year is not None or values.first("rel") is not None or published is None:
        return year, how
    if published.month is None:
        return published.year, How.ASSUMED
    if context.future:
        return published.year + (first < published.month), How.RESOLVED
    return published.year - (last > published.month), How.RESOLVED
