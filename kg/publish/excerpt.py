"""A few quads written in any of the formats of the whole: what one page or one thing is in the web of data."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.errors import UsageError
from kg.model.rdf import Parameters, Row, Solutions, Triple
from kg.publish.export import pieces


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Triples by named graph, as a `Source` that can be written and not queried."""

    quads: Mapping[str, Sequence[Triple]]

    def graphs(self) -> Sequence[str]:
        """The names of its graphs, sorted."""
        return sorted(self.quads)

    def triples(self, graph: str) -> Iterator[Triple]:
        """The triples of one graph."""
        return iter(self.quads[graph])

    def select(self, query: str, parameters: Parameters | None = None) -> Solutions:
        """An excerpt answers no queries."""
        raise UsageError("an excerpt of a graph cannot be queried")

    def rows(self, query: str) -> Iterator[Row]:
        """An excerpt answers no queries."""
        raise UsageError("an excerpt of a graph cannot be queried")

    def ask(self, query: str, parameters: Parameters | None = None) -> bool:
        """An excerpt answers no queries."""
        raise UsageError("an excerpt of a graph cannot be queried")

    def construct(self, query: str, parameters: Parameters | None = None) -> Sequence[Triple]:
        """An excerpt answers no queries."""
        raise UsageError("an excerpt of a graph cannot be queried")


def excerpt(quads: Mapping[str, Sequence[Triple]], format: str) -> bytes:
    """The quads in one of the formats of `kg.publish.FORMATS` that are RDF."""
    return b"".join(pieces(Excerpt(quads), format))
