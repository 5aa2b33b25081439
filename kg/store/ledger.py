"""The ledger: one line for every acknowledged change of a graph, outside the engine, so that a lost tail is noticed.

The engine shortens a damaged log without a word, and makes nothing durable before `flush()`. So a batch is written
thus: a line `{"begin": [entries]}`, the transaction, `flush()`, then a line for each graph that says what is there now.
Lines missing after a `begin` mean that nobody was told "done": what the store holds then is looked at and noted.
"""

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from kg.errors import StoreError


@dataclass(frozen=True, slots=True)
class Entry:
    """What a graph holds since the last acknowledged change; `quads` 0 means that it was dropped.

    `text` is the digest of the document's text and `name` the document's, both empty for graphs that are no document's.
    `source` is the SHA-256 of the file that a loaded graph came from. `digest` as in `NamedGraph`.
    """

    graph: str
    digest: str = ""
    quads: int = 0
    text: str = ""
    name: str = ""
    source: str = ""
    when: str = ""

    @property
    def label(self) -> str:
        """How to call it in a message."""
        return f"{self.name} ({self.graph})" if self.name else self.graph


def now() -> str:
    """The time of an acknowledgement: the ledger is a diary, so here a clock is right."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


class Ledger:
    """The file, read into the newest entry of each graph; `pending` is what an unacknowledged batch was to make."""

    def __init__(self, path: Path, length: int | None = None) -> None:
        """Read the file, or only its first `length` bytes: what it said once."""
        self._path = path
        self._limit = length
        self.entries: dict[str, Entry] = {}
        self.pending: dict[str, Entry] = {}
        self.torn = False
        self.length = 0
        for number, line in enumerate(self._complete_lines(), 1):
            self._read(number, line)

    def _complete_lines(self) -> Sequence[bytes]:
        content = self._path.read_bytes() if self._path.exists() else b""
        lines = content[: self._limit].splitlines(keepends=True)
        if lines and not (lines[-1].endswith(b"\n") and _whole(lines[-1])):
            self.torn = True
            lines.pop()
        self.length = sum(map(len, lines))
        return lines

    def _read(self, number: int, line: bytes) -> None:
        try:
            found = json.loads(line)
            if "begin" in found:
                self._intend([Entry(**entry) for entry in found["begin"]])
            else:
                self._take(Entry(**found))
        except (ValueError, TypeError) as error:
            raise StoreError(
                f"{self._path}:{number}: the ledger is damaged ({error}); restore it from a copy, or delete the folder "
                f"{self._path.parent} and ingest the documents again"
            ) from error

    def _intend(self, entries: Iterable[Entry]) -> None:
        self.pending.update((entry.graph, entry) for entry in entries)

    def _take(self, entry: Entry) -> None:
        self.pending.pop(entry.graph, None)
        if entry.quads:
            self.entries[entry.graph] = entry
        else:
            self.entries.pop(entry.graph, None)

    def repair(self) -> None:
        """Cut off a last line that was not written to its end."""
        if self.torn:
            self._cut()
            self.torn = False

    def _cut(self) -> None:
        if self._path.exists():
            os.truncate(self._path, self.length)

    def begin(self, entries: Sequence[Entry]) -> None:
        """Note what the coming transaction is to make of which graphs; a digest that is not known yet is empty."""
        self._append([{"begin": [_filled(entry) for entry in entries]}])
        self._intend(entries)

    def acknowledge(self, entries: Sequence[Entry]) -> None:
        """Note what the transaction made, durably. After this the change is promised."""
        self._append([_filled(entry) for entry in entries])
        for entry in entries:
            self._take(entry)

    def _append(self, lines: Iterable[dict[str, object]]) -> None:
        content = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode("utf-8")
        try:
            with self._path.open("ab") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            self.length += len(content)
        except OSError as error:
            self._cut()
            raise StoreError(f"{self._path} cannot be written: {error}") from error


def _filled(entry: Entry) -> dict[str, object]:
    return {key: value for key, value in asdict(entry).items() if value != ""}


def _whole(line: bytes) -> bool:
    try:
        json.loads(line)
    except ValueError:
        return False
    return True
