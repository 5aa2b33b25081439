"""What a transaction is about to change, over what the store holds: seen inside the transaction, nowhere else."""

from collections.abc import Iterator, Sequence
from typing import TypeAlias

import pyoxigraph as ox

from kg.model.rdf import NamedGraph
from kg.store.embedded import graph_lines

Pattern: TypeAlias = tuple[
    ox.NamedNode | None, ox.NamedNode | None, ox.NamedNode | ox.Literal | None, ox.NamedNode | None
]


class Overlay:
    """Quads added and removed, none of them needlessly: what is added is not in the store, what is removed is."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self.clear()

    def clear(self) -> None:
        """Forget all changes."""
        self._added = ox.Store()  # in memory; they spell numbers as the store does, so that equal quads are found equal
        self._removed = ox.Store()

    def __bool__(self) -> bool:
        return len(self._added) + len(self._removed) > 0

    def add(self, quad: ox.Quad) -> None:
        """Have the quad from now on."""
        if quad in self._removed:
            self._removed.remove(quad)
        elif quad not in self._store:
            self._added.add(quad)

    def remove(self, quad: ox.Quad) -> None:
        """Have the quad no more."""
        if quad in self._added:
            self._added.remove(quad)
        elif quad in self._store:
            self._removed.add(quad)

    def quads(self, pattern: Pattern) -> Iterator[ox.Quad]:
        """The quads that fit, as the transaction sees them."""
        found = self._store.quads_for_pattern(*pattern)
        yield from (quad for quad in found if quad not in self._removed) if len(self._removed) else found
        if len(self._added):
            yield from self._added.quads_for_pattern(*pattern)

    def graphs(self) -> Sequence[ox.NamedNode]:
        """The named graphs that hold something, as the transaction sees them."""
        names = {*self._store.named_graphs(), *self._added.named_graphs()}
        held = (name for name in names if next(self.quads((None, None, None, name)), None))  # type: ignore[arg-type]
        return sorted((name for name in held if isinstance(name, ox.NamedNode)), key=lambda name: name.value)

    def changed(self) -> Iterator[NamedGraph]:
        """Each graph that the transaction changes, as it shall be."""
        names = {*self._added.named_graphs(), *self._removed.named_graphs()}
        for iri in sorted(name.value for name in names):
            lines = set(graph_lines(self._store, iri)) - set(graph_lines(self._removed, iri))
            yield NamedGraph(iri, tuple(sorted(lines | set(graph_lines(self._added, iri)))))
