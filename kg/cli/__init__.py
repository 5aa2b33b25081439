"""The command `kg`: each verb a few lines over a function of a room below.

Data goes to standard output, talk to standard error.
Exit codes: 0 done, 1 it ran and something is wrong, 2 used wrongly.
"""

import gc
import sys

_GARBAGE = 400_000  # new objects between two collections: more than the words and rules that one text needs


def run(words: list[str]) -> int:
    """Run one command; the exit code."""
    from kg.cli import app  # late: the imports are half of what is loaded

    return app.run(words)


def main() -> None:
    """The command line. What it loads first stays to the end: looking through it for garbage costs a tenth of it."""
    gc.set_threshold(_GARBAGE, *gc.get_threshold()[1:])
    sys.exit(run(sys.argv[1:]))


__all__ = ["main", "run"]
