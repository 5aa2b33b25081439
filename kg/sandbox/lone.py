"""A worker that was not forked: a Python of its own, for platforms that cannot fork."""

import json
import signal

from kg.sandbox import isolation, worker
from kg.sandbox.channel import send
from kg.sandbox.workers import inherited


def main() -> None:
    """Say which guards hold, then answer calls."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the pool's affair
    line = inherited()
    send(line, json.dumps(isolation.isolate()).encode())
    worker.ended(line)
