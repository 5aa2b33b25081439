"""Flat facts written down: JSON Lines, one CSV table for all kinds, and rows for people."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.graph.fields import FIELDS
from kg.publish.cells import cell

Fact = Mapping[str, object]
FIRST = ("id", "kind", "doc", "confidence")
BOM = "\ufeff"  # by it spreadsheets know UTF-8, and show Cyrillic as it is


def jsonl(found: Iterable[Fact]) -> Iterator[str]:
    """One line of JSON a fact, with its newline."""
    return (json.dumps(fact, ensure_ascii=False) + "\n" for fact in found)


def csv_table(found: Iterable[Fact]) -> Iterator[str]:
    """One table for all kinds, a line a fact, safe to open in a spreadsheet; the first line names the columns.

    The columns are always the same: every field of FACTS.md, with the words of the evidence in the last one.
    """
    fields = dict.fromkeys(field for kind in FIELDS.values() for field in kind)
    columns = [*FIRST, *fields, "evidence"]
    yield csv_line(columns)
    for fact in found:
        yield csv_line([cell(fact.get(column)) for column in columns])


def csv_line(values: Sequence[str]) -> str:
    """One line of CSV with its end (RFC 4180)."""
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
    """The stated fields as `field=value`, in the order of FACTS.md.

    >>> summary({"kind": "agreement", "type": "contract", "parties": ["GE", "KZ"], "count": None, "evidence": []})
    'type=contract parties=GE+KZ count=several'
    """
    return " ".join(f"{name}={_plain(value)}" for name, value in fact.items() if name not in (*FIRST, "evidence"))


def first_quote(fact: Fact) -> str:
    """The words of the first passage."""
    evidence = fact.get("evidence")
    return str(evidence[0]["quote"]) if isinstance(evidence, list) and evidence else ""


def _plain(value: object) -> str:
    if isinstance(value, list):
        return "+".join(map(str, value))
    return "several" if value is None else str(value)
