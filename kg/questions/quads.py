"""What a thing is in RDF: its own statements, those of its parts, what links to it, and the names of its neighbours.

That is the symmetric concise bounded description of the design of the ontology (7.1), with names, and with the graphs
in which each statement stands.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from rdflib import Literal, URIRef

from kg.model.rdf import Source, Triple
from kg.store.binding import bound

_PREFIXES = """PREFIX trd: <https://w3id.org/tradegraph/ns#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
_OWN = _PREFIXES + "SELECT DISTINCT ?g ?thing ?p ?o WHERE { GRAPH ?g { ?thing ?p ?o } }"
_PARTS = (
    _PREFIXES
    + """SELECT DISTINCT ?g ?part ?p ?o WHERE {
  { ?thing trd:quantity|trd:count|trd:totalValue|trd:evidence ?part }
  UNION { ?thing trd:evidence/oa:hasSelector ?part }
  UNION { ?part trd:participationIn ?thing }
  UNION { ?part trd:changeOf ?thing }
  GRAPH ?g { ?part ?p ?o }
}"""
)
_INCOMING = _PREFIXES + "SELECT DISTINCT ?g ?s ?p ?thing WHERE { GRAPH ?g { ?s ?p ?thing } } LIMIT %d"
_NAMES = (
    _PREFIXES
    + """SELECT DISTINCT ?g ?other ?label WHERE {
  { ?thing ?p ?other } UNION { ?thing trd:quantity/trd:unit ?other }
  GRAPH ?g { ?other rdfs:label ?label }
}"""
)
_CODES = (
    _PREFIXES
    + "SELECT DISTINCT ?g ?other ?label WHERE { ?thing ?p ?other . GRAPH ?g { ?other skos:prefLabel ?label } }"
)
MOST = 5_000  # links to a thing; of one that has more they are left out, and the document says where they are
_LABEL = URIRef("http://www.w3.org/2000/01/rdf-schema#label")
_PREFERRED = URIRef("http://www.w3.org/2004/02/skos/core#prefLabel")

Quads = Mapping[str, Sequence[Triple]]


def described(source: Source, iri: str) -> tuple[Quads, bool]:
    """The quads about a thing by graph (none where it is unknown), and whether the links to it are among them."""
    thing = {"thing": URIRef(iri)}
    incoming = source.select(bound(_INCOMING % (MOST + 1), thing)).rows
    whole = len(incoming) <= MOST
    quads: defaultdict[str, list[Triple]] = defaultdict(list)
    rows = [*source.select(bound(_OWN, thing)).rows, *(incoming if whole else ())]
    if not rows and not incoming:
        return {}, True
    rows += source.select(bound(_PARTS, thing)).rows
    for graph, subject, predicate, value in rows:
        quads[str(graph)].append((subject, predicate, value))  # type: ignore[arg-type]
    for query, predicate in ((_NAMES, _LABEL), (_CODES, _PREFERRED)):
        for graph, other, label in source.select(bound(query, thing)).rows:
            if isinstance(other, URIRef) and isinstance(label, Literal):
                quads[str(graph)].append((other, predicate, label))
    return {graph: sorted(set(triples)) for graph, triples in quads.items()}, whole
