"""The store's folder: where its parts lie, what format it has, and the documents' texts.

DIR/store.json       format number, base IRI, the program that made it
DIR/lock             held by the one writer, holds its pid
DIR/current/         the writer's store; nobody else opens it
DIR/snapshots/N/     what readers open; `newest` names the one that counts, `N.json` says what is in it
DIR/tables.json      digests of the files in current/, as the last writer left them
DIR/ledger.jsonl     every acknowledged change
DIR/texts/           the documents as read, named by digest
"""

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import kg
from kg import settings
from kg.errors import NotFound, StoreError

FORMAT = 1
_DIGEST = re.compile(r"[0-9a-f]{16,64}")


def replace_file(path: Path, content: str) -> None:
    """Write the file so that anyone sees the old content or the new, also after a power cut."""
    _put(path, content)
    sync_folder(path.parent)


def _put(path: Path, content: str) -> None:
    """The same, but for the folder: after a power cut the new name may be missing there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".tmp")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def sync_folder(path: Path) -> None:
    """Make the folder's list of names last; does nothing where folders cannot be opened (Windows)."""
    if os.name != "posix":  # pragma: no cover
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def text_digest(content: bytes) -> str:
    """The name of a text, as `kg.model.Document.digest` makes it."""
    return hashlib.sha256(content).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Description:
    """What `store.json` says."""

    format: int
    base: str
    software: str


@dataclass(frozen=True, slots=True)
class Folder:
    """The places inside one store's folder."""

    path: Path

    @property
    def current(self) -> Path:
        return self.path / "current"

    @property
    def snapshots(self) -> Path:
        return self.path / "snapshots"

    @property
    def ledger(self) -> Path:
        return self.path / "ledger.jsonl"

    @property
    def tables(self) -> Path:
        return self.path / "tables.json"

    @property
    def lock(self) -> Path:
        return self.path / "lock"

    @property
    def texts(self) -> Path:
        return self.path / "texts"

    def exists(self) -> bool:
        """Whether a store was made here."""
        return (self.path / "store.json").is_file()

    def description(self) -> Description:
        """What `store.json` says; raises `StoreError` when there is no store or the file is damaged."""
        if not self.exists():
            raise StoreError(f"there is no store in {self.path}; `kg ingest` makes one")
        try:
            found = json.loads((self.path / "store.json").read_text(encoding="utf-8"))
            return Description(int(found["format"]), str(found["base"]), str(found["software"]))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise StoreError(f"{self.path / 'store.json'} cannot be read ({error}); restore it from a copy") from error

    def describe(self) -> None:
        """Write `store.json` for a new store of ours."""
        description = {"format": FORMAT, "base": settings.base(), "software": f"tradegraph {kg.__version__}"}
        replace_file(self.path / "store.json", json.dumps(description, indent=1) + "\n")

    def check(self, *, write: bool) -> Description:
        """Refuse, with `StoreError`, a store of another base IRI, of a newer format, and writing to an older one."""
        found = self.description()
        if found.format > FORMAT:
            raise StoreError(
                f"{self.path} has format {found.format} (made by {found.software}) and this program knows {FORMAT} "
                "at most; install the newer tradegraph"
            )
        if found.base != settings.base():
            raise StoreError(
                f"{self.path} was made with the base IRI {found.base} and now it is {settings.base()}; "
                f"set TRADEGRAPH_BASE={found.base} or choose another store with --store"
            )
        if write and found.format < FORMAT:
            raise StoreError(
                f"{self.path} has the older format {found.format} (made by {found.software}) and can only be read; "
                "to write, make a new store with `kg ingest --store NEWDIR` from the same documents"
            )
        return found

    def size(self) -> int:
        """Bytes of the writer's store."""
        size = 0
        for file in self.current.glob("*"):
            with suppress(FileNotFoundError):  # the engine has just put several files into one
                size += file.stat().st_size
        return size

    def text_file(self, digest: str) -> Path:
        """Where the text of that digest lies."""
        if not _DIGEST.fullmatch(digest):
            raise NotFound(f"{digest!r} is no digest of a text (16 hex digits)")
        return self.texts / f"{digest}.txt"

    def put_texts(self, texts: Sequence[str]) -> list[str]:
        """Store texts under their digests (`Document.digest`), each once, durably when this returns; the digests.

        The folder is made to last once for all of them: that takes as long as a text.
        """
        known = {text: text_digest(text.encode("utf-8")) for text in texts}
        due = {text: digest for text, digest in known.items() if not self._has(digest, text)}
        try:
            for text, digest in due.items():
                _put(self.text_file(digest), text)
            if due:
                sync_folder(self.texts)
        except OSError as error:
            raise StoreError(f"the text {digest} could not be stored: {error}") from error
        return [known[text] for text in texts]

    def _has(self, digest: str, text: str) -> bool:
        return self.text_file(digest).is_file() and self.text(digest) == text

    def text(self, digest: str) -> str:
        """The text as it was read; raises `NotFound`."""
        try:
            return self.text_file(digest).read_bytes().decode("utf-8")
        except FileNotFoundError as error:
            raise NotFound(f"the store has no text {digest}") from error
        except UnicodeDecodeError as error:
            raise StoreError(f"the text {digest} is damaged ({error}); read its document again") from error
