"""The graph for the explorer: what stands around a thing, links among the things shown, facts behind a link.

A node is a thing that records name (country, organisation, person, place, product); a link is all records of one kind
that name both. The filters of the address (kind, years, publisher, confidence) choose among records before they count.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict

from kg import iris, network
from kg.search import Facets, Filters, Link
from kg.web.api import asked
from kg.web.api.asked import NODES, Node
from kg.web.desk import Desk
from kg.web.orders import Order, Reply
from kg.web.rendering import page

AROUND = 20  # neighbours of the first view
RECORDS = {  # kind of record → its class
    "figure": "Figure",
    "event": "Event",
    "agreement": "Agreement",
    "project": "Project",
    "tenure": "Tenure",
    "mention": "Mention",
}
_CONTEXT = {
    "trd": iris.TERMS,
    "dcterms": "http://purl.org/dc/terms/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
}
_CHOICES = 40  # publishers and countries to choose from
_FACTS = 20  # records told at once


def around(desk: Desk, order: Order) -> Reply:
    """`of`: what stands around a thing: counts by kind of record and of thing, and the neighbours most told of.

    `relation` and `sort` (lists with commas) choose kinds of record and of thing, `limit` how many, `by` `records` or
    `newest`; `nodes` names the things shown already, which are counted but not offered again.
    """
    return asked.as_json(surroundings(desk, order, asked.iri(order.value("of"))))


def surroundings(desk: Desk, order: Order, focus: str) -> dict[str, object]:
    """What `around` answers."""
    shown = {asked.iri(each) for each in asked.listed(order, "nodes")}
    found: defaultdict[tuple[str, str], list[Link]] = defaultdict(list)
    for link in asked.index_of(desk).pairs([focus], None, asked.filters(order)):
        found[link.kind, asked.kind_of(link.b)].append(link)
    relations, sorts = asked.listed(order, "relation"), asked.listed(order, "sort")
    chosen = [
        link
        for (kind, sort), links in found.items()
        for link in links
        if kind in (relations or (kind,)) and sort in (sorts or (sort,)) and link.b not in shown
    ]
    ranked = _ranked(chosen, newest=order.value("by") == "newest")
    nodes = asked.nodes(desk, order, [focus, *ranked[: min(asked.number(order, "limit", AROUND), NODES)]])
    return {
        "node": asdict(nodes[0]),
        "neighbours": [asdict(each) for each in nodes[1:]],
        "groups": [_group(*names, links, shown) for names, links in sorted(found.items())],
        "left": len(ranked) - len(nodes) + 1,
        "total": len({link.b for links in found.values() for link in links}),
    }


def _group(kind: str, sort: str, links: Sequence[Link], shown: Collection[str]) -> dict[str, object]:
    """How many things of a sort records of a kind name beside the focus, and how many of them are not shown yet."""
    years = [year for link in links for year in (link.first, link.last) if year]
    return {
        "relation": kind,
        "sort": sort,
        "things": len(links),
        "fresh": sum(link.b not in shown for link in links),
        "records": sum(link.records for link in links),
        "first": min(years, default=""),
        "last": max(years, default=""),
    }


def links(desk: Desk, order: Order) -> Reply:
    """`nodes` (short names, with commas): the things, all links among them, and what each filter would leave."""
    return asked.as_json(among(desk, order, asked.things_of(order)))


def among(desk: Desk, order: Order, chosen: Sequence[str]) -> dict[str, object]:
    """What `links` answers."""
    index, filters = asked.index_of(desk), asked.filters(order)
    degrees = index.degrees(chosen, filters)
    found = index.facets(chosen, filters)
    named = {node.iri: node for node in asked.nodes(desk, order, _told_of(found, filters))}
    return {
        "nodes": [{**asdict(node), "degree": degrees.get(node.iri, 0)} for node in asked.nodes(desk, order, chosen)],
        "links": [_told(each) for each in index.pairs(chosen, chosen, filters) if each.a < each.b],
        "facets": {
            **asdict(found),
            "publishers": _counted(found.publishers, filters.publisher, named),
            "countries": _counted(found.countries, filters.beside, named),
        },
    }


def _told_of(found: Facets, filters: Filters) -> list[str]:
    """The publishers and countries a reader can choose from, and those chosen."""
    offered = [*list(found.publishers)[:_CHOICES], *list(found.countries)[:_CHOICES]]
    return list(dict.fromkeys([*offered, *(each for each in (filters.publisher, filters.beside) if each)]))


def _counted(numbers: Mapping[str, int], chosen: str, named: Mapping[str, Node]) -> list[dict[str, object]]:
    offered = list(dict.fromkeys([*list(numbers)[:_CHOICES], *([chosen] if chosen else [])]))
    return [{"id": asked.short(iri), "label": named[iri].label, "records": numbers.get(iri, 0)} for iri in offered]


def facts(desk: Desk, order: Order) -> Reply:
    """`a`, and `b` for a link: the records behind it (`relation`: of one kind), as cards, the newest first."""
    sides = [asked.iri(order.value(name)) for name in ("a", "b") if order.value(name)] or [asked.missing()]
    offset = asked.number(order, "from", 0)
    other = sides[1] if len(sides) > 1 else None
    rows = asked.index_of(desk).shared(sides[0], other, asked.filters(order), order.value("relation"))
    told = network.tell(desk.source, rows[offset : offset + _FACTS], order.language)
    left = max(0, len(rows) - offset - _FACTS)
    return page(order, "facts_of_link.html", facts=told, total=len(rows), left=left, offset=offset + _FACTS)


def records(desk: Desk, order: Order) -> Reply:
    """`nodes`: the things shown and every record behind the links among them, as JSON-LD."""
    chosen = asked.things_of(order)
    told = [
        {"@id": iri, "@type": f"trd:{RECORDS[kind]}", "trd:statedIn": {"@id": source}, "trd:confidence": sure,
         "dcterms:relation": [{"@id": thing} for thing in things]}
        for iri, source, kind, sure, things in asked.index_of(desk).linking(chosen, asked.filters(order))
    ]  # fmt: skip
    things = [{"@id": node.iri, "rdfs:label": node.label} for node in asked.nodes(desk, order, chosen)]
    content = json.dumps({"@context": _CONTEXT, "@graph": [*things, *told]}, ensure_ascii=False, indent=1)
    return Reply(content.encode("utf-8"), "application/ld+json")


def _ranked(found: Iterable[Link], *, newest: bool) -> list[str]:
    """Things by how much is told of them beside the focus, or by how lately."""
    weights: defaultdict[str, list[Link]] = defaultdict(list)
    for each in found:
        weights[each.b].append(each)

    def rank(iri: str) -> tuple[str, int, str]:
        last = max(each.last for each in weights[iri]) if newest else ""
        return last, sum(each.records for each in weights[iri]), iri

    return sorted(weights, key=rank, reverse=True)


def _told(link: Link) -> dict[str, object]:
    return {**asdict(link), "a": asked.short(link.a), "b": asked.short(link.b)}
