"""Workers kept warm: a call takes one that is free, and gives it back if it behaved."""

import contextlib
import pickle
import queue
import socket
import threading
import time
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

from kg.sandbox.channel import Failed, plain, receive, send
from kg.sandbox.limits import Limits
from kg.sandbox.worker import VALUE
from kg.sandbox.workers import Source, Unavailable, Worker, reason, source

OVERHEAD = 1 << 16  # bytes of a frame beside the value
_CODE = {"memory": "memory", "depth": "depth", "output": "output", "raised": "raised"}


Call = Callable[..., Any] | str


class Pool:
    """Up to `size` workers, each for at most `calls` calls; to be used in a `with` block, from any number of threads.

    `returns` are the classes that values may be made of, beside Python's own plain ones; `reads` the folders that
    workers may read beside Python's own. No process is started before the first call.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        returns: Collection[type] = (),
        size: int = 1,
        calls: int = 500,
        reads: Collection[Path] = (),
    ) -> None:
        self._limits = limits or Limits()
        self._reads = tuple(reads)
        self._returns = tuple(returns)
        self._calls = calls
        self._places: queue.LifoQueue[Worker | None] = queue.LifoQueue()
        for _ in range(size):
            self._places.put(None)
        self._size = size
        self._lock = threading.Lock()  # one order at a time to the source
        self._source: Source | None = None
        self._modules: frozenset[str] = frozenset()

    def __enter__(self) -> "Pool":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End all workers; waits for calls that run."""
        for _ in range(self._size):
            if worker := self._places.get():
                self._end(worker)
        if self._source:
            self._source.close()
            self._source = None
        for _ in range(self._size):
            self._places.put(None)

    def run(
        self,
        function: Call,
        *arguments: object,
        modules: Collection[str] = (),
        limits: Limits | None = None,
        stop: "Stop | None" = None,
    ) -> Any:
        """What the function returns for these arguments, in a worker where these modules are ready.

        The function is found by its name in its module; it may be given as `module:name`. `modules` are imported once
        for all workers, before they lose the right to read files; of `module:function` the function is called then.
        Raises `Failed` (also when it is stopped), and `Unavailable` where no process starts.
        """
        call = self.packed(function, *arguments, limits=limits)
        place = self._places.get()
        worker: Worker | None = None
        try:
            worker = self._fit(place, frozenset(modules))
            if stop:
                stop.worker = worker
            value = self._called(worker, call, limits or self._limits)
        except BaseException as error:
            if worker and not (isinstance(error, Failed) and error.code == "raised"):
                self._end(worker)
                worker = None
            raise
        finally:
            if stop:
                stop.worker = None
            self._places.put(self._kept(worker) if worker else None)
        return value

    def packed(self, function: Call, *arguments: object, limits: Limits | None = None) -> bytes:
        """A call as workers take it."""
        where = function if isinstance(function, str) else f"{function.__module__}:{function.__qualname__}"
        module, _, name = where.partition(":")
        return pickle.dumps((module, name, arguments, limits or self._limits), protocol=5)

    def unpacked(self, answer: bytes) -> Any:
        """The value in a worker's answer; raises the `Failed` that it reports."""
        value = plain(answer[1:], self._returns)
        if answer[:1] == VALUE:
            return value
        raise _failed(value)

    def spare(self, modules: Collection[str]) -> Worker | None:
        """A worker that is free and has these modules, at once and without waiting; to be given back."""
        try:
            place = self._places.get_nowait()
        except queue.Empty:
            return None
        if place and place.modules.issuperset(modules):
            return place
        self._places.put(place)
        return None

    def take(self, modules: Collection[str]) -> Worker:
        """A worker, as soon as one is free; to be given back. Raises `Unavailable`."""
        place = self._places.get()
        worker = None
        try:
            worker = self._fit(place, frozenset(modules))
        finally:
            if worker is None:
                self._places.put(None)
        return worker

    def give(self, worker: Worker) -> None:
        """Give back a worker that has behaved."""
        self._places.put(self._kept(worker))

    def drop(self, worker: Worker) -> Failed:
        """Kill a worker that has not, and say what that makes of its call."""
        status = self._end(worker)
        self._places.put(None)
        return Failed(reason(status))

    def guards(self) -> dict[str, bool]:
        """What the workers have given up, by name; False for what this platform lacks."""
        place = self._places.get()
        try:
            place = self._fit(place, frozenset())
            return dict(place.guards)
        finally:
            self._places.put(place)

    def _called(self, worker: Worker, call: bytes, limits: Limits) -> Any:
        worker.calls += 1
        deadline = time.monotonic() + limits.wall
        try:
            worker.line.settimeout(limits.wall)
            send(worker.line, call)
            answer = receive(worker.line, limit=limits.output + OVERHEAD, deadline=deadline)
        except (EOFError, OSError):
            raise Failed(reason(self._end(worker))) from None
        return self.unpacked(answer)

    def _fit(self, place: Worker | None, modules: frozenset[str]) -> Worker:
        """The worker of that place, or a new one if it lacks modules."""
        if place and modules <= place.modules:
            return place
        if place:
            self._end(place)
        with self._lock:
            self._modules |= modules
            try:
                return self._opened().worker(self._modules)
            except Unavailable:  # somebody may have stopped the nursery; a new one says whether more is wrong
                self._source = None
                return self._opened().worker(self._modules)

    def _opened(self) -> Source:
        self._source = self._source or source(self._reads)
        return self._source

    def _kept(self, worker: Worker) -> Worker | None:
        """The worker, unless it has done its share: what its libraries keep for themselves goes with it."""
        if worker.calls < self._calls:
            return worker
        self._end(worker)
        return None

    def _end(self, worker: Worker) -> int:
        with self._lock:
            try:
                return self._source.end(worker) if self._source else 0
            except Unavailable:
                return 0


class Stop:
    """A hand on one call: whoever waits for it no more pulls it, and its worker is killed."""

    def __init__(self) -> None:
        self.worker: Worker | None = None

    def pull(self) -> None:
        """Stop the call, if it runs; it raises `Failed`."""
        worker = self.worker
        if worker:
            with contextlib.suppress(OSError):
                worker.line.shutdown(socket.SHUT_RDWR)  # the call reads the end of the line, and ends the worker


def _failed(said: Any) -> Failed:
    """The failure that a worker reports, if it is one that a worker can report."""
    try:
        code, detail, kind = map(str, said)
        return Failed(_CODE[code], detail, kind)
    except (TypeError, ValueError, KeyError):
        return Failed("crashed", "its answer cannot be read")


def guards() -> dict[str, bool]:
    """What a sandbox on this machine gives up, by name; False for what the platform lacks."""
    with Pool() as pool:
        return pool.guards()
