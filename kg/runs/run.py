"""A folder that a cluster has read into."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

from kg import settings
from kg.errors import NotFound, TradegraphError
from kg.read import DocResult
from kg.runs import columns, sink_log
from kg.runs.places import Place

_DESCRIPTION = "_run.json"  # Spark and Hadoop pass over names that begin with an underscore
_FORGOTTEN = "_forgotten"
_AT_ONCE = 256  # rows in memory


@dataclass(frozen=True, slots=True)
class Description:
    """Who read what into the folder, and the base IRI of the names it made."""

    reader: str
    base: str
    input: str


class Run:
    """The folder at a path or address. Tombstones lie beside it, in `_forgotten`, for all runs of one parent."""

    def __init__(self, path: str) -> None:
        self.place = Place.of(path)
        self._tombstones = self.place.beside(_FORGOTTEN)

    def exists(self) -> bool:
        """Whether anything lies there."""
        return bool(self.place.names())

    def files(self) -> list[str]:
        """The files that count, in the order in which they were committed. Raises `NotFound` where none can be told."""
        names = self.place.names()
        if sink_log.FOLDER in names:
            return sink_log.files(self.place)
        if "_SUCCESS" in names:
            return [name for name in names if name.endswith(".parquet")]
        raise NotFound(
            f"{self.place.name} is no finished run: it has neither {sink_log.FOLDER} (kg-spark read) nor _SUCCESS (a "
            "batch run). A plain listing would take files of tasks that died, so nothing is taken"
        )

    def description(self) -> Description | None:
        """What the folder says of itself; None when it says nothing."""
        try:
            return Description(**json.loads(self.place.read(_DESCRIPTION)))
        except FileNotFoundError:
            return None
        except (ValueError, TypeError) as error:
            raise TradegraphError(f"{self.place.name}/{_DESCRIPTION}: {error}") from None

    def describe(self, description: Description) -> None:
        """Say who reads what into it."""
        self.place.write((json.dumps(asdict(description), indent=1) + "\n").encode("utf-8"), _DESCRIPTION)

    def check_base(self) -> None:
        """Refuse names that were made under another base IRI than ours."""
        found = self.description()
        if found and found.base != settings.base():
            raise TradegraphError(
                f"{self.place.name} was read with the base IRI {found.base} and now it is {settings.base()}; "
                f"set TRADEGRAPH_BASE={found.base}"
            )

    def results(self, name: str) -> Iterator[DocResult]:
        """The rows of one file."""
        with opened(self.place, name) as file:
            for batch in file.iter_batches(batch_size=_AT_ONCE, columns=list(columns.NAMES)):
                yield from map(columns.result, batch.to_pylist())

    def forgotten(self) -> frozenset[str]:
        """The digests of the texts that nothing may be made of."""
        return frozenset(name for name in self._tombstones.names() if not name.startswith("."))

    def forget(self, digests: Iterable[str]) -> None:
        """Put up tombstones, empty files: on every file system that is one atomic step, and twice is once."""
        for digest in digests:
            self._tombstones.write(b"", digest)


@contextmanager
def opened(place: Place, name: str) -> Iterator[Any]:
    """A Parquet file with the columns of a run. Raises `TradegraphError` for one that is missing, torn or another's."""
    from pyarrow import ArrowException  # late: only whoever has Parquet needs it
    from pyarrow.parquet import ParquetFile

    try:
        with place.system.open_input_file(place.at(name)) as stream:
            file = ParquetFile(stream)
            _check_columns(place, name, file.schema_arrow.names)
            yield file
    except (OSError, ArrowException) as error:
        raise TradegraphError(f"{place.name}/{name}: the log lists it, but it cannot be read ({error})") from None


def _check_columns(place: Place, name: str, found: list[str]) -> None:
    if missing := [column for column in columns.NAMES if column not in found]:
        raise TradegraphError(
            f"{place.name}/{name}: no column {missing[0]!r}; found {', '.join(found)[:300]}. "
            "Is this a folder that kg-spark read has filled?"
        )
