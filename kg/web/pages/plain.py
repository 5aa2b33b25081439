"""Things that no record tells of by itself (periods, happenings, publishers): what the graph states of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from rdflib import URIRef

from kg import network, questions, vocabulary
from kg.model.rdf import Term
from kg.network.told import Told
from kg.questions import results
from kg.web.desk import Desk
from kg.web.languages import catalogue
from kg.web.pages.tables import Cell, named

_OF_RDF = {"rdf:type": "kind", "rdfs:label": "name"}
_MOST = 40  # statements and links listed
_TOLD = 12  # records told
_OUT = f"""SELECT DISTINCT ?thing ?property ?value WHERE {{ ?thing ?property ?value }}
ORDER BY ?property ?value LIMIT {_MOST}"""
_IN = f"""PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX trd: <https://w3id.org/tradegraph/ns#>
SELECT ?thing ?property ?subject (MIN(STR(?name)) AS ?called) WHERE {{
  ?subject ?property ?thing FILTER NOT EXISTS {{ ?subject trd:statedIn ?publication }}
  OPTIONAL {{ ?subject rdfs:label|dcterms:title ?name }}
}} GROUP BY ?thing ?property ?subject ORDER BY ?property ?called ?subject LIMIT {_MOST}"""
_RECORDS = f"""PREFIX trd: <https://w3id.org/tradegraph/ns#>
SELECT DISTINCT ?thing ?record ?source WHERE {{
  {{ ?record ?property ?thing }} UNION {{ ?thing trd:reportedAs|trd:participationIn|trd:corrects ?record }}
  ?record trd:statedIn ?source
  FILTER NOT EXISTS {{ ?record trd:changeOf ?level }}
}} ORDER BY ?record LIMIT {_TOLD}"""


@dataclass(frozen=True, slots=True)
class Statement:
    """A property in words, and what stands at its other end."""

    property: str
    other: Cell


@dataclass(frozen=True, slots=True)
class Plain:
    """What the graph states of a thing, what links to it, and the first records that do."""

    states: Sequence[Statement]
    links: Sequence[Statement]
    records: Sequence[Told]


def plain(desk: Desk, iri: str, language: str) -> Plain:
    """The statements about a thing and the links to it, the first of each."""
    thing = {"thing": URIRef(iri)}
    states = [_statement(row[1], row[2], None, language) for row in questions.run(desk.source, _OUT, thing).rows]
    links = [_statement(row[1], row[2], row[3], language) for row in questions.run(desk.source, _IN, thing).rows]
    records = [(str(row[1]), str(row[2])) for row in questions.run(desk.source, _RECORDS, thing).rows]
    return Plain(states, links, network.tell(desk.source, records, language))


def _statement(property: Term | None, other: Term | None, called: Term | None, language: str) -> Statement:
    cell = named(other, called, language) if isinstance(other, URIRef) else Cell(results.readable(other))
    return Statement(_called(str(property), language), cell)


def _called(property: str, language: str) -> str:
    """What a property is called; those of RDF itself have no label of ours."""
    short = vocabulary.compact(property)
    if short in _OF_RDF:
        return catalogue(language).gettext(_OF_RDF[short])
    return vocabulary.label(property, language) or short
