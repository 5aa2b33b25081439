"""A store whose graph lies at an endpoint: the folder holds what a server does not, and `endpoint.json` says where.

DIR/endpoint.json    query URL, update URL, dialect, and the name under which this folder writes there
DIR/ledger.jsonl     every acknowledged change, DIR/texts/ the documents as read, as in any store
No name, no password: who asks is in the environment (`kg.settings`).
"""

import json
import secrets
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg import settings
from kg.errors import StoreError
from kg.settings import Credentials
from kg.store.folder import Folder, replace_file

if TYPE_CHECKING:
    from kg.store.dialect import Dialect
    from kg.store.endpoint import Endpoint
    from kg.store.updating import Updates

FILE = "endpoint.json"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a graph lies, and as whom it is written; without an update URL it can only be read."""

    query: str
    update: str = ""
    dialect: str = ""
    writer: str = ""

    # late, here and below: what speaks to servers takes as long to import as a store in a folder takes to write

    def endpoint(self, *, watched: bool = True) -> "Endpoint":
        """What is asked; not `watched` for the writer itself, who knows when it changes something."""
        from kg.store.dialect import dialect
        from kg.store.endpoint import Endpoint

        profile = dialect(self.dialect)
        return Endpoint(self.query, credentials_for(profile), dialect=profile, watched=watched)

    def updates(self) -> "Updates":
        """Where changes go. Raises `StoreError` where they cannot."""
        from kg.store.dialect import dialect
        from kg.store.updating import Updates

        profile = dialect(self.dialect)
        if profile.writing.refused:
            raise StoreError(f"{self.query}: {profile.writing.refused}")
        if not self.update:
            raise StoreError(f"nothing can be written to {self.query}: name where updates go with --update-endpoint")
        return Updates(self.update, profile, credentials_for(profile))


def credentials_for(profile: "Dialect") -> Credentials | None:
    """Who asks, by the scheme of the environment, else by that of the server's make."""
    known = settings.credentials()
    return replace(known, scheme=known.scheme or profile.authentication) if known else None


def place_of(folder: Path) -> Place | None:
    """Where the folder's graph lies; None when it lies in the folder, or when there is no folder."""
    try:
        found = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return Place(**found)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError) as error:
        raise StoreError(f"{folder / FILE} cannot be read ({error}); restore it from a copy") from error


def settled(folder: Path, query: str, update: str | None, name: str | None) -> Place:
    """The folder as the desk of a graph at that endpoint; made where it is new. Raises `StoreError` for a folder that
    has a graph of its own, or one somewhere else."""
    known = place_of(folder)
    if known is None and Folder(folder).exists():
        raise StoreError(f"{folder} holds a graph of its own; name another folder with --store for {query}")
    if known and known.query != query:
        raise StoreError(f"{folder} belongs to the graph at {known.query}; name another one with --store for {query}")
    if known and (update or known.update) == known.update and (name or known.dialect) == known.dialect:
        return known
    made = Place(
        query,
        update or (known.update if known else ""),
        name or (known.dialect if known else _recognised(query)),
        known.writer if known else secrets.token_hex(4),
    )
    made.updates()  # raises where nothing can be written: then no folder is made
    folder.mkdir(parents=True, exist_ok=True)
    if not Folder(folder).exists():
        Folder(folder).describe()
    replace_file(folder / FILE, json.dumps(asdict(made), indent=1) + "\n")
    return made


def _recognised(query: str) -> str:
    from kg.store.recognising import recognised

    return recognised(query, settings.credentials()).name
