"""Dates and periods as people write them, in the reader's language (CLDR)."""

import re
from collections.abc import Callable
from datetime import date

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_YEAR = re.compile(r"\d{4}")
_SPACES = {0x2009: " ", 0x202F: "\xa0"}  # thin spaces, which many fonts draw as none
_LOCALES = {"en": "en_GB", "ru": "ru", "kk": "kk"}


def in_words(edtf: str, language: str) -> str:
    r"""An EDTF date or period in words; what is neither day, month, year nor a span of them stays as it is.

    >>> in_words("2025-01/2025-08", "en"), in_words("2025-03", "ru"), in_words("2015", "kk")
    ('January – August 2025', 'март 2025\xa0г.', '2015')
    """
    first, mark, last = edtf.partition("/")
    if not mark:
        return _single(first, language)
    words = _spanned(first, last, language) or f"{_single(first, language)} – {_single(last, language)}"
    return words.translate(_SPACES)


def _single(edtf: str, language: str) -> str:
    from babel.dates import format_date, format_skeleton  # late: Babel reads its tables when first asked

    day, month, locale = _DAY.fullmatch(edtf), _MONTH.fullmatch(edtf), _locale(language)
    if day is not None:
        return _made(lambda: format_date(_date(*day.group(1, 2, 3)), "long", locale=locale), edtf)
    if month is not None:
        return _made(lambda: format_skeleton("yMMMM", _date(month[1], month[2]), locale=locale), edtf)
    return edtf


def _spanned(first: str, last: str, language: str) -> str:
    """A span of whole months or of days, its year (and month) said once where it is one; empty for other spans."""
    for form, skeleton in ((_MONTH, "yMMMM"), (_DAY, "yMMMd")):
        start, stop = form.fullmatch(first), form.fullmatch(last)
        if start and stop:
            return _interval(start.groups(), stop.groups(), skeleton, _locale(language))
    return ""


def _interval(start: tuple[str, ...], stop: tuple[str, ...], skeleton: str, locale: str) -> str:
    from babel.dates import format_interval  # late: as above

    def make() -> str:
        return str(format_interval(_date(*start), _date(*stop), skeleton, locale=locale))

    return _made(make, "")


def _made(make: Callable[[], str], otherwise: str) -> str:
    """What is made, or the text as it stands where a month or day is none (`2025-21` is a season of EDTF)."""
    try:
        return str(make()).translate(_SPACES)
    except ValueError:
        return otherwise


def _date(year: str, month: str, day: str = "1") -> date:
    return date(int(year), int(month), int(day))


def _locale(language: str) -> str:
    return _LOCALES.get(language, "en_GB")
