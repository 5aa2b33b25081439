"""What runs on the workers: batches of rows in, batches of results out. `kg` has to be installed there."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")  # two unpinned readers are slower than one
_ALIASES = {"lang": "language"}


@dataclass(frozen=True, slots=True)
class Reader:
    """How rows are read: as lines of JSON or by column, under which base IRI, by whom, and which texts are left out.

    To be given to Spark's `mapInArrow`. Dictionaries and packs are `kg`'s own caches: loaded once a worker process.
    """

    lines: bool
    base: str
    reader: str
    forgotten: frozenset[str]
    empty: bool = False  # read nothing, to measure what Spark itself costs

    def __call__(self, batches: Iterable[Any]) -> Iterator[Any]:
        """Record batches of results. Raises RuntimeError where the worker's `kg` is another than the driver's."""
        for name in THREADS:
            os.environ.setdefault(name, "1")
        os.environ["TRADEGRAPH_BASE"] = self.base
        import pyarrow as pa  # late, all three: after the settings, and on the workers only

        from kg import read
        from kg.runs import columns

        if self.reader != read.READER:
            raise RuntimeError(f"this worker has {read.READER}, the driver {self.reader}; install one version on all")
        one = self._one(read)
        for batch in batches:
            found = (one(row) for row in batch.to_pylist() if not self.lines or row["value"].strip())
            rows = [columns.row(each) for each in found if each.digest not in self.forgotten]
            yield pa.RecordBatch.from_pylist(rows, schema=columns.arrow_schema())

    def _one(self, read: Any) -> Callable[[Mapping[str, Any]], Any]:
        if self.empty:
            return lambda row: read.DocResult(read.record_digest(row), _unread(row))
        if self.lines:
            return lambda row: read.read_line(row["value"])
        return lambda row: read.read_record(_record(row))


def _unread(row: Mapping[str, Any]) -> Any:
    from kg.model import Document  # late: on the workers only

    return Document(str(row.get("id")), row.get("text") or "")


def _record(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of Parquet as `kg.read` calls its columns; a moment of publication is its day."""
    found = {_ALIASES.get(name, name): value for name, value in row.items()}
    if isinstance(found.get("published"), datetime):
        found["published"] = found["published"].date().isoformat()
    return found
