"""One fact as a model wrote it, in the spelling of FACTS.md: habits of models are met here, meaning is not changed."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from kg.graph.periods import bounds
from kg.llm.answers import Raw
from kg.llm.fields import LISTS, NUMBERS, SEVERAL, Field, fields
from kg.llm.findings import Unfounded
from kg.vocabulary import unit as known_unit

_QUOTES = ("quotes", "quote", "evidence")
_UNSAID = {"", "null", "none", "n/a", "unknown", "not stated", "unspecified"}
_EMPTY_WORDS = {
    "bound": "exact",
    "change_bound": "exact",
    "count_bound": "exact",
    "companies_bound": "exact",
    "modality": "reported",
}
_NUMBER = re.compile(r"[+-]?\d[\d ,_\u00a0]*(?:\.\d+)?")
_QUARTER = re.compile(r"(\d{4})-?Q([1-4])")


def tidy(raw: Raw) -> tuple[str, Raw]:
    """Kind and stated fields of a raw fact, each in its form; Unfounded where its form cannot be told.

    What says nothing ("", null, "unknown", exact, reported) is left out; numbers written as text become numbers;
    fields that the kind does not have are dropped.
    """
    kind = str(raw.get("kind", "")).strip().lower()
    if kind not in fields():
        raise Unfounded("form", f"no kind of fact: {kind[:40]!r}")
    found = {}
    for name, field in fields()[kind].items():
        value = _value(field, raw.get(name))
        if value is not None and value != [] and _EMPTY_WORDS.get(name) != value:
            found[name] = value
    return kind, found


def quotes(raw: Raw) -> Iterator[str]:
    """The quotes of a raw fact, under any of the names that models give them."""
    for name in _QUOTES:
        value = raw.get(name)
        for item in value if isinstance(value, list) else [value]:
            words = item.get("quote") if isinstance(item, Mapping) else item
            if isinstance(words, str) and words.strip():
                yield words


def _value(field: Field, value: object) -> Any:
    if isinstance(value, str) and value.strip().casefold() in _UNSAID:
        return None
    if value is None or isinstance(value, bool):
        return None
    if field.form in LISTS:
        return _list(value)
    if field.form in NUMBERS:
        return _number(field, value)
    if isinstance(value, list):
        value = value[0] if len(value) == 1 else None
    words = value.strip() if isinstance(value, str) else value
    return _spelled(field, words) if isinstance(words, str) else None


def _list(value: object) -> list[str]:
    items = value if isinstance(value, list) else [value]
    return [item.strip() for item in items if isinstance(item, str) and item.strip().casefold() not in _UNSAID]


def _number(field: Field, value: object) -> Any:
    if field.form == "count" and isinstance(value, str) and value.strip().casefold() == SEVERAL:
        return SEVERAL
    if isinstance(value, str):
        match = _NUMBER.fullmatch(value.strip().rstrip("%").strip())
        value = re.sub(r"[ ,_\u00a0]", "", match[0]) if match else None
    if isinstance(value, str | int | float | Decimal):
        try:
            number = Decimal(str(value))
        except InvalidOperation:
            return None
        return number if number.is_finite() else None
    return None


def _spelled(field: Field, words: str) -> str | None:
    """A word, code or period in the spelling of FACTS.md; an unknown word of an enumeration says nothing."""
    if field.words:
        word = re.sub(r"[\s-]+", "_", words.casefold())
        return word if word in field.words else None
    if field.form == "edtf":
        return period(words)
    return unit(words) if field.form == "unit" else words


def unit(words: str) -> str:
    """A unit as FACTS.md spells it: `percent` whatever its sign, words in the singular.

    >>> unit("%"), unit("tonnes"), unit("USD"), unit("cubic metres")
    ('percent', 'tonne', 'USD', 'cubic_metre')
    """
    name = "_".join(words.split())
    if name in ("%", "per_cent"):
        return "percent"
    return name[:-1] if name.endswith("s") and known_unit(name) is None and known_unit(name[:-1]) else name


def period(words: str) -> str | None:
    """EDTF as FACTS.md has it, or None: quarters are spelled out, an interval of one is that one.

    >>> period("2020-Q2"), period("2024/2024"), period("2020-01..2020-03"), period("last year")
    ('2020-04/2020-06', '2024', '2020-01/2020-03', None)
    """
    text = _QUARTER.sub(lambda m: f"{m[1]}-{int(m[2]) * 3 - 2:02}/{m[1]}-{int(m[2]) * 3:02}", words.strip())
    start, slash, end = text.replace("..", "/").replace("–", "/").partition("/")
    edtf = start if not slash or start == end else f"{start}/{end}"
    try:
        bounds(edtf)
    except ValueError:
        return None
    return edtf
