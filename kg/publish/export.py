"""The whole graph as one file: documents, curation, marks and reference data as they stand; the ontology apart."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg import resources, settings
from kg.errors import UsageError
from kg.model.rdf import Source
from kg.publish import graphs, tables
from kg.publish.facts import facts
from kg.publish.files import replaced
from kg.publish.jsonld import jsonld
from kg.publish.rdfxml import rdfxml
from kg.publish.turtle import trig, turtle
from kg.publish.writers import csv_table, jsonl
from kg.vocabulary.terms import MODULES

_BEYOND_TERMS = ("shapes", "alignments")


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written and where (`path`), or its bytes (`content`) when no file was named; what to tell people."""

    path: Path | None
    content: bytes | None
    warnings: tuple[str, ...] = ()


def _nquads(source: Source) -> Iterator[str]:
    """Canonical N-Quads, graphs by name and lines in order: equal bytes for equal content."""
    return (line for graph in graphs.graphs(source) for line in graph.lines)


WRITERS: Mapping[str, Callable[[Source], Iterable[str]]] = {
    "nquads": _nquads,
    "trig": trig,
    "jsonld": jsonld,
    "turtle": turtle,
    "ntriples": graphs.merged,
    "rdfxml": rdfxml,
    "csv": lambda source: csv_table(facts(source)),
    "flat": lambda source: jsonl(facts(source)),
}
FORMATS = tuple(WRITERS)


def export(source: Source, format: str = "nquads", out: Path | None = None) -> Exported:
    """Write everything in that format to a file, or give its bytes.

    `nquads`, `trig` and `jsonld` keep the named graphs; `turtle`, `ntriples` and `rdfxml` are the triples merged;
    `csv` and `flat` are the effective facts. CSV goes into a folder or, where `out` ends in `.zip`, an archive with
    one table a kind; where it ends in `.csv`, or no file is named, it is one table of all kinds.
    Raises `UsageError` for an unknown format and `TradegraphError` when the file cannot be written.
    """
    if format not in WRITERS:
        raise UsageError(f"{format!r} is no format; there are {', '.join(FORMATS)}")
    if out is None:
        return Exported(None, b"".join(pieces(source, format)), warnings(source))
    if format == "csv" and out.suffix.lower() != ".csv":
        (tables.write_zip if out.suffix.lower() == ".zip" else tables.write_folder)(source, out)
    else:
        with replaced(out) as file:
            file.writelines(pieces(source, format, bom=format == "csv"))
    return Exported(out, None, warnings(source))


def pieces(source: Source, format: str, *, bom: bool = False) -> Iterator[bytes]:
    """The file a piece at a time: one graph is held in memory at most, or one run of lines to be sorted."""
    if bom:
        yield b"\xef\xbb\xbf"
    for piece in WRITERS[format](source):
        yield piece.encode("utf-8")


def warnings(source: Source) -> tuple[str, ...]:
    """What whoever gives the file to others should know."""
    found = []
    if settings.base() == settings.EXAMPLE_BASE:
        found.append(
            f"IRIs begin with {settings.EXAMPLE_BASE}, which is nobody's: before you publish, set TRADEGRAPH_BASE to "
            "an address of your own and read the documents into a new store"
        )
    if not any(name.startswith(settings.base()) for name in source.graphs()):
        found.append(f"nothing is there under {settings.base()}; is TRADEGRAPH_BASE what the data were made with?")
    return tuple(found)


def ontology() -> str:
    """Ontology, code lists, shapes and alignments as one Turtle document: the files one after the other, as written."""
    paths = (resources.ontology() / f"{name}.ttl" for name in (*MODULES, *_BEYOND_TERMS))
    return "\n".join(path.read_text(encoding="utf-8") for path in paths if path.is_file())
