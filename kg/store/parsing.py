"""A foreign RDF file seen from this side: a stream of canonical N-Triples out of a process that may crash.

The process writes into a file that we read behind it, not into a pipe: on a busy machine two processes that wait for
each other at every pipeful took twice as long as the engine alone.
"""

import json
import signal
import subprocess
import sys
import threading
from pathlib import Path

from kg import settings
from kg.errors import Refused
from kg.formats import Format
from kg.store.ledger import Entry

PATIENCE = 60.0  # seconds that a file may take, and for each megabyte more:
PATIENCE_MEGABYTE = 2.0
_CHILD = Path(__file__).with_name("parser_process.py")
_CRASHES = {"SIGSEGV": "nests too deeply", "SIGBUS": "nests too deeply", "SIGABRT": "asks for too much memory"}
_BUFFER = 1 << 20  # bytes read at a time
_GLANCE = 0.005  # seconds until we look again whether the other process wrote more


class Parser:
    """To be used in a `with` block, and read once. `read` raises `Refused` where the file turns out to be wrong.

    `spool` is the file between the two processes, made and removed here. `strict` has every line parsed.
    """

    def __init__(self, path: Path, format: Format, graph: str, spool: Path, *, strict: bool = False) -> None:
        self.path = path
        self.graph = graph
        self.size = path.stat().st_size
        self._format = format
        self._spool = spool
        genid = settings.base() + ".well-known/genid/"
        self._command = [sys.executable, str(_CHILD), str(path), format.name, graph, genid, "strict" if strict else ""]
        self._verdict = b""
        self._judged = threading.Event()
        self._late = False

    def __enter__(self) -> "Parser":
        with self._spool.open("wb") as output:
            self._child = subprocess.Popen(
                self._command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.PIPE
            )
        assert self._child.stderr
        self._reports = self._child.stderr
        self._lines = self._spool.open("rb", buffering=_BUFFER)
        self._alarm = threading.Timer(PATIENCE + PATIENCE_MEGABYTE * self.size / 1_000_000, self._stop)
        self._listener = threading.Thread(target=self._listen)
        self._alarm.start()
        self._listener.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._alarm.cancel()
        self._child.kill()
        self._child.wait()
        self._listener.join()
        self._lines.close()
        self._reports.close()
        self._spool.unlink(missing_ok=True)

    def read(self, size: int = -1) -> bytes:
        """The next bytes; empty only when the whole file was read and found right."""
        while not (piece := self._lines.read(size)):
            if self._judged.is_set():
                return self._lines.read(size) or self._end()
            self._judged.wait(_GLANCE)
        return piece

    def lines(self) -> tuple[str, ...]:
        """All of it as the sorted N-Quads lines of the graph."""
        self._judged.wait()
        content = self.read().decode("utf-8")
        self.read()
        end = f" <{self.graph}> .\n"
        return tuple(sorted({line[:-2] + end for line in content.split("\n") if line}))

    def entry(self) -> Entry | None:
        """What the ledger shall say of the graph, after the last byte; None when the process could not tell."""
        try:
            summary = json.loads(self._reports.readline())
            return Entry(self.graph, summary["digest"], summary["quads"], name=self.path.name, source=summary["source"])
        except (ValueError, KeyError):
            return None

    def refusal(self) -> Refused | None:
        """Why the engine did not take what the quick look let through, by parsing every line; None if it is right."""
        spool = self._spool.with_name(f"strict-{self._spool.name}")
        try:
            with Parser(self.path, self._format, self.graph, spool, strict=True) as strict:
                while strict.read(_BUFFER):
                    pass
        except Refused as refused:
            return refused
        return None

    def _stop(self) -> None:
        self._late = True
        self._child.kill()

    def _listen(self) -> None:
        self._verdict = self._reports.readline()
        self._judged.set()

    def _end(self) -> bytes:
        """No more bytes, if that is because all were read; raises `Refused` if not."""
        try:
            said = json.loads(self._verdict)
        except ValueError:
            raise self._refused(self._crash()) from None
        if "refused" in said:
            raise self._refused(said["refused"], said["line"])
        return b""

    def _refused(self, reason: str, line: int | None = None) -> Refused:
        return Refused(str(self.path), f"line {line}: {reason}" if line else reason)

    def _crash(self) -> str:
        code = self._child.wait()
        name = signal.Signals(-code).name if code < 0 else ""
        if self._late or name == "SIGXCPU":
            return "reading it takes too long for its size; it is not loaded"
        if name in _CRASHES:
            return f"it {_CRASHES[name]} and cannot be read safely"
        return f"its parser ended with code {code}; it is not loaded"
