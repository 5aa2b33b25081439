"""What readers open: copies of the writer's store that never change, switched by renaming one file.

Reading the writer's own files fails in practice ("Corruption: no such file"); a backup shares its files by hard links
and takes milliseconds, and a reader survives that the snapshot under it is swept away (reliability study, 0.9).
"""

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError
from kg.store.embedded import Embedded
from kg.store.files import table_digests
from kg.store.folder import Folder, replace_file, sync_folder
from kg.store.ledger import Ledger

KEPT = 3
_ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in a snapshot: number, digest over all graphs' digests, quads, graphs, how long the ledger was, and the
    digests of the engine's table files by name.
    """

    number: int
    digest: str
    quads: int
    graphs: int
    ledger: int
    tables: Mapping[str, str] = field(default_factory=dict)


def contents(number: int, ledger: Ledger) -> Contents:
    """The contents that the ledger promises: two stores with equal digests hold equal graphs."""
    entries = ledger.entries
    lines = sorted(f"{entry.graph} {entry.digest}\n" for entry in entries.values())
    digest = hashlib.sha256("".join(lines).encode("utf-8")).hexdigest()
    return Contents(number, digest, sum(entry.quads for entry in entries.values()), len(entries), ledger.length)


def newest(folder: Folder) -> int | None:
    """The number of the snapshot that counts; None before the first was published."""
    try:
        return int((folder.snapshots / "newest").read_text(encoding="ascii"))
    except FileNotFoundError:
        return None
    except ValueError as error:
        place = folder.snapshots / "newest"
        raise StoreError(f"{place} is damaged ({error}); any `kg ingest` publishes anew") from error


def read_contents(folder: Folder, number: int) -> Contents:
    """What `N.json` says of the snapshot."""
    return Contents(**json.loads((folder.snapshots / f"{number}.json").read_text(encoding="utf-8")))


def published(folder: Folder) -> Contents | None:
    """What readers have now; None when there is nothing, or nothing that can be opened."""
    try:
        return open_newest(folder)[1]
    except StoreError:
        return None


def publish(folder: Folder, store: ox.Store, ledger: Ledger) -> Contents:
    """Make the store as it is now what readers open. Before the last step readers see what they saw."""
    sweep(folder)
    number = max(_numbers(folder), default=0) + 1
    made = contents(number, ledger)
    before = published(folder)
    target, temporary = folder.snapshots / str(number), folder.snapshots / f"{number}.tmp"
    try:
        store.backup(str(temporary))
        _check(temporary, made)
        made = replace(made, tables=table_digests(temporary, before.tables if before else {}))
        _sync(temporary)
        temporary.replace(target)
        replace_file(folder.snapshots / f"{number}.json", json.dumps(asdict(made)) + "\n")
        replace_file(folder.snapshots / "newest", f"{number}\n")
    except (OSError, RuntimeError) as error:
        shutil.rmtree(temporary, ignore_errors=True)
        raise StoreError(f"no snapshot could be published ({error}); readers go on with the last one") from error
    sweep(folder)
    return made


def sweep(folder: Folder) -> None:
    """Remove what a killed writer left and all but the last snapshots."""
    try:
        current = newest(folder)
    except StoreError:
        current = None  # the next publication writes it anew
    for number in _numbers(folder)[:-KEPT]:
        if number != current:
            shutil.rmtree(folder.snapshots / str(number), ignore_errors=True)
            (folder.snapshots / f"{number}.json").unlink(missing_ok=True)
    for left in folder.snapshots.glob("*.tmp"):
        shutil.rmtree(left, ignore_errors=True) if left.is_dir() else left.unlink(missing_ok=True)


class Snapshot(Embedded):
    """The newest snapshot, opened to be read; it stays as it is while writers go on. `digest` names what is in it."""

    def __init__(self, folder: Path) -> None:
        place = Folder(folder)
        place.check(write=False)
        store, self.contents = open_newest(place)
        super().__init__(store)

    @property
    def digest(self) -> str:
        """SHA-256 over the names and digests of all graphs: equal for equal contents."""
        return self.contents.digest


def open_newest(folder: Folder) -> tuple[ox.Store, Contents]:
    """Open what `newest` names, again when a writer swept it away between the two steps."""
    for attempt in range(_ATTEMPTS):
        number = newest(folder)
        if number is None:
            raise StoreError(f"{folder.path} holds nothing to read yet; `kg ingest` puts documents in")
        try:
            return ox.Store.read_only(str(folder.snapshots / str(number))), read_contents(folder, number)
        except (OSError, RuntimeError, ValueError, TypeError) as error:
            if attempt == _ATTEMPTS - 1 or number == newest(folder):
                raise StoreError(
                    f"the snapshot {folder.snapshots / str(number)} cannot be opened ({error}); "
                    "`kg verify` tells what is damaged, any `kg ingest` publishes anew"
                ) from error
    raise AssertionError("the last attempt returns or raises")


def _check(path: Path, made: Contents) -> None:
    found = len(ox.Store.read_only(str(path)))
    if found != made.quads:
        raise StoreError(f"the new snapshot has {found:,} quads, the ledger {made.quads:,}; it is not published")


def _sync(path: Path) -> None:
    """Make the copied files last; table files are hard links to what the engine has synced already."""
    if os.name != "posix":  # pragma: no cover
        return
    for file in path.iterdir():
        if file.suffix != ".sst":
            handle = os.open(file, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
    sync_folder(path)


def _numbers(folder: Folder) -> list[int]:
    return sorted(int(path.name) for path in folder.snapshots.glob("[0-9]*") if path.name.isdigit())
