"""Dates of publication, as people, programs and pages write them, in EDTF."""

import datetime
import functools
import re
from pathlib import Path
from typing import Any

from kg.yaml_files import parsed

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:[T ]\d{2}:\d{2}.*)?")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_YEARS = range(1990, 2101)  # of publications on the web; 0001 and 1970 are what programs write for "none"


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


# Dates in the wild: none of these raises, what is no date is None.

_BIG_FIRST = re.compile(r"(?<!\d)(\d{4})([-/.年])\s?(\d{1,2})(?:\2|月)\s?(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")
_SMALL_FIRST = re.compile(r"(?<![\d.,/])(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/])")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LETTERS = r"[^\W\d_]+"
_DAY_MONTH = re.compile(
    rf"(?<![\d.,])(\d{{1,2}})(?:st|nd|rd|th|-го|-е|\.|º)?\s+(?:de\s+|of\s+)?({_LETTERS})\.?,?\s+(?:de\s+)?(\d{{4}})(?!\d)"
)
_MONTH_DAY = re.compile(rf"({_LETTERS})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d)")
_YEAR_DAY_MONTH = re.compile(rf"(?<!\d)(\d{{4}})\s+(?:жылғы|ж\.|жылдың|г\.)?,?\s*(\d{{1,2}})[\s-]+({_LETTERS})")
_SHORT_MONTH = re.compile(rf"(?<!\d)(\d{{1,2}})[-\s]({_LETTERS})[-\s](\d{{2}})(?!\d)")
_RFC = re.compile(rf"(?:{_LETTERS},\s*)?(\d{{1,2}})\s+({_LETTERS})\s+(\d{{2,4}})\s+\d\d?:\d\d")


def found_date(words: str, retrieved: str | None = None) -> str | None:
    """The first date in a short text, in EDTF; of `03/04/2016` the year alone, since nobody can tell day from month.

    Words such as "today" and "2 hours ago" count from `retrieved`, the day the text was fetched.

    >>> found_date("30 Июля 2015, 14:05"), found_date("2015 жылғы 1 қыркүйек"), found_date("5 қазан 2025")
    ('2015-07-30', '2015-09-01', '2025-10-05')
    >>> found_date("2016/6/29 09:00:00"), found_date("03/04/2016"), found_date("Сегодня, 20:01", "2025-03-04")
    ('2016-06-29', '2016', '2025-03-04')
    """
    words = " ".join(words.split())[:300]
    for reading in (_spelt, _numbered):
        if day := reading(words):
            return day
    return relative_date(words, retrieved) if retrieved else None


def is_relative(words: str) -> bool:
    """Whether a text gives a date by its distance from today.

    >>> is_relative("Вчера, 18:30"), is_relative("2 hours ago"), is_relative("Вчерашние цены")
    (True, True, False)
    """
    return relative_date(words, "2000-01-10") is not None


def relative_date(words: str, retrieved: str) -> str | None:
    """The day that "today", "yesterday" or "3 days ago" means for a page fetched on the day `retrieved`."""
    try:
        fetched = datetime.date.fromisoformat(retrieved[:10])
    except ValueError:
        return None
    distance = _distance(words.strip().lower())
    return None if distance is None else (fetched - datetime.timedelta(days=distance)).isoformat()


def _distance(line: str) -> int | None:
    given = _words()
    for days, names in given["days_ago"].items():
        if any(re.match(rf"{re.escape(name)}(?!\w)", line) for name in names):
            return int(days)
    told = re.match(rf"(?:about\s+|около\s+|шамамен\s+)?(\d{{1,3}})\s*({_LETTERS})\.?\s+({_LETTERS})", line)
    if told and told[3] in given["ago"]:
        for days, names in given["units"].items():
            if told[2] in names:
                return int(days) * int(told[1])
    return None


def _spelt(words: str) -> str | None:
    for pattern, order in (
        (_YEAR_DAY_MONTH, (0, 2, 1)),
        (_DAY_MONTH, (2, 1, 0)),
        (_MONTH_DAY, (2, 0, 1)),
        (_RFC, (2, 1, 0)),
        (_SHORT_MONTH, (2, 1, 0)),
    ):
        for match in pattern.finditer(words):
            year, name, day = (match.groups()[place] for place in order)
            if (month := month_number(name)) and (found := _calendar(_century(year), month, int(day))):
                return found
    return None


def _numbered(words: str) -> str | None:
    for match in _BIG_FIRST.finditer(words):
        if found := _calendar(int(match[1]), int(match[3]), int(match[4])):
            return found
    for match in _SMALL_FIRST.finditer(words):
        if found := _small_first(int(match[1]), match[2], int(match[3]), _century(match[4])):
            return found
    for match in _COMPACT.finditer(words):
        if found := _calendar(*map(int, match.groups())):
            return found
    return None


def _small_first(first: int, sign: str, second: int, year: int) -> str | None:
    """Dots and hyphens are written where the day comes first; slashes also where the month does."""
    if sign != "/" or first > 12 or first == second:
        return _calendar(year, second, first)
    if second > 12:
        return _calendar(year, first, second)
    return str(year) if year in _YEARS else None


def _century(year: str) -> int:
    return int(year) + (2000 if len(year) == 2 else 0)


def _calendar(year: int, month: int, day: int) -> str | None:
    try:
        return datetime.date(year, month, day).isoformat() if year in _YEARS else None
    except ValueError:
        return None


def month_number(name: str) -> int | None:
    """1 to 12 for a month's name in one of our languages, whatever its case or the ending that Kazakh gives it.

    >>> month_number("Июля"), month_number("қыркүйекте"), month_number("Sept"), month_number("trade")
    (7, 9, 9, None)
    """
    known, word = _months(), name.lower().rstrip(".")
    if word in known:
        return known[word]
    return next(
        (known[word[:end]] for end in range(len(word) - 1, 3, -1) if word[end:] in _ENDINGS and word[:end] in known),
        None,
    )


_ENDINGS = ("да", "де", "та", "те", "дағы", "дегі", "тағы", "тегі", "ның", "нің", "ы", "і", "ында", "інде")


@functools.cache
def _words() -> Any:
    return parsed(Path(__file__).with_name("date_words.yaml"))


@functools.cache
def _months() -> dict[str, int]:
    from babel.dates import get_month_names  # late: only a date written in words needs calendars

    found: dict[str, int] = {}
    for language in reversed(_words()["languages"]):
        for form in ("format", "stand-alone"):
            for number, name in get_month_names("wide", form, language).items():
                found[name.lower().split(" ")[-1] if language != "kk" else name.lower()] = number
    return found | {name: number for number, names in _words()["months"].items() for name in names}
