"""The explorer's page: the view that the address tells, as data for the island and as a table for all others."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg import network
from kg.search import Hit, Index
from kg.web.api import asked, graph
from kg.web.desk import Desk
from kg.web.orders import Mistake, Order, Reply
from kg.web.pages.tallies import Tally
from kg.web.rendering import page

_FACTS = 20
_BEGINNINGS = ("country", "organisation", "person", "product")  # kinds of which the most told of are offered


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(Tally):
    """A row of the table: two things, and the records that link them."""

    a: Mapping[str, Any]
    b: Mapping[str, Any]


def view(desk: Desk, order: Order) -> Reply:
    """The page at `/explore`.

    `show` lists what is shown (short names, each perhaps with `~x~y` and marks after it), or `of` names a thing to
    begin with; `link` two things whose records are told; the filters are those of `/api/links`.
    """
    chosen, left = _shown(desk, order)
    found = graph.among(desk, order, chosen) if chosen else None
    index = desk.index()
    return page(
        order,
        "explore.html",
        data={"answer": found, "left": left} if found else None,
        lines=_lines(found) if found else (),
        begin=_beginnings(index, order.language) if index and not found else {},
        told=_told(desk, order),
        most=asked.NODES,
    )


def _beginnings(index: Index, language: str) -> Mapping[str, Sequence[Hit]]:
    """What is told of most, by kind; reference data that no record names is no beginning."""
    return {kind: [hit for hit in index.leading(language, kind) if hit.weight] for kind in _BEGINNINGS}


def _shown(desk: Desk, order: Order) -> tuple[list[str], int]:
    """The IRIs of what is shown, and how many neighbours of the beginning are not."""
    listed = [part.partition("~")[0] for part in asked.listed(order, "show")]
    if len(listed) > asked.NODES:
        raise Mistake(f"show: {len(listed)} are named; at most {asked.NODES} can be shown")
    if listed or not order.value("of"):
        return list(dict.fromkeys(asked.iri(name) for name in listed)), 0
    focus = asked.iri(order.value("of"))
    found: Any = graph.surroundings(desk, order, focus)
    return [focus, *(each["iri"] for each in found["neighbours"])], found["left"]


def _lines(found: Mapping[str, Any]) -> Sequence[Line]:
    """The links as rows, the most told of first."""
    things = {each["id"]: each for each in found["nodes"]}
    ties: defaultdict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for each in found["links"]:
        ties[each["a"], each["b"]].append(each)
    rows = [
        Line(
            a=things[a],
            b=things[b],
            kinds={each["kind"]: each["records"] for each in told},
            first=min((each["first"] for each in told if each["first"]), default=""),
            last=max(each["last"] for each in told),
        )
        for (a, b), told in ties.items()
    ]
    return sorted(rows, key=lambda line: (-line.records, line.a["label"], line.b["label"]))


def _told(desk: Desk, order: Order) -> Sequence[network.Told]:
    """The records behind the link that the address names."""
    sides = [asked.iri(name) for name in asked.listed(order, "link")]
    if len(sides) != 2:
        return ()
    rows = asked.index_of(desk).shared(sides[0], sides[1], asked.filters(order))
    return network.tell(desk.source, rows[:_FACTS], order.language)
