"""/sparql: queries by GET and POST; without a query, the service description or, for browsers, the editor."""

from dataclasses import replace

from kg import questions
from kg.errors import QueryError
from kg.questions import Snapshot, TooLarge
from kg.web.desk import Desk
from kg.web.negotiation import best
from kg.web.orders import Mistake, Order, Reply
from kg.web.protocol import description, editor

MEDIA = (*questions.offered("SELECT"), *questions.offered("CONSTRUCT"), "text/html")
SHORT = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "turtle": "text/turtle",
    "jsonld": "application/ld+json",
    "ntriples": "application/n-triples",
    "rdfxml": "application/rdf+xml",
}
_EVERYBODY = {"Access-Control-Allow-Origin": "*"}


def view(desk: Desk, order: Order) -> Reply:
    """The answer to the query, whole or an error."""
    if "update" in order.values:
        raise Mistake("this service answers queries and changes nothing: updates are refused", 403)
    if order.media == "text/html" and not order.value("format"):
        return editor.page(desk, order)
    if "query" not in order.values:
        return description.reply(desk, order)
    reply = answer(desk, order)
    return replace(reply, headers={**reply.headers, **_EVERYBODY})


def answer(desk: Desk, order: Order) -> Reply:
    """What the protocol says: one query, in the media type negotiated or named by `format`."""
    query = one(order)
    media = chosen(order, questions.form(query))
    assert isinstance(desk.source, Snapshot)
    try:
        content = questions.answered(
            desk.source,
            query,
            media,
            base=f"{order.host}/sparql",
            size=order.size,
            rows=order.rows,
            default_graphs=order.every("default-graph-uri"),
            named_graphs=order.every("named-graph-uri"),
        )
    except TooLarge as error:
        raise Mistake(str(error), 413) from None
    return Reply(content, media)


def one(order: Order) -> str:
    """The query; raises `Mistake` for none, for several and for an empty one."""
    given = order.every("query")
    if len(given) != 1:
        raise Mistake(f"a request carries one query; this one has {len(given)}")
    if not given[0].strip():
        raise QueryError("the query is empty")
    return given[0]


def chosen(order: Order, form: str) -> str:
    """The media type of the answer; raises `Mistake` (406) where the client takes none that this form has."""
    offered = questions.offered(form)
    named = order.value("format")
    media = SHORT.get(named, named) if named else best(order.accept, offered)
    if media not in offered:
        wanted = named or order.accept
        raise Mistake(f"answers to {form} come as {', '.join(offered)}; {wanted[:200]!r} is none of them", 406)
    return media
