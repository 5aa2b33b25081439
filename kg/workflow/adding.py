"""Flat facts into the graph: by hand, or from another extractor. All of them, or none."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from kg import documents, iris, store
from kg.errors import FactError, NotFound, Refused
from kg.graph import Reader, document_of, merged, publication_graph, record
from kg.identity import link
from kg.model import Document, Record
from kg.model.rdf import Source
from kg.workflow import derived
from kg.workflow.finding import Publication, matching

Line = tuple[int, dict[str, object]]


@dataclass(frozen=True, slots=True)
class Added:
    """What was added: facts by kind, the documents they are about, and how many graphs changed."""

    facts: Counter[str]
    documents: int
    changed: int

    def summary(self) -> str:
        """One line for people."""
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(self.facts.items()))
        return f"{self.facts.total()} facts about {self.documents} documents ({kinds}); {self.changed} graphs changed"


def add(
    folder: Path,
    lines: Iterable[str],
    *,
    texts: Path | None = None,
    who: str,
    replacing: bool = False,
    told: Callable[[str], None] = lambda _: None,
) -> Added:
    """Put flat facts (one JSON object a line) into the graphs of their documents, as found by the reader `who`.

    Their documents must be in the store, or in the folder `texts`. With `replacing`, what the same reader said before
    of these documents goes. Raises FactError naming the line; then nothing has been stored.
    """
    reader = Reader(who, person=not replacing)
    by_document = _grouped(lines)
    with derived.writer(folder) as writer:
        changes = []
        for name, facts in by_document.items():
            for document in _documents(writer, name, texts, facts[0][0]):
                records = link([record(fact, document, number=number) for number, fact in facts], document)
                changes.append(_change(writer, document, records, reader))
        outcome = writer.replace(changes)
        derived.refresh(writer, told)
    counts = Counter(str(fact["kind"]) for facts in by_document.values() for _, fact in facts)
    return Added(counts, len(by_document), len(outcome.added) + len(outcome.changed))


def _grouped(lines: Iterable[str]) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    for number, line in enumerate(lines, 1):
        if line.strip():
            fact = _fact(line, number)
            found.setdefault(str(fact["doc"]), []).append((number, fact))
    if not found:
        raise FactError("there is no fact in it; one JSON object a line is expected")
    return found


def _fact(line: str, number: int) -> dict[str, object]:
    try:
        fact = json.loads(line, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise FactError(f"not a line of JSON: {error}", line=number) from None
    if not isinstance(fact, dict):
        raise FactError("a fact is a JSON object", line=number)
    if not isinstance(fact.get("doc"), str) or not fact["doc"]:
        raise FactError("the document's file name or manifest id is missing", line=number, field="doc")
    return fact


def _documents(writer: store.Writable, name: str, texts: Path | None, number: int) -> list[Document]:
    """The document of that name, once for each publication of its text."""
    try:
        found = matching(writer.source(), name)
    except NotFound as error:
        if texts is None:
            raise FactError(f"{error}; ingest it first, or give its folder with --texts", line=number) from None
        return [_from_folder(texts, name, number)]
    if len({each.digest for each in found}) > 1:
        raise FactError(f"{name!r} is the name of several texts", line=number, field="doc")
    return [_from_store(writer, writer.source(), each) for each in found]


def _from_store(writer: store.Writable, source: Source, found: Publication) -> Document:
    return document_of(source.triples(iris.publication_graph(found.iri)), writer.text(found.digest))


def _from_folder(texts: Path, name: str, number: int) -> Document:
    try:
        (found,) = documents.read_all(documents.from_paths([texts / name], documents.Given()))
    except ValueError:
        raise FactError(f"{texts / name} is not one document", line=number, field="doc") from None
    if isinstance(found, Refused):
        raise FactError(str(found), line=number, field="doc")
    return found


def _change(writer: store.Writable, document: Document, records: Sequence[Record], reader: Reader) -> store.Change:
    graph = publication_graph(document, records, reader)
    if graph.iri in writer.entries():
        graph = merged(writer.graph(graph.iri), graph, reader)
    writer.put_text(document.text)
    return store.Change(graph, text=document.digest, name=document.name)
