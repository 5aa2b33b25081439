"""The graph for the explorer: what stands around a thing, links among the things shown, facts behind a link, paths.

A node is a thing that records name (country, organisation, person, place, product); a link is all records of one kind
that name both. The filters of the address (kind, years, publisher, confidence) choose among records before they count.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from rdflib import RDFS, Literal, URIRef

from kg import network, questions, settings
from kg.search import KINDS, Filters, Index, Link
from kg.web.desk import Desk
from kg.web.linked.identifiers import thing
from kg.web.orders import Mistake, Order, Reply
from kg.web.pages.things import Name, economy, label
from kg.web.rendering import page

NODES = 400  # things shown at once
_AROUND = 25
_FACTS = 40
_STEPS = 4  # links of the longest path that is looked for
_REACH = 3_000  # things a search for paths looks at


@dataclass(frozen=True, slots=True)
class Node:
    """A thing of the graph: its IRI, short name in addresses, name for the reader, kind, and address of its page."""

    id: str
    iri: str
    label: str
    kind: str
    address: str


def around(desk: Desk, order: Order) -> Reply:
    """`of`: what stands around a thing: counts by kind of record and of thing, and the neighbours most told of.

    `relation` and `sort` choose a kind of record and of thing, `limit` how many, `by` `records` or `newest`.
    """
    focus = _iri(order.value("of"))
    rows = _index(desk).pairs([focus], None, _filters(order))
    found: defaultdict[tuple[str, str], list[Link]] = defaultdict(list)
    for link in rows:
        found[link.kind, _kind(link.b)].append(link)
    relation, sort = order.value("relation"), order.value("sort")
    chosen = [
        link for (kind, node), links in found.items() for link in links if relation in ("", kind) and sort in ("", node)
    ]
    told = _ranked(chosen, newest=order.value("by") == "newest")
    limit = min(_number(order, "limit", _AROUND), NODES)
    shown = list(dict.fromkeys(told))[:limit]
    groups = [
        {"relation": kind, "sort": node, "things": len({each.b for each in links})}
        for (kind, node), links in sorted(found.items())
    ]
    nodes = _nodes(desk, order, [focus, *shown])
    return _json(
        {
            "node": asdict(nodes[0]),
            "neighbours": [asdict(each) for each in nodes[1:]],
            "groups": groups,
            "total": len(set(told)),
        }
    )


def links(desk: Desk, order: Order) -> Reply:
    """`nodes` (short names, with commas): the things and all links among them."""
    chosen = [_iri(each) for each in order.value("nodes").split(",") if each]
    if not 0 < len(chosen) <= NODES:
        raise Mistake(f"nodes: {len(chosen)} are named; from 1 to {NODES} can be shown")
    index, filters = _index(desk), _filters(order)
    found = [link for link in index.pairs(chosen, chosen, filters) if link.a < link.b]
    nodes = _nodes(desk, order, chosen)
    hidden = index.degrees(chosen, filters)
    return _json(
        {
            "nodes": [{**asdict(node), "degree": hidden.get(node.iri, 0)} for node in nodes],
            "links": [_told(each) for each in found],
        }
    )


def facts(desk: Desk, order: Order) -> Reply:
    """`a`, `b`, `kind`: the records behind a link, as cards of a page."""
    one, other = _iri(order.value("a")), _iri(order.value("b"))
    rows = _index(desk).shared(one, other, _filters(order))
    told = network.tell(desk.source, rows[:_FACTS], order.language)
    return page(order, "facts_of_link.html", facts=told, total=len(rows), sides=_nodes(desk, order, [one, other]))


def paths(desk: Desk, order: Order) -> Reply:
    """`from`, `to`: all shortest paths between two things, at most four links long, as lists of short names."""
    start, end = _iri(order.value("from")), _iri(order.value("to"))
    before = _searched(desk, start, end, order)
    found = list(_walks(before, start, end))[:50] if end in before else []
    nodes = _nodes(desk, order, list(dict.fromkeys(iri for path in found for iri in path)))
    return _json(
        {
            "paths": [[_short(iri) for iri in path] for path in found],
            "nodes": [asdict(node) for node in nodes],
            "longest": _STEPS,
        }
    )


def _searched(desk: Desk, start: str, end: str, order: Order) -> Mapping[str, set[str]]:
    """Breadth first: each thing reached with those it was reached from."""
    index, filters = _index(desk), _filters(order)
    before: dict[str, set[str]] = {start: set()}
    edge = [start]
    for _ in range(_STEPS):
        reached: dict[str, set[str]] = {}
        for link in index.pairs(edge, None, filters):
            if link.b not in before:
                reached.setdefault(link.b, set()).add(link.a)
        before |= reached
        edge = list(reached)
        if end in before or not edge or len(before) > _REACH:
            break
    return before


def _walks(before: Mapping[str, set[str]], start: str, end: str) -> Iterator[list[str]]:
    if start == end:
        yield [start]
        return
    for previous in sorted(before[end]):
        yield from ([*path, end] for path in _walks(before, start, previous))


def _index(desk: Desk) -> Index:
    index = desk.index()
    if index is None:
        raise Mistake("the index of this snapshot is being made; try again in a moment", 503)
    return index


def _filters(order: Order) -> Filters:
    """The filters of the address; raises `Mistake` for what is none."""
    kinds = tuple(each for each in order.value("kinds").split(",") if each)
    if unknown := set(kinds) - set(KINDS):
        raise Mistake(f"kinds: {', '.join(sorted(unknown))[:80]} is none of {', '.join(KINDS)}")
    since, until = (f"{_number(order, name, 0):04}" if order.value(name) else "" for name in ("since", "until"))
    publisher = _iri(order.value("publisher")) if order.value("publisher") else ""
    return Filters(kinds, since, until, _share(order.value("confidence", "0")), publisher)


def _share(text: str) -> float:
    whole, _, part = text.partition(".")
    if whole not in ("0", "1") or (part and not part.isdecimal()) or len(text) > 8:
        raise Mistake(f"confidence={text[:20]!r}: expected a number from 0 to 1")
    return float(text)


def _number(order: Order, name: str, default: int) -> int:
    given = order.value(name)
    if not given:
        return default
    if not given.isdecimal() or len(given) > 4:
        raise Mistake(f"{name}={given[:40]!r}: expected a whole number")
    return int(given)


def _ranked(found: Iterable[Link], *, newest: bool) -> list[str]:
    """Things by how much is told of them beside the focus, or by how lately."""
    weights: defaultdict[str, list[Link]] = defaultdict(list)
    for each in found:
        weights[each.b].append(each)

    def rank(iri: str) -> tuple[str, int, str]:
        last = max(each.last for each in weights[iri]) if newest else ""
        return last, sum(each.records for each in weights[iri]), iri

    return sorted(weights, key=rank, reverse=True)


def _iri(name: str) -> str:
    """The thing of a short name (`country/KZ`) or of an IRI of ours."""
    base = f"{settings.base()}id/"
    return thing(name.removeprefix(base)) if name else _missing()


def _missing() -> str:
    raise Mistake("the address names no thing: expected one like country/KZ")


def _short(iri: str) -> str:
    return iri.removeprefix(f"{settings.base()}id/")


def _kind(iri: str) -> str:
    return _short(iri).partition("/")[0]


def _nodes(desk: Desk, order: Order, things: Sequence[str]) -> list[Node]:
    names = _names(desk, [iri for iri in things if _kind(iri) not in ("country", "bloc", "economy")])
    return [_node(iri, names.get(iri, []), order) for iri in things]


def _node(iri: str, names: Sequence[Name], order: Order) -> Node:
    kind = _kind(iri)
    called = economy(iri, order.language) if kind in ("country", "bloc", "economy") else label(names, order.language)
    return Node(_short(iri), iri, called or _short(iri), kind, f"/page/{_short(iri)}")


def _names(desk: Desk, things: Sequence[str]) -> Mapping[str, list[Name]]:
    if not things:
        return {}
    values = " ".join(f"<{each}>" for each in things)
    query = f"SELECT DISTINCT ?thing ?label WHERE {{ VALUES ?thing {{ {values} }} ?thing <{RDFS.label}> ?label }}"
    found: defaultdict[str, list[Name]] = defaultdict(list)
    for iri, name in questions.run(desk.source, query).rows:
        if isinstance(iri, URIRef) and isinstance(name, Literal):
            found[str(iri)].append(Name(str(name), str(name.language or "")))
    return found


def _told(link: Link) -> dict[str, object]:
    return {**asdict(link), "a": _short(link.a), "b": _short(link.b)}


def _json(value: object) -> Reply:
    return Reply(json.dumps(value, ensure_ascii=False).encode("utf-8"), "application/json")


__all__ = ["KINDS", "NODES", "around", "facts", "links", "paths"]
