"""Tables of ours: comment lines, a header, one item a line."""

import csv
from collections.abc import Iterator
from pathlib import Path

from kg.errors import DefectiveFile


def table(path: Path, columns: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """The rows of a table of ours: comment lines (`#`), then a header of exactly these columns, then one item a line.

    Raises `DefectiveFile` with the line of the first row that is not of that form.
    """
    with path.open(encoding="utf-8", newline="") as lines:
        rows = ((number, line) for number, line in enumerate(lines, 1) if not line.startswith("#"))
        for number, line in rows:
            (cells,) = csv.reader([line])
            if number and tuple(cells) == columns:
                break
            raise DefectiveFile(path, f"expected the columns {','.join(columns)}", line=number)
        for number, line in rows:
            (cells,) = csv.reader([line])
            if len(cells) != len(columns):
                raise DefectiveFile(path, f"expected {len(columns)} cells, found {len(cells)}", line=number)
            yield dict(zip(columns, cells, strict=True))
