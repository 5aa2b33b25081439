"""A `Source` over an open pyoxigraph store; a snapshot and the writer's own view are both one of these."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

import pyoxigraph as ox

from kg.errors import QueryError, StoreError
from kg.model.rdf import NamedGraph, Parameters, Row, Solutions, Triple
from kg.store import guards
from kg.store.binding import with_parameters
from kg.store.complaints import shortened
from kg.store.terms import from_engine

Item = TypeVar("Item")
Answer = TypeVar("Answer", ox.QuerySolutions, ox.QueryBoolean, ox.QueryTriples)


def graph_lines(store: ox.Store, iri: str) -> tuple[str, ...]:
    """The graph's canonical N-Quads lines as the engine holds them, sorted; none when there is no such graph."""
    dump = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.NamedNode(iri))
    end = f" <{iri}> .\n"
    # split on LF only: str.splitlines would also split inside a literal that holds U+2028
    return tuple(sorted(line[:-2] + end for line in (dump or b"").decode("utf-8").split("\n") if line))


class Embedded:
    """Answers from a store in this process. Foreign queries go through `kg.store.guards` first."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store

    def select(self, query: str, parameters: Parameters | None = None) -> Solutions:
        """Rows of a SELECT, in the query's order."""
        found = self._ask(query, parameters, ox.QuerySolutions, "SELECT")
        columns = tuple(variable.value for variable in found.variables)
        return Solutions(columns, tuple(_row(row) for row in _each(found)))

    def rows(self, query: str) -> Iterator[Row]:
        """Rows of a SELECT one after another, as the engine finds them."""
        found = iter(self._ask(query, None, ox.QuerySolutions, "SELECT"))
        while (row := told(lambda: next(found, None))) is not None:
            yield _row(row)

    def ask(self, query: str, parameters: Parameters | None = None) -> bool:
        """The answer of an ASK."""
        return bool(self._ask(query, parameters, ox.QueryBoolean, "ASK"))

    def construct(self, query: str, parameters: Parameters | None = None) -> Sequence[Triple]:
        """Triples of a CONSTRUCT or DESCRIBE, sorted by their N-Triples, each once."""
        found = self._ask(query, parameters, ox.QueryTriples, "CONSTRUCT or DESCRIBE")
        triples: Mapping[str, ox.Triple] = {str(triple): triple for triple in _each(found)}
        return [from_triple(triples[line]) for line in sorted(triples)]

    def graphs(self) -> Sequence[str]:
        """The IRIs of all named graphs that hold something, sorted."""
        names = (name for name in self._store.named_graphs() if isinstance(name, ox.NamedNode))
        return sorted(name.value for name in names if self._holds(name))

    def triples(self, graph: str) -> Iterator[Triple]:
        """All triples of one named graph, in no particular order."""
        for quad in self._store.quads_for_pattern(None, None, None, ox.NamedNode(graph)):
            yield from_triple(quad.triple)

    def graph(self, iri: str) -> NamedGraph:
        """The graph as canonical lines; without lines when there is none of that name."""
        return NamedGraph(iri, graph_lines(self._store, iri))

    def nquads(self) -> Iterator[str]:
        """Every quad as a canonical N-Quads line with its newline: graphs sorted by IRI, lines sorted in each."""
        for iri in self.graphs():
            yield from graph_lines(self._store, iri)

    @property
    def engine(self) -> ox.Store:
        """The open store, for `kg.store` alone."""
        return self._store

    def __len__(self) -> int:
        return len(self._store)

    def _holds(self, name: ox.NamedNode) -> bool:
        return next(iter(self._store.quads_for_pattern(None, None, None, name)), None) is not None

    def _ask(self, query: str, parameters: Parameters | None, kind: type[Answer], form: str) -> Answer:
        guards.check(query)
        text = with_parameters(query, parameters)
        union = not guards.names_graphs(text)
        found = told(lambda: self._store.query(text, use_default_graph_as_union=union))
        if not isinstance(found, kind):
            raise QueryError(f"this needs a query of the form {form}")
        return found


def told(work: Callable[[], Item]) -> Item:
    """What the engine's work gives, its errors told as ours."""
    try:
        return work()
    except SyntaxError as error:
        raise QueryError(f"the query cannot be read: {shortened(str(error))}") from error
    except ValueError as error:
        raise QueryError(f"the query cannot be run: {error}") from error
    except (OSError, RuntimeError) as error:
        if isinstance(error, RuntimeError) and not str(error).startswith("Corruption"):
            raise QueryError(f"the query cannot be run: {error}") from error
        raise StoreError(f"the store cannot be read ({error}); `kg verify` tells what is damaged") from error


def _row(row: ox.QuerySolution) -> Row:
    """The engine's row as rdflib's terms."""
    return tuple(None if value is None else from_engine(value) for value in row)


def _each(found: Iterable[Item]) -> Sequence[Item]:
    """All items: an error that shows up late is an error, never a short answer."""
    return told(lambda: list(found))


def from_triple(triple: ox.Triple) -> Triple:
    """The engine's triple as rdflib's terms."""
    subject, predicate, value = (from_engine(term) for term in (triple.subject, triple.predicate, triple.object))
    return subject, predicate, value  # type: ignore[return-value]  # an engine's subject and predicate are IRIs
