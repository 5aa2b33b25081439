"""The effective facts as one CSV table a kind, for spreadsheets, with the evidence in a table of its own."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from kg.errors import TradegraphError
from kg.graph.fields import FIELDS
from kg.model.rdf import Source
from kg.publish.cells import cell
from kg.publish.facts import facts
from kg.publish.files import replaced
from kg.publish.writers import BOM, FIRST, Fact, csv_line
from kg.vocabulary import expand

FILES = {
    "figure": "figures.csv",
    "event": "events.csv",
    "agreement": "agreements.csv",
    "project": "projects.csv",
    "position": "positions.csv",
    "organization": "organisations.csv",
    "place": "places.csv",
}
_EVIDENCE = ("id", "kind", "doc", "start", "end", "quote", "publisher", "published", "url")
_PUBLICATIONS = f"""SELECT ?name ?publisher ?published ?url WHERE {{
  ?publication <{expand("dcterms:identifier")}> ?name .
  OPTIONAL {{ ?publication <{expand("dcterms:publisher")}> ?agent . ?agent <{expand("rdfs:label")}> ?publisher }}
  OPTIONAL {{ ?publication <{expand("dcterms:issued")}> ?published }}
  OPTIONAL {{ ?publication <{expand("schema:url")}> ?url }}
}}"""

Row = Mapping[str, object]


def write_folder(source: Source, folder: Path) -> None:
    """Every table as a file of the folder, each replaced as a whole."""
    if folder.exists() and not folder.is_dir():
        raise TradegraphError(f"{folder} is a file; tables go into a folder, or into one archive named *.zip")
    for name, lines in tables(source):
        with replaced(folder / name) as file:
            file.write("".join(lines).encode("utf-8"))


def write_zip(source: Source, path: Path) -> None:
    """Every table in one archive, the same bytes for the same facts."""
    with replaced(path) as file, ZipFile(file, "w") as archive:
        for name, lines in tables(source):
            entry = ZipInfo(name)  # dated 1980-01-01: an archive with a clock would differ each time
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, "".join(lines).encode("utf-8"))


def tables(source: Source) -> Iterator[tuple[str, Iterable[str]]]:
    """Name and lines of each table; tables without rows have their heading."""
    found = list(facts(source))
    for kind, name in FILES.items():
        columns = (*FIRST[:1], *FIRST[2:], *FIELDS[kind], "evidence")
        yield name, _table(columns, (fact for fact in found if fact["kind"] == kind))
    yield "evidence.csv", _table(_EVIDENCE, _evidence(found, _publications(source)))


def _table(columns: Iterable[str], rows: Iterable[Row]) -> Iterator[str]:
    names = list(columns)
    yield BOM + csv_line(names)
    for row in rows:
        yield csv_line([cell(row.get(name)) for name in names])


def _evidence(found: Iterable[Fact], publications: Mapping[str, Row]) -> Iterator[Row]:
    for fact in found:
        passages = fact["evidence"]
        assert isinstance(passages, list), "every flat fact has a list of passages"
        for passage in passages:
            yield {**publications.get(str(fact["doc"]), {}), **fact, **passage}


def _publications(source: Source) -> Mapping[str, Row]:
    """Who published what, when and where, by the document's name; of several the first in order."""
    columns, rows = ("publisher", "published", "url"), source.select(_PUBLICATIONS).rows
    ordered = sorted(([str(value or "") for value in row] for row in rows), reverse=True)
    return {name: dict(zip(columns, values, strict=True)) for name, *values in ordered}
