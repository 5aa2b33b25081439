"""What our own grammar says of a number that a model gives: the same, another, or that it does not stand there."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from kg.language import Amount, Analysis, analyse
from kg.language.draft import Draft, outline
from kg.language.packs import languages, pack
from kg.llm.numerals import amounts_to, changes_by
from kg.model import Document, Span

_SPELLED = frozenset({"number", "collective", "factor", "growth", "fraction"})
_POWERS = tuple(Decimal(10) ** power for power in range(-12, 13) if power)


class Standing(StrEnum):
    """How a number stands in the text."""

    READ = "read"  # our grammar reads the same
    WRITTEN = "written"  # its figures stand in the words
    SPELLED = "spelled"  # words for a number stand there, which our grammar does not put together
    ELSEWHERE = "elsewhere"  # it stands in the text, but not in the words
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a number stands, and the number to take: the grammar's, where the model missed by a magnitude."""

    standing: Standing
    value: Decimal


@lru_cache(maxsize=4)
def analysis(document: Document) -> Analysis:
    """The document as our grammar reads it; without annotations where there is no pack of its language."""
    return analyse(document)


@lru_cache(maxsize=4)
def _draft(document: Document) -> Draft:
    return outline(document, pack(document.language))


def level(value: Decimal, spans: Sequence[Span], document: Document, *, told: Span | None = None) -> Verdict:
    """The verdict on a level that `spans` are to state; `told` are the few words that are said to give it."""
    if told is not None and (better := _rescaled(value, told, document)) is not None:
        return Verdict(Standing.READ, better)
    return _verdict(value, [told, *spans] if told else spans, document, amounts_to)


def change(value: Decimal, spans: Sequence[Span], document: Document, *, told: Span | None = None) -> Verdict:
    """The verdict on a relative change in percent."""
    return _verdict(value, [told, *spans] if told else spans, document, changes_by)


def _verdict(
    value: Decimal, spans: Sequence[Span], document: Document, written: Callable[[Decimal, str], bool]
) -> Verdict:
    if any(abs(value) in _numbers(amount) for span in spans for amount in amounts(document, span)):
        return Verdict(Standing.READ, value)
    if any(written(value, span.of(document.text)) for span in spans):
        return Verdict(Standing.WRITTEN, value)
    if _spelled(document, spans[0]):
        return Verdict(Standing.SPELLED, value)
    if written(value, document.text):
        return Verdict(Standing.ELSEWHERE, value)
    return Verdict(Standing.ABSENT, value)


def amounts(document: Document, span: Span) -> Iterator[Amount]:
    """The amounts that our grammar reads in a stretch of the text, also those that reach out of it."""
    for annotation in analysis(document).annotations:
        if isinstance(annotation.value, Amount) and annotation.span.overlaps(span):
            yield annotation.value


def _numbers(amount: Amount) -> set[Decimal]:
    readings = [amount.quantity, amount.carried, amount.alternative]
    said = [reading for reading in readings if reading is not None]
    return {abs(each.value) for each in said} | {abs(each.upper) for each in said if each.upper is not None}


def _rescaled(value: Decimal, told: Span, document: Document) -> Decimal | None:
    """The grammar's number, where the words hold one amount and the model's is off by powers of ten."""
    found = [amount for amount in amounts(document, told) if amount.sort in ("money", "physical")]
    if len(found) != 1 or abs(value) in _numbers(found[0]):
        return None
    read = found[0].quantity.value
    resolution = found[0].quantity.resolution or Decimal(1)
    off = any(read * power == abs(value) for power in _POWERS)
    return read.copy_sign(value) if off and resolution >= 1 and read >= 1000 else None


def _spelled(document: Document, span: Span) -> bool:
    """Whether words for a number stand in the span that our grammar makes no amount of, or two ("four in five").

    Unknown, so granted, where there is no pack of the language.
    """
    if document.language not in languages():
        return True
    there = [
        token.span
        for words in _draft(document).words
        for number, token in enumerate(words.tokens)
        if token.kind == "word" and token.span.overlaps(span) and words.begins(number, _SPELLED)
    ]
    read = [a.span for a in analysis(document).annotations if isinstance(a.value, Amount) and a.span.overlaps(span)]
    return len(there) > 1 or any(not any(word in amount for amount in read) for word in there)
