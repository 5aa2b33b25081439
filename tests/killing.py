"""A writer in a process of its own, killed in the middle: what it had said by then."""

import signal
import subprocess
import sys
import time
from pathlib import Path


def killed(child: Path, folder: Path, wait: float) -> tuple[int, int]:
    """The last batches that a script which prints `start N` and `done N` had started and acknowledged, -1 for none.

    It is killed `wait` seconds after its first line.
    """
    with subprocess.Popen([sys.executable, str(child), str(folder)], stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout
        first = writer.stdout.readline()
        time.sleep(wait)
        writer.send_signal(signal.SIGKILL)
        said = [
            line.split() for line in (first + writer.stdout.read()).splitlines(keepends=True) if line.endswith("\n")
        ]
    batches = {word: [int(number) for each, number in said if each == word] for word in ("start", "done")}
    return max(batches["start"], default=-1), max(batches["done"], default=-1)
