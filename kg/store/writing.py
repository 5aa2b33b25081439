"""The one writer: whole graphs in and out, several in one transaction, acknowledged in the ledger."""

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import IO, Protocol, cast

import pyoxigraph as ox

from kg.errors import StoreError
from kg.model.rdf import NamedGraph
from kg.store import snapshots
from kg.store.changes import Change, Outcome, asked, difference, outcome
from kg.store.embedded import Embedded, graph_lines
from kg.store.files import record_tables
from kg.store.folder import Folder
from kg.store.ledger import Entry, Ledger, now
from kg.store.lock import WriterLock
from kg.store.recovery import recover, settle, stored_entry
from kg.store.signals import sigterm_as_exit
from kg.store.summing import Due, Old, Summing, is_summary, statements
from kg.store.texts import check_texts, remove_texts, texts_of
from kg.summaries import about

ROOM = 64_000_000  # bytes that must stay free: an engine that once met a full disk writes no more until reopened


class Readable(Protocol):
    """Gives bytes until there are none; what it raises stops the reader."""

    def read(self, size: int, /) -> bytes: ...


class Writer:
    """Opened by `kg.store.writer`. What it has returned from is durable; leaving the block publishes a snapshot."""

    def __init__(self, folder: Path, initial: Sequence[NamedGraph] = (), *, summaries: bool = False) -> None:
        self._folder = Folder(folder)
        self._initial = initial
        self._wanted = summaries
        self._summing: Summing | None = None
        self._stuck = ""
        self._loaded: list[str] = []  # graphs that the summaries do not count yet
        self.remark = ""  # what opening did beside, for people

    def __enter__(self) -> "Writer":
        with ExitStack() as opening:
            self._folder.path.mkdir(parents=True, exist_ok=True)
            opening.enter_context(WriterLock(self._folder.lock))
            opening.enter_context(sigterm_as_exit())
            if not self._folder.exists():
                self._folder.describe()
            self._folder.check(write=True)
            self._folder.snapshots.mkdir(exist_ok=True)
            snapshots.sweep(self._folder)
            self._ledger = Ledger(self._folder.ledger)
            self._store = _open(self._folder)
            opening.callback(self._close)
            recover(self._ledger, self._store, self._folder.path)
            self._begin()
            self._opened = opening.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._opened:
            try:
                settle(self._ledger, self._store)
                self.publish()
            except StoreError as failure:
                if error is None:
                    raise
                error.add_note(str(failure))

    def replace(self, changes: Iterable[Change]) -> Outcome:
        """Make all these graphs what they shall be, in one transaction, durably; one that is so already is not written.

        Raises `StoreError` when that failed: the batch is not acknowledged then, and either absent or whole.
        """
        due, made = asked(changes, self._ledger.entries)
        if due:
            check_texts(self._folder, due.values())
            old = {iri: self.graph(iri).lines if self._digest(iri) else () for iri in due}
            summed = self._summing.after([change.graph for change in due.values()], old) if self._summing else ()
            self._write(due.values(), old, summed)
        return made

    def _write(self, changes: Iterable[Change], old: Old, summed: Due) -> None:
        """Changes and what they make of the summaries, in one transaction."""
        pairs = [(change.graph, old[change.graph.iri]) for change in changes]
        pairs += [(now, was.lines) for was, now in summed]
        entries = [each.entry for each in (*changes, *(Change(now) for _, now in summed))]
        try:
            update = ";\n".join(part for graph, lines in pairs for part in difference(graph, lines))
            self._commit(entries, lambda: self._store.update(update), len(update))
        except BaseException:
            if self._summing:
                self._summing.forget()
            raise

    def load(self, changes: Iterable[Change]) -> Outcome:
        """The same for many documents at once: graphs that are new go in by the engine's fastest way, the others after.

        The new ones are one transaction while they have fewer than a million quads, which is the engine's own batch.
        """
        wanted = {change.graph.iri: change for change in changes}
        new = {iri: each for iri, each in wanted.items() if each.graph.lines and not self._digest(iri)}
        made = outcome(wanted, new, self._ledger.entries)
        if new:
            check_texts(self._folder, new.values())
            content = "".join(line for each in new.values() for line in each.graph.lines).encode("utf-8")
            with self.in_bulk() as loaded:
                self._commit([each.entry for each in new.values()], lambda: self._bulk(content), len(content))
                loaded.extend(new)
        return made.then(self.replace(each for iri, each in wanted.items() if iri not in new))

    def _bulk(self, content: bytes) -> None:
        self._store.bulk_load(input=content, format=ox.RdfFormat.N_QUADS)

    def drop(self, graphs: Iterable[str]) -> Outcome:
        """Take these graphs away in one transaction, and the texts that no other document has."""
        return self.replace([Change(NamedGraph(iri, ())) for iri in graphs])

    def fill(self, graph: str, lines: Readable, found: Callable[[], Entry | None], *, size: int = 0) -> Entry:
        """Fill a graph that is not there yet from a stream of canonical N-Triples, by the engine's fastest way.

        Nothing is stored when the stream raises. `found` says after its end what came, if it can; `size` is about how
        many bytes that is.
        """
        if self._digest(graph):
            raise StoreError(f"{graph} holds something already")
        made: list[Entry] = []

        def load() -> None:
            stream = cast(IO[bytes], lines)  # of which the engine uses `read` alone
            self._store.bulk_load(input=stream, format=ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(graph))
            made.append(found() or stored_entry(self._store, graph))

        with self.in_bulk() as loaded:
            self._commit([Entry(graph)], load, size, made)
            loaded.append(graph)
        return made[0]

    def summarise(self) -> Outcome:
        """Count anew, from the whole graph, what the summaries say, and keep them in step from now on."""
        summing, self._summing = Summing(self._store), None
        made = summing.anew()
        gone = {iri for iri in self._ledger.entries if is_summary(iri)} - {graph.iri for graph in made}
        outcome = self.replace([*map(Change, made), *(Change(NamedGraph(iri, ())) for iri in sorted(gone))])
        self._summing = summing
        return outcome

    @contextmanager
    def in_bulk(self) -> Iterator[list[str]]:
        """For graphs that come into the store past `replace`: new ones, whose names are appended to the list given.

        Meanwhile the store says that its summaries are behind; they catch up at the end, by what came, or, where that
        is more than there was before, from the whole graph. Cut short, the next writer counts anew.
        """
        if self._summing is None:  # there are none, or they are behind already and catch up when the outer block ends
            yield self._loaded
            return
        summing, described, before = self._summing, self.graph(about()), statements(self._ledger.entries)
        self.drop([about()])
        self._summing, self._loaded = None, []
        yield self._loaded
        if statements(self._ledger.entries) > 2 * before:
            self.summarise()
            return
        for due in summing.loaded(self._loaded):
            self._write((), {}, due)
        self.replace([Change(described)])
        self._summing = summing

    def graph(self, iri: str) -> NamedGraph:
        """The graph as it is now; without lines when there is none."""
        return NamedGraph(iri, graph_lines(self._store, iri))

    def entries(self) -> Mapping[str, Entry]:
        """What the ledger says of each graph there is."""
        return dict(self._ledger.entries)

    @property
    def engine(self) -> ox.Store:
        """The open store, for `kg.store` alone: whoever writes through it betrays the ledger."""
        return self._store

    @property
    def spool(self) -> Path:
        """A file for what is on its way into the store; swept with the snapshots' leftovers."""
        return self._folder.snapshots / "loading.tmp"

    @property
    def path(self) -> Path:
        """The store's folder."""
        return self._folder.path

    def source(self) -> Embedded:
        """What was written so far, to be asked: for graphs that are worked out from the others."""
        return Embedded(self._store)

    def put_text(self, text: str) -> str:
        """Keep a document's text, durably, and return its digest. To be called before its graph is written."""
        return self._folder.put_texts([text])[0]

    def put_texts(self, texts: Sequence[str]) -> list[str]:
        """The same for several at once."""
        return self._folder.put_texts(texts)

    def text(self, digest: str) -> str:
        """The text of that digest; raises `NotFound`."""
        return self._folder.text(digest)

    def publish(self) -> snapshots.Contents:
        """Make what was written so far what readers open; does nothing when they have it already."""
        published = snapshots.published(self._folder)
        if published and published.digest == snapshots.contents(0, self._ledger).digest:
            return published
        self._check_room(0)
        return snapshots.publish(self._folder, self._store, self._ledger)

    def _digest(self, graph: str) -> str:
        entry = self._ledger.entries.get(graph)
        return entry.digest if entry else ""

    def _begin(self) -> None:
        """Take up the summaries where they are in step, or make them; keep the initial graphs up to date."""
        summing, entries = Summing(self._store), self._ledger.entries
        kept, empty = any(map(is_summary, entries)), not entries
        self._summing = summing if kept and summing.in_step(entries) else None
        put = self.load if empty else self.replace
        put(Change(graph) for graph in self._initial)
        if self._summing is None and (kept or self._wanted):
            self.summarise()
            self.remark = "" if empty else "its summaries were counted anew, from the whole graph"

    def _commit(
        self, entries: list[Entry], write: Callable[[], None], size: int, made: list[Entry] | None = None
    ) -> None:
        """Intent, transaction, flush, acknowledgement; a failure leaves the ledger right, too."""
        if self._stuck:
            raise StoreError(f"{self._stuck}; the store must be opened again")
        self._check_room(size)
        before = texts_of(self._ledger, entries)
        self._ledger.begin(entries)
        try:
            write()
            self._store.flush()
        except (OSError, RuntimeError) as error:
            self._stuck = f"{self._folder.path} could not be written ({error}); this batch is not acknowledged"
            raise StoreError(self._stuck) from error
        except Exception:
            settle(self._ledger, self._store)
            raise
        when = now()
        self._ledger.acknowledge([replace(entry, when=when) for entry in made or entries])
        remove_texts(self._folder, self._ledger, before)

    def _check_room(self, size: int) -> None:
        """Stop before the disk is full: the engine then waits for room without end, in a flush or a backup."""
        free = shutil.disk_usage(self._folder.path).free
        needed = ROOM + self._folder.size() // 10 + 4 * size  # a batch goes to the log and to several indexes
        if free < needed:
            raise StoreError(
                f"{self._folder.path} has {free // 1_000_000:,} MB free and needs {needed // 1_000_000:,} MB; "
                "what was acknowledged stays. Make room and try again"
            )

    def _close(self) -> None:
        self._summing = None
        del self._store  # the engine's files are closed with the last reference
        with suppress(OSError):  # a full disk: `verify` sees less then
            record_tables(self._folder.current, self._folder.tables)


def _open(folder: Folder) -> ox.Store:
    try:
        return ox.Store(str(folder.current))
    except (OSError, RuntimeError) as error:
        raise StoreError(
            f"{folder.current} cannot be opened ({error}); readers still have the last snapshot. If the disk is "
            "full, make room and try again; if files are damaged, make a new store and ingest the documents again"
        ) from error
