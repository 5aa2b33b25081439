"""One writer at a time: a lock of the operating system that dies with its process, however that ends."""

import os
import sys
from pathlib import Path

from kg.errors import StoreError

_held: dict[str, int] = {}  # a process does not lock itself out: this table does that, by folder and pid


class WriterLock:
    """Held while the `with` block runs; raises `StoreError` naming the process that has it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._key = str(path.resolve())
        self._file: int | None = None

    def __enter__(self) -> "WriterLock":
        if _held.get(self._key) == os.getpid():
            raise StoreError(self._message(f"{os.getpid()}, this one"))
        try:
            file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise StoreError(f"{self._path.parent} cannot be written ({error.strerror})") from error
        if not _lock(file):
            holder = os.read(file, 20).decode("ascii", "replace").strip()
            os.close(file)
            raise StoreError(self._message(holder or "unknown"))
        os.ftruncate(file, 0)
        os.write(file, str(os.getpid()).encode("ascii"))
        self._file = file
        _held[self._key] = os.getpid()
        return self

    def __exit__(self, *_: object) -> None:
        _held.pop(self._key, None)
        if self._file is not None:
            os.close(self._file)  # which unlocks; the file stays, since removing it would race with the next writer
            self._file = None

    def _message(self, holder: str) -> str:
        folder = self._path.parent
        return f"{folder} is being written by process {holder}; wait until it has ended. Reading goes on meanwhile"


if sys.platform == "win32":  # pragma: no cover - tried by hand only
    import msvcrt

    _BEYOND = 1 << 20  # a byte far behind the pid, since Windows keeps others from reading what is locked

    def _lock(file: int) -> bool:
        os.lseek(file, _BEYOND, os.SEEK_SET)
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(file, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def _lock(file: int) -> bool:
        # lockf and not flock: a child made by fork must not keep the lock of a parent that was killed
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
