"""Work beside the answers, each in a process of its own: files that are made once a snapshot (dumps, the search index).

They lie in the store's folder, or, where that cannot be written, in a temporary one that ends with the server.
"""

import asyncio
import json
import logging
import os
import shutil
import sys
import tempfile
from pathlib import Path

from kg import search

_PROGRAM = "import sys; from kg.web.making import make; make(*sys.argv[1:])"
_KEPT = 2  # snapshots whose files stay
_LOOK = 1.0  # seconds between two looks for a new snapshot
_log = logging.getLogger(__name__)


class Chores:
    """The files that belong to a store's snapshots."""

    def __init__(self, store: Path) -> None:
        self.store = store
        self._own = not (store.is_dir() and os.access(store, os.W_OK))
        self.folder = Path(tempfile.mkdtemp(prefix="tradegraph-")) if self._own else store / "served"
        self._making: dict[Path, asyncio.Task[int]] = {}
        self.indexed = ""  # the snapshot whose index was there when it was last looked for

    def close(self) -> None:
        """Stop what is being made; a temporary folder goes."""
        for task in self._making.values():
            task.cancel()
        if self._own:
            shutil.rmtree(self.folder, ignore_errors=True)

    def place(self, name: str) -> Path | None:
        """Where the file of that name is for the newest snapshot, there or not yet; None without a snapshot."""
        digest = newest(self.store)
        return self.folder / digest / name if digest else None

    def begin(self, place: Path) -> None:
        """Have the file made, unless it is being made."""
        task = self._making.get(place)
        if task is None or task.done():
            self._making[place] = asyncio.create_task(self._make(place))

    async def keep_index(self) -> None:
        """Have the search index made at the start and for each new snapshot, until cancelled."""
        while True:
            place = self.place(search.FILE)
            there = place is not None and place.exists()
            self.indexed = place.parent.name if place and there else ""
            if place and not there:
                self.begin(place)
            await asyncio.sleep(_LOOK)

    async def _make(self, place: Path) -> int:
        process = await asyncio.create_subprocess_exec(sys.executable, "-c", _PROGRAM, str(self.store), str(place))
        try:
            code = await process.wait()
        except asyncio.CancelledError:
            process.kill()
            raise
        if code:
            _log.error("%s could not be made", place.name)
            await asyncio.sleep(30)  # before somebody has it tried again
        return code


def version(store: str) -> tuple[int, int]:
    """What changes when a snapshot is published, at the cost of one look: the file that names the newest."""
    try:
        found = os.stat(f"{store}/snapshots/newest")  # noqa: PTH116  at every request: a Path costs more than the look
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_ino


def newest(store: Path) -> str:
    """The digest of the newest snapshot, short; empty when there is none."""
    try:
        number = (store / "snapshots" / "newest").read_text(encoding="ascii").strip()
        told = json.loads((store / "snapshots" / f"{number}.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""
    return str(told["digest"])[:16]


def sweep(folder: Path, current: str) -> None:
    """Remove the files of all but the last snapshots."""
    others = [each for each in folder.iterdir() if each.is_dir() and each.name != current]
    for old in sorted(others, key=lambda each: each.stat().st_mtime, reverse=True)[_KEPT - 1 :]:
        shutil.rmtree(old, ignore_errors=True)
