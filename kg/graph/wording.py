"""What a flat fact is too coarse for and its quote still tells: an amount's own words, its precision, "almost"."""

from collections.abc import Iterator
from dataclasses import fields, replace
from functools import lru_cache

from kg.language import analyse
from kg.language.annotations import Amount
from kg.language.packs import languages
from kg.model import Document, Quantity, Record, Slot
from kg.vocabulary import hedge_policy, word_for

_BOUNDS = {
    "change": "change_bound",
    "change_value": "change_bound",
    "count": "count_bound",
    "companies": "companies_bound",
}


def worded(record: Record, document: Document) -> Record:
    """The record with wording, resolution and hedge of its amounts as its evidence has them.

    An amount is found by its number, whatever its sign, and only where one amount of the evidence has it. The quote's
    hedge is taken where flat facts fold it to the word that was given and it has other bounds: "at most" is "almost"
    where the quote says so.
    """
    if document.language not in languages():
        return record
    found = tuple(_amounts(record, document))
    said = {name: _worded(record.kind, name, slot, found) for name, slot in _quantities(record)}
    return replace(record, **said) if found and said else record  # type: ignore[arg-type]


def _quantities(record: Record) -> Iterator[tuple[str, Slot[Quantity]]]:
    for field in fields(record):
        slot = getattr(record, field.name)
        if isinstance(slot, Slot) and isinstance(slot.value, Quantity):
            yield field.name, slot


def _amounts(record: Record, document: Document) -> Iterator[Quantity]:
    for span in record.evidence:
        yield from _quoted(span.of(document.text), document.language)


@lru_cache(maxsize=4096)
def _quoted(quote: str, language: str) -> tuple[Quantity, ...]:
    found = analyse(Document("", quote, language)).annotations
    return tuple(each.value.quantity for each in found if isinstance(each.value, Amount))


def _worded(kind: str, name: str, slot: Slot[Quantity], found: tuple[Quantity, ...]) -> Slot[Quantity]:
    amount = slot.value
    same = {each for each in found if _same(each, amount)}
    if len(same) != 1:
        return slot
    (only,) = same
    hedge = only.hedge if _finer(kind, _BOUNDS.get(name, "bound"), only.hedge, amount.hedge) else amount.hedge
    return replace(slot, value=replace(amount, wording=only.wording, resolution=only.resolution, hedge=hedge))


def _finer(kind: str, field: str, finer: str, given: str) -> bool:
    same_word = word_for(kind, field, finer) == word_for(kind, field, given)
    return same_word and hedge_policy(finer) != hedge_policy(given)


def _same(one: Quantity, other: Quantity) -> bool:
    """Whether two amounts may be one: the same number, and not money or percent in one and otherwise in the other."""
    strict = {unit for unit in (one.unit, other.unit) if unit and (unit == "percent" or unit.isupper())}
    return abs(one.value) == abs(other.value) and one.upper == other.upper and (one.unit == other.unit or not strict)
