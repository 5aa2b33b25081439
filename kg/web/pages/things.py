"""The page of a thing: its names, what is told of it in which words, with whom it has to do, and downloads."""

from collections.abc import Sequence
from dataclasses import dataclass

from rdflib import Literal, URIRef

from kg import network, questions, summaries
from kg.search import Link
from kg.web.desk import Desk
from kg.web.linked import schema
from kg.web.linked.identifiers import known
from kg.web.orders import Order, Reply
from kg.web.pages import documents, neighbours, record
from kg.web.pages.names import Name, economy, label
from kg.web.pages.plain import Plain, plain
from kg.web.pages.records import shelf
from kg.web.rendering import page

_ECONOMIES = ("country", "bloc", "economy")
_RECORDS = ("figure", "event", "agreement", "project", "tenure", "mention")
_PREFIXES = """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
_NAMES = _PREFIXES + "SELECT DISTINCT ?thing ?label WHERE { ?thing rdfs:label|skos:altLabel|skos:prefLabel ?label }"
_OUTSIDE = _PREFIXES + "SELECT DISTINCT ?thing ?same WHERE { ?thing skos:exactMatch|skos:closeMatch ?same }"
_MOST = 30  # partners on a page


@dataclass(frozen=True, slots=True)
class Partner:
    """An economy with which another has to do, and in how many records."""

    code: str
    label: str
    records: int


def view(desk: Desk, order: Order) -> Reply:
    """The page at `/page/{kind}/{name}`; texts and records have pages of their own sort."""
    path = order.value("path")
    kind, _, name = path.partition("/")
    iri = known(desk, path)
    if kind in ("doc", "publication"):
        return documents.view(desk, order, iri, kind)
    if kind in _RECORDS:
        return record.view(desk, order, iri)
    thing = URIRef(iri)
    names = _names(desk, thing)
    found = neighbours.links(desk, iri) or ()  # who stands beside it is not asked of the graph: a hub takes seconds
    beside = neighbours.around(desk, order, found)
    told = shelf(desk, order, "records-of", {"thing": thing})
    told_plainly = None if told.years or told.counts else plain(desk, iri, order.language)
    title = _title(kind, iri, names, told_plainly, order.language)
    outside = [str(row[1]) for row in questions.run(desk.source, _OUTSIDE, {"thing": thing}).rows]
    return page(
        order,
        "thing.html",
        iri=iri,
        path=path,
        kind=kind,
        code=name if kind in _ECONOMIES else "",
        label=title,
        schema=schema.thing(kind, iri, title, names, outside),
        names=names,
        outside=outside,
        partners=_partners(desk, iri, found, order.language) if kind in ("country", "bloc") else (),
        beside=beside,
        picture=neighbours.picture(beside),
        shelf=told,
        plain=told_plainly,
    )


def _title(kind: str, iri: str, names: Sequence[Name], plainly: Plain | None, language: str) -> str:
    """What the page is called: its name, a period in words, what has no name by the first record that goes with it."""
    name = iri.rpartition("/")[2]
    if kind in _ECONOMIES:
        return economy(iri, language)
    if kind == "period":
        return network.in_words(name.replace("--", "/"), language)
    fact = next(iter(plainly.records), None) if plainly else None
    about = f"{fact.what}: {' – '.join(side.label for side in fact.sides)}" if fact else name
    return label(names, language) or about[:1].upper() + about[1:]


def _names(desk: Desk, thing: URIRef) -> Sequence[Name]:
    rows = questions.run(desk.source, _NAMES, {"thing": thing}).rows
    words = {Name(str(row[1]), str(row[1].language or "")) for row in rows if isinstance(row[1], Literal)}
    return sorted(words, key=lambda each: (each.language, each.words))


def _partners(desk: Desk, iri: str, found: Sequence[Link], language: str) -> Sequence[Partner]:
    """The economies with which this one has to do, the most told-of first: by the summaries, else by the index."""
    told = neighbours.partners(found)
    if summaries.kept(desk.source):
        told = [(other, sum(kinds.values())) for other, kinds in summaries.Totals(desk.source).partners(iri).items()]
    return [Partner(other.rpartition("/")[2], economy(other, language), number) for other, number in told[:_MOST]]
