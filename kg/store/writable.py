"""What every writer does, wherever the graph lies: in the folder (`kg.store.writing`) or at an endpoint (`…remote`)."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from kg.model.rdf import NamedGraph, Source
from kg.store.changes import Change, Outcome
from kg.store.ledger import Entry


class Writable(Protocol):
    """The one writer of a store, for a `with` block; what it has returned from is acknowledged in the ledger."""

    remark: str  # what opening did beside, for people

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def replace(self, changes: Iterable[Change]) -> Outcome:
        """Make these graphs what they shall be; none is ever half, for no reader."""
        ...

    def load(self, changes: Iterable[Change]) -> Outcome:
        """The same, perhaps quicker for many new graphs."""
        ...

    def drop(self, graphs: Iterable[str]) -> Outcome:
        """Take these graphs away, and the texts that no other document has."""
        ...

    def graph(self, iri: str) -> NamedGraph:
        """The graph as it is now; without lines when there is none."""
        ...

    def entries(self) -> Mapping[str, Entry]:
        """What the ledger says of each graph there is."""
        ...

    def source(self) -> Source:
        """What was written so far, to be asked."""
        ...

    def put_text(self, text: str) -> str:
        """Keep a document's text, durably, and return its digest. To be called before its graph is written."""
        ...

    def put_texts(self, texts: Sequence[str]) -> list[str]:
        """The same for several at once, which is quicker than one by one."""
        ...

    def text(self, digest: str) -> str:
        """The text of that digest; raises `NotFound`."""
        ...

    @property
    def path(self) -> Path:
        """The store's folder."""
        ...

    @property
    def spool(self) -> Path:
        """A file for what is on its way into the store."""
        ...
