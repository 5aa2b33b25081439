"""The views by name, what they offer, and the addresses at which they are found."""

from collections.abc import Mapping
from dataclasses import dataclass

from kg.web.api import graph, paths, suggest, vocabulary
from kg.web.desk import View
from kg.web.linked import discovery, identifiers, signposts, terms
from kg.web.linked import documents as written
from kg.web.pages import about, atlas, documents, explore, pairs, queries, search, start, things
from kg.web.protocol import sparql


@dataclass(frozen=True, slots=True)
class Served:
    """A view as it is served: the media types it offers (the first by default), the methods it takes.

    `kept`: the reply depends on snapshot and address alone, so that clients may keep it; `costly`: it counts against a
    client's budget of query time; `strict`: a client that accepts none of the media types gets 406; `reads`: it reads a
    text again, in a worker of another sort.
    """

    view: View
    media: tuple[str, ...] = ("text/html",)
    methods: tuple[str, ...] = ("GET",)
    kept: bool = True
    costly: bool = False
    strict: bool = False
    reads: bool = False


VIEWS: Mapping[str, Served] = {
    "start": Served(start.view),
    "search": Served(search.view, kept=False),  # the index may come after the snapshot
    "vocabulary": Served(vocabulary.view, ("application/json",)),
    "suggest": Served(suggest.view, ("application/json",), kept=False),
    "around": Served(graph.around, ("application/json",)),
    "links": Served(graph.links, ("application/json",)),
    "link-facts": Served(graph.facts),
    "shown": Served(graph.records, ("application/ld+json",)),
    "paths": Served(paths.paths, ("application/json",), costly=True),
    "queries": Served(queries.catalogue),
    "query": Served(queries.view, costly=True),
    "about": Served(about.view),
    "map": Served(atlas.view, kept=False),
    "explore": Served(explore.view),
    "thing": Served(signposts.signposted(things.view)),
    "missed": Served(documents.missed, costly=True, reads=True),
    "pair": Served(pairs.view),
    "identifier": Served(identifiers.identifier, ("text/html", *written.MEDIA), strict=True),
    "data": Served(identifiers.data, written.MEDIA),
    "linkset": Served(signposts.linkset, signposts.MEDIA),
    "terms": Served(terms.view, terms.MEDIA, strict=True),
    "codes": Served(terms.view, terms.MEDIA, strict=True),
    "ontology-file": Served(terms.file, terms.MEDIA),
    "void": Served(discovery.void, written.MEDIA),
    "catalog": Served(discovery.catalog, written.MEDIA),
    "sparql": Served(sparql.view, sparql.MEDIA, ("GET", "POST"), costly=True, strict=True),
}
ADDRESSES = (  # path patterns of Starlette, the first that fits; what programs ask most comes first
    ("/sparql", "sparql"),
    ("/", "start"),
    ("/search", "search"),
    ("/api/suggest", "suggest"),
    ("/api/vocabulary", "vocabulary"),
    ("/api/around", "around"),
    ("/api/links", "links"),
    ("/api/facts", "link-facts"),
    ("/api/shown", "shown"),
    ("/api/paths", "paths"),
    ("/queries", "queries"),
    ("/queries/{name}", "query"),
    ("/about", "about"),
    ("/explore", "explore"),
    ("/map", "map"),
    ("/page/{path:path}", "thing"),
    ("/missed/{path:path}", "missed"),
    ("/pair/{one}/{other}", "pair"),
    ("/id/{path:path}", "identifier"),
    ("/data/{path:path}", "data"),
    ("/linkset/{path:path}", "linkset"),
    ("/ns", "terms"),
    ("/codes", "codes"),
    ("/ns.{ending}", "ontology-file"),
    ("/.well-known/void", "void"),
    ("/catalog", "catalog"),
)
