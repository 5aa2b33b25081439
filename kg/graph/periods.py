"""Calendar spans: the part of EDTF (ISO 8601-2) that FACTS.md allows, first and last day, the span a year before."""

import re
from calendar import monthrange
from datetime import date

_PART = re.compile(r"(1[1-9]\d{2}|[2-9]\d{3})(?:-(\d{2})(?:-(\d{2}))?)?")
EXPECTED = "a year, a month, a day or an interval of two of the same kind, like 2015, 2016-11, 2020-01/2020-06"


def _first(part: str) -> date:
    match = _PART.fullmatch(part)
    if match is None:
        raise ValueError(f"{part!r} is not {EXPECTED}")
    year, month, day = match.groups()
    try:
        return date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise ValueError(f"there is no {part}") from None


def _last(part: str) -> date:
    first = _first(part)
    if len(part) == 4:
        return date(first.year, 12, 31)
    if len(part) == 7:
        return date(first.year, first.month, monthrange(first.year, first.month)[1])
    return first


def bounds(edtf: str) -> tuple[date, date]:
    """First and last day; ValueError says what is wrong with a malformed or impossible span.

    >>> bounds("2020-01/2020-02")
    (datetime.date(2020, 1, 1), datetime.date(2020, 2, 29))
    """
    start, slash, end = edtf.partition("/")
    if slash and len(start) != len(end):
        raise ValueError(f"{edtf!r}: the two ends are not of the same kind")
    first, last = _first(start), _last(end if slash else start)
    if slash and _first(end) <= first:
        raise ValueError(f"{edtf!r} is {start}" if start == end else f"{edtf!r} ends before it begins")
    return first, last


def _year_earlier(part: str) -> str:
    year = f"{int(part[:4]) - 1:04}"
    return year + ("-02-28" if part[4:] == "-02-29" else part[4:])


def year_before(edtf: str) -> str:
    """The same span a year before: what a change compares with when the text names no other base.

    >>> year_before("2020-01/2020-06"), year_before("2024-02-29")
    ('2019-01/2019-06', '2023-02-28')
    """
    return "/".join(map(_year_earlier, edtf.split("/")))
