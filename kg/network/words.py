"""The words of pages and links, in the reader's language where there are some."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from kg.yaml_files import parsed

LANGUAGES = ("en", "ru", "kk")


@cache
def _words() -> Mapping[str, Any]:
    found: Mapping[str, Any] = parsed(Path(__file__).with_name("words.yaml"))
    return found


def word(group: str, name: str, language: str) -> str:
    """A word of `words.yaml`, in English where the language has none; raises KeyError for one that is not there."""
    names: Mapping[str, str] = _words()[group][name]
    return names.get(language) or names["en"]


def group(name: str, language: str) -> dict[str, str]:
    """All words of a group, in the order of the file."""
    return {key: word(name, key, language) for key in _words()[name]}


def number(value: Decimal, language: str) -> str:
    """A number as people write it, no digit lost.

    >>> number(Decimal("512400000"), "en"), number(Decimal("-9.1"), "ru"), number(Decimal(30000), "en")
    ('512.4 million', '-9,1', '30,000')
    """
    for scale in _words()["scale"]:
        if abs(value) >= Decimal(10) ** scale["power"]:
            return f"{_digits(value.scaleb(-scale['power']), language)} {scale.get(language, scale['en'])}"
    return _digits(value, language)


def _digits(value: Decimal, language: str) -> str:
    from babel.numbers import format_decimal  # late: it reads its tables when first asked

    return str(format_decimal(value, "#,##0.##########", locale=language if language in LANGUAGES else "en"))
