"""A publication's graph → what it says: records with their readers, flat facts, the document's metadata."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from kg.graph.content import Content, Found, Publication, Reader
from kg.graph.decode_records import read
from kg.graph.flat import fact
from kg.graph.index import Index
from kg.graph.numbers import plain
from kg.graph.order import order
from kg.graph.sheet import Sheet, code, span
from kg.model import Document, Record, Span
from kg.model.rdf import NamedGraph, Triple


@dataclass(frozen=True, slots=True)
class Stored:
    """A record as the graph has it: its name, its publication, and where its record stands."""

    iri: str
    publication: str
    record: Record


def stored(index: Index) -> Iterator[Stored]:
    """All records, by IRI; the changes of a figure belong to it and are none."""
    for iri in index.having("trd:statedIn"):
        if index.one(iri, "trd:changeOf") is None:
            yield Stored(iri, index.one(iri, "trd:statedIn") or "", read(Sheet(index, iri)))


def lines(
    triples: Iterable[Triple], *, min_confidence: Decimal = Decimal(0), withheld: Collection[str] = ()
) -> list[dict[str, object]]:
    """The flat facts of publications' graphs (and of curation), each with `id`, `doc` and `confidence`.

    Records less sure than `min_confidence` and those whose IRIs are `withheld` are left out. In the order of the text.
    """
    index = Index.of(triples)
    found = [
        _line(index, item)
        for item in stored(index)
        if item.record.confidence >= min_confidence and item.iri not in withheld
    ]
    return sorted(found, key=order)


def _line(index: Index, item: Stored) -> dict[str, object]:
    written = fact(item.record, quotes(index, item.iri).__getitem__)
    doc = index.one(item.publication, "dcterms:identifier") or ""
    confidence = plain(item.record.confidence)
    return {"kind": item.record.kind, "id": item.iri, "doc": doc, "confidence": confidence} | written


def quotes(index: Index, record: str) -> dict[Span, str]:
    """The words of a record's evidence."""
    return {span(passage): _quote(index, passage) for passage in index.all(record, "trd:evidence")}


def _quote(index: Index, passage: str) -> str:
    selectors = index.all(passage, "oa:hasSelector")
    return next(quote for part in selectors if (quote := index.one(part, "oa:exact")) is not None)


def document_of(triples: Iterable[Triple], text: str) -> Document:
    """The document that a publication's graph is of, to be read again; of its several names the first."""
    publication = publication_of(Index.of(triples))
    return Document(
        min(publication.names),
        text,
        publication.language,
        publication.title,
        publication.published,
        publication.publisher,
        publication.url,
    )


def publication_of(index: Index) -> Publication:
    """The metadata of the one publication in a graph."""
    (name,) = index.of_class("trd:Publication")
    text = index.one(name, "trd:text") or ""
    publisher = index.one(name, "dcterms:publisher")
    return Publication(
        index.one(text, "trd:textDigest") or "",
        int(index.one(text, "trd:characters") or 0),
        frozenset(index.all(name, "dcterms:identifier")),
        index.one(name, "dcterms:language") or "und",
        index.one(name, "dcterms:title"),
        index.one(name, "dcterms:issued"),
        None if publisher is None else index.one(publisher, "rdfs:label"),
        index.one(name, "schema:url"),
        code(index.one(name, "trd:sourceTier")),
        frozenset(Sheet(index, name).named(cited, name) for cited in index.all(name, "trd:cites")),
    )


def content_of(graph: NamedGraph) -> Content:
    """Everything that a publication's graph says."""
    index = Index.of_graph(graph)
    found = {item.iri: Found(item.record, readers(index, item.iri)) for item in stored(index)}
    words = {span(passage): _quote(index, passage) for passage in index.of_class("trd:Evidence")}
    return Content(publication_of(index), found, words)


def readers(index: Index, record: str) -> frozenset[Reader]:
    """Who found a record."""
    return frozenset(_reader(index, run) for run in index.all(record, "prov:wasGeneratedBy"))


def _reader(index: Index, run: str) -> Reader:
    agent = index.one(run, "prov:wasAssociatedWith") or ""
    name, label = index.one(agent, "rdfs:label") or "", index.one(run, "rdfs:label") or ""
    return Reader(name, label.removeprefix(name).strip(), agent in index.of_class("prov:Person"))
