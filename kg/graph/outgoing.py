"""A record of the model → the fields of a flat fact, one writer a kind; what is finer in the record is folded.

Fields come in the order of FACTS.md; what is absent, and every default (reported, exact, one), is left out.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias, cast

from kg.graph.numbers import plain
from kg.model import (
    Agreement,
    Figure,
    Happening,
    Mention,
    Organisation,
    Party,
    Project,
    Quantity,
    Record,
    Several,
    Slot,
    Tenure,
)
from kg.vocabulary import word_for

Fields: TypeAlias = dict[str, object]


def _word(kind: str, field: str, slot: Slot[str] | None) -> str | None:
    return None if slot is None else word_for(kind, field, slot.value)


def _name(slot: Slot[Party] | None) -> str | None:
    return None if slot is None else slot.value.name


def _text(slot: Slot[Any] | None) -> Any:
    return None if slot is None else slot.value


def _edtf(slot: Slot[Any] | None) -> str | None:
    return None if slot is None else slot.value.edtf


def _names(slots: Iterable[Slot[Party]]) -> list[str]:
    return sorted({slot.value.name for slot in slots})


def _bound(kind: str, field: str, quantity: Quantity | None) -> str | None:
    word = "exact" if quantity is None else word_for(kind, field, quantity.hedge)
    return None if word == "exact" else word


def _amount(kind: str, quantity: Quantity | None) -> Fields:
    if quantity is None:
        return {}
    return {
        "value": plain(quantity.value),
        "value_to": None if quantity.upper is None else plain(quantity.upper),
        "unit": quantity.unit,
        "bound": _bound(kind, "bound", quantity),
        "per": None if quantity.per is None else word_for(kind, "per", quantity.per),
    }


def _number(kind: str, field: str, quantity: Quantity) -> Fields:
    return {field: plain(quantity.value), f"{field}_bound": _bound(kind, f"{field}_bound", quantity)}


def _count(kind: str, count: Slot[Quantity] | Several | None) -> Fields:
    """`count` is null, not absent, where the text leaves the number open."""
    if isinstance(count, Slot):
        return _number(kind, "count", count.value)
    return {} if count is None else {"count": None}


def _changes(figure: Figure) -> Fields:
    change, absolute = _text(figure.change), _text(figure.change_value)
    return {
        "change": None if change is None else plain(change.value),
        "change_bound": _bound("figure", "change_bound", change or absolute),
        "change_base": _edtf(figure.change_base),
        "change_value": None if absolute is None else plain(absolute.value),
    }


def _figure(record: Figure) -> Fields:
    share = record.measure.value == "share"
    value, absolute = _text(record.value), _text(record.change_value)
    amount = {key: field for key, field in _amount("figure", value).items() if key != "per"}
    if value is None and absolute is not None:
        amount = {"unit": absolute.unit}
    return {
        "indicator": "share" if share else _word("figure", "indicator", record.indicator),
        "reporter": _name(record.reporter),
        "partner": _name(record.partner),
        "product": _text(record.product),
        "period": _edtf(record.period),
        **amount,
        **_changes(record),
        "sign": None if value else _word("figure", "sign", record.sign),
        "modality": None if record.status.value == "reported" else _word("figure", "modality", record.status),
    }


def _event(record: Happening) -> Fields:
    return {
        "type": _word("event", "type", record.type),
        "status": _word("event", "status", record.status),
        "name": _text(record.name),
        "city": _name(record.city),
        "country": _name(record.country),
        "period": _edtf(record.period),
        "organizers": _names(record.organizers),
        "participants": _names(record.participants),
        **({} if record.companies is None else _number("event", "companies", record.companies.value)),
    }


def _agreement(record: Agreement) -> Fields:
    return {
        "type": _word("agreement", "type", record.type),
        "status": _word("agreement", "status", record.status),
        "parties": _names(record.parties),
        **_count("agreement", record.count),
        **_amount("agreement", _text(record.value)),
        "period": _edtf(record.period),
        "subject": _text(record.subject),
    }


def _project(record: Project) -> Fields:
    amount = {key: field for key, field in _amount("project", _text(record.value)).items() if key != "per"}
    return {
        "type": _word("project", "type", record.type),
        "status": _word("project", "status", record.status),
        "parties": _names(record.parties),
        **_count("project", record.count),
        **amount,
        "place": _name(record.place),
        "name": _text(record.name),
        "subject": _text(record.subject),
    }


def _position(record: Tenure) -> Fields:
    return {"person": _name(record.person), "post": _text(record.post), "organization": _name(record.organization)}


def _organization(record: Organisation) -> Fields:
    word = _word("organization", "type", record.type)
    return {"name": _name(record.name), "type": word, "country": _name(record.country)}


def _place(record: Mention) -> Fields:
    return {"code": _name(record.code)}


WRITERS = cast(
    Mapping[str, Callable[[Record], Fields]],
    {
        "figure": _figure,
        "event": _event,
        "agreement": _agreement,
        "project": _project,
        "position": _position,
        "organization": _organization,
        "place": _place,
    },
)


def fields(record: Record) -> Fields:
    """The stated fields of a flat fact, without kind, document and evidence."""
    written = WRITERS[record.kind](record)
    return {key: value for key, value in written.items() if value not in (None, []) or key == "count"}
