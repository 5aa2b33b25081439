"""A publication and its linked records → its named graph: the same lines whatever the order of the records."""

from collections.abc import Iterable, Mapping

from kg import iris
from kg.graph import things
from kg.graph.content import Content, Found, Publication, Reader, record_iri
from kg.graph.encode_records import write
from kg.graph.page import Page
from kg.graph.quads import Quads
from kg.identity.folding import folded
from kg.model import Document, Party, Record, Span
from kg.model.rdf import NamedGraph

_DATES = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}


def publication_graph(
    document: Document, records: Iterable[Record], reader: Reader, cites: Iterable[Party] = ()
) -> NamedGraph:
    """The graph of a publication as one reader read it; the records, and those whom the text cites, are linked."""
    return joint_graph(document, (Found(record, frozenset({reader})) for record in records), cites)


def joint_graph(document: Document, records: Iterable[Found], cites: Iterable[Party] = ()) -> NamedGraph:
    """The graph of a publication as several readers read it together; the records are linked."""
    return encode(content(document, records, cites))


def content(document: Document, records: Iterable[Found], cites: Iterable[Party] = ()) -> Content:
    """The same before it is quads. Of two records that are one flat fact the surer is kept."""
    publication = Publication.of(document, cites)
    found: dict[str, Found] = {}
    for one in records:
        name = record_iri(publication.iri, one.record, lambda span: span.of(document.text))
        found[name] = surer(found.get(name), one, publication)
    spans = {span for item in found.values() for span in item.record.evidence}
    return Content(publication, found, {span: span.of(document.text) for span in spans})


def surer(one: Found | None, other: Found, publication: Publication) -> Found:
    """Two findings of one flat fact as one: the surer record (by its quads where that leaves it open), both readers."""
    if one is None:
        return other
    first, second = one.record, other.record
    if first != second and _rank(second, publication) < _rank(first, publication):
        first = second
    return Found(first, one.readers | other.readers)


def _rank(record: Record, publication: Publication) -> tuple[object, ...]:
    quads = Quads("", publication.language)
    write(Page(quads, "", publication.iri, publication.digest, ()), record)
    return (-record.confidence, quads.named_graph().lines)


def encode(content: Content) -> NamedGraph:
    """All of it as canonical quads."""
    publication = content.publication
    quads = Quads(iris.publication_graph(publication.iri), publication.language)
    _metadata(quads, publication)
    for name, found in content.found.items():
        runs = tuple(reader.run for reader in found.readers)
        write(Page(quads, name, publication.iri, publication.digest, runs), found.record)
        for reader in found.readers:
            describe_reader(quads, reader)
    write_passages(quads, publication.digest, content.quotes)
    return quads.named_graph()


def _metadata(quads: Quads, publication: Publication) -> None:
    name, text = publication.iri, iris.document(publication.digest)
    quads.a(name, "trd:Publication")
    quads.link(name, "trd:text", text)
    for identifier in publication.names:
        quads.string(name, "dcterms:identifier", identifier)
    quads.string(name, "dcterms:language", publication.language)
    if publication.title is not None:
        quads.text(name, "dcterms:title", publication.title)
    if publication.published is not None:
        quads.typed(name, "dcterms:issued", publication.published, _DATES.get(len(publication.published), "xsd:string"))
    if publication.url is not None:
        quads.typed(name, "schema:url", publication.url, "xsd:anyURI")
    if publication.publisher is not None:
        _publisher(quads, name, publication.publisher)
    if publication.tier is not None:
        quads.code(name, "trd:sourceTier", "sourceTier", publication.tier)
    for cited in publication.cites:
        quads.link(name, "trd:cites", things.party(quads, cited))
        quads.text(name, "trd:statedAs", cited.name)
    quads.a(text, "trd:SourceDocument")
    quads.string(text, "trd:textDigest", publication.digest)
    quads.string(text, "dcterms:language", publication.language)
    quads.typed(text, "trd:characters", str(publication.characters), "xsd:integer")


def _publisher(quads: Quads, publication: str, name: str) -> None:
    agent = iris.hashed("agent", folded(name))
    quads.link(publication, "dcterms:publisher", agent)
    quads.a(agent, "trd:Agent")
    quads.text(agent, "rdfs:label", name)


def describe_reader(quads: Quads, reader: Reader) -> None:
    """The run and who ran it."""
    quads.a(reader.run, "trd:ExtractionRun")
    quads.text(reader.run, "rdfs:label", f"{reader.name} {reader.version}".strip(), "und" if reader.person else "en")
    quads.link(reader.run, "prov:wasAssociatedWith", reader.iri)
    quads.a(reader.iri, "prov:Person" if reader.person else "prov:SoftwareAgent")
    quads.text(reader.iri, "rdfs:label", reader.name, "und" if reader.person else "en")


def write_passages(quads: Quads, text: str, quotes: Mapping[Span, str]) -> None:
    """Passages of a text, known by its digest, with position and words."""
    for span, quote in quotes.items():
        name = iris.passage(text, span.start, span.stop)
        position, words = iris.part(name, "position"), iris.part(name, "quote")
        quads.a(name, "trd:Evidence")
        quads.link(name, "oa:hasSource", iris.document(text))
        quads.link(name, "oa:hasSelector", position)
        quads.link(name, "oa:hasSelector", words)
        quads.a(position, "oa:TextPositionSelector")
        quads.typed(position, "oa:start", str(span.start), "xsd:integer")
        quads.typed(position, "oa:end", str(span.stop), "xsd:integer")
        quads.a(words, "oa:TextQuoteSelector")
        quads.text(words, "oa:exact", quote)
