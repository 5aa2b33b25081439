"""What opening and leaving do about a batch that was cut short, and about a store that lost what was acknowledged."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError
from kg.model.rdf import NamedGraph
from kg.store.embedded import graph_lines
from kg.store.ledger import Entry, Ledger, now
from kg.summaries import about, graphs

NAMED = 20  # how many documents a message lists


def stored_entry(store: ox.Store, graph: str, known: Entry | None = None) -> Entry:
    """What the store itself holds of that graph; the document's name and text as they are `known`."""
    found = NamedGraph(graph, graph_lines(store, graph))
    if not found.lines:
        return Entry(graph)
    return replace(known or Entry(graph), digest=found.digest, quads=len(found.lines))


def settle(ledger: Ledger, store: ox.Store) -> None:
    """Note what became of the graphs of a batch that nobody was told about: the new state, the old one, never half."""
    found = [(stored_entry(store, graph), intended) for graph, intended in sorted(ledger.pending.items())]
    if found:
        ledger.acknowledge([_known(entry, (intended, ledger.entries.get(entry.graph))) for entry, intended in found])


def recover(ledger: Ledger, store: ox.Store, folder: Path) -> None:
    """Repair the ledger's end, settle what was cut short, and compare the numbers of quads.

    Raises `StoreError` once when they differ, after the ledger was set right, so that the next opening goes on.
    """
    ledger.repair()
    settle(ledger, store)
    if len(store) == sum(entry.quads for entry in ledger.entries.values()):
        return
    before = dict(ledger.entries)
    store.remove_graph(ox.NamedNode(about()))  # what the summaries say may be of what is lost: they are made anew
    store.flush()
    differing = [entry for entry in _stored(store, before) if entry.digest != _digest(before.get(entry.graph))]
    ledger.acknowledge([replace(entry, when=now()) for entry in differing])
    told = [entry for entry in differing if not entry.graph.startswith(graphs())]
    lost = [before[entry.graph] for entry in told if entry.graph in before]
    extra = [entry for entry in told if entry.graph not in before]
    raise StoreError(f"{folder} does not hold what its ledger promises" + _told(lost, extra))


def _stored(store: ox.Store, before: Iterable[str]) -> list[Entry]:
    names = {name.value for name in store.named_graphs()} | set(before)
    return [stored_entry(store, name) for name in sorted(names)]


def _told(lost: list[Entry], extra: list[Entry]) -> str:
    parts = []
    if lost:
        parts.append(f"; lost or damaged, to be ingested again: {_names(lost)}")
    if extra:
        parts.append(f"; taken up though the ledger did not know them: {_names(extra)}")
    return "".join(parts) + ". This is said once: the ledger now says what is there, and the next run goes on"


def _names(entries: list[Entry]) -> str:
    more = f" and {len(entries) - NAMED} more" if len(entries) > NAMED else ""
    return ", ".join(entry.label for entry in entries[:NAMED]) + more


def _known(entry: Entry, candidates: Iterable[Entry | None]) -> Entry:
    """The entry with the document's name and text, from whichever candidate it equals."""
    same = next((one for one in candidates if one and one.digest == entry.digest), entry)
    return replace(same, quads=entry.quads, digest=entry.digest, when=now())


def _digest(entry: Entry | None) -> str:
    return entry.digest if entry else ""
