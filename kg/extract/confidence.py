"""How sure the reader is: as probable as a model that has learned it says, else as sure as of the weakest slot."""

from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from kg.model import How, Record, Slot

R = TypeVar("R", bound=Record)

_BY_HOW = {
    How.STATED: Decimal("1"),
    How.RESOLVED: Decimal("0.95"),
    How.ASSUMED: Decimal("0.8"),
    How.INHERITED: Decimal("0.7"),
    How.GIVEN: Decimal("1"),
}
_DEFAULT = ("status", "measure")
_LEARNED = frozenset({"figure", "event", "agreement", "project"})  # their finders know how probable a record is


def weighed(record: R) -> R:
    """The record with the confidence of its weakest slot (design of extraction, section 6), if it is not below that.

    Records whose probability was learned keep it.
    """
    if record.kind in _LEARNED:
        return record
    hows = [
        slot.how
        for name in record.__dataclass_fields__
        if name not in _DEFAULT
        for slot in _slots(getattr(record, name))
    ]
    weakest = min((_BY_HOW[how] for how in hows), default=Decimal(1))
    return replace(record, confidence=min(record.confidence, weakest))


def _slots(field: object) -> tuple[Slot[object], ...]:
    if isinstance(field, Slot):
        return (field,)
    return tuple(f for f in field if isinstance(f, Slot)) if isinstance(field, tuple) else ()
