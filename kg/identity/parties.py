"""All parties that a record names, and the same record with other parties in their places."""

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from functools import cache

from kg.model import RECORDS, Party, Record, Slot


def parties(record: Record) -> Iterator[Party]:
    """Every party, in the order of the record's fields."""
    for name in _fields(record.kind):
        for slot in _slots(getattr(record, name)):
            yield slot.value


def relinked(record: Record, linked: Callable[[Party], Party]) -> Record:
    """The record with each party replaced."""
    changed: dict[str, object] = {}
    for name in _fields(record.kind):
        value = getattr(record, name)
        if isinstance(value, tuple):
            changed[name] = tuple(replace(slot, value=linked(slot.value)) for slot in value)
        elif value is not None:
            changed[name] = replace(value, value=linked(value.value))
    return replace(record, **changed)  # type: ignore[arg-type]


@cache
def _fields(kind: str) -> tuple[str, ...]:
    """The fields of a kind of record that hold parties, as its annotations say."""
    record = next(each for each in RECORDS if each.kind == kind)
    return tuple(field.name for field in fields(record) if Party.__name__ in str(field.type))


def _slots(value: object) -> Iterator[Slot[Party]]:
    if isinstance(value, tuple):
        yield from value
    elif isinstance(value, Slot):
        yield value
