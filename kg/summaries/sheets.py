"""Observations as lines of their graphs, and back: a graph of summaries while some of its observations change."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import TypeAlias

from kg.graph.quads import Quads
from kg.model.rdf import NamedGraph
from kg.summaries.datasets import DATA_SETS, VOID, Key, data_set, graph, subject
from kg.vocabulary import expand

Counts: TypeAlias = Mapping[str, int | str]  # by property, as a CURIE; `trd:lastStated` is an IRI
_XSD_INTEGER = "xsd:integer"


def written(key: Key, counts: Counts) -> frozenset[str]:
    """The lines of one observation; none when it counts nothing."""
    counted = {name: value for name, value in counts.items() if value}
    if not counted:
        return frozenset()
    node, data, quads = subject(key), DATA_SETS[key[0]], Quads(graph(key), "und")
    _place(quads, node, key)
    for name, value in zip(data.by, key[1:], strict=True):
        if value and name in data.strings:
            quads.string(node, name, value)
        elif value:
            quads.link(node, name, value)
    for name, count in counted.items():
        if isinstance(count, int):
            quads.typed(node, name, str(count), _XSD_INTEGER)
        else:
            quads.link(node, name, count)
    return frozenset(quads.named_graph().lines)


def _place(quads: Quads, node: str, key: Key) -> None:
    """In which data set it is; a part of the whole graph as VoID says it."""
    if key[0] not in VOID:
        quads.a(node, "qb:Observation")
        quads.link(node, "qb:dataSet", data_set(key[0]))
    elif DATA_SETS[key[0]].partition:
        quads.link(data_set("graph"), DATA_SETS[key[0]].partition, node)
    else:
        quads.a(node, "void:Dataset")


class Sheet:
    """A graph of summaries, by observation."""

    def __init__(self, stored: NamedGraph) -> None:
        self.stored = stored
        self._lines: dict[str, frozenset[str]] = {}
        by_node: dict[str, list[str]] = {}
        for line in stored.lines:
            by_node.setdefault(_node(line), []).append(line)
        self._lines = {node: frozenset(lines) for node, lines in by_node.items()}

    def counts(self, key: Key) -> dict[str, int | str]:
        """What an observation counts now."""
        found: dict[str, int | str] = {}
        counting = _counting(key[0])
        for line in self._lines.get(subject(key), ()):
            _, predicate, value, _ = line.split(" ", 3)
            if name := counting.get(predicate):
                found[name] = value[1:-1] if value[0] == "<" else int(value.split('"', 2)[1])
        return found

    def put(self, key: Key, counts: Counts) -> None:
        """Have the observation count this from now on."""
        lines = written(key, counts)
        if lines:
            self._lines[subject(key)] = lines
        else:
            self._lines.pop(subject(key), None)

    def graph(self) -> NamedGraph:
        """As it is now."""
        lines = sorted(line for lines in self._lines.values() for line in lines)
        return NamedGraph(self.stored.iri, tuple(lines))


def _node(line: str) -> str:
    """Whose line that is: what leads to a part of the whole graph belongs to the part."""
    node, predicate, value, _ = line.split(" ", 3)
    return value[1:-1] if predicate in _partitions() else node[1:-1]


@cache
def _counting(name: str) -> Mapping[str, str]:
    """The properties by which a data set counts, as lines have them."""
    return {f"<{expand(each)}>": each for each in DATA_SETS[name].counts}


@cache
def _partitions() -> frozenset[str]:
    return frozenset(f"<{expand(data.partition)}>" for data in DATA_SETS.values() if data.partition)


def whole(observations: Iterable[tuple[Key, Counts]]) -> list[NamedGraph]:
    """All graphs of these observations, by name."""
    lines: dict[str, set[str]] = {}
    for key, counts in observations:
        if found := written(key, counts):
            lines.setdefault(graph(key), set()).update(found)
    return [NamedGraph(name, tuple(sorted(lines[name]))) for name in sorted(lines)]
