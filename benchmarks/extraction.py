"""Run extraction over an annotated corpus and let a scorer judge it.

    python benchmarks/extraction.py CORPUS --scorer score.py [--gold DIR] [--language ru] [--only-working] [--show KIND]

CORPUS is a folder with a folder a language (`manifest.csv`, `texts/`, `gold/`), or one such folder, or a folder with
`manifest.csv` and the texts themselves. Texts that `unseen.txt` beside it names give totals only: no `--show` for them.
How fast texts are read beside slovnet is measured by `extraction_speed.py`.
"""

import argparse
import csv
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from kg.extract import extract
from kg.graph.flat import line, write_line
from kg.model import Document

_CSV = "utf-8-sig"


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its gold, and whether rules may be written to it."""

    document: Document
    path: Path
    gold: Path
    unseen: bool


def texts(corpus: Path, gold: Path | None, language: str | None) -> Iterator[Text]:
    """The texts of a corpus folder in order of language and name."""
    folders = sorted(folder.parent for folder in corpus.glob("*/manifest.csv")) or [corpus]
    unseen = _unseen(corpus)
    for folder in folders:
        for row in csv.DictReader((folder / "manifest.csv").read_text(encoding=_CSV).splitlines()):
            if language in (None, row["language"]):
                yield _text(folder, row, gold or folder / "gold", f"{folder.name}/{row['file']}" in unseen)


def _unseen(corpus: Path) -> frozenset[str]:
    listed = next((path for path in (corpus / "unseen.txt", corpus.parent / "unseen.txt") if path.exists()), None)
    return frozenset(listed.read_text(encoding="utf-8").split("\n")) if listed else frozenset()


def _text(folder: Path, row: dict[str, str], gold: Path, unseen: bool) -> Text:
    path = folder / "texts" / row["file"] if (folder / "texts").is_dir() else folder / row["file"]
    document = Document(
        name=row["file"],
        text=path.read_text(encoding="utf-8"),
        language=row["language"],
        title=row["title"] or None,
        published=row["published"] or None,
        publisher=row["publisher"] or None,
    )
    return Text(document, path, gold / (path.stem + ".json"), unseen)


def scored(chosen: list[Text], scorer: Path, show: str | None, least: Decimal) -> str:
    """What the scorer prints for these texts; the facts are written as flat facts in between."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in ("gold", "texts"):
            (folder / part).mkdir()
        lines: list[str] = []
        for text in chosen:
            shutil.copy(text.gold, folder / "gold")
            shutil.copy(text.path, folder / "texts")
            told = [record for record in extract(text.document).records if record.confidence >= least]
            lines.extend(write_line(line(record, text.document)) for record in told)
        facts = folder / "facts.jsonl"
        facts.write_text("".join(f"{item}\n" for item in lines), encoding="utf-8")
        command = [
            sys.executable,
            str(scorer),
            "--gold",
            str(folder / "gold"),
            "--texts",
            str(folder / "texts"),
            str(facts),
        ]
        if show:
            command += ["--show", show]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def speed(chosen: list[Text]) -> float:
    """Characters per CPU second, warm."""
    started = time.process_time()
    for text in chosen:
        extract(text.document)
    return sum(len(text.document.text) for text in chosen) / max(time.process_time() - started, 1e-9)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--scorer", type=Path, required=True, help="the scorer's script")
    parser.add_argument("--gold", type=Path, help="the folder of the gold, if it is not beside the texts")
    parser.add_argument("--language")
    parser.add_argument("--only", help="names of texts, with commas")
    parser.add_argument("--show", help="a kind whose misses are listed, or all; working texts only")
    parser.add_argument("--facts", action="store_true", help="print the facts of the chosen working texts instead")
    parser.add_argument("--min-confidence", type=Decimal, default=Decimal("0.5"), help="as kg facts has it")
    parser.add_argument("--only-working", action="store_true", help="leave the unseen totals out")
    given = parser.parse_args()
    every = list(texts(given.corpus, given.gold, given.language))
    working = [t for t in every if not t.unseen and (not given.only or t.path.stem in given.only.split(","))]
    if given.facts:
        for text in working:
            for record in extract(text.document).records:
                print(json.dumps(line(record, text.document), ensure_ascii=False))
        return
    print(f"== working ({len(working)} texts)\n{scored(working, given.scorer, given.show, given.min_confidence)}")
    unseen = [] if given.only_working else [t for t in every if t.unseen]
    if unseen:
        print(f"== unseen ({len(unseen)} texts)\n{scored(unseen, given.scorer, None, given.min_confidence)}")
    print(f"{speed(working):,.0f} characters per CPU second")


if __name__ == "__main__":
    main()
