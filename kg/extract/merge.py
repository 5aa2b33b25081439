"""One fact told twice, in headline and body or in two sentences, is one record with several pieces of evidence."""

from collections.abc import Iterable
from dataclasses import replace

from kg.model import Figure, Quantity, Record, Slot


def merged(records: Iterable[Record]) -> tuple[Record, ...]:
    """Records in order, each once; a figure that says less than another about the same thing joins it."""
    done: list[Record] = []
    for record in records:
        at = next((i for i, other in enumerate(done) if _same(other, record)), None)
        if at is None:
            done.append(record)
        else:
            done[at] = _join(done[at], record)
    return tuple(done)


def _same(first: Record, second: Record) -> bool:
    if isinstance(first, Figure) and isinstance(second, Figure):
        return _key(first) == _key(second) and _agree(first, second)
    return _bare(first) == _bare(second)


def _bare(record: Record) -> tuple[object, ...]:
    fields = [getattr(record, name) for name in record.__dataclass_fields__ if name not in ("evidence", "confidence")]
    return (record.kind, *map(_value, fields))


def _value(field: object) -> object:
    if isinstance(field, Slot):
        return field.value
    if isinstance(field, tuple):
        return tuple(map(_value, field))
    return field


def _key(figure: Figure) -> tuple[object, ...]:
    """What two tellings of one figure have in common: everything but the amounts."""
    slots = (figure.indicator, figure.measure, figure.reporter, figure.partner, figure.product, figure.period, figure.status)
    return tuple(_value(slot) for slot in slots)


def _agree(first: Figure, second: Figure) -> bool:
    """Whether their amounts are the same where both state them, and they share one or complete each other."""
    if _value(first.change_base) != _value(second.change_base):
        return False
    pairs = [(first.value, second.value), (first.change, second.change), (first.change_value, second.change_value)]
    both = [(a.value, b.value) for a, b in pairs if a is not None and b is not None]
    if any(a.value != b.value or a.unit != b.unit for a, b in both):
        return False
    return bool(both) or (first.period is not None and not any(a is None and b is None for a, b in pairs[:2]))


def _join(first: Record, second: Record) -> Record:
    evidence = tuple(dict.fromkeys((*first.evidence, *second.evidence)))
    if isinstance(first, Figure) and isinstance(second, Figure):
        return replace(
            first,
            evidence=evidence,
            value=_first(first.value, second.value),
            change=_first(first.change, second.change),
            change_value=_first(first.change_value, second.change_value),
        )
    return replace(first, evidence=evidence)


def _first(one: Slot[Quantity] | None, two: Slot[Quantity] | None) -> Slot[Quantity] | None:
    return one if one is not None else two
