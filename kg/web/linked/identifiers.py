"""`/id/…` names a thing and is no document: 303 leads to its page or its data, as the client asks (Cool URIs, 4.2)."""

from urllib.parse import quote

from kg import questions, settings
from kg.web.desk import Desk
from kg.web.linked import documents
from kg.web.orders import Mistake, Order, Reply
from kg.web.rendering import link

_KNOWN = "ASK { { <%s> ?p ?o } UNION { ?s ?p <%s> } }"
_SAFE = "/-._~!$&'()*+,;=:@"
_FORBIDDEN = frozenset('<>"{}|^`\\') | {chr(number) for number in range(33)} | {chr(127)}


def thing(path: str) -> str:
    """The IRI of the thing at `/id/{path}`; raises `Mistake` where no IRI can be like that."""
    if not path or _FORBIDDEN & set(path):
        raise Mistake("no thing can have this address", 404)
    return f"{settings.base()}id/{quote(path, safe=_SAFE)}"


def known(desk: Desk, path: str) -> str:
    """The IRI of a thing that the graph knows; raises `Mistake` (404)."""
    iri = thing(path)
    if not desk.source.ask(_KNOWN % (iri, iri)):
        raise Mistake(f"the graph knows nothing by the name {iri}", 404)
    return iri


def identifier(desk: Desk, order: Order) -> Reply:
    """303 to the page of the thing, or to its data in the media type negotiated."""
    path = order.value("path")
    known(desk, path)
    place = quote(path)
    if order.media == "text/html":
        where = link(order, f"/page/{place}")
    else:
        where = f"/data/{place}.{documents.FORMATS[order.media][0]}"
    return Reply(status=303, media="text/plain", headers={"Location": where, **documents.EVERYBODY})


def data(desk: Desk, order: Order) -> Reply:
    """The thing in RDF, with links to the same in other forms (FAIR Signposting, level 2)."""
    path, media = documents.parted(order.value("path"))
    iri = known(desk, path)
    quads, whole = questions.described(desk.source, iri)
    links = [
        f'<{iri}>; rel="describes"',
        f'<{iri}>; rel="cite-as"',
        f'</page/{quote(path)}>; rel="alternate"; type="text/html"',
    ]
    links += [
        f'</data/{quote(path)}.{ending}>; rel="alternate"; type="{other}"'
        for other, (ending, _) in documents.FORMATS.items()
        if other != media
    ]
    links.append('<https://creativecommons.org/licenses/by/4.0/>; rel="license"')
    if not whole:
        query = quote(f"SELECT * {{ ?subject ?predicate <{iri}> }}")
        links.append(f'</sparql?query={query}>; rel="related"; title="what links here: more than 5,000"')
    return documents.written_quads(quads, media, {"Link": ", ".join(links)})
