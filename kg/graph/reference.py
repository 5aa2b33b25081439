"""The graphs that come with a release: countries, blocs, units, and the ontology with its code lists.

They follow from the files in `ontology/` and the base of data alone: two stores of one release agree in every byte.
"""

from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from itertools import chain
from pathlib import Path

from rdflib import XSD, Literal, URIRef
from rdflib.term import Node

from kg import iris
from kg.compiled import compiled
from kg.graph import nquads, numbers
from kg.graph.numbers import lexical
from kg.graph.quads import Quads
from kg.model.rdf import NamedGraph, Triple
from kg.vocabulary import Economy, Unit, blocs, countries, units
from kg.vocabulary.terms import MODULES, followed, module

_CLASSES = {
    "country": "trd:Country",
    "bloc": "trd:Bloc",
    "world": "trd:Economy",
    "currency": "trd:CurrencyUnit",
    "unit": "trd:Unit",
}


def reference_graphs() -> tuple[NamedGraph, ...]:
    """`graph/reference/blocs`, `…/countries` and `…/units`, in this order."""
    return (_graph("blocs", blocs()), _graph("countries", countries()), _graph("units", units()))


@cache
def ontology_graph() -> NamedGraph:
    """Terms and codes; shapes and alignments are no data and stay out."""
    code = (Path(__file__), Path(nquads.__file__), Path(numbers.__file__))
    sources = (*followed(*MODULES), *code, iris.ONTOLOGY_GRAPH)
    return NamedGraph(iris.ONTOLOGY_GRAPH, compiled("ontology", sources, _ontology_lines))


def _ontology_lines() -> tuple[str, ...]:
    return nquads.named_graph(iris.ONTOLOGY_GRAPH, _named_only(chain.from_iterable(map(module, MODULES)))).lines


def _graph(name: str, things: Iterable[Economy | Unit]) -> NamedGraph:
    quads = Quads(iris.graph(f"reference/{name}"), "en")
    for thing in things:
        _describe(quads, thing)
    return quads.named_graph()


def _describe(quads: Quads, thing: Economy | Unit) -> None:
    """Class, code, the usual name and the other ones in each language, the same thing elsewhere."""
    quads.a(thing.iri, _CLASSES[thing.kind])
    quads.string(thing.iri, "skos:notation", thing.code)
    for language, (usual, *others) in thing.names.items():
        quads.text(thing.iri, "rdfs:label", usual, language)
        for other in others:
            quads.text(thing.iri, "skos:altLabel", other, language)
    for link in thing.links:
        quads.link(thing.iri, "skos:exactMatch", link)


def _named_only(statements: Iterable[tuple[Node, Node, Node]]) -> Iterable[Triple]:
    for subject, predicate, value in statements:
        if not (isinstance(subject, URIRef) and isinstance(predicate, URIRef) and isinstance(value, URIRef | Literal)):
            raise TypeError(f"the ontology has a blank node: {subject} {predicate} {value}")
        yield subject, predicate, _canonical(value)


def _canonical(value: URIRef | Literal) -> URIRef | Literal:
    """Numbers in the one form that the store keeps them in: a ledger compares bytes."""
    if isinstance(value, Literal) and value.datatype == XSD.decimal:
        return Literal(lexical(Decimal(str(value))), datatype=XSD.decimal)
    return value
