"""The embedded store, its snapshots and its ledger, and SPARQL endpoints in their place.

    source(folder, endpoint=None, dialect=None) -> Source   what every reader asks: the newest snapshot, or an endpoint
    at_endpoint(folder, query, update, dialect) -> Place    the folder as desk of a graph that lies at an endpoint
    probed(url, update=None, dialect=None) -> Probed        what a SPARQL server can and cannot do
    snapshot(folder) -> Snapshot                            a Source; also graph(iri), nquads(), digest, len()
    writer(folder, initial=(), summaries=False) -> Writer   with kg.store.writer(folder, graphs) as writer: …
        writer.put_text(text) -> digest                     before the document's graph; put_texts: several at once
        writer.replace([Change(graph, text=digest, name=name), …]) -> Outcome(added, changed, dropped, unchanged)
        writer.load([Change(…), …]) -> Outcome              the same, quicker for many new graphs
        writer.drop([iri, …]) -> Outcome
        writer.graph(iri) -> NamedGraph, .text(digest) -> str, .entries() -> {iri: Entry}
        writer.source() -> Source                           over what was written so far
        writer.in_bulk() -> list                            with writer.in_bulk() as loaded: … loaded.append(graph)
        writer.summarise() -> Outcome                       the summaries (`kg.summaries`) from the whole graph
        writer.publish() -> Contents                        also done on leaving
    load_file(writer, path, graph, format=None) -> Outcome  a foreign file into one graph; raises Refused
    text(folder, digest) -> str                             a document's text
    entries(folder) -> {iri: Entry(graph, digest, quads, text, name, source, when)}      what the ledger says
    summarise(folder, initial=()) -> Outcome                the summaries from the whole graph, for repairs
    verify(folder) -> Report                                .sound, .lost, .changed, .extra, .missing_texts, …, .lines()
    open(folder=None, write=False) -> rdflib Dataset        with dataset.transaction(): …
    with_parameters(query, parameters) -> str               the query with its VALUES block
    check_query(query)                                      the guards; raises QueryError
    answered(snapshot, query, media, …) -> bytes            foreign SPARQL, as the protocol's formats; TooLarge

All raise `StoreError`, `QueryError` or `NotFound` of `kg.errors`.
"""

from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import settings
from kg.errors import StoreError
from kg.model.rdf import NamedGraph, Source
from kg.store.binding import with_parameters
from kg.store.changes import Change, Outcome
from kg.store.desk import Place, place_of, settled
from kg.store.folder import Folder
from kg.store.guards import check as check_query
from kg.store.ledger import Entry, Ledger
from kg.store.limits import limits
from kg.store.parameters import term_text
from kg.store.snapshots import Contents, Snapshot
from kg.store.writable import Writable
from kg.store.writing import Writer

if TYPE_CHECKING:
    from kg.store.answering import TooLarge, answered, offered
    from kg.store.dataset import OpenDataset
    from kg.store.endpoint import Endpoint
    from kg.store.loading import load_file
    from kg.store.probing import Probed, probed
    from kg.store.revision import Stamp
    from kg.store.verification import Report, verify

_LATE = {  # what most programs do without, brought when somebody asks for it (PEP 562)
    "Endpoint": "endpoint",
    "OpenDataset": "dataset",
    "Probed": "probing",
    "Report": "verification",
    "Stamp": "revision",
    "TooLarge": "answering",
    "answered": "answering",
    "load_file": "loading",
    "offered": "answering",
    "probed": "probing",
    "verify": "verification",
}

__all__ = [
    "Change",
    "Contents",
    "Endpoint",
    "Entry",
    "OpenDataset",
    "Outcome",
    "Place",
    "Probed",
    "Report",
    "Snapshot",
    "Stamp",
    "TooLarge",
    "Writable",
    "Writer",
    "at_endpoint",
    "answered",
    "check_query",
    "entries",
    "limits",
    "load_file",
    "offered",
    "open",
    "place_of",
    "probed",
    "snapshot",
    "source",
    "summarise",
    "term_text",
    "text",
    "verify",
    "with_parameters",
    "writer",
]


def __getattr__(name: str) -> Any:
    if name in _LATE:
        return getattr(import_module(f"kg.store.{_LATE[name]}"), name)
    raise AttributeError(f"module 'kg.store' has no attribute {name!r}")


def writer(folder: str | Path, initial: Sequence[NamedGraph] = (), *, summaries: bool = False) -> Writable:
    """The store's one writer, for a `with` block; a missing store is made, `initial` graphs are kept up to date, and
    with `summaries` (`kg.summaries`) the store gets them if it has none.

    Of a folder whose graph lies at an endpoint it writes there, and keeps no summaries.
    """
    if place := place_of(Path(folder)):
        from kg.store.remote import RemoteWriter  # late, as all that speaks to servers

        return RemoteWriter(Path(folder), place, initial)
    return Writer(Path(folder), initial, summaries=summaries)


def summarise(folder: str | Path, initial: Sequence[NamedGraph] = ()) -> Outcome:
    """Count the summaries of a store anew from the whole graph; which of them were other than they should be."""
    if place_of(Path(folder)):
        raise StoreError(f"the graph of {folder} lies at an endpoint, where no summaries are kept")
    with Writer(Path(folder), initial, summaries=True) as writer:
        return writer.summarise()


def at_endpoint(folder: str | Path, query: str, update: str | None = None, dialect: str | None = None) -> Place:
    """Make the folder the desk of a graph that lies at an endpoint: texts and ledger here, the graph there."""
    return settled(Path(folder), query, update, dialect)


def snapshot(folder: str | Path) -> Snapshot:
    """The newest snapshot, opened to be read."""
    _graph_here(folder)
    return Snapshot(Path(folder))


def source(folder: str | Path, endpoint: str | None = None, dialect: str | None = None) -> Source:
    """What is to be asked: the folder's newest snapshot, or the SPARQL endpoint when one is given or the folder's graph
    lies at one; its make is found out where `dialect` does not name it."""
    if endpoint is not None:
        from kg.store.recognising import recognised

        name = dialect or recognised(endpoint, settings.credentials()).name
        return Place(endpoint, dialect=name).endpoint()
    if place := place_of(Path(folder)):
        return place.endpoint()
    return Snapshot(Path(folder))


def _graph_here(folder: str | Path) -> None:
    if place := place_of(Path(folder)):
        raise StoreError(f"{folder} holds no graph: that lies at {place.query}, where this cannot be done")


def open(folder: str | Path | None = None, write: bool = False) -> "OpenDataset":
    """The store as an rdflib `Dataset`, its default graph the union of all; by default the store of the settings.

    To be read: the newest snapshot. With `write`, as the store's one writer until closed: changes go through
    `with dataset.transaction():`, are applied in one call at its end and are readers' to see then.
    """
    from kg.store.dataset import EngineStore, OpenDataset

    place = Path(folder) if folder is not None else settings.store_folder()
    _graph_here(place)
    return _open_to_write(Writer(place)) if write else OpenDataset(EngineStore(snapshot(place).engine), lambda: None)


def _open_to_write(writer: Writer) -> "OpenDataset":
    from kg.store.dataset import EngineStore, OpenDataset

    writer.__enter__()

    def commit(graphs: Iterable[NamedGraph]) -> None:
        known = writer.entries()
        changes = [
            Change(graph, known[graph.iri].text, known[graph.iri].name) if graph.iri in known else Change(graph)
            for graph in graphs
        ]
        writer.replace(changes)
        writer.publish()

    return OpenDataset(EngineStore(writer.engine, commit), lambda: writer.__exit__(None, None, None))


def text(folder: str | Path, digest: str) -> str:
    """The text of that digest as it was read; raises `NotFound`."""
    return Folder(Path(folder)).text(digest)


def entries(folder: str | Path) -> Mapping[str, Entry]:
    """What the ledger says of each graph; a line that is being written just now is not seen."""
    return Ledger(Folder(Path(folder)).ledger).entries
