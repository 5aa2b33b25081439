"""Whether the store still holds what its ledger promises, to the last quad: `kg verify`."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import pyoxigraph as ox

from kg import summaries
from kg.errors import StoreError, TradegraphError
from kg.graph.nquads import named_graph
from kg.store import snapshots
from kg.store.desk import Place, place_of
from kg.store.embedded import Embedded, graph_lines
from kg.store.files import damaged_tables, recorded_tables
from kg.store.folder import Folder, text_digest
from kg.store.ledger import Entry, Ledger
from kg.store.lock import WriterLock
from kg.store.recovery import stored_entry

Entries = tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What was compared and what is wrong. `extra` and `changed` are as the store has them, the others as promised.

    `notes` and `unused_texts` are worth a line and no failure.
    """

    graphs: int
    quads: int
    texts: int
    lost: Entries = ()
    changed: Entries = ()
    extra: Entries = ()
    missing_texts: Entries = ()
    damaged_texts: Entries = ()
    faults: tuple[str, ...] = ()
    unused_texts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether all is as the ledger says."""
        return not (self.lost or self.changed or self.extra or self.missing_texts or self.damaged_texts or self.faults)

    def lines(self) -> Iterator[str]:
        """The report for people, a line a finding."""
        yield f"{self.graphs:,} graphs with {self.quads:,} quads and {self.texts:,} texts compared with the ledger"
        yield from self.faults
        yield from (f"lost: {entry.label}, {entry.quads:,} quads; ingest it again" for entry in self.lost)
        yield from (f"changed: {entry.label}; ingest it again" for entry in self.changed)
        yield from (f"not in the ledger: {entry.label}, {entry.quads:,} quads" for entry in self.extra)
        yield from (f"text {entry.text} missing, of {entry.label}; ingest it again" for entry in self.missing_texts)
        yield from (f"text {entry.text} damaged, of {entry.label}; ingest it again" for entry in self.damaged_texts)
        yield from (f"text {digest} belongs to no document" for digest in self.unused_texts)
        yield from self.notes
        yield "all is as the ledger says" if self.sound else "the store is not sound"


def verify(folder: str | Path) -> Report:
    """Read every graph and every text, and compare them with the ledger; open the newest snapshot.

    While somebody writes, the newest snapshot is compared with the ledger as it was then. A graph that lies at an
    endpoint is read from there. Raises `StoreError` when there is no store or another's.
    """
    place = Folder(Path(folder))
    place.check(write=False)
    if there := place_of(place.path):
        return _of_endpoint(place, there)
    with ExitStack() as stack:
        try:
            stack.enter_context(WriterLock(place.lock))
        except StoreError as locked:
            return _of_snapshot(place, f"the newest snapshot was compared, since {locked}")
        return _of_current(place)


def _of_endpoint(folder: Folder, there: Place) -> Report:
    ledger, endpoint = Ledger(folder.ledger), there.endpoint()
    notes = ["a batch was cut short, or is being written; the next writer sees to it"] if ledger.pending else []

    def found() -> Mapping[str, Entry]:
        names = sorted({*ledger.entries, *endpoint.graphs()} - ledger.pending.keys())
        graphs = (named_graph(name, endpoint.triples(name)) for name in names)
        known = ((graph, ledger.entries.get(graph.iri, Entry(graph.iri))) for graph in graphs if graph.lines)
        return {graph.iri: replace(entry, digest=graph.digest, quads=len(graph.lines)) for graph, entry in known}

    return _compared(folder, ledger, found, [], notes)


def _of_current(folder: Folder) -> Report:
    ledger = Ledger(folder.ledger)
    notes = ["a batch was cut short; the next writer sees to it"] if ledger.pending or ledger.torn else []
    faults: list[str] = []
    try:
        snapshot = snapshots.open_newest(folder)[1]
        written = {**snapshot.tables, **recorded_tables(folder.tables)}
        faults += damaged_tables(folder.current, written, complete=False)
        faults += damaged_tables(folder.snapshots / str(snapshot.number), snapshot.tables, complete=True)
        if snapshot.digest != snapshots.contents(0, ledger).digest:
            notes.append("the newest snapshot is older than the last change; the next writer publishes it")
    except StoreError as error:
        faults.append(str(error))

    def held() -> Mapping[str, Entry]:
        return _held(ox.Store.read_only(str(folder.current)), ledger, faults)

    return _compared(folder, ledger, held, faults, notes)


def _of_snapshot(folder: Folder, note: str) -> Report:
    store, contents = snapshots.open_newest(folder)
    faults = [*damaged_tables(folder.snapshots / str(contents.number), contents.tables, complete=True)]
    ledger = Ledger(folder.ledger, contents.ledger)
    return _compared(folder, ledger, lambda: _held(store, ledger, faults), faults, [note])


def _compared(
    folder: Folder, ledger: Ledger, held: Callable[[], Mapping[str, Entry]], faults: list[str], notes: list[str]
) -> Report:
    promised = {graph: entry for graph, entry in ledger.entries.items() if graph not in ledger.pending}
    try:
        found = held()
    except (OSError, RuntimeError) as error:  # the engine tells damage in either way
        faults = [*faults, f"the store's files are damaged and cannot be read: {error}"]
        found = dict(promised)
    texts = {path.stem for path in folder.texts.glob("*.txt")}
    states = {digest: _text_state(folder, digest) for digest in {entry.text for entry in promised.values()} - {""}}
    return Report(
        graphs=len(found),
        quads=sum(entry.quads for entry in found.values()),
        texts=len(texts),
        lost=_sorted(entry for graph, entry in promised.items() if graph not in found),
        changed=_sorted(entry for graph, entry in found.items() if _differs(entry, promised.get(graph))),
        extra=_sorted(entry for graph, entry in found.items() if graph not in ledger.entries),
        missing_texts=_sorted(entry for entry in promised.values() if states.get(entry.text) == "missing"),
        damaged_texts=_sorted(entry for entry in promised.values() if states.get(entry.text) == "damaged"),
        faults=tuple(faults),
        unused_texts=tuple(sorted(texts - states.keys())),
        notes=tuple(notes),
    )


def _found(store: ox.Store, ledger: Ledger) -> Mapping[str, Entry]:
    """What the store holds of each graph, under the ledger's name; without those of a batch that was cut short."""
    names = sorted({name.value for name in store.named_graphs()} - ledger.pending.keys())
    entries = (stored_entry(store, name, ledger.entries.get(name)) for name in names)
    return {entry.graph: entry for entry in entries if entry.quads}


def _held(store: ox.Store, ledger: Ledger, faults: list[str]) -> Mapping[str, Entry]:
    """The same; with the faults, what is wrong with the summaries."""
    found = _found(store, ledger)
    try:
        faults += _miscounted(store, ledger)
    except TradegraphError as error:
        faults.append(f"the summaries could not be compared with the graph: {error}")
    return found


def _miscounted(store: ox.Store, ledger: Ledger) -> Iterator[str]:
    """The summaries that say other than the whole graph does."""
    if summaries.about() not in ledger.entries or ledger.pending:
        return
    wanted = {graph.iri: graph.lines for graph in summaries.recomputed(Embedded(store))}
    kept = {iri: graph_lines(store, iri) for iri in ledger.entries if iri.startswith(summaries.graphs())}
    wrong = sorted(iri for iri in wanted.keys() | kept.keys() if wanted.get(iri) != kept.get(iri))
    if wrong:
        yield f"{len(wrong)} summaries are not what the graph says, {wrong[0]} first; `kg summarise` counts anew"


def _differs(found: Entry, promised: Entry | None) -> bool:
    return promised is not None and promised.digest != found.digest


def _text_state(folder: Folder, digest: str) -> str:
    try:
        return "sound" if text_digest(folder.text_file(digest).read_bytes()) == digest else "damaged"
    except FileNotFoundError:
        return "missing"


def _sorted(entries: Iterable[Entry]) -> Entries:
    return tuple(sorted(entries, key=lambda entry: (entry.name, entry.graph)))
