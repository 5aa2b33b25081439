"""Gold facts as a model's answers, through the decoder: what a perfect model says is lost nowhere on the way.

Of the texts that writers of rules do not read only totals are looked at: no message quotes them.
"""

import csv
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from model_answers import answer_of

from kg.graph import line
from kg.graph.flat import read_lines, write_line
from kg.llm.reader import read
from kg.llm.requests import requests
from kg.model import Document

SHARED = Path(__file__).resolve().parents[3] / "shared"
CORPUS = SHARED / "corpus"


def documents(language: str) -> list[Document]:
    """The texts of a language with what their manifest says."""
    with (CORPUS / language / "manifest.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        Document(
            row["file"],
            (CORPUS / language / "texts" / row["file"]).read_text(encoding="utf-8"),
            language,
            row["title"],
            row["published"],
            row["publisher"],
        )
        for row in rows
    ]


def score(language: str, facts: Path) -> dict[str, Any]:
    """What `score.py` says."""
    gold, texts = CORPUS / language / "gold", CORPUS / language / "texts"
    command = [sys.executable, SHARED / "eval" / "score.py", "--json", "--gold", gold, "--texts", texts, facts]
    found: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return found


@pytest.mark.parametrize("language", ["ru", "en", "kk"])
def test_perfect_answers_become_the_gold_facts(language: str, tmp_path: Path) -> None:
    """A handful of numbers stand in no quote nor anywhere in figures or words our grammar knows; they are refused."""
    perfect, out = tmp_path / "perfect.jsonl", tmp_path / "facts.jsonl"
    gold, texts = CORPUS / language / "gold", CORPUS / language / "texts"
    subprocess.run([sys.executable, SHARED / "eval" / "perfect.py", gold, texts, perfect], check=True)
    facts: dict[str, list[dict[str, Any]]] = {}
    for each in map(json.loads, perfect.read_text(encoding="utf-8").splitlines()):
        facts.setdefault(each["doc"], []).append(each)
    refused: Counter[str] = Counter()
    with out.open("w", encoding="utf-8") as file:
        for document in documents(language):
            (request,) = requests(document)
            found = read([(request, answer_of(facts[document.name]))])
            refused += found.refused
            file.writelines(write_line(line(record, document)) + "\n" for record in found.records)
    reached = score(language, out)
    assert reached["facts"]["strict"]["f1"] >= 0.995
    assert reached["facts"]["argument"]["f1"] >= 0.995
    assert all(kind["strict"]["f1"] >= 0.98 for kind in reached["kinds"].values())
    assert reached["evidence"]["exact"] == 1.0
    assert reached["evidence"]["right_sentence"] >= 0.99
    assert reached["hedges"]["kept"] >= 0.97
    assert refused.total() <= len([*read_lines(perfect.read_text(encoding="utf-8").splitlines())]) // 100
