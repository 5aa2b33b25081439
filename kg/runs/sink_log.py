"""The log of Spark's file sink: which files of a folder count. A driver that died leaves files that do not.

`_spark_metadata/N` lists what batch N committed, a line of JSON a file after the line `v1`; every tenth is `N.compact`
and holds all before it, too. (Spark: `FileStreamSinkLog`, `CompactibleFileStreamLog`.)
"""

import json
from pathlib import PurePosixPath
from typing import Any

from kg.errors import TradegraphError
from kg.runs.places import Place

FOLDER = "_spark_metadata"
_VERSION = "v1"


def batches(place: Place) -> list[str]:
    """The names of the log's files that hold all of it, in order. Raises `TradegraphError` when one is missing."""
    names = [name for name in place.names(FOLDER) if name.partition(".")[0].isdigit() and name.count(".") <= 1]
    numbers = {int(name.partition(".")[0]): name for name in names if name.isdigit() or name.endswith(".compact")}
    first = max((number for number, name in numbers.items() if name.endswith(".compact")), default=0)
    kept = sorted(number for number in numbers if number >= first)
    if kept and kept != list(range(first, kept[-1] + 1)):
        raise TradegraphError(f"{place.name}/{FOLDER}: the log has gaps, so nobody can say which files count")
    return [numbers[number] for number in kept]


def entries(place: Place, name: str) -> list[dict[str, Any]]:
    """The lines of one file of the log."""
    version, *lines = place.read(FOLDER, name).decode("utf-8").split("\n")
    if version.strip() != _VERSION:
        raise TradegraphError(f"{place.name}/{FOLDER}/{name}: version {version[:20]!r} of the log; v1 is known")
    try:
        return [json.loads(line) for line in lines if line.strip()]
    except ValueError as error:
        raise TradegraphError(f"{place.name}/{FOLDER}/{name}: {error}") from None


def files(place: Place) -> list[str]:
    """The names of the files that count, in the order in which they were committed."""
    found: dict[str, None] = {}
    for name in batches(place):
        for entry in entries(place, name):
            file = PurePosixPath(entry["path"]).name  # the folder may have been moved since
            found.pop(file, None)
            if entry["action"] == "add":
                found[file] = None
    return list(found)


def write(place: Place, name: str, lines: list[dict[str, Any]]) -> None:
    """Put other lines into one file of the log; Hadoop's check sum of the old ones goes."""
    text = "\n".join([_VERSION, *(json.dumps(line, separators=(",", ":")) for line in lines)])
    place.remove(FOLDER, f".{name}.crc")
    place.write(text.encode("utf-8"), FOLDER, name)
