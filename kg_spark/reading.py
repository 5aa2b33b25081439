"""Backfill and daily run are one job: what is in IN and not yet in OUT is read, committed batch by batch.

Spark's file source knows what it has taken (`OUT/_checkpoint`), its file sink what counts (`OUT/_spark_metadata`): a
batch that died is not in the log, whatever it left, and is read again.
"""

import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from kg import settings
from kg.documents.rows import FIELDS
from kg.errors import TradegraphError, UsageError
from kg.read import READER
from kg.runs import Description, Run
from kg.runs.columns import DDL
from kg.runs.places import Place
from kg_spark.mapping import Reader

_LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
_COLUMNS = (*FIELDS, "lang")
_LOOK = 1.0  # seconds between looks at the progress
_CAUSES = ("RuntimeError", "ModuleNotFoundError", "ImportError", "Caused by", "[CANNOT")
_NAMED = 20  # errors that are listed

Told = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Counted:
    """What one call has added to a run: rows, those of them that are errors (a few by name), seconds."""

    documents: int
    errors: int
    named: tuple[tuple[str, str], ...]
    seconds: float


def prepared(source: str, out: str) -> tuple[Place, Run, bool]:
    """Where to read from and to, and whether lines of JSON; without Spark, so that mistakes are told at once.

    Raises `UsageError` for an input without texts, `TradegraphError` for a folder that something else is in.
    """
    place, run = Place.of(source), Run(out)
    lines = _kind(place)
    found = run.description()
    if found is None and run.exists():
        raise TradegraphError(f"{out} holds something else ({', '.join(run.place.names()[:3])} …); name a new folder")
    wanted = Description(READER, settings.base(), place.uri)
    if found is not None:
        _check_same(found, wanted, out)
    return place, run, lines


def _kind(place: Place) -> bool:
    """Whether the input is JSON Lines; otherwise it is Parquet."""
    names = place.files()
    lines = [name for name in names if name.endswith(_LINES)]
    tables = [name for name in names if name.endswith(".parquet")]
    if lines and tables:
        raise UsageError(f"{place.name} holds both Parquet ({tables[0]}) and JSON Lines ({lines[0]}); keep them apart")
    if not lines and not tables:
        there = f"found {', '.join(names[:3])}" if names else "there is nothing"
        raise UsageError(f"{place.name}: *.parquet or {', '.join('*' + each for each in _LINES)} expected; {there}")
    return bool(lines)


def _check_same(found: Description, wanted: Description, out: str) -> None:
    for what, was, now in (
        ("by", found.reader, wanted.reader),
        ("with the base IRI", found.base, wanted.base),
        ("from", found.input, wanted.input),
    ):
        if was != now:
            raise TradegraphError(f"{out} was read {what} {was}, and this would be {what} {now}; name a new folder")


def read(spark: Any, source: str, out: str, *, files: int | None = None, empty: bool = False, told: Told) -> Counted:
    """Read what is new in `source` into the run `out`, so many files a batch (by default four for each core)."""
    place, run, lines = prepared(source, out)
    before = set(run.files()) if run.description() and "_spark_metadata" in run.place.names() else set()
    frame = _input(spark, place, lines, files or 4 * spark.sparkContext.defaultParallelism)
    run.describe(Description(READER, settings.base(), place.uri))
    began = time.monotonic()
    _run(spark, frame.mapInArrow(Reader(lines, settings.base(), READER, run.forgotten(), empty), DDL), run, told)
    seconds = time.monotonic() - began
    return _counted(spark, run, [name for name in run.files() if name not in before], seconds)


def _input(spark: Any, place: Place, lines: bool, files: int) -> Any:
    stream = spark.readStream.option("maxFilesPerTrigger", files).option("recursiveFileLookup", "true")
    if lines:
        return stream.option("pathGlobFilter", "*.{jsonl,ndjson,jsonl.gz,ndjson.gz}").text(place.uri)
    stream = stream.option("pathGlobFilter", "*.parquet")
    once = spark.read.option("recursiveFileLookup", "true").option("pathGlobFilter", "*.parquet")
    schema = once.parquet(place.uri).schema
    known = [field.name for field in schema if field.name in _COLUMNS]
    if "text" not in known:
        found, others = ", ".join(schema.names)[:300], ", ".join(FIELDS[1:])
        raise UsageError(f"{place.name}: no column `text`; found {found}. It may also have {others}")
    return stream.schema(schema).parquet(place.uri).select(*known)


def _run(spark: Any, frame: Any, run: Run, told: Told) -> None:
    """The query to its end. Ctrl-C and errors leave what was committed; the same command goes on from there."""
    from pyspark.errors import StreamingQueryException  # late: `kg-spark --help` works without it

    sink = frame.writeStream.format("parquet").option("path", run.place.uri)
    query = sink.option("checkpointLocation", f"{run.place.uri}/_checkpoint").trigger(availableNow=True).start()
    progress = Progress(spark, told)
    try:
        with _interrupts() as interrupted:
            while not query.awaitTermination(_LOOK):
                progress.look(query)
                if interrupted:
                    query.stop()
                    raise KeyboardInterrupt
        progress.look(query)
    except StreamingQueryException as error:
        told(f"stopped: {_cause(str(error))}")
        raise TradegraphError("what was committed stays, and the same command goes on from there") from None


@contextmanager
def _interrupts() -> Iterator[list[int]]:
    """Ctrl-C as a note, since an exception in the middle of a call to the JVM would be told by everybody on the way."""
    found: list[int] = []
    if threading.current_thread() is not threading.main_thread():
        yield found
        return
    before = signal.signal(signal.SIGINT, lambda number, frame: found.append(number))
    try:
        yield found
    finally:
        signal.signal(signal.SIGINT, before)


def _cause(words: str) -> str:
    """The line of a long message that says why."""
    lines = [line.strip() for line in words.split("\n") if line.strip()]
    causes = [line for line in lines if line.startswith(_CAUSES)]
    return (causes or lines)[0][:500] if lines else "no reason given"


class Progress:
    """Batches that are done, and how far the one at work is, as lines for people."""

    def __init__(self, spark: Any, told: Told) -> None:
        self._tracker = spark.sparkContext.statusTracker()
        self._told = told
        self._batch, self._documents, self._began, self._last = -1, 0, time.monotonic(), ""

    def look(self, query: Any) -> None:
        """Tell what is new since the last look."""
        for each in query.recentProgress:
            if each["batchId"] > self._batch and each["numInputRows"]:
                self._batch = each["batchId"]
                self._documents += each["numInputRows"]
                rate = self._documents / (time.monotonic() - self._began)
                so_far = f"{self._documents:,} documents so far, {rate:,.0f} a second"
                self._told(f"batch {self._batch} is committed: {so_far}")
        if (line := self._tasks()) and line != self._last:
            self._last = line
            self._told(line)

    def _tasks(self) -> str:
        found = [info for stage in self._tracker.getActiveStageIds() if (info := self._tracker.getStageInfo(stage))]
        done, total = sum(info.numCompletedTasks for info in found), sum(info.numTasks for info in found)
        return f"batch {self._batch + 1}: {done} of {total} parts" if total else ""


def rows(spark: Any, run: Run, names: Iterable[str] | None = None) -> Any:
    """The rows of a run that count (or of some of its files), forgotten texts left aside."""
    files = [f"{run.place.uri}/{name}" for name in (run.files() if names is None else names)]
    found = spark.read.schema(DDL).parquet(*files) if files else spark.createDataFrame([], DDL)
    forgotten = run.forgotten()
    if not forgotten:
        return found
    tombstones = spark.createDataFrame([(each,) for each in sorted(forgotten)], "digest string")
    return found.join(tombstones, "digest", "left_anti")


def _counted(spark: Any, run: Run, names: list[str], seconds: float) -> Counted:
    found = rows(spark, run, names).select("name", "error")
    documents, errors = found.selectExpr("count(*)", "count(error)").first()
    named = found.where("error is not null").orderBy("name", "error").limit(_NAMED).collect() if errors else []
    return Counted(documents, errors, tuple((row.name, row.error) for row in named), seconds)
