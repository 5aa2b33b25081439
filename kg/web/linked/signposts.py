"""Signposts for machines that meet a page: typed links in its headers, and all of them as a link set (RFC 9264).

FAIR Signposting, both levels: what to cite, what it is, where its data are, under which licence; at `/linkset/{path}`
the same for the page and for each of its data files.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote

from kg.web.desk import Desk, View
from kg.web.linked import documents
from kg.web.linked.discovery import LICENCE
from kg.web.linked.identifiers import known, thing
from kg.web.linked.schema import TYPES
from kg.web.orders import Order, Reply

JSON, TEXT = "application/linkset+json", "application/linkset"
MEDIA = (JSON, TEXT)
_FILES = ("ttl", "jsonld", "nt")
_TEXTS = ("doc", "publication")
_SORTS: Mapping[str, str] = {**TYPES, "event": "Event", **dict.fromkeys(_TEXTS, "NewsArticle")}


@dataclass(frozen=True, slots=True)
class Signpost:
    """A typed link: what it leads from, how, and where to; the media type of what is there, when it is known."""

    anchor: str
    relation: str
    target: str
    media: str = ""

    def __str__(self) -> str:
        """As it stands in a `Link` header, whose anchor is the page itself."""
        return f'<{self.target}>; rel="{self.relation}"' + (f'; type="{self.media}"' if self.media else "")


def signposted(view: View) -> View:
    """The view of pages at `/page/{path}`, with signposts in the headers of those that are found."""

    def signposting(desk: Desk, order: Order) -> Reply:
        reply = view(desk, order)
        if reply.status != 200:
            return reply
        links = ", ".join(str(each) for each in _of_page(order.value("path"), ""))
        return replace(reply, headers={**reply.headers, "Link": links})

    return signposting


def linkset(desk: Desk, order: Order) -> Reply:
    """The link set of a thing; raises `Mistake` (404) for what the graph does not know."""
    path = order.value("path")
    known(desk, path)
    found = [*_of_page(path, order.host), *_of_files(path, order.host)]
    if order.media == TEXT:
        lines = (f'{each}; anchor="{each.anchor}"' for each in found)
        return Reply(",\n".join(lines).encode(), TEXT, headers=documents.EVERYBODY)
    sets: dict[str, dict[str, list[dict[str, str]]]] = {}
    for each in found:
        target = {"href": each.target, **({"type": each.media} if each.media else {})}
        sets.setdefault(each.anchor, {}).setdefault(each.relation, []).append(target)
    told = {"linkset": [{"anchor": anchor, **links} for anchor, links in sets.items()]}
    return Reply(json.dumps(told, indent=1).encode(), JSON, headers=documents.EVERYBODY)


def _of_page(path: str, host: str) -> Iterator[Signpost]:
    place = quote(path)
    page = f"{host}/page/{place}"
    yield Signpost(page, "cite-as", thing(path))
    yield Signpost(page, "type", "https://schema.org/AboutPage")
    if sort := _SORTS.get(path.partition("/")[0]):
        yield Signpost(page, "type", f"https://schema.org/{sort}")
    for ending in _FILES:
        yield Signpost(page, "describedby", f"{host}/data/{place}.{ending}", documents.ENDINGS[ending])
    if path.partition("/")[0] not in _TEXTS:  # whose words are not ours to license; the data read from them are
        yield Signpost(page, "license", str(LICENCE))
    for media in MEDIA if host == "" else ():
        yield Signpost(page, "linkset", f"/linkset/{place}", media)


def _of_files(path: str, host: str) -> Iterator[Signpost]:
    """What the data files describe, and what they are."""
    place = quote(path)
    for ending in _FILES:
        file = f"{host}/data/{place}.{ending}"
        yield Signpost(file, "describes", f"{host}/page/{place}", "text/html")
        yield Signpost(file, "type", "https://schema.org/Dataset")
        yield Signpost(file, "license", str(LICENCE))
