"""A standalone Spark cluster on this machine, of real processes: a master, workers of one core, what they start.

Only processes that descend from these are ever looked at or killed.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pyspark

_HOME = Path(pyspark.__file__).parent
_CLASS = "org.apache.spark.deploy"
PATIENCE = 60.0  # seconds until a process has to be there


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def command_line(pid: int) -> str:
    """The words a process was started with; empty when it is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def descendants(pid: int) -> Iterator[int]:
    """All processes below one, the nearest first."""
    parents: dict[int, list[int]] = {}
    for each in Path("/proc").iterdir():
        if each.name.isdigit():
            try:
                parent = int((each / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
            parents.setdefault(parent, []).append(int(each.name))
    waiting = [pid]
    while waiting:
        children = parents.get(waiting.pop(0), [])
        yield from children
        waiting += children


class Cluster:
    """To be used in a `with` block; `url` is what `--master` takes."""

    def __init__(self, folder: Path, workers: int) -> None:
        self._folder, self._number = folder, workers
        port = free_port()
        self.url = f"spark://127.0.0.1:{port}"
        self._port = port

    def __enter__(self) -> "Cluster":
        self._folder.mkdir(parents=True, exist_ok=True)
        web = ("--webui-port", str(free_port()))
        self._master = self._start("master.Master", "--host", "127.0.0.1", "--port", str(self._port), *web)
        self._wait_for_port()
        self.workers = [self._worker(number) for number in range(self._number)]
        return self

    def __exit__(self, *_: object) -> None:
        for process in (*self.workers, self._master):
            process.terminate()
        for process in (*self.workers, self._master):
            process.wait(PATIENCE)

    def _worker(self, number: int) -> "subprocess.Popen[bytes]":
        own = ("-c", "1", "-m", "2g", "-d", str(self._folder / f"worker{number}"), "--webui-port", str(free_port()))
        return self._start("worker.Worker", "--host", "127.0.0.1", *own, self.url)

    def _start(self, name: str, *words: str) -> "subprocess.Popen[bytes]":
        command = [str(_HOME / "bin" / "spark-class"), f"{_CLASS}.{name}", *words]
        log = (self._folder / f"{name}.log").open("ab")
        environment = {**os.environ, "SPARK_HOME": str(_HOME), "SPARK_DAEMON_MEMORY": "256m"}
        with log:
            return subprocess.Popen(command, stdout=log, stderr=log, env=environment, start_new_session=True)

    def _wait_for_port(self) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", self._port)) == 0:
                    return
            time.sleep(0.2)
        raise RuntimeError("the master did not start")

    def kill(self, what: str) -> str:
        """kill -9 one of `python worker`, `executor`, `worker daemon`; says whom. Raises when there is none."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if found := next(self._found(what), None):
                os.kill(found, signal.SIGKILL)
                return f"{what} {found}"
            time.sleep(0.2)
        raise RuntimeError(f"there was no {what} to kill")

    def _found(self, what: str) -> Iterator[int]:
        for worker in self.workers:
            below = list(descendants(worker.pid))
            if what == "worker daemon":
                yield worker.pid
            elif what == "executor":
                yield from (pid for pid in below if "CoarseGrainedExecutorBackend" in command_line(pid))
            else:
                daemons = {pid for pid in below if "pyspark.daemon" in command_line(pid)}
                yield from (pid for pid in below if pid in daemons and _parent(pid) in daemons)


def _parent(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def driver(*words: object, environment: dict[str, str] | None = None) -> "subprocess.Popen[str]":
    """`kg-spark …` in a session of its own, so that it can be killed with its JVM."""
    command = [sys.executable, "-m", "kg_spark", *map(str, words)]
    return subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **(environment or {})},
        start_new_session=True,
    )
