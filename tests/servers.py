"""Servers that only a system package brings: without the package these tests are skipped, with a reason."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_INI = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
LockFile = {folder}/virtuoso.lck
[TempDatabase]
DatabaseFile = {folder}/temp.db
TransactionFile = {folder}/temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
LiteMode = 0
DisableUnixSocket = 1
CheckpointInterval = 0
MaxQueryMem = 1G
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
DirsAllowed = {folder}
VectorSize = 1000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
ServerThreads = 5
MaxClientConnections = 5
HTTPThreadSize = 280000
Charset = UTF-8
[SPARQL]
ResultSetMaxRows = {rows}
MaxQueryExecutionTime = {seconds}
DefaultQuery = ASK {{ ?s ?p ?o }}
[Client]
[VDB]
[Replication]
"""


class Virtuoso:
    """A server on loopback with a folder of its own."""

    def __init__(self, folder: Path, *, rows: int = 10_000, seconds: int = 60, buffers: int = 20_000) -> None:
        self.folder, self.sql, self.http = folder, _free_port(), _free_port()
        self.url = f"http://127.0.0.1:{self.http}/sparql"
        self.update = f"{self.url}-auth"  # as dba, whose password is dba, by digest
        settings = _INI.format(
            folder=folder,
            sql=self.sql,
            http=self.http,
            rows=rows,
            seconds=seconds,
            buffers=buffers,
            dirty=buffers * 3 // 4,
        )
        (folder / "virtuoso.ini").write_text(settings, encoding="utf-8")
        command = ["virtuoso-t", "-f", "-c", str(folder / "virtuoso.ini")]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def wait(self, seconds: float = 90) -> None:
        """Until it answers."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.http)) == 0:
                    return
            time.sleep(0.3)
        raise RuntimeError((self.folder / "virtuoso.log").read_text(encoding="utf-8", errors="replace")[-2000:])

    def load(self, nquads: bytes) -> None:
        """Put quads into it, each into its graph."""
        (self.folder / "data.nq").write_bytes(nquads)
        load = f"DB.DBA.TTLP(file_to_string_output('{self.folder}/data.nq'), '', 'urn:unused', 512);"  # 512: quads
        isql = ["isql-vt", f"127.0.0.1:{self.sql}", "dba", "dba", "ERRORS=STDOUT"]
        rows = "log_enable(2, 1);"  # each row by itself: threads of one large load meet in a deadlock else
        done = subprocess.run(isql, input=f"{rows}\n{load}\n", capture_output=True, text=True, check=False)
        assert done.returncode == 0 and "Error" not in done.stdout + done.stderr, done.stdout + done.stderr

    def stop(self) -> None:
        """At once: nothing in it is worth keeping."""
        self._process.kill()
        self._process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def virtuoso(folder: Path, **settings: int) -> Iterator[Virtuoso]:
    """A running Virtuoso without data of ours; skips the test where the package is not installed.

    `rows` are its ResultSetMaxRows, `seconds` its MaxQueryExecutionTime, `buffers` its pages of 8 kB in memory.
    """
    if not shutil.which("virtuoso-t") or not shutil.which("isql-vt"):
        pytest.skip("Virtuoso is not installed (Debian: virtuoso-opensource)")
    server = Virtuoso(folder, **settings)
    try:
        server.wait()
        yield server
    finally:
        server.stop()
