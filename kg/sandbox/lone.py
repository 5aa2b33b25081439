"""A worker that was not forked: a Python of its own, for platforms that cannot fork."""

import json
import signal

from kg.sandbox import worker
from kg.sandbox.channel import receive
from kg.sandbox.isolation import leave_network
from kg.sandbox.workers import inherited, readable

_MODULES = 1 << 16  # bytes of their names


def main() -> None:
    """Answer calls."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the pool's affair
    line = inherited()
    worker.prepare(json.loads(receive(line, limit=_MODULES)))
    worker.live(line, leave_network(), readable())
