"""The store as the `Dataset` that programmers know from rdflib: `kg.open(…)`.

    with kg.open("tradegraph") as dataset:
        for row in dataset.query("SELECT …"): …
    with kg.open("tradegraph", write=True) as dataset, dataset.transaction():
        dataset.graph(URIRef("https://data.example.org/graph/mine")).add((subject, predicate, value))

Queries are answered by the engine; inside a transaction that has changed something, by rdflib over the changed graph.
"""

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pyoxigraph as ox
from rdflib import Dataset, Graph, URIRef, Variable
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.plugins.stores.memory import Memory
from rdflib.query import Result
from rdflib.store import Store
from rdflib.term import BNode, Node

from kg.errors import StoreError
from kg.model.rdf import NamedGraph
from kg.store import guards
from kg.store.binding import with_parameters
from kg.store.embedded import from_triple, told
from kg.store.overlay import Overlay, Pattern
from kg.store.terms import from_engine, genid, to_engine

Commit = Callable[[Iterable[NamedGraph]], None]


class EngineStore(Store):
    """The rdflib store over an open engine. Without `commit` it can only be read."""

    context_aware = True
    graph_aware = True
    formula_aware = False
    transaction_aware = False

    def __init__(self, engine: ox.Store, commit: Commit | None = None) -> None:
        super().__init__()
        self._engine = engine
        self._commit = commit
        self._changes = Overlay(engine)
        self._open = False
        self._prefixes = Memory()  # rdflib's own table of prefixes, of which nothing is stored

    def begin(self) -> None:
        """Let changes in."""
        if self._commit is None:
            raise StoreError(
                "this dataset was opened to be read; `kg.open(…, write=True)` opens one that can be changed"
            )
        if self._open:
            raise StoreError("a transaction inside a transaction")
        self._open = True

    def end(self, *, keep: bool) -> None:
        """Apply what was changed, in one call, or forget it."""
        self._open = False
        try:
            if keep and self._changes and self._commit:
                self._commit(self._changes.changed())
        finally:
            self._changes.clear()

    def add(self, triple: Any, context: Graph, quoted: bool = False) -> None:
        """Add to the transaction; a triple without a graph is refused, since every graph here has a name."""
        self._check_open()
        subject, predicate, value = (_stored(term) for term in triple)
        self._changes.add(ox.Quad(subject, predicate, value, self._name(context)))

    def addN(self, quads: Iterable[Any]) -> None:  # noqa: N802 - rdflib's name
        """Add several."""
        for subject, predicate, value, context in quads:
            self.add((subject, predicate, value), context)

    def remove(self, triple: Any, context: Graph | None = None) -> None:
        """Remove what fits from the transaction, out of all graphs when none is given."""
        self._check_open()
        for quad in list(self._changes.quads(_pattern(triple, context))):
            self._changes.remove(quad)

    def triples(self, triple_pattern: Any, context: Graph | None = None) -> Iterator[Any]:
        """What fits, each triple once, with the graphs that hold it."""
        try:
            pattern = _pattern(triple_pattern, context)
        except (TypeError, ValueError):
            return  # a literal as subject, a variable: nothing here can fit that
        for quad in self._changes.quads(pattern):
            graphs = [quad.graph_name] if context is not None else self._holders(quad)
            if graphs[0] == quad.graph_name:
                triple = tuple(from_engine(term) for term in quad.triple)
                yield triple, iter([self._graph(name) for name in graphs])

    def __len__(self, context: Graph | None = None) -> int:
        if context is not None:
            return sum(1 for _ in self._changes.quads(_pattern((None, None, None), context)))
        return sum(1 for _ in self.triples((None, None, None)))

    def contexts(self, triple: Any = None) -> Generator[Graph, None, None]:
        """The graphs that hold something, or that hold the triple."""
        if triple is None:
            yield from (self._graph(name) for name in self._changes.graphs())
        else:
            yield from (self._graph(quad.graph_name) for quad in self._changes.quads(_pattern(triple, None)))

    def add_graph(self, graph: Graph) -> None:
        """A graph is there when it holds something."""

    def remove_graph(self, graph: Graph) -> None:
        """Remove all it holds."""
        self.remove((None, None, None), graph)

    def query(self, query: Any, initNs: Any, initBindings: Any, queryGraph: str, **more: Any) -> Result:  # noqa: N803
        """Let the engine answer; rdflib does where it parsed the query itself or something is not applied yet."""
        if not isinstance(query, str) or more:
            raise NotImplementedError
        guards.check(query)
        if self._changes:
            raise NotImplementedError
        options = _options(initNs, queryGraph)
        text = with_parameters(query, initBindings)
        return told(lambda: _result(self._engine.query(text, **options)))

    def update(self, update: Any, initNs: Any, initBindings: Any, queryGraph: str, **more: Any) -> None:  # noqa: N803
        """Leave it to rdflib, which comes back with single changes."""
        self._check_open()
        guards.check_reach(str(update) if isinstance(update, str) else "")
        raise NotImplementedError

    def bind(self, prefix: str, namespace: URIRef, override: bool = True) -> None:
        """Prefixes belong to the program that runs, not to the store."""
        self._prefixes.bind(prefix, namespace, override)

    def prefix(self, namespace: URIRef) -> str | None:
        """The prefix bound to a namespace."""
        return self._prefixes.prefix(namespace)

    def namespace(self, prefix: str) -> URIRef | None:
        """The namespace bound to a prefix."""
        return self._prefixes.namespace(prefix)

    def namespaces(self) -> Iterator[tuple[str, URIRef]]:
        """All of them."""
        return self._prefixes.namespaces()

    def _check_open(self) -> None:
        if not self._open:
            raise StoreError("changes go through `with dataset.transaction():`")

    def _name(self, context: Graph) -> ox.NamedNode:
        if not isinstance(context.identifier, URIRef) or context.identifier == DATASET_DEFAULT_GRAPH_ID:
            raise StoreError("every triple is in a named graph here: use dataset.graph(URIRef(…)).add(…)")
        return ox.NamedNode(str(context.identifier))

    def _graph(self, name: object) -> Graph:
        return Graph(store=self, identifier=from_engine(name))

    def _holders(self, quad: ox.Quad) -> list[Any]:
        return [each.graph_name for each in self._changes.quads((*quad.triple, None))]


class OpenDataset(Dataset):
    """A dataset over one store: the default graph is the union of all. To be closed, or used in a `with` block."""

    def __init__(self, store: EngineStore, close: Callable[[], None]) -> None:
        import rdflib.plugins.sparql as sparql  # late: its grammar takes a quarter of a second to build

        sparql.SPARQL_LOAD_GRAPHS = False  # else FROM <file:…> in a query reads files
        super().__init__(store=store, default_union=True)
        self._engine_store = store
        self._close = close

    def __enter__(self) -> "OpenDataset":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self, commit_pending_transaction: bool = False) -> None:
        """Let go of the store; a writer publishes what it changed."""
        self._close()

    @contextmanager
    def transaction(self) -> Iterator["OpenDataset"]:
        """Changes made in the block are applied in one call at its end, and none of them when it raises."""
        self._engine_store.begin()
        try:
            yield self
        except BaseException:
            self._engine_store.end(keep=False)
            raise
        self._engine_store.end(keep=True)


def _stored(term: Node) -> Any:
    return genid(str(term)) if isinstance(term, BNode) else to_engine(term)


def _pattern(triple: Any, context: Graph | None) -> Pattern:
    terms = [None if term is None else _stored(term) for term in triple]
    name = None if context is None else ox.NamedNode(str(context.identifier))
    return (*terms, name)  # type: ignore[return-value]


def _options(prefixes: Any, graph: str) -> dict[str, Any]:
    union = graph == "__UNION__"
    return {
        "use_default_graph_as_union": union,
        "default_graph": None if union else ox.NamedNode(str(graph)),
        "prefixes": {prefix: str(namespace) for prefix, namespace in prefixes.items()},
    }


def _result(found: ox.QueryBoolean | ox.QuerySolutions | ox.QueryTriples) -> Result:
    if isinstance(found, ox.QueryBoolean):
        result = Result("ASK")
        result.askAnswer = bool(found)
    elif isinstance(found, ox.QueryTriples):
        result = Result("CONSTRUCT")
        result.graph = Graph()
        for triple in found:
            result.graph.add(from_triple(triple))
    else:
        result = Result("SELECT")
        result.vars = [Variable(variable.value) for variable in found.variables]
        result.bindings = [
            {name: from_engine(value) for name, value in zip(result.vars, row, strict=True) if value is not None}
            for row in found
        ]
    return result
