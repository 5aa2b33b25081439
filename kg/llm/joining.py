"""Two readers of one text: where they agree a record is surer, what only the model saw waits for somebody to look."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from kg.llm.naming import same, words
from kg.llm.union import said
from kg.model import Figure, Party, PartyKind, Quantity, Record

AGREED = Decimal("0.95")  # what both readers say (at least 0.9: issue "Extraction")
UNREVIEWED = Decimal("0.45")  # what only the model says: under 0.5, so that it waits
_KEYS = {  # what has to be the same for two readers to have read one fact: the keys of the score
    "figure": ("indicator", "measure", "reporter", "partner", "period", "status", "sign"),
    "event": ("type", "country", "status"),
    "agreement": ("status", "parties", "count", "value"),
    "project": ("status", "parties", "count", "value"),
    "position": ("person", "organization"),
    "organization": ("name", "type"),
    "place": ("code",),
}
_ONE = Quantity(Decimal(1), "count")
_MAY_DIFFER = {"event": ("city", "period"), "figure": ("value", "change", "change_value")}


@dataclass(frozen=True, slots=True)
class Joint:
    """A record and which of the two readers found it."""

    record: Record
    rules: bool
    model: bool


def joint(rules: Sequence[Record], model: Sequence[Record]) -> tuple[Joint, ...]:
    """The records of both readers, each once: agreed ones in the model's words with the evidence of both."""
    left = list(rules)
    found: list[Joint] = []
    for record in model:
        twin = next((other for other in left if agree(other, record)), None)
        if twin is None:
            found.append(Joint(replace(record, confidence=min(record.confidence, UNREVIEWED)), False, True))
        else:
            left.remove(twin)
            found.append(Joint(_agreed(twin, record), True, True))
    return (*found, *(Joint(record, True, False) for record in left))


def _agreed(rules: Record, model: Record) -> Record:
    return replace(
        model,
        evidence=tuple(sorted({*rules.evidence, *model.evidence})),
        speaker=model.speaker or rules.speaker,
        confidence=max(AGREED, model.confidence, rules.confidence),
    )


def agree(one: Record, other: Record) -> bool:
    """Whether two records say the same fact: alike in all keys of their kind, in nothing against each other."""
    if one.kind != other.kind:
        return False
    first, second = said(one), said(other)
    if not all(_alike(*_both(name, first, second)) for name in _KEYS[one.kind]):
        return False
    if isinstance(one, Figure) and not _one_number(first, second):
        return False
    pairs = ((first.get(name), second.get(name)) for name in _MAY_DIFFER.get(one.kind, ()))
    return all(a is None or b is None or _alike(a, b) for a, b in pairs)


def _both(name: str, first: dict[str, Any], second: dict[str, Any]) -> tuple[Any, Any]:
    """A slot of two records; an agreement or project without a count is one."""
    otherwise = _ONE if name == "count" else None
    return first.get(name, otherwise), second.get(name, otherwise)


def _one_number(first: dict[str, Any], second: dict[str, Any]) -> bool:
    """Whether two figures share a number; of balances without one the sign is."""
    names = ("value", "change", "change_value")
    numbers = [name for name in names if name in first and name in second]
    return bool(numbers) or not any(name in first or name in second for name in names)


def _alike(one: Any, other: Any) -> bool:
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(any(_alike(a, b) for b in other) for a in one)
    if isinstance(one, Party) and isinstance(other, Party):
        return _same_party(one, other)
    if hasattr(one, "hedge") and hasattr(other, "hedge"):
        return (one.value, one.unit, one.upper) == (other.value, other.unit, other.upper)
    return bool(one == other)


def _same_party(one: Party, other: Party) -> bool:
    if PartyKind.ECONOMY in (one.kind, other.kind):
        return one.name == other.name
    return _same_names(words(one.name), words(other.name))


def _same_names(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether the shorter of two names is the longer without some of its words."""
    short, long = sorted((list(one), list(other)), key=len)
    return bool(short) and 2 * len(short) >= len(long) and all(any(same(a, b) for b in long) for a in short)


def within(records: Iterable[Record], spans: Sequence[tuple[Any, str]]) -> Iterator[Record]:
    """The records whose first evidence lies in one of the stretches that nobody answered for."""
    for record in records:
        if any(record.evidence[0].overlaps(span) for span, _ in spans):
            yield record
