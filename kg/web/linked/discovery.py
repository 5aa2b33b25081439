"""How machines find what is here: VoID of the graph, a DCAT catalogue with the dumps (design of the ontology, 7.2)."""

from collections.abc import Iterator
from functools import lru_cache

from rdflib import DCTERMS, RDF, RDFS, VOID, XSD, Literal, Namespace, URIRef

import kg
from kg import iris, settings, summaries
from kg.model.rdf import Triple
from kg.web.desk import Desk
from kg.web.linked import documents
from kg.web.orders import Order, Reply

_DCAT = Namespace("http://www.w3.org/ns/dcat#")
_FOAF = Namespace("http://xmlns.com/foaf/0.1/")
LICENCE = URIRef("https://creativecommons.org/licenses/by/4.0/")
_IANA = "https://www.iana.org/assignments/media-types/"
ABOUT = {
    "en": "Trade missions, forums, agreements, projects and figures as news items and press releases state them, each "
    "with the sentence that says so.",
    "ru": "Торговые миссии, форумы, соглашения, проекты и показатели, как о них сообщают новости и пресс-релизы; "
    "каждый факт со своим предложением.",
    "kk": "Жаңалықтар мен баспасөз хабарламалары айтқан сауда миссиялары, форумдар, келісімдер, жобалар мен "
    "көрсеткіштер; әр дерек өз сөйлемімен.",
}
TITLE = {"en": "Trade news as a graph", "ru": "Новости торговли как граф", "kk": "Сауда жаңалықтары граф түрінде"}
DUMPS = {  # file: media type, format of kg.publish
    "tradegraph.nq.gz": ("application/n-quads", "nquads"),
    "tradegraph.trig.gz": ("application/trig", "trig"),
    "facts.jsonl.gz": ("application/jsonl", "flat"),
    "facts.csv.gz": ("text/csv", "csv"),
}
_CLASSES = "SELECT ?class (COUNT(DISTINCT ?thing) AS ?number) WHERE { ?thing a ?class } GROUP BY ?class"
_PROPERTIES = "SELECT ?property (COUNT(*) AS ?number) WHERE { GRAPH ?g { ?s ?property ?o } } GROUP BY ?property"
_ENTITIES = "SELECT (COUNT(DISTINCT ?thing) AS ?number) WHERE { ?thing a ?class }"


def void(desk: Desk, order: Order) -> Reply:
    """The VoID description."""
    return documents.written(list(_void(desk, order.host)), order.media, name=f"{order.host}/.well-known/void")


def catalog(desk: Desk, order: Order) -> Reply:
    """The DCAT catalogue."""
    return documents.written(list(_catalog(order.host, desk.digest)), order.media, name=f"{order.host}/catalog")


def _dataset(host: str) -> URIRef:
    return URIRef(f"{host}/.well-known/void#dataset")


def _void(desk: Desk, host: str) -> Iterator[Triple]:
    dataset, counts = _dataset(host), _counted(desk)
    yield dataset, RDF.type, VOID.Dataset
    yield dataset, DCTERMS.license, LICENCE
    for language, words in TITLE.items():
        yield dataset, DCTERMS.title, Literal(words, lang=language)
    yield dataset, VOID.sparqlEndpoint, URIRef(f"{host}/sparql")
    yield dataset, VOID.uriSpace, Literal(f"{settings.base()}id/")
    yield dataset, VOID.exampleResource, URIRef(iris.iri("country", "KZ"))
    yield dataset, VOID.vocabulary, URIRef(iris.TERMS)
    yield from ((dataset, VOID.dataDump, URIRef(f"{host}/dump/{name}")) for name in DUMPS)
    yield dataset, VOID.triples, _number(sum(number for _, number in counts["property"]))
    yield dataset, VOID.entities, _number(counts["all"][0][1])
    for sort, link, key in (("class", VOID.classPartition, "class"), ("property", VOID.propertyPartition, "property")):
        for iri, number in counts[key]:
            part = URIRef(f"{host}/.well-known/void#{iris.digest(sort, iri)}")
            yield dataset, link, part
            yield part, VOID[key], URIRef(iri)
            yield part, VOID.entities if key == "class" else VOID.triples, _number(number)


@lru_cache(maxsize=1)
def _counted(desk: Desk) -> dict[str, list[tuple[str, int]]]:
    """Counts of a snapshot, summaries left aside: without these they take their time where it is large."""
    source = desk.source
    if summaries.kept(source):
        totals = summaries.Totals(source)
        parts = {"class": list(totals.classes().items()), "property": list(totals.properties().items())}
        return parts | {"all": [("", totals.graph()[1])]}
    told = {"class": _CLASSES, "property": _PROPERTIES}
    found = {key: [(str(row[0]), int(str(row[1]))) for row in source.select(query).rows] for key, query in told.items()}
    (row,) = source.select(_ENTITIES).rows
    return found | {"all": [("", int(str(row[0])))]}


def _number(value: int) -> Literal:
    return Literal(value, datatype=XSD.integer)


def _catalog(host: str, digest: str) -> Iterator[Triple]:
    catalogue, dataset, publisher = URIRef(f"{host}/catalog"), _dataset(host), URIRef(f"{host}/catalog#publisher")
    yield catalogue, RDF.type, _DCAT.Catalog
    yield catalogue, _DCAT.dataset, dataset
    yield publisher, RDF.type, _FOAF.Agent
    yield publisher, _FOAF.name, Literal("Tradegraph", lang="en")
    for thing in (catalogue, dataset):
        yield thing, DCTERMS.publisher, publisher
        for language in TITLE:
            yield thing, DCTERMS.title, Literal(TITLE[language], lang=language)
            yield thing, DCTERMS.description, Literal(ABOUT[language], lang=language)
    yield dataset, RDF.type, _DCAT.Dataset
    yield dataset, DCTERMS.license, LICENCE
    yield dataset, DCTERMS.identifier, Literal(digest)
    yield dataset, RDFS.label, Literal(f"tradegraph {kg.__version__}", lang="en")
    for name, (media, _) in DUMPS.items():
        yield from _distribution(host, dataset, name, media)


def _distribution(host: str, dataset: URIRef, name: str, media: str) -> Iterator[Triple]:
    file = URIRef(f"{host}/dump/{name}")
    part = URIRef(f"{host}/catalog#{name}")
    yield dataset, _DCAT.distribution, part
    yield part, RDF.type, _DCAT.Distribution
    yield part, DCTERMS.license, LICENCE
    yield part, _DCAT.accessURL, file
    yield part, _DCAT.downloadURL, file
    yield part, _DCAT.mediaType, URIRef(_IANA + media)
    yield part, _DCAT.compressFormat, URIRef(_IANA + "application/gzip")
