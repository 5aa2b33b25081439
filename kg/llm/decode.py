"""Raw facts of an answer → records whose every quote, name, number and period stands in the text."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields as slots_of
from dataclasses import replace
from decimal import Decimal
from typing import Any

from kg.errors import FactError
from kg.graph import record as from_line
from kg.llm import economies, passages, raw
from kg.llm.answers import Raw
from kg.llm.chunks import Chunk
from kg.llm.fields import SEVERAL
from kg.llm.findings import Found, Unfounded
from kg.llm.founding import Ground, founded
from kg.model import Document, How, Party, Record, Rejection, Slot, Span

SURE = Decimal("0.95")
_SURE_OF = {  # by what a number or period rests on; measured on the working part of the corpus (docs/readers.md)
    "number written": Decimal("0.9"),
    "number spelled": Decimal("0.8"),
    "number elsewhere": Decimal("0.7"),
    "period stated": Decimal("0.9"),
    "period resolved": Decimal("0.85"),
    "number refused": Decimal("0.6"),
    "name refused": Decimal("0.6"),
    "place refused": Decimal("0.6"),
    "period refused": Decimal("0.6"),
}
_CONTRADICTED = Decimal("0.4")  # our gazetteer reads another country there: somebody has to look
_MENDED = 3  # fields that a fact may lose to the rules of FACTS.md before it is refused


def decoded(facts: Iterable[Raw], document: Document, chunk: Chunk) -> Found:
    """The records of the facts of one answer, in its order, and everything that was refused."""
    facts = tuple(facts)
    named = economies.named(document).and_of(_quoted_places(facts, document, chunk))
    records: list[Record] = []
    rejections: list[Rejection] = []
    refused: Counter[str] = Counter()
    standing: Counter[str] = Counter()
    for fact in facts:
        ground = Ground(document, (), named)
        try:
            records.append(_record(fact, ground, chunk))
        except Unfounded as unfounded:
            refused[unfounded.sort] += 1
            rejections.append(_rejection(fact, ground, str(unfounded)))
        else:
            refused.update(sort for sort, _ in ground.dropped)
            rejections += [_rejection(fact, ground, f"{sort} not in the text: {what}") for sort, what in ground.dropped]
        standing.update(ground.standing)
    return Found(tuple(records), tuple(rejections), refused, standing)


def _quoted_places(facts: Iterable[Raw], document: Document, chunk: Chunk) -> Iterator[str]:
    """Codes for which a quote was given that stands in the text."""
    for fact in facts:
        code = fact.get("code")
        if isinstance(code, str) and passages.located(raw.quotes(fact), document, chunk)[0]:
            yield code


def _record(fact: Raw, ground: Ground, chunk: Chunk) -> Record:
    kind, stated = raw.tidy(fact)
    spans, lost = passages.located(raw.quotes(fact), ground.document, chunk)
    if not spans:
        raise Unfounded("quote", "; ".join(lost)[:200] or "no quote at all")
    for quote in lost:
        ground.drop("quote", "quotes", quote[:80])
    ground.spans = tuple(spans)
    told = {name: span for name in _TOLD if (span := ground.told(stated.get(f"{name}_words")))}
    line = founded(kind, stated, ground)
    speaker = line.pop("said_by", None)
    name = line.get("code" if kind == "place" else "name")
    if kind in ("place", "organization") and isinstance(name, str):
        spans += list(passages.mentions(kind, name, ground.document))
    found = passages.evidence(kind, spans, told.values(), ground.document)
    record = _by_the_rules(kind, line, found, ground)
    slotted = _slotted(record, told, {"period": How.ASSUMED} if ground.assumed else {})
    return replace(slotted, speaker=_speaker(speaker), confidence=_sure(record, ground))


_TOLD = ("value", "change", "period")


def _by_the_rules(kind: str, line: Raw, evidence: tuple[Span, ...], ground: Ground) -> Record:
    """The record of a flat fact; a field that breaks FACTS.md is dropped, as long as the fact can do without it."""
    text = ground.document.text
    quoted = [{"start": span.start, "end": span.stop, "quote": span.of(text)} for span in evidence]
    said: dict[str, Any] = {"kind": kind, **_plain(kind, line), "evidence": quoted}
    for _ in range(_MENDED):
        try:
            return from_line(said, ground.document)
        except FactError as error:
            if error.field is None or error.field not in said:
                raise Unfounded("form", str(error)) from None
            ground.dropped.append(("form", str(error)))
            del said[error.field]
    raise Unfounded("form", ground.dropped[-1][1])


def _plain(kind: str, line: Raw) -> Raw:
    """The fields as a flat fact has them: a count left open is null, an unsaid one is one."""
    plain = {"count": Decimal(1), **line} if kind in ("agreement", "project") else dict(line)
    if plain.get("count") == SEVERAL:
        plain["count"] = None
    if "value" in plain:
        plain.pop("sign", None)
    if plain.get("value_to") is not None and "value" in plain and plain["value_to"] <= plain["value"]:
        del plain["value_to"]
    return plain


def _slotted(record: Record, told: dict[str, Span], hows: Mapping[str, How]) -> Record:
    """The record with every slot marked as a model's, and with the words behind numbers and periods where known."""
    found: dict[str, Any] = {}
    for field in slots_of(record):
        value = getattr(record, field.name)
        if isinstance(value, Slot):
            spans = (told[field.name],) if field.name in told else ()
            found[field.name] = Slot(value.value, spans, hows.get(field.name, How.LLM))
        elif isinstance(value, tuple) and value and isinstance(value[0], Slot):
            found[field.name] = tuple(Slot(slot.value, (), How.LLM) for slot in value)
    return replace(record, **found)


def _speaker(name: object) -> Slot[Party] | None:
    return Slot(Party(name), (), How.LLM) if isinstance(name, str) else None


def _sure(record: Record, ground: Ground) -> Decimal:
    """How sure: as sure as of the weakest number, period or name."""
    code = getattr(record, "code", None)
    if isinstance(code, Slot) and economies.contradicted(code.value.name, ground.spans[0], ground.document):
        return _CONTRADICTED
    return min((SURE, *(_SURE_OF[sort] for sort in ground.standing if sort in _SURE_OF)))


def _rejection(fact: Raw, ground: Ground, reason: str) -> Rejection:
    """What was refused, at the passage that the fact rests on, else at the beginning of the text."""
    kind = str(fact.get("kind", "fact"))[:20]
    span = ground.spans[0] if ground.spans else Span(0, 0)
    return Rejection(span, kind, reason)
