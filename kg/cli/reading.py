"""The verbs that bring texts and facts in: ingest, add, reread, forget, load, load-run, text."""

import sys
from pathlib import Path
from typing import Annotated, Optional

import typer

from kg import documents, workflow
from kg.cli import model, options
from kg.cli.console import progress, say, write
from kg.errors import TradegraphError, UsageError
from kg.workflow.fetching import is_address

OptionalText = Optional[str]  # noqa: UP045  Typer reads Optional on every Python we support


def ingest(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATH|-]...", help="Files, folders, patterns, manifests, or -."),  # noqa: E501, UP045
    ] = None,
    manifest: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(metavar="FILE.csv", help="Table of files with language, date, publisher, title, URL."),
    ] = None,
    language: Annotated[OptionalText, typer.Option(metavar="L", help="Language of the texts, as ISO 639-1.")] = None,
    published: Annotated[OptionalText, typer.Option(metavar="EDTF", help="Date of publication: 2016-11-07.")] = None,
    publisher: Annotated[OptionalText, typer.Option(metavar="NAME", help="Who published them.")] = None,
    url: Annotated[OptionalText, typer.Option(metavar="URL", help="Where the text was published.")] = None,
    retrieved: Annotated[OptionalText, typer.Option(metavar="DAY", help="When a page was saved.")] = None,
    jobs: Annotated[int, typer.Option(min=1, metavar="N", help="Processes to read with.")] = 1,
    explain: Annotated[bool, typer.Option("--explain", help="List what was not understood, and why.")] = False,
    extract: Annotated[bool, typer.Option("--extract/--no-extract", help="Find facts, or keep the texts only.")] = True,
    reader: model.Reader = "rules",
    model_name: model.Model = None,
    batch_out: model.BatchOut = None,
    batch_in: model.BatchIn = None,
    estimate: model.Estimate = False,
    max_cost: model.MaxCost = None,
    store: options.Store = None,
    endpoint: options.Endpoint = None,
    update_endpoint: options.UpdateEndpoint = None,
    dialect: options.Dialect = None,
) -> None:
    """Read news items into the graph. Reading again replaces what was read before.

    Examples: kg ingest release.html --published 2025-03-04;  kg ingest --manifest news.csv;  pbpaste | kg ingest -
    """
    place = options.desk(store, endpoint, update_endpoint, dialect)
    given = documents.Given(language, published, publisher, None, url, retrieved)
    found = documents.read_all(_sources(paths or [], manifest, given))
    chosen = {"--batch-out": batch_out, "--batch-in": batch_in, "--estimate": estimate, "--max-cost": max_cost}
    second = model.asked(reader, needing=chosen)
    if batch_out:
        raise typer.Exit(model.write_requests(batch_out, found, model_name))
    if estimate:
        raise typer.Exit(model.estimate(found))
    read = None
    if second and extract:
        read = model.model_reader(reader, place, model=model_name, answers=batch_in, max_cost=max_cost)
    with progress("reading") as counter:
        report = workflow.ingest(place, counter.over(found), jobs=jobs, extracting=extract, read=read, told=say)
    for reading in report.readings if explain else ():
        for line in workflow.explained(reading):
            print(line)
    say("\n".join([report.summary(), *(read.told() if read else ())]))
    raise typer.Exit(1 if report.refused or report.failed else 0)


def _sources(paths: list[str], manifest: Path | None, given: documents.Given) -> list[documents.Source]:
    if not paths and not manifest:
        raise UsageError("name at least one file, folder or - for standard input, or a --manifest")
    if address := next(filter(is_address, paths), None):
        raise UsageError(f"{address} is no file here; what stands on the web is read by: kg fetch {address}")
    for option, day in (("--published", given.published), ("--retrieved", given.retrieved)):
        try:
            documents.edtf_date(day or "2000")
        except ValueError as error:
            raise UsageError(f"{option}: {error}") from None
    if not paths and manifest:
        return list(documents.from_manifest(manifest, given))
    files = [Path(path) for path in paths if path != "-"]
    stream = [documents.from_stream(sys.stdin.buffer.read(), given)] if "-" in paths else []
    return [*stream, *documents.from_paths(files, given, manifest)]


def add(
    facts: Annotated[Path, typer.Argument(metavar="FACTS.jsonl", help="Flat facts, one JSON object a line, or -.")],
    texts: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(metavar="DIR", help="Folder of the documents that are not in the store yet."),
    ] = None,
    who: options.As = "kg add",
    store: options.Store = None,
    endpoint: options.Endpoint = None,
    update_endpoint: options.UpdateEndpoint = None,
    dialect: options.Dialect = None,
) -> None:
    """Put flat facts into the graph, as another reader: by hand, or from another extractor."""
    place = options.desk(store, endpoint, update_endpoint, dialect)
    report = workflow.add(place, _lines(facts), texts=texts, who=who)
    say(report.summary())


def _lines(path: Path) -> list[str]:
    try:
        content = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
        return content.decode("utf-8-sig").split("\n")
    except OSError as error:
        raise TradegraphError(f"{path}: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise TradegraphError(f"{path}: flat facts are in UTF-8; byte {error.start} is not") from None


def reread(
    docs: Annotated[
        list[str] | None, typer.Argument(metavar="[DOC]...", help="Documents; all when none is named.")
    ] = None,  # noqa: E501, UP045
    jobs: Annotated[int, typer.Option(min=1, metavar="N", help="Processes to read with.")] = 1,
    store: options.Store = None,
    endpoint: options.Endpoint = None,
    update_endpoint: options.UpdateEndpoint = None,
    dialect: options.Dialect = None,
) -> None:
    """Read stored texts again, with the extractor of this version. Corrections hold."""
    place = options.desk(store, endpoint, update_endpoint, dialect)
    say(workflow.reread(place, docs or [], jobs=jobs, told=say).summary())


def forget(
    doc: Annotated[str, typer.Argument(metavar="DOC", help="File name, manifest id or beginning of a digest.")],
    store: options.Store = None,
    endpoint: options.Endpoint = None,
    update_endpoint: options.UpdateEndpoint = None,
    dialect: options.Dialect = None,
) -> None:
    """Remove a publication and everything read from it. Another publication of the same text stays whole."""
    place = options.desk(store, endpoint, update_endpoint, dialect)
    for line in workflow.forget(place, doc):
        say(line)


def load(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Turtle, TriG, N-Quads, N-Triples, RDF/XML or JSON-LD.")],
    graph: Annotated[str, typer.Option(metavar="IRI", help="The named graph that the file becomes.")],
    store: options.Store = None,
    endpoint: options.Endpoint = None,
    update_endpoint: options.UpdateEndpoint = None,
    dialect: options.Dialect = None,
) -> None:
    """Load an RDF file into one named graph. Graph names inside the file are not trusted."""
    place = options.desk(store, endpoint, update_endpoint, dialect)
    say(workflow.load(place, file, graph))


def load_run(
    out: Annotated[str, typer.Argument(metavar="OUT", help="Folder that kg-spark read has filled, or its address.")],
    again: Annotated[bool, typer.Option("--again", help="All of its files, not only those that are new.")] = False,
    store: options.Store = None,
) -> None:
    """Load what a cluster has read, as if it had been ingested here. Twice gives the same store.

    Example: kg-spark read news runs/2026 && kg load-run runs/2026
    """
    report = workflow.load_run(options.folder(store), out, again=again, told=say)
    say(report.summary())
    raise typer.Exit(1 if report.refused else 0)


def text(
    doc: Annotated[
        str, typer.Argument(metavar="DOC|FILE", help="File name, manifest id or beginning of a digest; or a file.")
    ],
    store: options.Store = None,
) -> None:
    """Print a document's text as it is stored: positions in evidence count in it. Of a file, as it would be stored."""
    write(workflow.text(options.folder(store), doc))
