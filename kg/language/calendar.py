"""Stretches of time as FACTS.md spells them: a year, a month, a day, or an interval of two of the same kind."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

_EDTF = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:/(\d{4})(?:-(\d\d)(?:-(\d\d))?)?)?\Z")


@dataclass(frozen=True, slots=True)
class Published:
    """What is known of the day of publication: the year, perhaps month and day."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def of(cls, edtf: str | None) -> "Published | None":
        """From EDTF; of an interval its end. None where it is missing or written otherwise."""
        match = _EDTF.match(edtf or "")
        if match is None:
            return None
        parts = [part for part in match.groups()[3 if match[4] else 0 :][:3] if part]
        return cls(*map(int, parts))

    @property
    def date(self) -> date | None:
        """The day, where it is known and exists."""
        if self.month is None or self.day is None:
            return None
        return day_or_none(self.year, self.month, self.day)


def day_or_none(year: int, month: int, day: int) -> date | None:
    """A date, or None where there is no such day.

    >>> day_or_none(2023, 2, 29) is None
    True
    """
    if not (1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    return date(year, month, day)


def month_edtf(year: int, month: int) -> str:
    """`2016-11`; months beyond 12 or below 1 run on into the years beside.

    >>> month_edtf(2016, 14), month_edtf(2016, 0)
    ('2017-02', '2015-12')
    """
    number = year * 12 + month - 1
    return f"{number // 12:04}-{number % 12 + 1:02}"


def months_edtf(year: int, first: int, last: int) -> str:
    """From the first to the last month, counted from January of a year; a whole year is the year.

    >>> months_edtf(2025, 1, 8), months_edtf(2024, 9, 20), months_edtf(2024, 1, 12), months_edtf(2024, 3, 3)
    ('2025-01/2025-08', '2024-09/2025-08', '2024', '2024-03')
    """
    if first == last:
        return month_edtf(year, first)
    if first % 12 == 1 and last == first + 11:
        return f"{(year * 12 + first - 1) // 12:04}"
    return f"{month_edtf(year, first)}/{month_edtf(year, last)}"


def shifted(edtf: str, months: int) -> str | None:
    """A stretch of months or years moved by whole months; None for days and for years moved by less.

    >>> shifted("2025-01/2025-08", -12), shifted("2024", -12), shifted("2025-03", -1)
    ('2024-01/2024-08', '2023', '2025-02')
    """
    moved = [_moved(part, months) for part in edtf.split("/")]
    return "/".join(part for part in moved if part) if all(moved) else None


def _moved(part: str, months: int) -> str | None:
    if len(part) == 4:
        return f"{int(part) + months // 12:04}" if months % 12 == 0 else None
    if len(part) == 7:
        return month_edtf(int(part[:4]), int(part[5:]) + months)
    moved = month_edtf(int(part[:4]), int(part[5:7]) + months)
    return f"{moved}-{part[8:]}" if day_or_none(int(moved[:4]), int(moved[5:]), int(part[8:])) else None


def lasts(edtf: str | None, months: int) -> bool:
    """Whether a stretch is one of so many months that does not begin in January.

    >>> lasts("2015-09/2016-05", 9), lasts("2015-01/2015-09", 9), lasts("2015", 12)
    (True, False, False)
    """
    match = _EDTF.match(edtf or "")
    if match is None or match[3] or not match[2] or not match[5] or match[2] == "01":
        return False
    first, last = (int(match[n]) * 12 + int(match[n + 1]) for n in (1, 4))
    return last - first + 1 == months


def later(day: date, days: int) -> date:
    """A day so many days later."""
    return day + timedelta(days=days)
