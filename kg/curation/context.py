"""The graph of curation with what it leans on, so that it can be checked or shown by itself."""

from collections.abc import Iterable

from rdflib import URIRef

from kg import iris
from kg.model.rdf import Source, Triple

_HOLDS_ON_TO = URIRef(iris.term("holdsOnTo"))


def in_context(source: Source) -> list[Triple]:
    """All of `graph/curated`, and what their own graphs say of the publications that it speaks of, texts included."""
    curated = list(source.triples(iris.graph("curated")))
    publications = {str(value) for _, predicate, value in curated if predicate == _HOLDS_ON_TO}
    for publication in sorted(publications):
        curated += _metadata(publication, source.triples(iris.publication_graph(publication)))
    return curated


def _metadata(publication: str, triples: Iterable[Triple]) -> list[Triple]:
    found = list(triples)
    told = {value for subject, _, value in found if str(subject) == publication}
    return [triple for triple in found if str(triple[0]) == publication or triple[0] in told]
