"""What an analyst speaks of: a record by its IRI, with the publication that states it and all else it says."""

from dataclasses import dataclass

from rdflib import URIRef

from kg import iris
from kg.curation.curations import Curation, curations
from kg.errors import NotFound
from kg.graph.decode import Stored, quotes, stored
from kg.graph.flat import fact
from kg.graph.index import Index
from kg.model import Record
from kg.model.rdf import Source

_STATED_IN = f"SELECT DISTINCT ?publication WHERE {{ ?record <{iris.term('statedIn')}> ?publication }}"


@dataclass(frozen=True, slots=True)
class Subject:
    """A record in its publication: `index` has the publication's graph and the curated one."""

    index: Index
    stored: Stored

    @property
    def fact(self) -> dict[str, object]:
        """The flat fact as it stands."""
        return fact(self.stored.record, quotes(self.index, self.stored.iri).__getitem__)

    @property
    def others(self) -> list[Record]:
        """All other records of the publication: they tell who is meant by a short name."""
        return [
            item.record
            for item in stored(self.index)
            if item.publication == self.stored.publication and item.iri != self.stored.iri
        ]


def subject(source: Source, iri: str) -> Subject:
    """The record of that IRI, or what has been put in its place since; NotFound when there is none."""
    rows = source.select(_STATED_IN, {"record": URIRef(iri)}).rows
    if not rows:
        raise NotFound(f"no fact has the id {iri}; `kg facts` prints the ids")
    publication = str(rows[0][0])
    triples = [*source.triples(iris.publication_graph(publication)), *source.triples(iris.graph("curated"))]
    index = Index.of(triples)
    wanted = _newest(index.one(iri, "trd:changeOf") or iri, curations(index))
    return Subject(index, next(item for item in stored(index) if item.iri == wanted))


def _newest(iri: str, made: list[Curation]) -> str:
    """The end of the chain of corrections that begins with a record."""
    replaced = {each.target: each.replacement for each in made if each.replacement is not None}
    while iri in replaced:
        iri = replaced[iri]
    return iri
