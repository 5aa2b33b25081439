"""Workers as the pool sees them: a line to send calls on, and a way to end them.

Where the platform can fork, they come from the nursery in a few milliseconds. Elsewhere each is a Python of its own,
guarded by the audit hook and the pool's clock.
"""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from kg.sandbox.channel import receive, send

_KEPT = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "VIRTUAL_ENV", "TZ")  # of the environment; the rest may hold secrets
# each thread's own arena would reserve 64 MB or more of address space, which is what the limit of memory counts: a
# library that starts threads (RocksDB) then dies now and then in its first call, with nothing really used
_LEAN = {"MALLOC_ARENA_MAX": "2", "OPENBLAS_NUM_THREADS": "1"}
_NURSERY = "from kg.sandbox.nursery import main; main()"
_LONE = "from kg.sandbox.lone import main; main()"
_ANSWER = 1 << 16
_GONE = "the sandbox does not start, or was stopped from outside"


class Unavailable(Exception):
    """No worker can be had: Python cannot start another process here, or a reader's module cannot be imported."""


@dataclass
class Worker:
    """A process that answers calls on `line`, where these modules are ready; `calls` counts what it answered.

    `guards` are what it has given up, by name; False for what the platform lacks.
    """

    line: socket.socket
    pid: int
    modules: frozenset[str]
    guards: dict[str, bool]
    calls: int = 0


class Source(Protocol):
    """Where workers come from."""

    def worker(self, modules: Collection[str]) -> Worker: ...

    def end(self, worker: Worker) -> int:
        """Kill it; how it ended, as `waitpid` says it."""
        ...

    def close(self) -> None: ...


def environment() -> dict[str, str]:
    """What a sandboxed Python may know of ours: where modules are, and how text is written."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return kept | {"PYTHONPATH": os.pathsep.join(each for each in sys.path if each), **_LEAN}


def started(program: str, line: socket.socket, reads: Collection[Path] = ()) -> "subprocess.Popen[bytes]":
    """A Python that runs `program`, quietly, and holds that end of a line: `inherited` finds it there.

    `reads` are folders that it may read beside Python's own: `readable` finds them.
    """
    kept = {} if sys.platform == "win32" else {"pass_fds": (line.fileno(),)}
    folders = [str(each.absolute()) for each in reads]
    command = [sys.executable, "-P", "-B", "-c", program, str(line.fileno()), *folders]
    quiet = subprocess.DEVNULL
    try:
        process = subprocess.Popen(  # type: ignore[call-overload]
            command, stdin=subprocess.PIPE, stdout=quiet, stderr=quiet, env=environment(), **kept
        )
    except OSError as error:
        raise Unavailable(f"no process can be started: {error.strerror}") from None
    with process.stdin as hand:
        if sys.platform == "win32":  # pragma: no cover  docs.python.org/3/library/socket.html, socket.share
            hand.write(line.share(process.pid))
    return process  # type: ignore[no-any-return]


def inherited() -> socket.socket:
    """The line that this process was started with."""
    if sys.platform == "win32":  # pragma: no cover
        return socket.fromshare(sys.stdin.buffer.read())
    return socket.socket(fileno=int(sys.argv[1]))


def readable() -> list[Path]:
    """The folders that this process was told it may read."""
    return [Path(each) for each in sys.argv[2:]]


class Nursery:
    """The forking source of workers."""

    def __init__(self, reads: Collection[Path] = ()) -> None:
        self._control, theirs = socket.socketpair()
        with theirs:
            self._process = started(_NURSERY, theirs, reads)

    def worker(self, modules: Collection[str]) -> Worker:
        """A new worker with these modules imported. Raises `Unavailable`."""
        ours, theirs = socket.socketpair()
        with theirs:
            answer = self._ask({"fork": sorted(modules)}, theirs.fileno())
        if "problem" in answer:
            ours.close()
            raise Unavailable(answer["problem"])
        return Worker(ours, answer["pid"], frozenset(modules), _guards(ours))

    def end(self, worker: Worker) -> int:
        """Kill it; how it ended, as `waitpid` says it."""
        worker.line.close()
        return int(self._ask({"end": worker.pid})["status"])

    def close(self) -> None:
        """End the nursery and, with it, its workers."""
        self._control.close()
        self._process.wait()

    def _ask(self, order: dict[str, Any], *descriptors: int) -> dict[str, Any]:
        try:
            socket.send_fds(self._control, [json.dumps(order).encode() + b"\n"], descriptors)
        except OSError:
            raise Unavailable(_GONE) from None
        return self._answer()

    def _answer(self) -> dict[str, Any]:
        content = b""
        while not content.endswith(b"\n"):
            try:
                piece = self._control.recv(_ANSWER)
            except ConnectionError:
                piece = b""
            if not piece:
                raise Unavailable(_GONE)
            content += piece
        answer: dict[str, Any] = json.loads(content)
        return answer


@dataclass
class Lone:
    """Workers that are processes started anew, for platforms without fork."""

    reads: Collection[Path] = ()
    _processes: dict[int, "subprocess.Popen[bytes]"] = field(default_factory=dict)

    def worker(self, modules: Collection[str]) -> Worker:
        """A new worker with these modules ready. Raises `Unavailable`."""
        ours, theirs = socket.socketpair()
        with theirs:
            process = started(_LONE, theirs, self.reads)
        self._processes[process.pid] = process
        send(ours, json.dumps(sorted(modules)).encode())
        return Worker(ours, process.pid, frozenset(modules), _guards(ours))

    def end(self, worker: Worker) -> int:
        """Kill it; how it ended, as `waitpid` says it."""
        worker.line.close()
        process = self._processes.pop(worker.pid, None)
        if process is None:
            return 0
        process.kill()
        code = process.wait()
        return -code if code < 0 else code << 8

    def close(self) -> None:
        """All workers were ended before."""


def _guards(line: socket.socket) -> dict[str, bool]:
    """The first thing that a worker says."""
    try:
        guards: dict[str, bool] = json.loads(receive(line, limit=_ANSWER))
    except EOFError:
        raise Unavailable(_GONE) from None
    return guards


def source(reads: Collection[Path] = ()) -> Source:
    """What this platform can do; `reads` are folders that workers may read."""
    return Nursery(reads) if hasattr(os, "fork") and hasattr(socket, "send_fds") else Lone(reads)


def reason(status: int) -> str:
    """What the end of a worker says about its call: `cpu` or `crashed`."""
    ended_by = os.WTERMSIG(status) if hasattr(os, "WIFSIGNALED") and os.WIFSIGNALED(status) else 0
    return "cpu" if ended_by == getattr(signal, "SIGXCPU", -1) else "crashed"
