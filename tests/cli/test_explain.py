"""`kg explain`: every sentence, what was read in it, what was not taken and why, which clues decided."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
NEWS = (
    "Chile sells more salmon\n\nIn 2024 exports of Chile to Japan reached 1.9 billion dollars, 7 percent more than in 2023. "
    "A crate costs 80 dollars.\n"
)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    (tmp_path / "news.txt").write_text(NEWS, encoding="utf-8")
    return tmp_path / "news.txt"


def explained(kg: Run, *words: object) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(kg("explain", *words, "--format", "json").stdout)
    return found


def test_a_file_is_explained_without_a_store(kg: Run, news: Path) -> None:
    sentences = explained(kg, news)
    assert "".join(str(each["sentence"]) for each in sentences).replace(" ", "") == "".join(NEWS.split())
    facts = [fact for each in sentences for fact in each["facts"]]  # type: ignore[attr-defined]
    assert ("figure", "exports", "CL", "JP") in [
        (f["kind"], f.get("indicator"), f.get("reporter"), f.get("partner")) for f in facts
    ]


def test_what_is_not_taken_is_shown_with_its_reason(kg: Run, news: Path) -> None:
    told = kg("explain", news, "--missed").stdout.decode()
    assert "A crate costs 80 dollars" in told
    assert "80 dollars" in told.split("- figure: ")[-1]


def test_decisions_say_which_clues_made_them(kg: Run, news: Path) -> None:
    decisions = [each for sentence in explained(kg, news) for each in sentence["decisions"]]  # type: ignore[attr-defined]
    sides = [each for each in decisions if each["decision"] == "figure.sides"]
    assert sides
    assert all(each["clues"] and 0 < each["probability"] <= 1 for each in sides)


def test_the_explanation_is_of_what_extraction_finds(kg: Run, news: Path) -> None:
    facts = {json.dumps(f["evidence"]) for each in explained(kg, news) for f in each["facts"]}  # type: ignore[attr-defined]
    kg("ingest", news)
    stored = [json.loads(line) for line in kg("facts", "--min-confidence", "0").stdout.decode().splitlines()]
    assert {json.dumps(fact["evidence"]) for fact in stored} == facts


def test_a_document_of_the_store_is_explained_by_name(kg: Run, news: Path) -> None:
    kg("ingest", news, "--published", "2025-02-03")
    news.unlink()
    assert any("reached 1.9 billion" in str(each["sentence"]) for each in explained(kg, "news.txt"))


def test_without_a_store_and_without_a_file_both_are_told(kg: Run) -> None:
    said = kg("explain", "nowhere.txt", code=1).stderr.decode()
    assert "nowhere.txt is no file" in said
    assert "kg ingest" in said


def test_a_name_that_is_nowhere_is_not_found(kg: Run, news: Path) -> None:
    kg("ingest", news)
    assert b"nowhere.txt" in kg("explain", "nowhere.txt", code=1).stderr
