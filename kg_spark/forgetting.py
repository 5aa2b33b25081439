"""A text that nothing may be made of any more: a tombstone first, then no file of the run holds it.

No cluster is needed. Cut short, the same command finishes it; while a job runs, run it again afterwards.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import Any

from kg.errors import NotFound, UsageError
from kg.runs import Run, sink_log
from kg.runs.places import Place
from kg.runs.run import opened

_DIGEST = re.compile(r"[0-9a-f]{16}")


def forget(out: str, digests: Sequence[str]) -> Iterator[str]:
    """Put up the tombstones and rewrite the files that hold these texts; say what was done.

    Raises `UsageError` for what is no digest, `NotFound` where OUT is no run.
    """
    if wrong := next((each for each in digests if not _DIGEST.fullmatch(each)), None):
        raise UsageError(f"{wrong!r} is no digest of a text: 16 hex digits, as in the column `digest` and `kg status`")
    run, gone = Run(out), frozenset(digests)
    listed = run.files()
    run.forget(digests)
    rewritten = {name: new for name in listed if (new := _without(run.place, name, gone)) is not None}
    if sink_log.FOLDER in run.place.names():
        _log(run.place, rewritten)
    for name in rewritten:
        _remove(run.place, name)
    orphans = [name for name in _orphans(run.place, {*listed, *rewritten.values()}) if _holds(run.place, name, gone)]
    for name in orphans:
        _remove(run.place, name)
    yield f"{len(gone)} texts forgotten: {len(rewritten)} files rewritten, {len(orphans)} deleted that did not count"
    found = run.description()
    source = found.input if found else "the input"
    yield f"left to do: delete the texts in {source}; kg load-run for stores; identity and dumps anew"


def _without(place: Place, name: str, gone: frozenset[str]) -> str | None:
    """Write the file again without these rows; the new file's name, or None where it holds none of them."""
    import pyarrow.compute as pc  # late, both: only whoever forgets needs them
    import pyarrow.parquet as pq

    with opened(place, name) as file:
        table = file.read()
    kept = table.filter(pc.invert(pc.is_in(table["digest"], value_set=_array(gone))))
    if kept.num_rows == table.num_rows:
        return None
    new = f"{name.removesuffix('.parquet')}-{table.num_rows - kept.num_rows}.parquet"
    with place.system.open_output_stream(place.at(new)) as stream:
        pq.write_table(kept, stream, compression="zstd")
    return new


def _array(digests: frozenset[str]) -> Any:
    import pyarrow as pa  # late: only whoever forgets needs it

    return pa.array(sorted(digests))


def _holds(place: Place, name: str, gone: frozenset[str]) -> bool:
    """Whether a file that does not count has one of these texts; one that cannot be read goes, too."""
    try:
        with opened(place, name) as file:
            return not gone.isdisjoint(file.read(columns=["digest"])["digest"].to_pylist())
    except Exception:  # torn by the task that died while writing it
        return True


def _orphans(place: Place, counting: set[str]) -> list[str]:
    return [name for name in place.names() if name.endswith(".parquet") and name not in counting]


def _remove(place: Place, name: str) -> None:
    place.remove(f".{name}.crc")
    place.remove(name)


def _log(place: Place, rewritten: dict[str, str]) -> None:
    """Let the sink's log name the new files, with their sizes: Spark reads a file by them."""
    for name in place.names(sink_log.FOLDER):
        if name.startswith("."):
            continue
        lines = sink_log.entries(place, name)
        changed = [_entry(place, line, rewritten) for line in lines]
        if changed != lines:
            sink_log.write(place, name, changed)


def _entry(place: Place, line: dict[str, Any], rewritten: dict[str, str]) -> dict[str, Any]:
    path = PurePosixPath(line["path"])
    new = rewritten.get(path.name)
    if new is None:
        return line
    (info,) = place.system.get_file_info([place.at(new)])
    if not info.is_file:
        raise NotFound(f"{place.name}/{new} is gone")
    return {**line, "path": line["path"].removesuffix(path.name) + new, "size": info.size}
