"""Rows as clusters read them: variants of the sample texts, and broken ones, as JSON Lines and as Parquet."""

import json
import re
from pathlib import Path
from typing import Any

from kg import documents, resources
from kg.model import Document

Row = dict[str, object]
BROKEN: list[Row] = [
    {"id": "no-text", "text": None},
    {"id": "nul", "text": "a\0b"},
    {"id": "no-date", "text": "Exports grew by 5%.", "published": "yesterday"},
]


def sample_rows(copies: int = 2) -> list[Row]:
    """The sample texts, so many variants of each with other numbers."""
    manifest = resources.samples() / "manifest.csv"
    found = documents.read_all(documents.from_manifest(manifest, documents.Given()))
    known = [each for each in found if isinstance(each, Document)]
    return [_variant(each, copy) for copy in range(copies) for each in known]


def _variant(document: Document, copy: int) -> Row:
    text = re.sub(r"\b\d\d\b", lambda found: str((int(found[0]) + copy) % 90 + 10), document.text)
    return {
        "id": f"{copy}-{document.name}",
        "text": f"{text}\nNo. {copy}",
        "language": document.language,
        "title": document.title,
        "published": document.published,
        "publisher": document.publisher,
        "url": f"https://news.example/{copy}/{document.name}",
    }


def write_lines(folder: Path, rows: list[Row], files: int = 1) -> Path:
    """The rows as JSON Lines in so many files."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in range(files):
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows[file::files])
        (folder / f"{file}.jsonl").write_text(lines, encoding="utf-8")
    return folder


def write_table(folder: Path, rows: list[Row], files: int = 1, schema: Any = None) -> Path:
    """The rows as Parquet in so many files."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    folder.mkdir(parents=True, exist_ok=True)
    for file in range(files):
        pq.write_table(pa.Table.from_pylist(rows[file::files], schema=schema), folder / f"{file}.parquet")
    return folder
