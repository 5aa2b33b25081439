"""What a record states, field by field, in words: for the page of one record, and to compare it with its correction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from kg import iris, network, vocabulary
from kg.model import Party, Period, Quantity, Slot
from kg.network.phrases import amount
from kg.network.told import Told, name

_SCHEMES: Mapping[tuple[str, str], str] = {
    ("figure", "indicator"): "indicator",
    ("figure", "measure"): "measure",
    ("figure", "sign"): "direction",
    ("figure", "status"): "figureStatus",
    ("event", "status"): "eventStatus",
    ("agreement", "type"): "agreementType",
    ("agreement", "status"): "agreementStatus",
    ("project", "type"): "projectType",
    ("project", "status"): "projectStatus",
    ("organization", "type"): "organisationType",
}
_LEFT_OUT = ("evidence", "confidence")
_SIMPLE = ("stated", "given")  # how most values come about; only the others are worth a word


@dataclass(frozen=True, slots=True)
class Stated:
    """A field of a record: its name, its values as (words, IRI or empty), and how they came about where not stated."""

    field: str
    values: tuple[tuple[str, str], ...]
    how: str


def stated(fact: Told, language: str) -> list[Stated]:
    """All fields of a record that have a value."""
    rows = ((each.name, getattr(fact.record, each.name)) for each in fields(fact.record))
    return [_row(fact, field, value, language) for field, value in rows if field not in _LEFT_OUT and value]


def _row(fact: Told, field: str, value: object, language: str) -> Stated:
    slots = value if isinstance(value, tuple) else (value,)
    hows = [slot.how.value for slot in slots if isinstance(slot, Slot) and slot.how.value not in _SIMPLE]
    return Stated(field, tuple(_words(fact, field, slot, language) for slot in slots), next(iter(hows), ""))


def _words(fact: Told, field: str, slot: object, language: str) -> tuple[str, str]:
    value = slot.value if isinstance(slot, Slot) else slot
    if isinstance(value, Party):
        return name(value, fact.publication.language, language), value.iri
    if isinstance(value, Period):
        return network.in_words(value.edtf, language), ""
    if isinstance(value, Quantity):
        return amount(value, language), ""
    return _code(fact.kind, field, str(value), language), ""


def _code(kind: str, field: str, value: str, language: str) -> str:
    if (kind, field) == ("event", "type"):
        return vocabulary.label(iris.term(value), language) or value
    scheme = _SCHEMES.get((kind, field))
    return value if scheme is None else vocabulary.label(iris.code(scheme, value), language) or value


@dataclass(frozen=True, slots=True)
class Compared:
    """A field before and after a correction, as words."""

    field: str
    before: str
    after: str


def compared(old: Told, new: Told, language: str) -> Sequence[Compared]:
    """The fields in which two records differ."""
    before, after = ({row.field: _joined(row) for row in stated(each, language)} for each in (old, new))
    names = dict.fromkeys([*before, *after])
    both = (Compared(field, before.get(field, ""), after.get(field, "")) for field in names)
    return [each for each in both if each.before != each.after]


def _joined(row: Stated) -> str:
    return ", ".join(words for words, _ in row.values)
