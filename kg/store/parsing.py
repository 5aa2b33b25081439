"""A foreign RDF file seen from this side: a stream of canonical N-Triples out of a process that may crash."""

import contextlib
import json
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO

from kg import settings
from kg.errors import Refused
from kg.formats import Format
from kg.store.ledger import Entry

if sys.platform == "linux":
    import fcntl

PATIENCE = 60.0  # seconds that a file may take, and for each megabyte more:
PATIENCE_MEGABYTE = 2.0
_CHILD = Path(__file__).with_name("parser_process.py")
_CRASHES = {"SIGSEGV": "nests too deeply", "SIGBUS": "nests too deeply", "SIGABRT": "asks for too much memory"}


_BUFFER = 1 << 20  # bytes that may wait between the two processes, so that one can work while the other does not read


class Parser:
    """To be used in a `with` block, and read once. `read` raises `Refused` where the file turns out to be wrong."""

    def __init__(self, path: Path, format: Format, graph: str, *, strict: bool = False) -> None:
        self.path = path
        self.graph = graph
        self.size = path.stat().st_size
        self._format = format
        genid = settings.base() + ".well-known/genid/"
        self._command = [sys.executable, str(_CHILD), str(path), format.name, graph, genid, "strict" if strict else ""]
        self._late = False
        self._ended = False

    def __enter__(self) -> "Parser":
        pipe = subprocess.PIPE
        self._child = subprocess.Popen(
            self._command, bufsize=_BUFFER, stdin=subprocess.DEVNULL, stdout=pipe, stderr=pipe
        )
        assert self._child.stdout and self._child.stderr
        self._output, self._reports = self._child.stdout, self._child.stderr
        _widen(self._output)
        self._alarm = threading.Timer(PATIENCE + PATIENCE_MEGABYTE * self.size / 1_000_000, self._stop)
        self._alarm.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._alarm.cancel()
        self._child.kill()
        self._child.wait()
        self._output.close()
        self._reports.close()

    def read(self, size: int = -1) -> bytes:
        """The next bytes; empty only when the whole file was read and found right."""
        piece = self._output.read(size)
        if not piece and not self._ended:
            self._end()
        return piece

    def lines(self) -> tuple[str, ...]:
        """All of it as the sorted N-Quads lines of the graph."""
        end = f" <{self.graph}> .\n"
        content = self.read().decode("utf-8")
        self.read()
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
        try:
            with Parser(self.path, self._format, self.graph, strict=True) as strict:
                while strict.read(1 << 20):
                    pass
        except Refused as refused:
            return refused
        return None

    def _stop(self) -> None:
        self._late = True
        self._child.kill()

    def _end(self) -> None:
        line = self._reports.readline()
        try:
            said = json.loads(line)
        except ValueError:
            raise self._refused(self._crash()) from None
        if "refused" in said:
            raise self._refused(said["refused"], said["line"])
        self._ended = True

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


def _widen(pipe: IO[bytes]) -> None:
    """Let the pipe hold more, where the system can do that (Linux)."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError):  # more than this user may have: it works, only slower
            fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, _BUFFER)
