"""The writer of a graph that lies at an endpoint: the same promises as the folder's writer, by other means.

A change goes thus: the ledger says what is coming; the triples are brought under disguise and counted; the revision
says "writing"; each graph changes in one operation; the revision says "quiet"; each graph is read back and compared by
its hash; the ledger acknowledges. A kill at any step leaves each graph as it was or as it shall be, and the next writer
finds out which.
"""

import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Self

from kg.errors import EndpointError, StoreError
from kg.graph.nquads import named_graph
from kg.model.rdf import NamedGraph, Source
from kg.store import updates
from kg.store.changes import Change, Outcome, asked
from kg.store.desk import Place
from kg.store.dialect import Writing
from kg.store.folder import Folder
from kg.store.ledger import Entry, Ledger, now
from kg.store.lock import WriterLock
from kg.store.revision import Stamp
from kg.store.signals import sigterm_as_exit
from kg.store.texts import check_texts, remove_texts, texts_of

SETTLING = 1.0  # seconds that an operation of a killed writer may still take before its graphs are looked at


@dataclass(frozen=True, slots=True)
class _Staged:
    """One change on its way: what comes and what goes, disguised; `whole` if all that is there goes."""

    change: Change
    place: int
    comes: Sequence[str]
    goes: Sequence[str]
    whole: bool

    @property
    def graphs(self) -> tuple[tuple[str, Sequence[str]], ...]:
        """The graphs that it is brought in, with what goes there."""
        return tuple(zip(updates.staging(self.place), (self.comes, self.goes), strict=True))


class RemoteWriter:
    """Opened by `kg.store.writer` for a folder whose graph lies elsewhere. Readers see each change once it is made."""

    def __init__(self, folder: Path, place: Place, initial: Sequence[NamedGraph] = ()) -> None:
        self._folder = Folder(folder)
        self._place = place
        self._initial = initial
        self.remark = ""  # what opening did beside, for people

    def __enter__(self) -> Self:
        with ExitStack() as opening:
            opening.enter_context(WriterLock(self._folder.lock))
            opening.enter_context(sigterm_as_exit())
            self._folder.check(write=True)
            self._updates = self._place.updates()
            self._endpoint = self._place.endpoint(watched=False)
            self._ledger = Ledger(self._folder.ledger)
            self._ledger.repair()
            self._recover()
            self.replace([Change(graph) for graph in self._initial])
            self._opened = opening.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._opened:
            if not self._ledger.pending:
                return
            try:
                self._recover()
            except (EndpointError, StoreError) as failure:
                if error is None:
                    raise
                error.add_note(str(failure))

    def replace(self, changes: Iterable[Change]) -> Outcome:
        """Make these graphs what they shall be; what is so already is not written. Raises `EndpointError` when a server
        refuses, `StoreError` when it holds something else than was sent; nothing of the batch is acknowledged then."""
        due, made = asked(changes, self._ledger.entries)
        if due:
            check_texts(self._folder, due.values())
            staged = [self._staged(change, place) for place, change in enumerate(due.values())]
            self._write(staged)
        return made

    def load(self, changes: Iterable[Change]) -> Outcome:
        """The same as `replace`."""
        return self.replace(changes)

    def drop(self, graphs: Iterable[str]) -> Outcome:
        """Take these graphs away, and the texts that no other document has."""
        return self.replace([Change(NamedGraph(iri, ())) for iri in graphs])

    def publish(self) -> None:
        """Nothing: readers ask the server, and see what is there."""

    def graph(self, iri: str) -> NamedGraph:
        """The graph as the server has it now; without lines when there is none."""
        return named_graph(iri, self._endpoint.triples(iri))

    def entries(self) -> Mapping[str, Entry]:
        """What the ledger says of each graph there is."""
        return dict(self._ledger.entries)

    def source(self) -> Source:
        """What was written so far, to be asked."""
        return self._endpoint

    def put_text(self, text: str) -> str:
        """Keep a document's text in the folder, durably, and return its digest."""
        return self._folder.put_texts([text])[0]

    def put_texts(self, texts: Sequence[str]) -> list[str]:
        """The same for several at once."""
        return self._folder.put_texts(texts)

    def text(self, digest: str) -> str:
        """The text of that digest; raises `NotFound`."""
        return self._folder.text(digest)

    @property
    def path(self) -> Path:
        """The store's folder."""
        return self._folder.path

    @property
    def spool(self) -> Path:
        """A file for what is on its way into the store."""
        return self._folder.path / "loading.tmp"

    @property
    def _writing(self) -> Writing:
        return self._updates.dialect.writing

    def _staged(self, change: Change, place: int) -> _Staged:
        graph, old = change.graph, set(self.graph(change.graph.iri).lines)
        goes = old - set(graph.lines)
        whole = len(goes) * 2 > len(old)
        comes = set(graph.lines) - (set() if whole else old)
        disguised = [[updates.disguised(line, graph.iri) for line in sorted(lines)] for lines in (comes, goes)]
        return _Staged(change, place, disguised[0], () if whole else disguised[1], whole)

    def _write(self, staged: Sequence[_Staged]) -> None:
        entries = [each.change.entry for each in staged]
        texts = texts_of(self._ledger, entries)
        self._ledger.begin(entries)
        self._bring(staged)
        self._switch(staged)
        for entry in entries:
            self._compare(entry)
        when = now()
        self._ledger.acknowledge([replace(entry, when=when) for entry in entries])
        self._clear(len(staged))
        remove_texts(self._folder, self._ledger, texts)

    def _bring(self, staged: Sequence[_Staged]) -> None:
        """Bring all triples, under disguise, and count them."""
        graphs = [pair for each in staged for pair in each.graphs if pair[1]]
        for request in updates.insertions(graphs, self._writing):
            self._updates.send(request)
        for graph, triples in graphs:
            ((found,),) = self._endpoint.select(updates.COUNT % graph).rows
            if int(str(found)) != len(triples):
                self._clear(len(staged))
                raise StoreError(f"{self._updates.url} took {found} of {len(triples)} triples; nothing was changed")

    def _switch(self, staged: Sequence[_Staged]) -> None:
        """Make every graph what it shall be, each in one operation, between two looks that readers take."""
        number = self._endpoint.stamp().number
        self._stamp(number + 1, writing=True)
        for step, each in enumerate(staged, number + 2):
            stamp = Stamp(step, True, self._place.writer)
            self._updates.send(updates.switched(each.change.graph.iri, each.place, stamp, whole=each.whole))
        self._stamp(number + 2 + len(staged), writing=False)

    def _stamp(self, number: int, *, writing: bool) -> None:
        self._updates.send(updates.stamped(Stamp(number, writing, self._place.writer)))

    def _compare(self, entry: Entry) -> None:
        """Raise `StoreError` unless the server has exactly what was sent."""
        found = self.graph(entry.graph)
        if (found.digest if found.lines else "") != entry.digest:
            raise StoreError(
                f"{self._updates.url}: {entry.label} should hold {entry.quads} triples and holds {len(found.lines)}, "
                "or others; this batch is not acknowledged"
            )

    def _clear(self, places: int) -> None:
        graphs = [graph for place in range(places) for graph in updates.staging(place)]
        self._updates.send(updates.clearing(graphs, self._writing))

    def _recover(self) -> None:
        """Find out what became of a batch that nobody was told about, and say that nobody writes.

        Raises `StoreError` where somebody else writes to this graph.
        """
        stamp = self._endpoint.stamp()
        if stamp.writer and stamp.writer != self._place.writer:
            raise StoreError(
                f"the graph at {self._place.query} is written from another folder ({stamp.writer}, this one is "
                f"{self._place.writer}); write from there, or see docs/endpoints.md for how to move"
            )
        if not stamp.number and not self._ledger.entries:
            self._take_up()
        if self._ledger.pending:
            if stamp.writing:
                time.sleep(SETTLING)  # the server goes on with an operation whose client has died
            self._settle()
        if stamp.writing:
            self._stamp(self._endpoint.stamp().number + 1, writing=False)

    def _settle(self) -> None:
        intended = dict(self._ledger.pending)
        found = [self._entry(graph, (entry, self._ledger.entries.get(graph))) for graph, entry in intended.items()]
        self._ledger.acknowledge(found)
        self._clear(len(intended))

    def _take_up(self) -> None:
        """Note what there is in a graph that was loaded by the server's own means."""
        found = [self._entry(graph, ()) for graph in self._endpoint.graphs()]
        if found:
            self._ledger.acknowledge(found)
            self.remark = f"{len(found):,} graphs that were there already are taken into the ledger"

    def _entry(self, iri: str, candidates: Iterable[Entry | None]) -> Entry:
        """What the server has of a graph, with the document's name and text from whichever candidate it equals."""
        found = self.graph(iri)
        digest = found.digest if found.lines else ""
        known = next((each for each in candidates if each and each.digest == digest), Entry(iri))
        return replace(known, digest=digest, quads=len(found.lines), when=now())
