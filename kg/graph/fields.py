"""The fields of FACTS.md: which kinds have which, and how the value of one is read into the values of the model.

A reader takes kind, field and the JSON value (never null, never empty) and gives a value of the model, or raises
ValueError with what is wrong and what would have been right.
"""

import unicodedata
from collections.abc import Callable, Sequence
from decimal import Decimal
from difflib import get_close_matches
from typing import TypeAlias

from kg.graph import economies, periods
from kg.graph.numbers import decimal
from kg.model import Party, PartyKind, Period
from kg.vocabulary import code_for, notation, words
from kg.vocabulary import unit as unit_of

Reader: TypeAlias = Callable[[str, str, object], object]


def closest(word: str, allowed: Sequence[str]) -> str:
    """The end of a message about a wrong word: what was probably meant, or all that is allowed."""
    near = get_close_matches(word, allowed, n=1, cutoff=0.7)
    return f"did you mean {near[0]}?" if near else f"expected one of {', '.join(allowed)}"


def text(kind: str, field: str, value: object) -> str:
    """Words without white space around them."""
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is no text")
    if bad := [sign for sign in value if unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\t\n\r"]:
        raise ValueError(f"holds the control character U+{ord(bad[0]):04X}")
    return value.strip()


def word(kind: str, field: str, value: object) -> str:
    """The code of an enumerated word."""
    allowed = words(kind, field)
    if value not in allowed:
        raise ValueError(f"{value!r} is unknown, {closest(str(value), allowed)}")
    return notation(code_for(kind, field, str(value)))


def number(kind: str, field: str, value: object) -> Decimal:
    """A plain number."""
    return decimal(value)


def whole(kind: str, field: str, value: object) -> Decimal:
    """How many: a whole number, not negative."""
    amount = decimal(value)
    if amount < 0 or amount != amount.to_integral_value():
        raise ValueError(f"{value} is no whole number")
    return amount


def unit(kind: str, field: str, value: object) -> str:
    """A code of ISO 4217, `percent`, or a word of our units."""
    name = "_".join(text(kind, field, value).split())
    if len(name) == 3 and name.isascii() and name.isupper() and unit_of(name) is None:
        raise ValueError(f"{name} is no currency of ISO 4217")
    return name


def period(kind: str, field: str, value: object) -> Period:
    """A calendar span."""
    edtf = text(kind, field, value)
    periods.bounds(edtf)
    return Period(edtf)


def place(kind: str, field: str, value: object) -> Party:
    """An economy's code, or the name of a place."""
    return economies.place(text(kind, field, value))


def city(kind: str, field: str, value: object) -> Party:
    """The name of a city."""
    return Party(text(kind, field, value), PartyKind.PLACE)


def party(kind: str, field: str, value: object) -> Party:
    """An economy's code, or whoever has that name."""
    return economies.party(text(kind, field, value))


def parties(kind: str, field: str, value: object) -> tuple[Party, ...]:
    """Codes and names, each once, sorted: a fact says who took part, not in which order."""
    if not isinstance(value, list | tuple):
        raise ValueError(f"{value!r} is no list")
    names = {text(kind, field, name) for name in value}
    return tuple(economies.party(name) for name in sorted(names - {""}))


def person(kind: str, field: str, value: object) -> Party:
    """The name of a person."""
    return Party(text(kind, field, value), PartyKind.PERSON)


def organisation(kind: str, field: str, value: object) -> Party:
    """The name of an organisation."""
    return Party(text(kind, field, value), PartyKind.ORGANISATION)


FIELDS: dict[str, dict[str, Reader]] = {
    "figure": {
        "indicator": word, "reporter": place, "partner": place, "product": text, "period": period,
        "value": number, "value_to": number, "unit": unit, "bound": word,
        "change": number, "change_bound": word, "change_base": period, "change_value": number,
        "sign": word, "modality": word,
    },
    "event": {
        "type": word, "status": word, "name": text, "city": city, "country": place, "period": period,
        "organizers": parties, "participants": parties, "companies": whole, "companies_bound": word,
    },
    "agreement": {
        "type": word, "status": word, "parties": parties, "count": whole, "count_bound": word,
        "value": number, "value_to": number, "unit": unit, "bound": word, "per": word,
        "period": period, "subject": text,
    },
    "project": {
        "type": word, "status": word, "parties": parties, "count": whole, "count_bound": word,
        "value": number, "value_to": number, "unit": unit, "bound": word, "place": place, "name": text, "subject": text,
    },
    "position": {"person": person, "post": text, "organization": party},
    "organization": {"name": organisation, "type": word, "country": place},
    "place": {"code": place},
}  # fmt: skip
REQUIRED = {
    "figure": "indicator",
    "event": "type",
    "position": "person",
    "organization": "name",
    "place": "code",
}
AMOUNTS = {  # a field that says more about another, which then has to be there
    "value_to": ("value",),
    "bound": ("value",),
    "per": ("value",),
    "unit": ("value", "change_value"),
    "change_bound": ("change", "change_value"),
    "change_base": ("change", "change_value"),
    "count_bound": ("count",),
    "companies_bound": ("companies",),
}
