"""Tables that say of each file who published it, where and when."""

import csv
import io

from kg.documents.content import Entry
from kg.documents.encodings import decoded

COLUMNS = ("id", "file", "language", "published", "publisher", "title", "url", "retrieved")


def entries(content: bytes) -> list[Entry]:
    """The rows of a manifest: columns as in `COLUMNS`, of which only `file` is needed.

    Runs in the sandbox. Raises ValueError when the table cannot be read or has no column `file`.
    """
    text = decoded(content)[0].removeprefix("\ufeff")
    reader = csv.DictReader(io.StringIO(text), dialect=_dialect(text))
    try:
        header = [name.strip().lower() for name in reader.fieldnames or ()]
        if "file" not in header:
            found = ", ".join(header)[:300] or "nothing"
            raise ValueError(f"a manifest needs a column `file`; found {found}")
        reader.fieldnames = header
        return [Entry(reader.line_num, row.get("file") or "", _cells(row)) for row in reader if any(row.values())]
    except csv.Error as error:
        raise ValueError(f"line {reader.line_num}: {error}") from None


def _dialect(text: str) -> type[csv.Dialect]:
    """Spreadsheets set to Russian write semicolons."""
    header = text.split("\n", 1)[0]
    return max((csv.excel, _Semicolon, csv.excel_tab), key=lambda each: header.count(each.delimiter))


class _Semicolon(csv.excel):
    delimiter = ";"


def _cells(row: dict[str, str]) -> dict[str, str]:
    return {name: row[name].strip() for name in COLUMNS if row.get(name) and row[name].strip()}
