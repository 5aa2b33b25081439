"""Dumps of the whole graph: files made once a snapshot, by a process of their own, beside the store.

A client that comes while one is being made is told to come back: it never gets a part.
"""

import asyncio
import gzip
import json
import shutil
import sys
import tempfile
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from kg import publish, workflow
from kg.web.linked.discovery import DUMPS

_KEPT = 2  # snapshots whose dumps stay
_PROGRAM = "import sys, pathlib; from kg.web.dumps import make; make(*map(pathlib.Path, sys.argv[1:]))"
_COME_BACK = 10  # seconds


class Dumps:
    """The dumps of one store; made where its folder can be written, else in a temporary one."""

    def __init__(self, store: Path) -> None:
        self._store = store
        self._folder = store / "dumps"
        self._making: dict[str, asyncio.Task[int]] = {}

    async def answer(self, request: Request) -> Response:
        """The file, or 503 while it is being made; 404 for a name that is no dump's."""
        name = request.path_params["name"]
        if name not in DUMPS:
            return Response(f"there are {', '.join(DUMPS)}\n", 404, media_type="text/plain")
        place = self._place() / name
        if place.exists():
            return FileResponse(place, media_type="application/gzip", filename=name)
        self._begin(place)
        headers = {"Retry-After": str(_COME_BACK)}
        return Response("the dump is being made; come back in a moment\n", 503, headers, "text/plain")

    def _place(self) -> Path:
        number = (self._store / "snapshots" / "newest").read_text(encoding="ascii").strip()
        told = json.loads((self._store / "snapshots" / f"{number}.json").read_text(encoding="utf-8"))
        return self._folder / str(told["digest"])[:16]

    def _begin(self, place: Path) -> None:
        task = self._making.get(str(place))
        if task is None or task.done():
            self._making[str(place)] = asyncio.create_task(self._make(place))

    async def _make(self, place: Path) -> int:
        command = (sys.executable, "-c", _PROGRAM, str(self._store), str(place))
        process = await asyncio.create_subprocess_exec(*command)
        try:
            return await process.wait()
        except asyncio.CancelledError:
            process.kill()
            raise


def make(store: Path, place: Path) -> None:
    """Write one dump of the newest snapshot, whole or not at all; older snapshots' dumps are swept."""
    place.parent.mkdir(parents=True, exist_ok=True)
    source = workflow.snapshot(store)
    with (
        tempfile.NamedTemporaryFile(dir=place.parent, suffix=".tmp", delete=False) as file,
        gzip.GzipFile(filename="", fileobj=file, mode="wb", mtime=0) as packed,  # equal content, equal bytes
    ):
        for piece in publish.pieces(source, DUMPS[place.name][1]):
            packed.write(piece)
    Path(file.name).replace(place)
    _sweep(place.parent)


def _sweep(newest: Path) -> None:
    others = sorted(newest.parent.iterdir(), key=lambda each: each.stat().st_mtime, reverse=True)
    for old in [each for each in others if each != newest][_KEPT - 1 :]:
        shutil.rmtree(old, ignore_errors=True)
