"""Flat facts ↔ records: the door for people, other extractors and `kg facts` (FACTS.md, `ontology/flat-facts.csv`)."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal

from kg.errors import FactError
from kg.graph import incoming, outgoing
from kg.graph.fields import AMOUNTS, FIELDS, REQUIRED, closest
from kg.graph.quotes import evidence, spans
from kg.graph.wording import worded
from kg.model import Document, Record, Span

NOT_THE_FACT = frozenset({"kind", "doc", "evidence", "id", "confidence"})


def line(record: Record, document: Document) -> dict[str, object]:
    """The flat fact of a record: kind, document, stated fields, evidence. Lists are sorted, each name once."""
    return {"kind": record.kind, "doc": document.name} | fact(record, lambda span: span.of(document.text))


def fact(record: Record, quote: Callable[[Span], str]) -> dict[str, object]:
    """The flat fact without its document; `quote` gives the words of a passage."""
    return {"kind": record.kind, **outgoing.fields(record), "evidence": evidence(record.evidence, quote)}


def record(line: Mapping[str, object], document: Document, *, number: int | None = None) -> Record:
    """The record of a flat fact about that document; `id`, `confidence` and `doc` are not looked at.

    `number` is the line's, for messages. FactError when the fact breaks FACTS.md or its quotes are not in the text.
    """
    try:
        found = spans(line.get("evidence"), document)
    except ValueError as error:
        raise FactError(str(error), line=number, field="evidence") from None
    return worded(resting_on(found, line, number=number), document)


def resting_on(evidence: tuple[Span, ...], line: Mapping[str, object], *, number: int | None = None) -> Record:
    """The record of a flat fact whose evidence is known to stand in its text; FactError for every other fault."""
    kind = _kind(line, number)
    values = {name: _read(kind, name, value, number) for name, value in _filled(line) if name not in NOT_THE_FACT}
    open_ended = kind in ("agreement", "project") and "count" in line and line["count"] is None
    _complete(kind, values, number)
    return incoming.BUILDERS[kind](values, evidence, open_ended=open_ended)


def read_lines(lines: Iterable[str]) -> Iterator[tuple[int, dict[str, object]]]:
    """The objects of JSON Lines with the numbers of their lines, numbers as decimals; empty lines are passed over.

    FactError names the line that is no JSON object.
    """
    for number, words in enumerate(lines, 1):
        if words.strip():
            yield number, _object(words, number)


def write_line(line: Mapping[str, object]) -> str:
    """One flat fact as one line of JSON, without its newline."""
    return json.dumps(line, ensure_ascii=False)


def canonical(line: Mapping[str, object]) -> str:
    """The fact alone, as the key of its record's IRI: JSON with sorted fields, without `doc`, `id`, `confidence`."""
    fact = {key: value for key, value in line.items() if key not in ("doc", "id", "confidence")}
    return json.dumps(fact, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _object(words: str, number: int) -> dict[str, object]:
    try:
        found = json.loads(words, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise FactError(f"no JSON ({error})", line=number) from None
    if not isinstance(found, dict):
        raise FactError("no JSON object", line=number)
    return found


def _kind(line: Mapping[str, object], number: int | None) -> str:
    kind = line.get("kind")
    if not isinstance(kind, str) or kind not in FIELDS:
        raise FactError(f"{kind!r} is unknown, {closest(str(kind), list(FIELDS))}", line=number, field="kind")
    return kind


def _filled(line: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """Fields that say something: null, an empty text and an empty list are absent."""
    for name, value in line.items():
        if value is not None and value != [] and not (isinstance(value, str) and not value.strip()):
            yield name, value


def _read(kind: str, name: str, value: object, number: int | None) -> object:
    if name not in FIELDS[kind]:
        raise FactError(f"a {kind} has no such field, {closest(name, list(FIELDS[kind]))}", line=number, field=name)
    try:
        return FIELDS[kind][name](kind, name, value)
    except ValueError as error:
        raise FactError(str(error), line=number, field=name) from None


def _complete(kind: str, values: Mapping[str, object], number: int | None) -> None:
    """Whether what one field needs of others is there."""
    if (required := REQUIRED.get(kind)) and required not in values:
        raise FactError(f"every {kind} has one", line=number, field=required)
    for field, owners in AMOUNTS.items():
        if field in values and values[field] != "exact" and not any(owner in values for owner in owners):
            raise FactError(f"says more about {' or '.join(owners)}, which is not there", line=number, field=field)
    if kind == "figure" and not {"value", "change", "change_value", "sign"} & set(values):
        raise FactError("a figure needs a value, a change or, of a balance, a sign", line=number, field="value")
    if "sign" in values and values.get("indicator") != "balance":
        raise FactError("only a balance has a sign", line=number, field="sign")
    if (upper := values.get("value_to")) is not None and upper <= values["value"]:  # type: ignore[operator]
        raise FactError("the upper end of a range is above its value", line=number, field="value_to")
