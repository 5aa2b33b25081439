"""The verb that says how well a reader reads: evaluate."""

import csv
import io
import json
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Optional

import typer

from kg import evaluation, resources, workflow
from kg.cli.console import progress, say, table, write
from kg.errors import FactError, UsageError
from kg.evaluation import BY, PARTS, Judged, Ratio, Row
from kg.model import RECORDS

_KINDS = (*(record.kind for record in RECORDS), "all")
_COLUMNS = (
    "language",
    "phenomenon",
    "kind",
    "slot",
    "texts",
    "gold",
    "found",
    "precision",
    "recall",
    "F1",
    "argument F1",
)


def evaluate(
    corpus: Annotated[
        Optional[Path],  # noqa: UP045  Typer reads Optional on every Python we support
        typer.Argument(metavar="[CORPUS]", help="A corpus folder; the public one that ships with us when left out."),
    ] = None,
    part: Annotated[str, typer.Option(metavar="P", help=f"{', '.join(PARTS)}.")] = "all",
    language: Annotated[Optional[str], typer.Option(metavar="L", help="Only this language (ISO 639-1).")] = None,  # noqa: UP045
    by: Annotated[str, typer.Option(metavar="B,B", help=f"Some of {', '.join(BY)}.")] = "language,kind",
    facts: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(metavar="FACTS.jsonl", help="Judge these flat facts, from any reader, instead of ours."),
    ] = None,
    show: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(metavar="KIND", help="List what is not right (a kind or all); texts of the working part only."),
    ] = None,
    min_confidence: Annotated[float, typer.Option(min=0, max=1, metavar="X", help="0 counts unreviewed facts.")] = 0.5,
    format: Annotated[str, typer.Option(metavar="F", help="table, csv or json.")] = "table",
) -> None:
    """Score a reader against the annotated corpus: precision, recall and F1, in total and by what you ask.

    A fact is right when every key field of its kind is; "argument F1" counts each field on its own.
    Examples: kg evaluate --part unseen;  kg evaluate --by slot --language kk;  kg evaluate --facts mine.jsonl
    """
    _check(part, by, show, format)
    texts = list(evaluation.texts(corpus or resources.samples() / "corpus", language=language, part=part))
    if not texts:
        raise UsageError(f"no text of the corpus is in language {language!r} and part {part!r}")
    given = _given(facts) if facts else None
    with progress("evaluating") as counter:
        readings = workflow.evaluate(counter.over(texts, len(texts)), facts=given, least=Decimal(str(min_confidence)))
        judged = list(readings)
    for each in judged if show else ():
        for line in evaluation.misses(each, show or "") if not each.text.unseen else ():
            write(line + "\n")
    if not show:
        _put(list(evaluation.rows(judged, by.split(","))), format)
    _quotes(judged)


def _check(part: str, by: str, show: str | None, format: str) -> None:
    allowed = (("--part", [part], PARTS), ("--by", by.split(","), BY), ("--format", [format], ("table", "csv", "json")))
    for option, given, known in (*allowed, ("--show", [show or "all"], _KINDS)):
        if unknown := sorted(set(given) - set(known)):
            raise UsageError(f"{option}: {', '.join(unknown)} is none of {', '.join(known)}")


def _given(path: Path) -> workflow.Facts:
    try:
        return workflow.flat_facts(path)
    except (OSError, UnicodeDecodeError) as error:
        raise FactError(f"{path}: {error}") from None


def _put(rows: Sequence[Row], format: str) -> None:
    cells = [_cells(row) for row in rows]
    if format == "table":
        used = [place for place in range(len(_COLUMNS)) if any(row[place] for row in cells)]
        table([_COLUMNS[place] for place in used], [[row[place] for place in used] for row in cells])
    elif format == "csv":
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows([_COLUMNS, *cells])
        write(out.getvalue())
    else:
        write(json.dumps([dict(zip(_COLUMNS, row, strict=True)) for row in cells], ensure_ascii=False, indent=1) + "\n")


def _cells(row: Row) -> list[str]:
    counted = row.strict or row.argument
    shares = (counted.precision, counted.recall, counted.f1)
    argument = f"{row.argument.f1:.3f}" if row.strict else ""
    where = [row.language, row.phenomenon, row.kind, row.slot]
    return [*where, str(row.texts), str(counted.there), str(counted.found), *(f"{x:.3f}" for x in shares), argument]


def _quotes(judged: Sequence[Judged]) -> None:
    total = evaluation.scores(judged)
    say(
        f"{total.quotes.found} quotes: {_share(total.quotes)} stand where they say; "
        f"{_share(total.sentences)} of matched facts point at the right sentence; "
        f"{_share(total.hedges)} of {total.hedges.there} hedges kept"
    )


def _share(ratio: Ratio) -> str:
    return f"{ratio.precision:.1%}"
