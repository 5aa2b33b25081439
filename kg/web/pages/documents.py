"""The page of a text: what was read from it, where each fact stands, and what was not understood."""

from collections.abc import Sequence

from rdflib import URIRef

from kg import network, questions, workflow
from kg.errors import NotFound
from kg.model import Document
from kg.network.told import Told, published
from kg.web.desk import Desk
from kg.web.orders import Mistake, Order, Reply
from kg.web.pages.marking import MENTIONS, pieces
from kg.web.rendering import page

_PUBLICATIONS = """PREFIX trd: <https://w3id.org/tradegraph/ns#>
SELECT DISTINCT ?text ?publication WHERE { ?publication trd:text ?text }"""
_RECORDS = """PREFIX trd: <https://w3id.org/tradegraph/ns#>
SELECT DISTINCT ?publication ?record WHERE {
  ?record trd:statedIn ?publication
  FILTER NOT EXISTS { ?record trd:withheld ?reason }
  FILTER NOT EXISTS { ?record trd:changeOf ?level }
}"""


def view(desk: Desk, order: Order, iri: str, kind: str) -> Reply:
    """The page of a text, with everybody who published it, or of one publication of it."""
    column = {"doc": "text", "publication": "publication"}[kind]
    rows = questions.run(desk.source, _PUBLICATIONS, {column: URIRef(iri)}).rows
    if not rows:
        raise Mistake(f"{iri} is no text that was read", 404)
    publications = sorted({str(row[1]) for row in rows})
    facts = [fact for each in publications for fact in _facts(desk, each, order.language)]
    facts.sort(key=lambda fact: (fact.kind in MENTIONS, min((p.start for p in fact.passages), default=0), fact.iri))
    text = _text(desk, str(rows[0][0])) if order.texts != "none" else ""
    return page(
        order,
        "document.html",
        iri=iri,
        text_iri=str(rows[0][0]),
        publications=[about for each in publications if (about := published(desk.source, each))],
        facts=facts,
        mentions=MENTIONS,
        pieces=list(pieces(text, facts, whole=order.texts == "full")),
        missed=_missed(text, facts) if order.texts == "full" and text and order.value("missed") == "1" else None,
    )


def _facts(desk: Desk, publication: str, language: str) -> list[Told]:
    rows = questions.run(desk.source, _RECORDS, {"publication": URIRef(publication)}).rows
    return network.tell(desk.source, [(str(row[1]), publication) for row in rows], language)


def _text(desk: Desk, iri: str) -> str:
    try:
        return desk.text(iri.rpartition("/")[2])
    except NotFound:
        return ""


def _missed(text: str, facts: Sequence[Told]) -> list[tuple[str, str, str]] | str:
    """What our rules see in the text and do not take: kind, reason, words; or that there was no room to read it again.

    Reading needs its packs and weights in memory beside the snapshot, which a worker's limit may not allow.
    """
    if not facts:
        return []
    about = facts[0].publication
    document = Document(
        min(about.names), text, about.language, about.title, about.published, about.publisher, about.url
    )
    try:
        found = workflow.missed(document)
    except MemoryError:
        return "no room"
    return [(each.kind, each.reason, text[each.span.start : each.span.stop]) for each in found]
