"""The verbs that take the graph away: network, export."""

import sys
from pathlib import Path
from typing import Annotated, Optional

import typer

from kg import network as networks
from kg import publish, questions
from kg.cli import options
from kg.cli.console import say, write
from kg.errors import NotFound, TradegraphError, UsageError
from kg.model.rdf import Source

OptionalText = Optional[str]  # noqa: UP045  Typer reads Optional on every Python we support


def network(
    around: Annotated[OptionalText, typer.Option(metavar="THING", help="Only what is around this thing.")] = None,
    format: Annotated[
        OptionalText, typer.Option(metavar="F", help="html, graphml, gexf or json (by the file's ending).")
    ] = None,  # noqa: E501
    language: Annotated[str, typer.Option(metavar="L", help="Language of the labels: en, ru, kk.")] = "en",
    output: options.Output = None,
    store: options.Store = None,
    endpoint: options.Endpoint = None,
    dialect: options.Dialect = None,
) -> None:
    """Draw who meets, trades and signs with whom: one HTML file that works offline, or a file for other tools."""
    chosen = format or (output.suffix.lstrip(".").replace("htm", "html") if output else "html").replace("htmll", "html")
    if chosen not in networks.FORMATS:
        raise UsageError(f"--format: {chosen!r} is none of {', '.join(networks.FORMATS)}")
    source = options.source(store, endpoint, dialect)
    drawn = networks.network(source, _iri(source, around), language=language)
    for line in networks.write(drawn, chosen, output, language=language):
        say(line)


def _iri(source: Source, thing: str | None) -> str | None:
    if thing is None:
        return None
    found = questions.find(source, thing)
    if not found:
        raise NotFound(f"nothing in the graph is called {thing!r}; try a part of the name, a code or an IRI")
    if len(found) > 1:
        raise NotFound(f"{thing!r} may be any of {len(found)} things; name one by its IRI:", [str(m) for m in found])
    return found[0].iri


def export(
    format: Annotated[str, typer.Option(metavar="F", help=f"One of {', '.join(publish.FORMATS)}.")] = "nquads",
    ontology: Annotated[
        bool, typer.Option("--ontology", help="The ontology, codes and shapes instead of data.")
    ] = False,  # noqa: E501
    output: options.Output = None,
    store: options.Store = None,
    endpoint: options.Endpoint = None,
    dialect: options.Dialect = None,
) -> None:
    """Write everything as linked data or tables: documents, curation and reference data as they stand."""
    if ontology:
        _put(publish.ontology(), output)
        return
    exported = publish.export(options.source(store, endpoint, dialect), format, output)
    if exported.content is not None:
        sys.stdout.buffer.write(exported.content)
        sys.stdout.buffer.flush()
    for warning in exported.warnings:
        say(f"note: {warning}")
    if exported.path:
        say(f"written: {exported.path}")


def _put(text: str, output: Path | None) -> None:
    if output is None:
        write(text)
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise TradegraphError(f"{output}: {error.strerror}") from None
    say(f"written: {output}")
