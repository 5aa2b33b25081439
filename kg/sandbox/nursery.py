"""The process that workers are forked from: it has given up what they must not have and imported what they need.

It reads orders, one JSON object a line, and answers each with one line:

    {"fork": ["module", …]}  with the worker's end of a line  →  {"pid": …}, or {"problem": …}
    {"end": pid}                                              →  {"status": as waitpid gives it}

Its first line says which guards hold. When the pool is gone it kills its workers and ends.
"""

import gc
import importlib
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
    tell(control, isolation.isolate(readable()))
    workers: set[int] = set()
    try:
        while order := control_order(control):
            tell(control, obey(control, workers, *order))
    finally:
        for pid in workers:
            os.kill(pid, signal.SIGKILL)


def control_order(control: socket.socket) -> tuple[dict[str, Any], list[int]] | None:
    """The next order and the descriptors that came with it; None when the pool is gone."""
    content, descriptors, _, _ = socket.recv_fds(control, _ORDER, 1)
    while content and not content.endswith(b"\n"):
        piece = control.recv(_ORDER)
        content = content + piece if piece else b""
    return (json.loads(content), descriptors) if content else None


def tell(control: socket.socket, what: dict[str, Any]) -> None:
    """One line to the pool."""
    control.sendall(json.dumps(what).encode() + b"\n")


def obey(control: socket.socket, workers: set[int], order: dict[str, Any], descriptors: list[int]) -> dict[str, Any]:
    """Do what the order says; the answer."""
    if "end" in order:
        return {"status": end(order["end"], workers)}
    try:
        pid = fork(order["fork"], control, descriptors[0])
    except Exception as error:  # told to the pool, which raises it: without a worker nothing can be read
        return {"problem": f"{type(error).__name__}: {error}"}
    finally:
        os.close(descriptors[0])
    workers.add(pid)
    return {"pid": pid}


def fork(modules: list[str], control: socket.socket, descriptor: int) -> int:
    """A new worker on that line, with these modules imported; in the nursery, so that each is imported once."""
    for module in modules:
        importlib.import_module(module)
    gc.collect()
    gc.freeze()  # pages that no collection touches stay shared
    if pid := os.fork():
        return pid
    try:
        control.close()
        worker.ended(socket.socket(fileno=os.dup(descriptor)))
    finally:
        os._exit(1)


def end(pid: int, workers: set[int]) -> int:
    """Kill a worker, if it lives, and say how it ended."""
    if pid not in workers:
        return 0
    workers.discard(pid)
    os.kill(pid, signal.SIGKILL)
    return os.waitpid(pid, 0)[1]
