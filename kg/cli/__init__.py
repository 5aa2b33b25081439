"""The command `kg`: each verb a few lines over a function of a room below.

Data goes to standard output, talk to standard error.
Exit codes: 0 done, 1 it ran and something is wrong, 2 used wrongly.
"""

from kg.cli.app import main, run

__all__ = ["main", "run"]
