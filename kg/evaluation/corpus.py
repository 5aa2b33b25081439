"""The annotated corpus: a folder a language with `manifest.csv`, `texts/`, `gold/` and, where known, `phenomena.csv`.

`unseen.txt` beside these folders names the texts that only ever give their score: nobody who writes rules opens them.
"""

import csv
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.documents import stored
from kg.errors import FactError, Refused
from kg.evaluation.gold import Gold, gold
from kg.model import Document

PARTS = ("working", "unseen", "all")
_CSV = "utf-8-sig"  # as spreadsheets write it


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the corpus with its gold facts, the phenomena it shows, and whether rules may be written to it."""

    document: Document
    gold: tuple[Gold, ...]
    phenomena: frozenset[str]
    unseen: bool


def texts(folder: Path, *, language: str | None = None, part: str = "all") -> Iterator[Text]:
    """The texts of a corpus in order of language and manifest. Refused when the folder, a text or its gold is wrong."""
    folders = [each.parent for each in sorted(folder.glob("*/manifest.csv"))]
    if not folders:
        raise Refused(str(folder), "no corpus: expected a folder a language, each with manifest.csv, texts/ and gold/")
    unseen = _unseen(folder)
    for each in folders:
        phenomena = _phenomena(each)
        for row in _rows(each / "manifest.csv"):
            hidden = f"{each.name}/{row['file']}" in unseen
            if language in (None, row["language"]) and part in ("all", "unseen" if hidden else "working"):
                yield _text(each, row, phenomena[row["file"]], hidden)


def _unseen(folder: Path) -> frozenset[str]:
    listed = folder / "unseen.txt"
    return frozenset(listed.read_text(encoding="utf-8").split("\n")) if listed.exists() else frozenset()


def _rows(table: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(table.read_text(encoding=_CSV).splitlines()))


def _phenomena(folder: Path) -> defaultdict[str, frozenset[str]]:
    table = folder / "phenomena.csv"
    found: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
    for row in _rows(table) if table.exists() else ():
        found[row["file"]] |= {row["phenomenon"]}
    return found


def _text(folder: Path, row: Mapping[str, str], phenomena: frozenset[str], hidden: bool) -> Text:
    path, noted = folder / "texts" / row["file"], folder / "gold" / f"{Path(row['file']).stem}.json"
    try:
        document = _document(row, path.read_text(encoding="utf-8"))
        facts = json.loads(noted.read_text(encoding="utf-8"))["facts"]
        return Text(document, tuple(gold(fact, document.text) for fact in facts), phenomena, hidden)
    except (OSError, ValueError, KeyError, FactError) as error:
        raise Refused(str(noted), f"not the gold of {row['file']}: {error}") from None


def _document(row: Mapping[str, str], text: str) -> Document:
    title, published, publisher, url = (row.get(name) or None for name in ("title", "published", "publisher", "url"))
    return Document(row["file"], stored(text), row["language"], title, published, publisher, url)
