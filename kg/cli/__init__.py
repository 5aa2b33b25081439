"""The command `kg`: each verb a few lines over a function of a room below.

Data goes to standard output, talk to standard error.
Exit codes: 0 done, 1 it ran and something is wrong, 2 used wrongly.
"""

import atexit
import gc
import os
import sys
import threading
from typing import NoReturn

_GARBAGE = 400_000  # new objects between two collections: more than the words and rules that one text needs


def run(words: list[str]) -> int:
    """Run one command; the exit code."""
    from kg.cli import app  # late: the imports are half of what is loaded

    return app.run(words)


def main() -> None:
    """The command line. What it loads first stays to the end: looking through it for garbage costs a tenth of it."""
    gc.set_threshold(_GARBAGE, *gc.get_threshold()[1:])
    _leave(run(sys.argv[1:]))


def _leave(code: int) -> NoReturn:
    """End with this exit code and leave words, rules and weights to the system: taking them apart costs a quarter.

    What is written is flushed and what wants to be called at the end is called, as always. Where a thread still works,
    Python waits for it and ends in its own way.
    """
    if any(each is not threading.main_thread() and not each.daemon for each in threading.enumerate()):
        sys.exit(code)
    atexit._run_exitfuncs()
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None and not stream.closed:
                stream.flush()
    except OSError:  # the reader of the output has gone
        code = code or 1
    os._exit(code)


__all__ = ["main", "run"]
