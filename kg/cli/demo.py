"""The verb that shows what all this is for: news in, a graph out, three questions, a network, files, what next."""

import csv
import os
import time
import webbrowser
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from kg import evaluation, network, publish, questions, resources, workflow
from kg.cli.asking import for_people
from kg.cli.console import progress, say, table
from kg.errors import DefectiveFile
from kg.model.rdf import Source

_FILES = {"tradegraph.nq": "nquads", "tradegraph.ttl": "turtle", "tradegraph.jsonld": "jsonld", "facts": "csv"}
_NEXT = """
Try it on an article of your own:
  kg ingest article.txt --published 2025-11-20 --explain     (also .html, .md, a folder, or - for standard input)
  kg facts article.txt --format table                        (what was read, each with its sentence)
  kg queries                                                 (what can be asked; then: kg query NAME key=value)
  kg serve                                                   (pages, explorer, SPARQL; needs 'tradegraph[web]')
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the demonstration: how a person would ask it, and the named query with its parameters."""

    words: str
    query: str
    parameters: dict[str, str]


def demo(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Where store and files go.")] = Path(
        "build"
    ),  # noqa: E501
    open_page: Annotated[bool, typer.Option("--open", help="Open the network in the browser.")] = False,
) -> None:
    """Read the corpus of trade news, ask three questions, draw the network, export it, say what to try next."""
    began = time.monotonic()
    store = output / "tradegraph"
    _read(store)
    source = workflow.source(store)
    for asked in _questions():
        _answer(source, asked)
    page = output / "network.html"
    _write(source, output, page)
    say(_NEXT.rstrip())
    say(f"\n(The demonstration's own store: add --store {store}. All of this took {time.monotonic() - began:.1f} s.)")
    if open_page:
        webbrowser.open(page.resolve().as_uri())


def _read(store: Path) -> None:
    corpus = [text.document for text in evaluation.texts(resources.samples() / "corpus", part="working")]
    with progress("reading the corpus") as counter:
        told = counter.over(corpus, len(corpus))
        report = workflow.ingest(store, told, jobs=os.cpu_count() or 1, told=say)
    say(report.summary())


def _questions() -> Iterator[Asked]:
    """The questions stand in `samples/questions.csv`: words, query, parameters as `key=value` with spaces between."""
    path = resources.samples() / "questions.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            try:
                given = dict(pair.split("=", 1) for pair in row["parameters"].split())
                yield Asked(row["question"], row["query"], given)
            except (KeyError, ValueError) as error:
                raise DefectiveFile(path, f"a row needs question, query and parameters: {error}") from error


def _answer(source: Source, asked: Asked) -> None:
    words = " ".join(f"{name}={value}" for name, value in asked.parameters.items())
    say(f"\n{asked.words}\n  kg query {asked.query} {words}".rstrip())
    table(*for_people(questions.ask(source, asked.query, asked.parameters)))


def _write(source: Source, folder: Path, page: Path) -> None:
    say("")
    for line in network.write(network.network(source), "html", page, language="en"):
        say(line)
    warnings: dict[str, None] = {}
    for name, format in _FILES.items():
        exported = publish.export(source, format, folder / name)
        warnings |= dict.fromkeys(exported.warnings)
        say(f"written: {exported.path}")
    for warning in warnings:
        say(f"note: {warning}")
