"""One fact told twice, in headline and body or in two sentences, is one record with several pieces of evidence."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from kg.model import Figure, Record, Slot

_SLOTS = ("reporter", "partner", "product", "period", "value", "change", "change_value", "change_base")


def merged(records: Iterable[Record]) -> tuple[Record, ...]:
    """Records in order, each once; a figure that says less than another about the same thing joins it."""
    done: list[Record] = []
    index: dict[object, list[int]] = {}
    for record in records:
        near = sorted({i for key in _keys(record) for i in index.get(key, ())})
        at = next((i for i in near if _same(done[i], record)), None)
        if at is None:
            at = len(done)
            done.append(record)
        else:
            done[at] = _join(done[at], record)
        for key in _keys(done[at]):
            index.setdefault(key, []).append(at)
    return tuple(done)


def _keys(record: Record) -> Iterator[object]:
    """Under what a record is looked up, so that merging grows with the text and no faster."""
    if not isinstance(record, Figure):
        yield _bare(record)
        return
    yield _key(record)
    for slot in (record.value, record.change):
        if slot is not None:
            yield (record.indicator.value, record.measure.value, slot.value.value, slot.value.unit)


def _same(first: Record, second: Record) -> bool:
    if isinstance(first, Figure) and isinstance(second, Figure):
        return (_key(first) == _key(second) and _agree(first, second)) or _retold(first, second)
    return _bare(first) == _bare(second)


def _retold(first: Figure, second: Figure) -> bool:
    """Whether a headline tells a figure of the body: an amount in common and no slot that both state unlike."""
    if _value(first.status) != _value(second.status) or _value(first.change_base) != _value(second.change_base):
        return False
    pairs = [(first.value, second.value), (first.change, second.change)]
    both = [(a.value, b.value) for a, b in pairs if a is not None and b is not None]
    if not both or any((a.value, a.unit) != (b.value, b.unit) for a, b in both):
        return False
    if (_value(first.indicator), _value(first.measure)) != (_value(second.indicator), _value(second.measure)):
        return False
    slots = [(first.reporter, second.reporter), (first.partner, second.partner), (first.product, second.product)]
    return all(_fits(a, b) for a, b in (*slots, (first.period, second.period)))


def _fits(first: Slot[object] | None, second: Slot[object] | None) -> bool:
    if first is None or second is None or first.value == second.value:
        return True
    return not first.spans


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
    slots = (
        figure.indicator,
        figure.measure,
        figure.reporter,
        figure.partner,
        figure.product,
        figure.period,
        figure.status,
    )
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
    """One record with the evidence of both; of a figure each slot from the one that states it, the second's else."""
    evidence = tuple(dict.fromkeys((*first.evidence, *second.evidence)))
    if not isinstance(first, Figure) or not isinstance(second, Figure):
        return replace(first, evidence=evidence, confidence=max(first.confidence, second.confidence))
    slots: dict[str, Any] = {name: _stated(getattr(first, name), getattr(second, name)) for name in _SLOTS}
    return replace(first, evidence=evidence, confidence=max(first.confidence, second.confidence), **slots)


def _stated(one: Slot[object] | None, two: Slot[object] | None) -> Slot[object] | None:
    if one is None or two is None:
        return one if two is None else two
    return one if one.spans or not two.spans else two
