"""What every test may rely on: no settings of whoever runs it, and the command line in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the settings of whoever runs it."""
    for name in ("TRADEGRAPH_STORE", "TRADEGRAPH_BASE", "TRADEGRAPH_ENDPOINT_USER"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def kg(tmp_path: Path) -> Run:
    """`kg("facts", …)` in an empty folder of its own; `code` is the exit code that is expected."""

    def run(*words: object, code: int = 0, stdin: bytes = b"", **settings: str) -> "subprocess.CompletedProcess[bytes]":
        command = [sys.executable, "-m", "kg", *map(str, words)]
        environment = {**os.environ, **settings}
        done = subprocess.run(command, input=stdin, capture_output=True, cwd=tmp_path, env=environment, check=False)
        assert b"Traceback" not in done.stderr, done.stderr.decode()
        assert done.returncode == code, (words, done.returncode, done.stderr.decode())
        return done

    return run
