"""The ontology and its codes at their address: a readable page with an anchor a term, Turtle and JSON-LD."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from operator import attrgetter

from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import OWL, RDFS, SKOS

from kg import iris, publish
from kg.model.rdf import Triple
from kg.web.desk import Desk
from kg.web.linked import documents
from kg.web.orders import Order, Reply
from kg.web.rendering import page

MEDIA = ("text/html", "text/turtle", "application/ld+json", "application/n-triples", "application/rdf+xml")
_SORTS = {OWL.Class: "class", OWL.ObjectProperty: "property", OWL.DatatypeProperty: "property"}


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """A term as its page shows it; `facts` are names of properties with the terms they lead to."""

    name: str
    iri: str
    sort: str
    label: str
    definition: str
    facts: tuple[tuple[str, tuple[str, ...]], ...] = field(default=(), compare=False)


def view(desk: Desk, order: Order) -> Reply:
    """The ontology (at `/ns`) or the codes (at `/codes`), in the media type negotiated."""
    if order.media == "text/turtle":
        return Reply(publish.ontology().encode("utf-8"), order.media, headers=documents.EVERYBODY)
    if order.media != "text/html":
        return documents.written(_triples(), order.media, name=f"{order.host}/ns")
    if order.view == "codes":
        return page(order, "codes.html", schemes=list(schemes(order.language)))
    groups = [(sort, terms(sort, order.language)) for sort in ("class", "property")]
    return page(order, "terms.html", groups=groups)


def file(desk: Desk, order: Order) -> Reply:
    """The same by the ending of its address: `/ns.ttl`, `/ns.jsonld`."""
    _, media = documents.parted(f"ns.{order.value('ending')}")
    return view(desk, replace(order, media=media, view="terms"))


@cache
def _graph() -> Graph:
    return Graph().parse(data=publish.ontology(), format="turtle")


def _triples() -> list[Triple]:
    return sorted(_graph())  # type: ignore[arg-type]  # our own files hold no blank nodes


def terms(sort: str, language: str) -> Sequence[Term]:
    """Classes or properties of our own, by name."""
    graph = _graph()
    kinds = [kind for kind, name in _SORTS.items() if name == sort]
    found = {str(each) for kind in kinds for each in graph.subjects(RDF.type, kind)}
    return sorted(_term(iri, sort, language) for iri in found if iri.startswith(iris.TERMS))


def schemes(language: str) -> Iterator[tuple[Term, Sequence[Term]]]:
    """Each code list with its codes, in the order of the file."""
    graph = _graph()
    members: defaultdict[str, list[Term]] = defaultdict(list)
    for concept, scheme in graph.subject_objects(SKOS.inScheme):
        members[str(scheme)].append(_term(str(concept), "code", language))
    for name in sorted(members):
        yield _term(name, "scheme", language), sorted(members[name], key=attrgetter("name"))


def _term(iri: str, sort: str, language: str) -> Term:
    node, graph = URIRef(iri), _graph()
    label = _words(graph, node, (RDFS.label, SKOS.prefLabel), language)
    return Term(
        iri.rpartition("#")[2],
        iri,
        sort,
        label,
        _words(graph, node, (SKOS.definition, RDFS.comment), language),
        tuple(_facts(graph, node)),
    )


_SHOWN: Mapping[str, URIRef] = {
    "subClassOf": RDFS.subClassOf,
    "domain": RDFS.domain,
    "range": RDFS.range,
    "subPropertyOf": RDFS.subPropertyOf,
    "inverseOf": OWL.inverseOf,
}


def _facts(graph: Graph, node: URIRef) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, predicate in _SHOWN.items():
        values = sorted(str(value) for value in graph.objects(node, predicate) if isinstance(value, URIRef))
        if values:
            yield name, tuple(values)


def _words(graph: Graph, node: URIRef, predicates: Sequence[URIRef], language: str) -> str:
    """The words in the reader's language, else in English, else in any."""
    found = [value for each in predicates for value in graph.objects(node, each) if isinstance(value, Literal)]
    ranked = sorted(found, key=lambda word: (word.language != language, word.language != "en", str(word)))
    return str(ranked[0]) if ranked else ""
