"""The documents' texts beside the graphs: a text is there before its graph, and goes with the last that has it."""

from collections.abc import Iterable

from kg.errors import StoreError
from kg.store.changes import Change
from kg.store.folder import Folder
from kg.store.ledger import Entry, Ledger


def check_texts(folder: Folder, changes: Iterable[Change]) -> None:
    """Raise `StoreError` for a document whose text was not stored before it."""
    for change in changes:
        if change.text and not folder.text_file(change.text).is_file():
            raise StoreError(f"{change.name or change.graph.iri}: its text {change.text} was not stored before it")


def texts_of(ledger: Ledger, entries: Iterable[Entry]) -> set[str]:
    """The digests of the texts that these graphs have so far."""
    return {ledger.entries[entry.graph].text for entry in entries if entry.graph in ledger.entries} - {""}


def remove_texts(folder: Folder, ledger: Ledger, digests: set[str]) -> None:
    """Take away those of these texts that no graph has any more."""
    gone = digests - {entry.text for entry in ledger.entries.values()} if digests else set()
    for digest in gone:
        folder.text_file(digest).unlink(missing_ok=True)
