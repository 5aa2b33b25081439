"""Standard output for data, standard error for talk, colours on a terminal only."""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rich.console import Console

T = TypeVar("T")
_PIPE = 200  # columns of a table that goes to no terminal
_SHORT = 16  # characters that are not worth a line break
_LEAST = 22  # characters that a column of long words has at least
_NUMBER = re.compile(r"-?[\d,]*\.?\d+")


def talk() -> "Console":
    """The console for messages, progress and warnings."""
    from rich.console import Console  # late: `kg --help` and pipes need no Rich

    return Console(stderr=True, highlight=False, soft_wrap=True)


def say(message: str) -> None:
    """One line to standard error, as it is."""
    print(message, file=sys.stderr, flush=True)


def write(text: str) -> None:
    """Data to standard output, in UTF-8 whatever the locale says."""
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.buffer.flush()


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], *, title: str | None = None) -> None:
    """A table for people on standard output: long words wrap, short ones never, columns without a word are left out.

    Nothing in a cell is read as markup.
    """
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    cells = [list(row) for row in rows]
    console = Console(highlight=False, width=None if sys.stdout.isatty() else _PIPE)
    drawn = Table(title=title, title_justify="left", header_style="bold", box=None, pad_edge=False)
    kept = [place for place in range(len(columns)) if not cells or any(row[place] for row in cells)]
    for place in kept:
        longest = max((len(row[place]) for row in cells), default=0)
        numeric = longest > 0 and all(_NUMBER.fullmatch(row[place]) for row in cells if row[place])
        drawn.add_column(
            columns[place],
            overflow="fold",
            no_wrap=longest <= _SHORT or numeric,
            min_width=min(longest, _LEAST) or None,
            justify="right" if numeric else "left",
        )
    cells = [[row[place] for place in kept] for row in cells]
    for row in cells:
        drawn.add_row(*(Text(cell) for cell in row))
    console.print(drawn)


@contextmanager
def progress(label: str) -> "Iterator[Progress]":
    """A line that counts on a terminal, and nothing elsewhere."""
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bar(*columns, console=talk(), transient=True, disable=not sys.stderr.isatty()) as bar:
        yield Progress(bar, bar.add_task(label, total=None))


class Progress:
    """Counts things as they pass."""

    def __init__(self, bar: object, task: object) -> None:
        self._bar, self._task = bar, task

    def over(self, things: Iterable[T], total: int | None = None) -> Iterator[T]:
        """The things themselves, each counted once it has been taken."""
        self._bar.update(self._task, total=total)  # type: ignore[attr-defined]
        for thing in things:
            yield thing
            self._bar.advance(self._task)  # type: ignore[attr-defined]
