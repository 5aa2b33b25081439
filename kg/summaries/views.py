"""What counting looks things up in: the graph before a change and after it, the graphs of summaries left aside."""

from collections.abc import Iterator
from typing import NamedTuple, Protocol


class Said(NamedTuple):
    """One statement of one graph, IRIs and the words of literals alike as plain text."""

    subject: str
    predicate: str
    value: str
    graph: str


class View(Protocol):
    """All named graphs as they are at one moment. A statement of two graphs may come twice."""

    def about(self, subject: str) -> Iterator[tuple[str, str]]:
        """Properties and values of a thing."""
        ...

    def values(self, subject: str, predicate: str) -> Iterator[str]:
        """The values of a property of a thing."""
        ...

    def having(self, predicate: str, value: str) -> Iterator[str]:
        """What has this value (an IRI, or a plain string) of a property."""
        ...

    def holds(self, subject: str, predicate: str, value: str | None = None) -> bool:
        """Whether a thing has this IRI as value of a property, or any value."""
        ...
