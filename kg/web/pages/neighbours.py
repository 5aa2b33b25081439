"""Who stands beside a thing: those it shares most records with, as a list and as a small picture made on the server."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.search import Filters, Link
from kg.web.api import asked
from kg.web.desk import Desk
from kg.web.orders import Order

MOST = 12  # things in the picture
WIDTH, HEIGHT = 520, 410
_RADIUS = (104, 148)
_TOGETHER = ("figure", "event", "agreement", "project")
_LONGEST = 15  # letters of a name in the picture


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A thing beside another: its name, kind and IRI, and in how many records both are."""

    node: asked.Node
    records: int


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a neighbour is drawn, its name cut to fit, where that begins, and how wide its line is."""

    neighbour: Neighbour
    x: float
    y: float
    words: str
    anchor: str
    across: float
    down: float
    line: float


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture: width, height and the spots around the middle."""

    spots: Sequence[Spot]
    width: int = WIDTH
    height: int = HEIGHT


def links(desk: Desk, iri: str) -> Sequence[Link] | None:
    """What links a thing with others; None before the index has been made."""
    index = desk.index()
    return None if index is None else index.pairs([iri], None, Filters())


def around(desk: Desk, order: Order, found: Sequence[Link]) -> Sequence[Neighbour]:
    """The things that share most records with this one."""
    most = _most(found)[:MOST]
    nodes = asked.nodes(desk, order, [other for other, _ in most])
    return [Neighbour(node, number) for node, (_, number) in zip(nodes, most, strict=True)]


def partners(found: Sequence[Link]) -> Sequence[tuple[str, int]]:
    """The economies that records of what is done together name beside this one, as the query `partners-of` has them."""
    done = [link for link in found if link.kind in _TOGETHER and asked.kind_of(link.b) in ("country", "bloc")]
    return _most(done)


def _most(found: Sequence[Link]) -> list[tuple[str, int]]:
    records: Counter[str] = Counter()
    for link in found:
        records[link.b] += link.records
    return sorted(records.items(), key=lambda pair: (-pair[1], pair[0]))


def picture(neighbours: Sequence[Neighbour]) -> Picture | None:
    """The neighbours on an ellipse around the thing, the nearest on top; None for fewer than three."""
    if len(neighbours) < 3:
        return None
    most = max(each.records for each in neighbours)
    return Picture([_spot(each, place / len(neighbours), most) for place, each in enumerate(neighbours)])


def _spot(neighbour: Neighbour, turn: float, most: int) -> Spot:
    angle = 2 * math.pi * turn - math.pi / 2
    across, down = math.cos(angle), math.sin(angle)
    name = neighbour.node.label
    return Spot(
        neighbour,
        round(WIDTH / 2 + _RADIUS[0] * across, 1),
        round(HEIGHT / 2 + _RADIUS[1] * down, 1),
        name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…",
        "middle" if abs(across) < 0.3 else "start" if across > 0 else "end",
        0 if abs(across) < 0.3 else math.copysign(10, across),
        4 if abs(across) >= 0.3 else math.copysign(17, down) + 5,
        round(1 + 4 * neighbour.records / most, 1),
    )
