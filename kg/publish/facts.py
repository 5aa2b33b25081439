"""Flat facts of the effective view, as objects, lines, one CSV table and rows for people (FACTS.md)."""

import csv
import io
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from kg.curation.view import views
from kg.graph import lines
from kg.model.rdf import Source
from kg.publish.cells import cell

REVIEWED = Decimal("0.5")  # under this a record waits for a person (docs/model.md)
Fact = Mapping[str, object]
_FIRST = ("id", "kind", "doc", "confidence")


def facts(
    source: Source,
    *,
    publications: Collection[str] | None = None,
    kinds: Collection[str] | None = None,
    min_confidence: Decimal = REVIEWED,
) -> Iterator[dict[str, object]]:
    """The effective flat facts, each with `id` and `confidence`, by document, place in the text and kind.

    `publications` are IRIs (all when None), `kinds` words of FACTS.md. Facts that a correction replaced, a retraction
    withdrew or a revision of the text made obsolete are not among them; those under 0.5 only when asked for.
    """
    for view in views(source, publications):
        for fact in lines(view.triples, min_confidence=min_confidence, withheld=view.withheld):
            if kinds is None or fact["kind"] in kinds:
                yield fact


def jsonl(found: Iterable[Fact]) -> Iterator[str]:
    """One line of JSON a fact, with its newline."""
    return (json.dumps(fact, ensure_ascii=False) + "\n" for fact in found)


def csv_table(found: Iterable[Fact]) -> Iterator[str]:
    """One table for all kinds, a line a fact, safe to open in a spreadsheet; the first line names the columns."""
    rows = list(found)
    columns = columns_of(rows)
    yield _written(columns)
    for fact in rows:
        yield _written([cell(fact.get(column)) for column in columns])


def columns_of(rows: Iterable[Fact]) -> list[str]:
    """All fields that occur: id, kind, document and confidence first, evidence last, the others as they come."""
    seen = dict.fromkeys(field for fact in rows for field in fact)
    middle = [field for field in seen if field not in (*_FIRST, "evidence")]
    return [*_FIRST, *middle, "evidence"]


def _written(values: Sequence[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(values)
    return line.getvalue()


def table(found: Iterable[Fact]) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Column names and rows for people: what the fact says in one cell, the first words that state it in another."""
    rows: list[tuple[str, ...]] = [
        (str(fact["doc"]), str(fact["kind"]), summary(fact), first_quote(fact), str(fact["id"])) for fact in found
    ]
    return ("document", "kind", "fact", "quote", "id"), rows


def summary(fact: Fact) -> str:
    """The stated fields as `field=value`, in the order of FACTS.md."""
    said = {name: value for name, value in fact.items() if name not in (*_FIRST, "evidence")}
    return " ".join(f"{name}={_plain(value)}" for name, value in said.items())


def first_quote(fact: Fact) -> str:
    """The words of the first passage."""
    evidence = fact.get("evidence")
    return str(evidence[0]["quote"]) if isinstance(evidence, list) and evidence else ""


def _plain(value: object) -> str:
    if isinstance(value, list):
        return "+".join(map(str, value))
    return "several" if value is None else str(value)
