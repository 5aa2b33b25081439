"""The page of a text: what was read from it, where each fact stands, and what was not understood."""

from dataclasses import dataclass

from rdflib import URIRef

from kg import network, questions, workflow
from kg.errors import NotFound
from kg.model import Document
from kg.network.told import Publication, Told, published
from kg.web.desk import Desk
from kg.web.linked import schema
from kg.web.linked.identifiers import known
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


@dataclass(frozen=True, slots=True)
class Missed:
    """Something that our rules see in a text and do not take: its kind, why not, its words, and where they stand."""

    kind: str
    reason: str
    words: str
    start: int
    stop: int


def missed(desk: Desk, order: Order) -> Reply:
    """The page at `/missed/{kind}/{name}`: that of a text read again, with what was not understood.

    Reading takes words and weights in memory and some seconds, so a worker of its own sort makes this page. Raises
    `Mistake` (404) where texts are not shown whole.
    """
    if order.texts != "full":
        raise Mistake("what was not understood is told where texts are shown whole (kg serve --texts full)", 404)
    path = order.value("path")
    kind = path.partition("/")[0]
    if kind not in ("doc", "publication"):
        raise Mistake(f"{path[:80]} is no text", 404)
    return view(desk, order, known(desk, path), kind, again=True)


def view(desk: Desk, order: Order, iri: str, kind: str, *, again: bool = False) -> Reply:
    """The page of a text, with everybody who published it, or of one publication of it.

    `again`: the text is read again, and what was not understood is told.
    """
    column = {"doc": "text", "publication": "publication"}[kind]
    rows = questions.run(desk.source, _PUBLICATIONS, {column: URIRef(iri)}).rows
    if not rows:
        raise Mistake(f"{iri} is no text that was read", 404)
    publications = sorted({str(row[1]) for row in rows})
    facts = [fact for each in publications for fact in _facts(desk, each, order.language)]
    facts.sort(key=lambda fact: (fact.kind in MENTIONS, min((p.start for p in fact.passages), default=0), fact.iri))
    text = _text(desk, str(rows[0][0])) if order.texts != "none" else ""
    abouts = [about for each in publications if (about := published(desk.source, each))]
    unread = _missed(text, abouts[0]) if again and abouts else []
    return page(
        order,
        "document.html",
        iri=iri,
        text_iri=str(rows[0][0]),
        publications=abouts,
        schema=schema.text(next(iter(abouts), None)),
        facts=facts,
        mentions=MENTIONS,
        pieces=list(pieces(text, facts, [(each.start, each.stop) for each in unread], whole=order.texts == "full")),
        readable=order.texts == "full" and bool(text),
        missed=unread if again else None,
    )


def _facts(desk: Desk, publication: str, language: str) -> list[Told]:
    rows = questions.run(desk.source, _RECORDS, {"publication": URIRef(publication)}).rows
    return network.tell(desk.source, [(str(row[1]), publication) for row in rows], language)


def _text(desk: Desk, iri: str) -> str:
    try:
        return desk.text(iri.rpartition("/")[2])
    except NotFound:
        return ""


def _missed(text: str, about: Publication) -> list[Missed]:
    """What our rules see in the text and do not take, in its order; each place once."""
    document = Document(
        min(about.names), text, about.language, about.title, about.published, about.publisher, about.url
    )
    found = {each.span: each for each in workflow.missed(document)}
    return [
        Missed(each.kind, each.reason, each.span.of(text), each.span.start, each.span.stop) for each in found.values()
    ]
