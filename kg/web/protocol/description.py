"""What the service says of itself (SPARQL 1.1 Service Description)."""

from rdflib import RDF, Literal, Namespace, URIRef

from kg import questions
from kg.model.rdf import Triple
from kg.web.desk import Desk
from kg.web.linked.documents import written
from kg.web.orders import Order, Reply

_SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
_FORMATS = Namespace("http://www.w3.org/ns/formats/")
_FORMAT_NAMES = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "JSON-LD",
    "N-Triples",
    "RDF_XML",
    "TriG",
    "N-Quads",
)


def reply(desk: Desk, order: Order) -> Reply:
    """The description in the media type negotiated, Turtle where it is none of RDF."""
    media = order.media if order.media in questions.offered("CONSTRUCT") else "text/turtle"
    return written(triples(order), media, name=f"{order.host}/sparql")


def triples(order: Order) -> list[Triple]:
    """Endpoint, language, formats, and that the default graph is the union of all."""
    service = URIRef(f"{order.host}/sparql")
    told: list[Triple] = [
        (service, RDF.type, _SD.Service),
        (service, _SD.endpoint, service),
        (service, _SD.supportedLanguage, _SD.SPARQL11Query),
        (service, _SD.feature, _SD.UnionDefaultGraph),
        (service, _SD.defaultDataset, URIRef(f"{order.host}/.well-known/void#dataset")),
        (service, URIRef("http://www.w3.org/2000/01/rdf-schema#label"), Literal("Tradegraph", lang="en")),
    ]
    return told + [(service, _SD.resultFormat, _FORMATS[name]) for name in _FORMAT_NAMES]
