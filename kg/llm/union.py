"""Facts told in several parts of a text, or twice in one answer, are one fact with all its evidence."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from typing import Any

from kg.model import RECORDS, Record, Slot

_NOT_SAID = ("evidence", "confidence", "speaker")
_TOLD_ALIKE = ("event", "agreement", "project")
_ORDER = {record.kind: number for number, record in enumerate(RECORDS)}


def united(parts: Sequence[Sequence[Record]]) -> tuple[Record, ...]:
    """The records of all parts, sorted by kind and place in the text.

    Equal facts are one. Of a fact that an earlier part tells with more words, one that says less is another telling;
    within one part a model was asked to write each fact once, and is believed.
    """
    done: list[Record] = []
    for records in parts:
        told = list(done)
        for record in _once(records):
            at = next((n for n, other in enumerate(told) if says_the_same(other, record)), None)
            if at is None:
                done.append(record)
            else:
                done[at] = _joined(done[at], record)
    return tuple(sorted(_once(done), key=lambda record: (_ORDER[record.kind], record.evidence[0])))


def _once(records: Iterable[Record]) -> Iterator[Record]:
    """Equal facts joined; two happenings or deals that are told alike in two places stay two."""
    found: dict[tuple[object, ...], Record] = {}
    for record in records:
        key: tuple[object, ...] = (record.kind, *(repr(value) for value in said(record).items()))
        if record.kind in _TOLD_ALIKE:
            key = (*key, record.evidence)
        found[key] = _joined(found[key], record) if key in found else record
    yield from found.values()


def said(record: Record) -> dict[str, Any]:
    """The stated slots of a record by name, without spans and without how they were found."""
    values = {field.name: _bare(getattr(record, field.name)) for field in fields(record)}
    return {name: value for name, value in values.items() if name not in _NOT_SAID and value not in (None, ())}


def says_the_same(one: Record, other: Record) -> bool:
    """Whether all that one of two records of a kind says, the other says as well."""
    if one.kind != other.kind:
        return False
    first, second = said(one), said(other)
    common = first.keys() & second.keys()
    return common in (first.keys(), second.keys()) and all(first[name] == second[name] for name in common)


def _bare(field: object) -> object:
    if isinstance(field, Slot):
        return field.value
    return (
        tuple(slot.value if isinstance(slot, Slot) else slot for slot in field) if isinstance(field, tuple) else field
    )


def _joined(first: Record, second: Record) -> Record:
    """The one that says more, with the evidence of both and the confidence of the surer."""
    fuller, other = (second, first) if len(said(second)) > len(said(first)) else (first, second)
    return replace(
        fuller,
        evidence=tuple(sorted({*first.evidence, *second.evidence})),
        speaker=fuller.speaker or other.speaker,
        confidence=max(first.confidence, second.confidence),
    )
