"""The engine's table files: written once, never changed, so that a digest tells a flipped bit wherever it is.

Reading every graph touches one of the engine's six indexes; a damaged block in another would show only to the query
that comes upon it.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from kg.store.folder import replace_file


def table_digests(folder: Path, known: Mapping[str, str]) -> dict[str, str]:
    """SHA-256 and time of writing (ns) of each table file by name; one `known` with that time is not read again."""
    return {file.name: _stamped(file, known.get(file.name, "")) for file in sorted(folder.glob("*.sst"))}


def _stamped(file: Path, known: str) -> str:
    written = f" {file.stat().st_mtime_ns}"
    return known if known.endswith(written) else _digest(file) + written


def record_tables(current: Path, record: Path) -> None:
    """Write down the digests of a store that was just closed: it may have rewritten files since the snapshot."""
    replace_file(record, json.dumps(table_digests(current, recorded_tables(record))) + "\n")


def recorded_tables(record: Path) -> dict[str, str]:
    """What was written down; nothing when that is missing or damaged, since it only makes `verify` see more."""
    try:
        found = json.loads(record.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(name): str(digest) for name, digest in found.items()} if isinstance(found, dict) else {}


def damaged_tables(folder: Path, expected: Mapping[str, str], *, complete: bool) -> Iterator[str]:
    """What is wrong with the table files, in words. Unless `complete`, some may be gone: the engine rewrites them."""
    for name, stamped in expected.items():
        try:
            if _digest(folder / name) != stamped.split()[0]:
                yield f"{folder / name} is not as it was written"
        except FileNotFoundError:
            if complete:
                yield f"{folder / name} is missing"
        except OSError as error:
            yield f"{folder / name} cannot be read: {error}"


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
