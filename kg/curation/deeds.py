"""What an analyst does: correct, confirm, retract, forget. Each gives the new content of `graph/curated`."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg import iris
from kg.curation.amending import amended
from kg.curation.remainder import remainder
from kg.curation.subjects import Subject, subject
from kg.graph import Reader
from kg.graph.content import FAMILIES
from kg.graph.decode import publication_of, quotes
from kg.graph.encode import describe_reader, write_passages
from kg.graph.encode_records import write
from kg.graph.flat import canonical, fact, write_line
from kg.graph.nquads import named_graph
from kg.graph.page import Page
from kg.graph.quads import Quads
from kg.identity import link_within
from kg.model import Record
from kg.model.rdf import NamedGraph, Source


@dataclass(frozen=True, slots=True)
class Curated:
    """The new content of the graph of curation, and what to tell the analyst."""

    graph: NamedGraph
    told: Sequence[str]


def correct(
    source: Source, iri: str, fields: Mapping[str, str], *, because: str, who: str, when: datetime.datetime
) -> Curated:
    """Put a fact with these fields said anew in the place of a record; with no fields, confirm it as it is.

    Raises NotFound for an unknown record and FactError for a field that breaks FACTS.md.
    """
    about = subject(source, iri)
    record = amended(about.stored.record, about.fact, fields)
    linked, *_ = link_within((record, *about.others), publication_of(about.index).digest)
    words = fact(linked, quotes(about.index, about.stored.iri).__getitem__)
    quads, curator = _quads(about), Reader(who, person=True)
    node = _curation(quads, about, ("correction", canonical(words)), because, curator, when)
    new = iris.hashed(FAMILIES.get(linked.kind, linked.kind), node)  # never the name of a record that was read
    quads.link(node, "trd:replacedBy", new)
    _replacement(quads, about, new, linked, curator)
    deed = "corrected" if fields else "confirmed"
    return Curated(_with(source, quads), [f"{deed}: {about.stored.iri}", f"now: {new}", write_line(words)])


def retract(source: Source, iri: str, *, because: str, who: str, when: datetime.datetime) -> Curated:
    """Withhold a record. Raises NotFound for an unknown one."""
    about = subject(source, iri)
    quads = _quads(about)
    _curation(quads, about, ("retraction", ""), because, Reader(who, person=True), when)
    return Curated(_with(source, quads), [f"retracted: {about.stored.iri}", write_line(about.fact)])


def forget(source: Source, publication: str) -> tuple[NamedGraph, int]:
    """The graph of curation without everything about a publication, and how many corrections and retractions went."""
    return remainder(source.triples(iris.graph("curated")), publication)


def _quads(about: Subject) -> Quads:
    return Quads(iris.graph("curated"), publication_of(about.index).language)


def _curation(
    quads: Quads, about: Subject, key: tuple[str, str], because: str, curator: Reader, when: datetime.datetime
) -> str:
    """The node of a correction or retraction (`key`: which, and of what fact): who, when, why, what it holds on to."""
    target, moment = about.stored, when.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    kind, said = key
    node = iris.hashed(kind, target.iri, curator.name, moment, said)
    quads.a(node, f"trd:{kind.capitalize()}")
    quads.link(node, "trd:corrects", target.iri)
    quads.text(node, "trd:because", because, "und")
    quads.link(node, "prov:wasAttributedTo", curator.iri)
    quads.typed(node, "dcterms:created", moment, "xsd:dateTime")
    quads.link(node, "trd:holdsOnTo", target.publication)
    quads.string(node, "trd:recordKind", target.record.kind)
    quads.string(node, "trd:asRead", canonical(about.fact))
    for passage in about.index.all(target.iri, "trd:evidence"):
        quads.link(node, "trd:passage", passage)
    describe_reader(quads, curator)
    return node


def _replacement(quads: Quads, about: Subject, iri: str, record: Record, curator: Reader) -> None:
    """The record that replaces, like any other, with its passages: those of the reader may go with the next reading."""
    digest = publication_of(about.index).digest
    write(Page(quads, iri, about.stored.publication, digest, (curator.run,)), record)
    write_passages(quads, digest, quotes(about.index, about.stored.iri))


def _with(source: Source, quads: Quads) -> NamedGraph:
    before = named_graph(quads.graph, source.triples(quads.graph))
    return NamedGraph(quads.graph, tuple(sorted({*before.lines, *quads.named_graph().lines})))
