"""Standard output for data, standard error for talk, colours on a terminal only."""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

T = TypeVar("T")
_PIPE = 200  # columns of a table that goes to no terminal
_SHORT = 16  # characters that are not worth a line break
_GAP = 1  # characters between columns
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


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table for people: its name, its cells, and how wide it has to be."""

    name: str
    cells: tuple[str, ...]

    @property
    def longest(self) -> int:
        """Characters of the longest cell or of the name."""
        return max(map(len, (self.name, *self.cells)))

    @property
    def numeric(self) -> bool:
        """Whether every cell that says something is a number."""
        return any(self.cells) and all(_NUMBER.fullmatch(cell) for cell in self.cells if cell)

    @property
    def rigid(self) -> bool:
        """Whether its cells are not worth a line break."""
        return self.numeric or self.longest <= _SHORT

    @property
    def least(self) -> int:
        """Characters that it needs."""
        return self.longest if self.rigid else min(self.longest, _LEAST)


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table for people on standard output; nothing in a cell is read as markup, nothing is cut.

    Long words wrap, columns without a word are left out; where the screen is too narrow, a row is a list.
    """
    from rich.console import Console

    console = Console(highlight=False, width=None if sys.stdout.isatty() else _PIPE)
    cells = [list(row) for row in rows]
    drawn = [Column(name, tuple(row[place] for row in cells)) for place, name in enumerate(columns)]
    drawn = [column for column in drawn if any(column.cells) or not cells]
    if sum(column.least + _GAP for column in drawn) > console.width:
        _lists(drawn)
    else:
        console.print(_grid(drawn))


def _lists(columns: Sequence[Column]) -> None:
    """Each row as lines of `column  cell`, an empty line between rows."""
    width = max(len(column.name) for column in columns)
    for place in range(len(columns[0].cells)):
        for column in columns:
            if column.cells[place]:
                print(f"{column.name:{width}}  {' '.join(column.cells[place].split())}")
        print()


def _grid(columns: Sequence[Column]) -> "Table":
    from rich.table import Table
    from rich.text import Text

    grid = Table(header_style="bold", box=None, pad_edge=False)
    for column in columns:
        grid.add_column(
            column.name,
            overflow="fold",
            no_wrap=column.rigid,
            min_width=column.least,
            justify="right" if column.numeric else "left",
        )
    for row in zip(*(column.cells for column in columns), strict=True):
        grid.add_row(*(Text(cell) for cell in row))
    return grid


@contextmanager
def progress(label: str) -> "Iterator[Progress]":
    """A line that counts on a terminal, and nothing elsewhere."""
    if not sys.stderr.isatty():
        yield Progress(None, None)
        return
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bar(*columns, console=talk(), transient=True) as bar:
        yield Progress(bar, bar.add_task(label, total=None))


class Progress:
    """Counts things as they pass."""

    def __init__(self, bar: object, task: object) -> None:
        self._bar, self._task = bar, task

    def over(self, things: Iterable[T], total: int | None = None) -> Iterator[T]:
        """The things themselves, each counted once it has been taken."""
        if self._bar is None:
            yield from things
            return
        self._bar.update(self._task, total=total)  # type: ignore[attr-defined]
        for thing in things:
            yield thing
            self._bar.advance(self._task)  # type: ignore[attr-defined]
