"""Dates of publication, as people write them in manifests, in EDTF."""

import datetime
import re

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:[T ]\d{2}:\d{2}.*)?")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


def edtf_date(words: str) -> str:
    """`2016`, `2016-11` or `2016-11-07` from an ISO date (a time of day is dropped) or `07.11.2016`.

    Raises ValueError saying what was found and what would have been right.

    >>> edtf_date("2025-09-12T10:00+05:00"), edtf_date("7.11.2016"), edtf_date(" 2016-11 ")
    ('2025-09-12', '2016-11-07', '2016-11')
    """
    words = words.strip()
    if dotted := _DOTTED.fullmatch(words):
        day, month, year = dotted.groups()
        return _day(words, int(year), int(month), int(day))
    iso = _ISO.fullmatch(words)
    if not iso:
        raise ValueError(f"{words!r} is not a date such as 2016, 2016-11 or 2016-11-07")
    year, month, day = iso.groups()
    if day:
        return _day(words, int(year), int(month), int(day))
    if month and not 1 <= int(month) <= 12:
        raise ValueError(f"{words!r} has no month {month}")
    return f"{year}-{month}" if month else year


def _day(words: str, year: int, month: int, day: int) -> str:
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError as error:
        raise ValueError(f"{words!r} is no day of the calendar: {error}") from None
