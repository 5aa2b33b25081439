"""Tables that say of each file who published it, where and when."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from kg.documents.encodings import decoded
from kg.errors import Refused

COLUMNS = ("id", "file", "language", "published", "publisher", "title", "url")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a manifest; an empty cell is None. `line` counts from 1, the header being line 1."""

    line: int
    file: str
    given: dict[str, str]


def entries(path: Path) -> list[Entry]:
    """The rows of a CSV manifest: columns `id,file,language,published,publisher,title,url`, only `file` is needed.

    Raises Refused when the table cannot be read or has no column `file`.
    """
    try:
        text, _ = decoded(path.read_bytes())
    except (OSError, ValueError) as error:
        raise Refused(str(path), _reason(error)) from None
    reader = csv.DictReader(io.StringIO(text), dialect=_dialect(text))
    header = [name.strip().lower() for name in reader.fieldnames or ()]
    if "file" not in header:
        raise Refused(str(path), f"a manifest needs a column `file`; found {', '.join(header) or 'nothing'}")
    reader.fieldnames = header
    try:
        return [Entry(reader.line_num, row.get("file") or "", _cells(row)) for row in reader if any(row.values())]
    except csv.Error as error:
        raise Refused(str(path), f"line {reader.line_num}: {error}") from None


def _dialect(text: str) -> type[csv.Dialect]:
    """Spreadsheets set to Russian write semicolons."""
    header = text.split("\n", 1)[0]
    return _Semicolon if header.count(";") > header.count(",") else csv.excel


class _Semicolon(csv.excel):
    delimiter = ";"


def _cells(row: dict[str, str]) -> dict[str, str]:
    return {name: row[name].strip() for name in COLUMNS if row.get(name) and row[name].strip()}


def _reason(error: Exception) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
