"""Summaries in step with the store: what a batch of changed graphs makes of them, and all of them anew."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import pyoxigraph as ox

from kg import summaries
from kg.model.rdf import NamedGraph
from kg.store.embedded import Embedded, graph_lines
from kg.store.ledger import Entry
from kg.store.moments import Moment, said

Old = Mapping[str, Collection[str]]  # the lines that each graph has had
Due = Sequence[tuple[NamedGraph, NamedGraph]]  # graphs of summaries as they are and as they shall be
_LOOKED_AT = frozenset(f"<{name}>" for name in summaries.LOOKED_AT)
_AT_ONCE = 500  # graphs counted together after a bulk load


class Summing:
    """The summaries of a store while its one writer is at work."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self._keeper = summaries.Keeper(lambda iri: NamedGraph(iri, graph_lines(store, iri)))

    def forget(self) -> None:
        """A change was not written: look at the stored summaries anew."""
        self._keeper.forget()

    def after(self, graphs: Iterable[NamedGraph], old: Old) -> Due:
        """What of the summaries changes when these graphs do."""
        gone, new = Counter[str](), Counter[str]()
        left: set[summaries.Said] = set()
        came: set[summaries.Said] = set()
        for graph in graphs:
            if is_summary(graph.iri):
                continue
            before, after = set(old[graph.iri]), set(graph.lines)
            left.update(_counted(before - after, gone))
            came.update(_counted(after - before, new))
        new.subtract(gone)
        before_it = Moment(self._store)
        after_it = Moment(self._store, gone=left, new=came, beside=before_it)
        return self._keeper.after(summaries.Step(before_it, after_it, came, left, new))

    def loaded(self, graphs: Sequence[str]) -> Iterator[Due]:
        """What of the summaries changes because these graphs are new, some of them at a time."""
        for start in range(0, len(graphs), _AT_ONCE):
            hidden = frozenset(graphs[start:])
            part, later = graphs[start : start + _AT_ONCE], frozenset(graphs[start + _AT_ONCE :])
            statements: Counter[str] = Counter()
            came = {each for name in part for each in self._of_graph(name, statements)}
            before = Moment(self._store, hidden=hidden)
            after = Moment(self._store, hidden=later, beside=before)
            yield self._keeper.after(summaries.Step(before, after, came, (), statements))

    def anew(self) -> list[NamedGraph]:
        """All of them, from the whole graph."""
        self._keeper.forget()
        return summaries.recomputed(Embedded(self._store))

    def in_step(self, entries: Mapping[str, Entry]) -> bool:
        """Whether there are summaries of this version, and of as many statements as the ledger promises."""
        source = Embedded(self._store)
        version = summaries.version(source) if summaries.about() in entries else None
        return version == summaries.VERSION and summaries.Totals(source).graph()[0] == statements(entries)

    def _of_graph(self, name: str, statements: Counter[str]) -> Iterator[summaries.Said]:
        query = f"SELECT ?p (COUNT(*) AS ?n) WHERE {{ GRAPH <{name}> {{ ?s ?p ?o }} }} GROUP BY ?p"
        for predicate, number in Embedded(self._store).select(query).rows:
            statements[str(predicate)] += int(str(number))
        for looked_at in summaries.LOOKED_AT & statements.keys():
            for quad in self._store.quads_for_pattern(None, ox.NamedNode(looked_at), None, ox.NamedNode(name)):
                yield summaries.Said(quad.subject.value, looked_at, quad.object.value, name)  # type: ignore[union-attr]


def statements(entries: Mapping[str, Entry]) -> int:
    """How many quads the ledger promises, those of summaries left aside."""
    return sum(entry.quads for entry in entries.values() if not is_summary(entry.graph))


def is_summary(graph: str) -> bool:
    """Whether that is the name of a graph of summaries."""
    return graph.startswith(summaries.graphs())


def _counted(lines: Collection[str], statements: Counter[str]) -> list[summaries.Said]:
    """The statements that are looked at; all are counted by property."""
    properties = [line.split(" ", 2)[1] for line in lines]
    for name, number in Counter(properties).items():
        statements[name[1:-1]] += number
    return [said(line) for line, name in zip(lines, properties, strict=True) if name in _LOOKED_AT]
