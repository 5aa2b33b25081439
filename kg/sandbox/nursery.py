"""The process that workers are forked from: it has given up what they must not have and imported what they need.

It reads orders, one JSON object a line, and answers each with one line:

    {"fork": ["module", "module:function", …]}  with the worker's end of a line  →  {"pid": …}, or {"problem": …}
    {"end": pid}                                                                 →  {"status": as waitpid gives it}

When the pool is gone it kills its workers and ends.
"""

import gc
import json
import os
import signal
import socket
from typing import Any

from kg.sandbox import isolation, worker
from kg.sandbox.workers import inherited, readable

_ORDER = 1 << 16  # bytes of an order


def main() -> None:
    """Serve the pool that started this process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the pool's affair
    control = inherited()
    nursery = Nursery(control, isolation.leave_network())
    try:
        while order := nursery.order():
            nursery.tell(nursery.obey(*order))
    finally:
        nursery.end_all()


class Nursery:
    """The line to the pool, the workers that live, and the modules that are ready."""

    def __init__(self, control: socket.socket, guards: isolation.Guards) -> None:
        self._control = control
        self._guards = guards
        self._workers: set[int] = set()
        self._ready: set[str] = set()

    def order(self) -> tuple[dict[str, Any], list[int]] | None:
        """The next order and the descriptors that came with it; None when the pool is gone."""
        content, descriptors, _, _ = socket.recv_fds(self._control, _ORDER, 1)
        while content and not content.endswith(b"\n"):
            piece = self._control.recv(_ORDER)
            content = content + piece if piece else b""
        return (json.loads(content), descriptors) if content else None

    def tell(self, what: dict[str, Any]) -> None:
        """One line to the pool."""
        self._control.sendall(json.dumps(what).encode() + b"\n")

    def obey(self, order: dict[str, Any], descriptors: list[int]) -> dict[str, Any]:
        """Do what the order says; the answer."""
        if "end" in order:
            return {"status": self._end(order["end"])}
        try:
            self._prepare(order["fork"])
            pid = self._fork(descriptors[0])
        except Exception as error:  # told to the pool, which raises it: without a worker nothing can be read
            return {"problem": f"{type(error).__name__}: {error}"}
        finally:
            os.close(descriptors[0])
        self._workers.add(pid)
        return {"pid": pid}

    def end_all(self) -> None:
        """Kill the workers."""
        for pid in self._workers:
            os.kill(pid, signal.SIGKILL)

    def _prepare(self, modules: list[str]) -> None:
        """Once for all workers to come."""
        worker.prepare([each for each in modules if each not in self._ready])
        self._ready |= set(modules)

    def _fork(self, descriptor: int) -> int:
        gc.collect()
        gc.freeze()  # pages that no collection touches stay shared
        if pid := os.fork():
            return pid
        try:
            self._control.close()
            worker.live(socket.socket(fileno=os.dup(descriptor)), self._guards, readable())
        finally:
            os._exit(1)

    def _end(self, pid: int) -> int:
        """Kill a worker, if it lives, and say how it ended."""
        if pid not in self._workers:
            return 0
        self._workers.discard(pid)
        os.kill(pid, signal.SIGKILL)
        return os.waitpid(pid, 0)[1]
