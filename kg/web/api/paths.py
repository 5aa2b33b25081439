"""Paths between two things: all that are shortest, over the records that pass the filters."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from itertools import islice

from kg.web.api import asked
from kg.web.desk import Desk
from kg.web.orders import Order, Reply

_PATHS = 50  # paths listed
_STEPS = 4  # links of the longest path that is looked for
_REACH = 3_000  # things a search for paths looks at


def paths(desk: Desk, order: Order) -> Reply:
    """`from`, `to`: all shortest paths between two things, at most four links long, as lists of short names.

    `number` says how many there are (fifty are listed), `complete` whether the search saw all there is to see.
    """
    start, end = asked.iri(order.value("from")), asked.iri(order.value("to"))
    before, complete = _searched(desk, start, end, order)
    found = list(islice(_walks(before, start, end), _PATHS)) if end in before else []
    nodes = asked.nodes(desk, order, list(dict.fromkeys(iri for path in found for iri in path)))
    return asked.as_json(
        {
            "paths": [[asked.short(iri) for iri in path] for path in found],
            "nodes": [asdict(node) for node in nodes],
            "number": _walked(before, start, end) if found else 0,
            "longest": _STEPS,
            "complete": complete or bool(found),
        }
    )


def _searched(desk: Desk, start: str, end: str, order: Order) -> tuple[Mapping[str, set[str]], bool]:
    """Breadth first: each thing reached with those it was reached from, and whether nothing was left out.

    The things of each step are asked for those that no earlier step has reached, so every path found is shortest.
    """
    index, filters = asked.index_of(desk), asked.filters(order)
    before: dict[str, set[str]] = {start: set()}
    edge = [start]
    for _ in range(_STEPS):
        reached: dict[str, set[str]] = {}
        for link in index.pairs(edge, None, filters):
            if link.b not in before:
                reached.setdefault(link.b, set()).add(link.a)
        before |= reached
        edge = list(reached)
        if end in before or not edge:
            return before, True
        if len(before) > _REACH:
            break
    return before, False


def _walked(before: Mapping[str, set[str]], start: str, end: str) -> int:
    """How many paths there are, without walking them."""
    numbers = {start: 1}

    def number(thing: str) -> int:
        if thing not in numbers:
            numbers[thing] = sum(number(previous) for previous in before[thing])
        return numbers[thing]

    return number(end)


def _walks(before: Mapping[str, set[str]], start: str, end: str) -> Iterator[list[str]]:
    if start == end:
        yield [start]
        return
    for previous in sorted(before[end]):
        yield from ([*path, end] for path in _walks(before, start, previous))
