"""What crosses the borders of the store: the quads of one graph on the way in, solutions on the way out."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from rdflib import Literal, URIRef

Term: TypeAlias = URIRef | Literal
Triple: TypeAlias = tuple[URIRef, URIRef, Term]
Row: TypeAlias = tuple[Term | None, ...]
Parameters: TypeAlias = Mapping[str, Term]


@dataclass(frozen=True, slots=True)
class NamedGraph:
    """The quads of one named graph as canonical N-Quads lines, each with its newline, sorted, each once."""

    iri: str
    lines: tuple[str, ...]

    @property
    def digest(self) -> str:
        """SHA-256 of the lines: equal digests are equal graphs, since nothing in them is a blank node."""
        return hashlib.sha256("".join(self.lines).encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True)
class Solutions:
    """The table that a SELECT gives: column names and rows, a missing binding being None."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


class Source(Protocol):
    """What can be asked and never written: a snapshot of the store, or a SPARQL endpoint.

    The default graph is the union of all named graphs. Answers are complete, or an error is raised.
    """

    def select(self, query: str, parameters: Parameters | None = None) -> Solutions:
        """Rows of a SELECT. Parameters go in as one VALUES block of terms."""
        ...

    def rows(self, query: str) -> Iterator[Row]:
        """Rows of a SELECT one after another, for more of them than memory may hold; an error may come late."""
        ...

    def ask(self, query: str, parameters: Parameters | None = None) -> bool:
        """The answer of an ASK."""
        ...

    def construct(self, query: str, parameters: Parameters | None = None) -> Sequence[Triple]:
        """Triples of a CONSTRUCT or DESCRIBE, sorted, each once."""
        ...

    def graphs(self) -> Sequence[str]:
        """The IRIs of the named graphs under our base and the ontology's, sorted."""
        ...

    def triples(self, graph: str) -> Iterator[Triple]:
        """All triples of one named graph, in no particular order."""
        ...
