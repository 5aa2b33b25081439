"""What every test may rely on: no settings of whoever runs it, and the command line in a process of its own."""

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from web.browser import chromium

from kg import cli

__all__ = ["chromium"]  # one for all folders: two at once cannot be driven

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the settings of whoever runs it."""
    for name in os.environ:
        if name.startswith("TRADEGRAPH_"):
            monkeypatch.delenv(name)


@pytest.fixture
def kg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """`kg("facts", …)` in an empty folder of its own; `code` is the exit code that is expected.

    In this process, since starting one takes longer than most commands; `kg_process` is the same in one of its own.
    """
    monkeypatch.chdir(tmp_path)

    def run(*words: object, code: int = 0, stdin: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
        streams = [
            io.TextIOWrapper(io.BytesIO(start), encoding="utf-8", write_through=True) for start in (stdin, b"", b"")
        ]
        with pytest.MonkeyPatch.context() as patch:
            for name, stream in zip(("stdin", "stdout", "stderr"), streams, strict=True):
                patch.setattr(f"sys.{name}", stream)
            returned = cli.run([str(word) for word in words])
        out, err = (stream.detach().getvalue() for stream in streams[1:])  # type: ignore[attr-defined]
        done = subprocess.CompletedProcess(words, returned, out, err)
        assert done.returncode == code, (words, done.returncode, done.stderr.decode())
        return done

    return run


@pytest.fixture
def kg_process(tmp_path: Path) -> Run:
    """The same in a process of its own, with settings: `kg_process("facts", PYTHONHASHSEED="1")`."""

    def run(*words: object, code: int = 0, stdin: bytes = b"", **settings: str) -> "subprocess.CompletedProcess[bytes]":
        command = [sys.executable, "-m", "kg", *map(str, words)]
        environment = {**os.environ, **settings}
        done = subprocess.run(command, input=stdin, capture_output=True, cwd=tmp_path, env=environment, check=False)
        assert b"Traceback" not in done.stderr, done.stderr.decode()
        assert done.returncode == code, (words, done.returncode, done.stderr.decode())
        return done

    return run
