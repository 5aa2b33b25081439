"""The verbs that ask: facts, queries, query, describe."""

import json
import re
import sys
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from itertools import chain
from pathlib import Path
from typing import Annotated, Optional

import typer
from rdflib import URIRef

from kg import publish, questions, workflow
from kg.cli import options
from kg.cli.console import say, table, write
from kg.errors import NotFound, QueryError, UsageError
from kg.model import RECORDS
from kg.questions import Answer, Question, results

Names = Optional[list[str]]  # noqa: UP045  Typer reads Optional on every Python we support
_HASHED = re.compile(r"/id/[a-z]+/[0-9a-f]{16,20}(#char=\d+,\d+)?$")
_KINDS = tuple(record.kind for record in RECORDS)


def facts(
    docs: Annotated[Names, typer.Argument(metavar="[DOC]...", help="Documents; all when none is named.")] = None,
    kind: Annotated[Names, typer.Option(metavar="K", help=f"Only this kind: {', '.join(_KINDS)}.")] = None,
    min_confidence: Annotated[str, typer.Option(metavar="X", help="0 shows unreviewed facts too.")] = "0.5",
    format: Annotated[str, typer.Option(metavar="F", help="jsonl, csv or table.")] = "jsonl",
    store: options.Store = None,
    endpoint: options.Endpoint = None,
    dialect: options.Dialect = None,
) -> None:
    """Print the facts as flat lines, with the words that state each and where they stand."""
    if unknown := set(kind or ()) - set(_KINDS):
        raise UsageError(f"--kind: {', '.join(sorted(unknown))} is none of {', '.join(_KINDS)}")
    source = options.source(store, endpoint, dialect)
    chosen = [each.iri for doc in docs for each in workflow.matching(source, doc)] if docs else None
    found = publish.facts(source, publications=chosen, kinds=kind, min_confidence=_share(min_confidence))
    first = next(found, None)
    if first is None:
        say("no facts (kg query revised-texts: texts that later ones replaced; --min-confidence 0: unreviewed facts)")
    _put(chain((first,) if first else (), found), format)


def _put(found: Iterator[dict[str, object]], format: str) -> None:
    if format == "jsonl":
        for line in publish.jsonl(found):
            write(line)
    elif format == "csv":
        for line in publish.csv_table(found):
            write(line)
    elif format == "table":
        table(*publish.table(found))
    else:
        raise UsageError(f"--format: {format!r} is none of jsonl, csv, table")


def _share(text: str) -> Decimal:
    try:
        share = Decimal(text)
    except InvalidOperation:
        share = Decimal("nan")
    if not (share.is_finite() and 0 <= share <= 1):
        raise UsageError(f"--min-confidence: {text!r} is no number from 0 to 1")
    return share


def queries(
    format: Annotated[str, typer.Option(metavar="F", help="table or json.")] = "table",
) -> None:
    """List the named queries: who asks them, what they answer, which parameters they take."""
    known = questions.catalogue()
    if format == "json":
        write(json.dumps([_described(each) for each in known], ensure_ascii=False, indent=2) + "\n")
    elif format == "table":
        rows = [[each.name, each.title(), ", ".join(p.name for p in each.parameters), each.asks] for each in known]
        table(["query", "what it answers", "parameters", "who asks"], rows)
    else:
        raise UsageError(f"--format: {format!r} is none of table, json")


def _described(question: Question) -> dict[str, object]:
    parameters = [{"name": p.name, "type": p.type, "meaning": p.meaning} for p in question.parameters]
    return {
        "name": question.name,
        "title": dict(question.titles),
        "question": dict(question.questions),
        "asks": question.asks,
        "parameters": parameters,
        "columns": [column.name for column in question.columns],
    }


def query(
    asked: Annotated[str, typer.Argument(metavar="NAME|FILE.rq|-", help="A named query, a file, or - for input.")],
    parameters: Annotated[Names, typer.Argument(metavar="[key=value]...", help="What `kg queries` lists.")] = None,
    format: Annotated[str, typer.Option(metavar="F", help="table, json, csv, tsv, xml or turtle.")] = "table",
    store: options.Store = None,
    endpoint: options.Endpoint = None,
    dialect: options.Dialect = None,
) -> None:
    """Ask a named query or SPARQL of your own. Parameters are codes, IRIs, names, years: country=KZ year=2024."""
    text = _text(asked)
    answer = questions.ask(options.source(store, endpoint, dialect), text, options.assignments(parameters or []))
    show(answer, format)


def _text(asked: str) -> Question | str:
    if asked == "-":
        return sys.stdin.read()
    if not asked.endswith(".rq"):
        return questions.question(asked)
    try:
        return Path(asked).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise QueryError(f"{asked}: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise QueryError(f"{asked}: a query is in UTF-8; byte {error.start} is not") from None


def show(answer: Answer, format: str) -> None:
    """An answer on standard output; a table where nothing else is asked for."""
    if format == "table" and answer.form == "SELECT":
        table(*for_people(answer))
        say(f"{len(answer.rows)} rows")
    else:
        write(results.write(answer, "turtle" if format == "table" and answer.triples else format))


def for_people(answer: Answer) -> tuple[list[str], list[list[str]]]:
    """Columns and cells without what only programs need: IRIs that have a label beside them, IRIs of records."""
    cells = results.people(answer.rows)
    shown = [place for place, name in enumerate(answer.columns) if not _for_programs(answer, place, name)]
    columns = [answer.columns[place].removesuffix("Label") for place in shown]
    return columns, [[row[place] for place in shown] for row in cells]


def _for_programs(answer: Answer, place: int, name: str) -> bool:
    if f"{name}Label" in answer.columns:
        return True
    values = [row[place] for row in answer.rows if row[place] is not None]
    hashed = [isinstance(value, URIRef) and _HASHED.search(value) for value in values]
    return len(answer.columns) > 1 and bool(hashed) and all(hashed)


def describe(
    thing: Annotated[str, typer.Argument(metavar="THING", help="An IRI, a code (KZ, EAEU) or a name in any language.")],
    format: Annotated[str, typer.Option(metavar="F", help="table or turtle.")] = "table",
    store: options.Store = None,
    endpoint: options.Endpoint = None,
    dialect: options.Dialect = None,
) -> None:
    """Say what the graph knows about a thing, each statement with its quote and source."""
    source = options.source(store, endpoint, dialect)
    found = questions.find(source, thing)
    if not found:
        raise NotFound(f"nothing in the graph is called {thing!r}; try a part of the name, a code or an IRI")
    if len(found) > 1:
        raise NotFound(f"{thing!r} may be any of {len(found)} things; name one by its IRI:", [str(m) for m in found])
    description = questions.describe(source, found[0].iri)
    if format == "turtle":
        write(results.turtle(description.triples))
    else:
        say(str(found[0]))
        table(description.columns, results.people(description.rows))
