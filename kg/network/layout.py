"""Where the nodes stand: worked out once, the same for the same graph, so that nothing jumps in the page.

Stress majorisation (Gansner, Koren, North 2004): distances on the page follow distances in the graph. Then boxes of
marks and labels are pushed apart until none covers another. Parts of the graph that hang together are laid out
alone and packed, the largest in the middle.
"""

from collections.abc import Mapping, Sequence
from math import log2, sqrt
from typing import TYPE_CHECKING

import networkx as nx

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[tuple[int, ...], np.dtype[np.float64]]

STEP = 130.0  # pixels of one link between two nodes of few links
WIDE = 1.35  # screens are wider than high
CHARACTER, LINE, GAP = 7.2, 17.0, 12.0  # pixels of a letter of the label, of its line, and between boxes
ROUNDS = 150

Position = tuple[int, int]


def size(links: int) -> float:
    """The radius of a mark, in pixels, for a node with so many links."""
    return round(8 + 3.2 * sqrt(min(links, 60)), 1)


def positions(graph: "nx.MultiDiGraph[str]") -> Mapping[str, Position]:
    """The centre of each node, in whole pixels."""
    plain = simple(graph)
    parts = sorted(nx.connected_components(plain), key=lambda part: (-len(part), min(part)))
    boxes = {name: _box(graph, name) for name in plain}
    placed = [_part(plain, sorted(part), boxes) for part in parts]
    return _packed(placed, boxes)


def simple(graph: "nx.MultiDiGraph[str]") -> "nx.Graph[str]":
    """One undirected edge for each linked pair; its `weight` adds up what the links weigh, shared among their pairs."""
    plain: nx.Graph[str] = nx.Graph()
    plain.add_nodes_from(sorted(graph))
    for start, end, data in graph.edges(data=True):
        weight = data["weight"] / max(1, data["parties"] - 1)
        plain.add_edge(start, end, weight=weight + plain.get_edge_data(start, end, {}).get("weight", 0))
    return plain


def _box(graph: "nx.MultiDiGraph[str]", name: str) -> tuple[float, float]:
    """Width and height of a mark with its label below it."""
    radius = size(graph.degree(name))
    lines = wrapped(graph.nodes[name]["label"]).split("\n")
    return max(2 * radius, CHARACTER * max(map(len, lines))) + GAP, 2 * radius + LINE * len(lines) + GAP


def wrapped(label: str, width: int = 24, most: int = 3) -> str:
    """A label in lines of about that many letters, the last ending in … when something is left out."""
    lines = [""]
    for word in label.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines) if len(lines) <= most else "\n".join([*lines[: most - 1], lines[most - 1] + " …"])


def _part(plain: "nx.Graph[str]", names: Sequence[str], boxes: Mapping[str, tuple[float, float]]) -> dict[str, "Array"]:
    import numpy as np  # late: pages need it, importing the room does not

    if len(names) == 1:
        return {names[0]: np.zeros(2)}
    spread = _stress(_distances(plain, names), _start(plain, names))
    spread = _lying(spread - spread.mean(axis=0))
    spread[:, 0] *= WIDE
    apart = _apart(spread, np.array([boxes[name] for name in names]))
    return dict(zip(names, apart, strict=True))


def _distances(plain: "nx.Graph[str]", names: Sequence[str]) -> "Array":
    """Lengths of shortest paths in pixels; links of a node with many are longer, so that its neighbours have room."""
    import numpy as np

    degree = dict(plain.degree())
    found = np.full((len(names), len(names)), np.inf)
    np.fill_diagonal(found, 0)
    place = {name: number for number, name in enumerate(names)}
    for one, other in plain.subgraph(names).edges():
        crowd = max(1.0, log2(1 + max(degree[one], degree[other])) / 2)
        found[place[one], place[other]] = found[place[other], place[one]] = STEP * crowd
    for middle in range(len(names)):
        np.minimum(found, found[:, middle, None] + found[None, middle, :], out=found)
    return found


def _start(plain: "nx.Graph[str]", names: Sequence[str]) -> "Array":
    """On a circle, in the order of a walk that goes deep before wide: neighbours begin as neighbours."""
    import numpy as np

    first = max(names, key=lambda name: (plain.degree(name), name))
    order = list(nx.dfs_preorder_nodes(plain, first, sort_neighbors=sorted))
    place = {name: number for number, name in enumerate(order)}
    angle = np.array([2 * np.pi * place[name] / len(names) for name in names])
    return STEP * sqrt(len(names)) * np.column_stack([np.cos(angle), np.sin(angle)])


def _stress(wanted: "Array", start: "Array") -> "Array":
    """Positions whose distances come near the wanted ones, near pairs counting more (weights 1/d²)."""
    import numpy as np

    number = len(wanted)
    weights = np.where(wanted > 0, 1 / np.maximum(wanted, 1) ** 2, 0)
    laplacian = np.diag(weights.sum(axis=1)) - weights
    inverse = np.linalg.inv(laplacian + 1 / number) - 1 / number
    pulls = weights * wanted
    found = start
    for _ in range(ROUNDS):
        squares = (found * found).sum(axis=1)
        real = np.sqrt(np.maximum(squares[:, None] + squares[None] - 2 * (found @ found.T), 1e-6))
        pull = -pulls / real
        np.fill_diagonal(pull, 0)
        np.fill_diagonal(pull, -pull.sum(axis=1))
        found = inverse @ (pull @ found)
    return found


def _lying(spread: "Array") -> "Array":
    """Turned so that it is widest from left to right, as screens are."""
    import numpy as np

    x, y = spread.T
    angle = np.arctan2(2 * (x * y).sum(), (x * x).sum() - (y * y).sum()) / 2
    return np.column_stack([x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle)])


def _apart(centres: "Array", boxes: "Array") -> "Array":
    """Boxes pushed apart, each pair along the axis on which it overlaps less; two in one place by their order."""
    import numpy as np

    found = centres + 1e-3 * np.arange(len(centres))[:, None]
    room_x, room_y = ((boxes[:, axis, None] + boxes[None, :, axis]) / 2 - 0.5 for axis in (0, 1))
    for _ in range(200):
        x, y = found[:, 0], found[:, 1]
        one, other = np.nonzero((np.abs(x[:, None] - x) < room_x) & (np.abs(y[:, None] - y) < room_y))
        one, other = one[one != other], other[one != other]
        if not len(one):
            break
        between = found[one] - found[other]
        overlap = (boxes[one] + boxes[other]) / 2 - np.abs(between)
        push = 0.3 * overlap * np.sign(between)
        push[np.arange(len(one)), overlap.argmax(axis=1)] = 0
        found = found + np.stack([np.bincount(one, push[:, axis], len(found)) for axis in (0, 1)], axis=1)
    return found


def _packed(parts: Sequence[Mapping[str, "Array"]], boxes: Mapping[str, tuple[float, float]]) -> dict[str, Position]:
    """The first part around the origin, the others in rows below it."""
    found: dict[str, Position] = {}
    left = bottom = width = 0.0
    row = 0.0
    for number, part in enumerate(parts):
        low, high = _extent(part, boxes)
        if number == 0:
            shift = (-(low[0] + high[0]) / 2, -(low[1] + high[1]) / 2)
            left, width, bottom = -(high[0] - low[0]) / 2, high[0] - low[0], (high[1] - low[1]) / 2
            width, x = max(width, 6 * STEP), left
        else:
            if x > left and x + high[0] - low[0] > left + width:
                x, bottom, row = left, bottom + row, 0.0
            shift = (x - low[0], bottom - low[1] + GAP)
            x, row = x + high[0] - low[0] + GAP, max(row, high[1] - low[1] + 2 * GAP)
        found |= {name: (round(at[0] + shift[0]), round(at[1] + shift[1])) for name, at in part.items()}
    return found


def _extent(part: Mapping[str, "Array"], boxes: Mapping[str, tuple[float, float]]) -> tuple[Position, Position]:
    sides = [(at[0], at[1], *boxes[name]) for name, at in part.items()]
    low = min(x - w / 2 for x, _, w, _ in sides), min(y - h / 2 for _, y, _, h in sides)
    high = max(x + w / 2 for x, _, w, _ in sides), max(y + h / 2 for _, y, _, h in sides)
    return (round(low[0]), round(low[1])), (round(high[0]), round(high[1]))
