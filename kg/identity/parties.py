"""All parties that a record names, and the same record with other parties in their places."""

from collections.abc import Callable, Iterator
from dataclasses import fields, replace

from kg.model import Party, Record, Slot


def parties(record: Record) -> Iterator[Party]:
    """Every party, in the order of the record's fields."""
    for field in fields(record):
        for slot in _slots(getattr(record, field.name)):
            yield slot.value


def relinked(record: Record, linked: Callable[[Party], Party]) -> Record:
    """The record with each party replaced."""
    changed: dict[str, object] = {}
    for field in fields(record):
        value = getattr(record, field.name)
        if not any(True for _ in _slots(value)):
            continue
        if isinstance(value, tuple):
            changed[field.name] = tuple(replace(slot, value=linked(slot.value)) for slot in value)
        else:
            changed[field.name] = replace(value, value=linked(value.value))
    return replace(record, **changed)  # type: ignore[arg-type]


def _slots(value: object) -> Iterator[Slot[Party]]:
    for slot in value if isinstance(value, tuple) else (value,):
        if isinstance(slot, Slot) and isinstance(slot.value, Party):
            yield slot
