"""Bad input gets a clear message and an honest exit code, and what was stored stays."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
NEWS = "Экспорт Грузии в Казахстан в 2024 году составил 120 млн долларов США, сообщило министерство экономики Грузии."


@pytest.fixture
def stored(kg: Run, tmp_path: Path) -> bytes:
    """A store with one document; what it exports."""
    (tmp_path / "good.txt").write_text(NEWS, encoding="utf-8")
    kg("ingest", "good.txt", "--published", "2025-02")
    return kg("export").stdout


def refused(kg: Run, stored: bytes, *words: object, code: int = 1, stdin: bytes = b"") -> str:
    """What the command says when it refuses; the store is as it was."""
    said = kg(*words, code=code, stdin=stdin).stderr.decode()
    assert kg("export").stdout == stored
    return said


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("empty.txt", b"", "there is no text in it"),
        ("binary.txt", b"\x00\x01\x02\xff" * 1000, "binary data"),
        ("page.html", b"<html><body><nav><a href='/'>x</a></nav></body></html>", "no article"),
        ("long.txt", b"a" * 50_000_000, "50,000,000 bytes"),
        ("cut.txt", "\ufeffэкспорт".encode("utf-16")[:-1], "byte order mark"),
    ],
)
def test_a_bad_file_is_named_and_refused(
    kg: Run, stored: bytes, tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    (tmp_path / name).write_bytes(content)
    said = refused(kg, stored, "ingest", name)
    assert name in said
    assert message in said


def test_a_bad_file_does_not_keep_the_others_out(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "good.txt").write_text(NEWS, encoding="utf-8")
    assert "1 documents: 1 new" in kg("ingest", "empty.txt", "good.txt", code=1).stderr.decode()
    assert kg("text", "good.txt").stdout.decode() == NEWS


@pytest.mark.parametrize("encoding", ["cp1251", "utf-16", "utf-16-be", "koi8_r"])
def test_other_encodings_are_read_right(kg: Run, tmp_path: Path, encoding: str) -> None:
    (tmp_path / "news.txt").write_bytes(NEWS.encode(encoding))
    kg("ingest", "news.txt")
    assert kg("text", "news.txt").stdout.decode() == NEWS


def test_a_manifest_that_names_a_missing_file(kg: Run, stored: bytes, tmp_path: Path) -> None:
    (tmp_path / "m.csv").write_text("file\nmissing.txt\n", encoding="utf-8")
    said = refused(kg, stored, "ingest", "--manifest", "m.csv")
    assert "missing.txt" in said
    assert "line 2" in said


def test_a_text_in_an_unknown_language_is_kept_without_facts(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "nuus.txt").write_text("Die uitvoer na Lesotho het gegroei tot 3 miljard rand.", encoding="utf-8")
    said = kg("ingest", "nuus.txt", "--language", "af").stderr.decode()
    assert "no language pack for 'af'" in said
    assert kg("facts").stdout == b""
    assert kg("text", "nuus.txt").stdout


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT * WHERE { ?s ?p", "expected"),
        ("DELETE WHERE { ?s ?p ?o }", "would change"),
        ("SELECT * WHERE { SERVICE <http://example.org/sparql> { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * FROM <file:///etc/hostname> WHERE { ?s ?p ?o }", "file"),
        ("ASK " + "{" * 3000 + "}" * 3000, "levels of brackets"),
        ("this is no query", "no query"),
    ],
)
def test_a_malformed_or_dangerous_query(kg: Run, stored: bytes, tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "q.rq").write_text(text, encoding="utf-8")
    assert message in refused(kg, stored, "query", "q.rq")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"indicator": "exprots"}, "indicator"),
        ({"reporter": "UK"}, "GB"),
        ({"period": "2024-13"}, "period"),
        ({"value": "much"}, "value"),
        ({"evidence": []}, "evidence"),
        ({"evidence": [{"start": 0, "end": 7, "quote": "Импорт "}]}, "evidence"),
        ({"colour": "red"}, "colour"),
        ({"kind": "rumour"}, "rumour"),
        ({"doc": "nowhere.txt"}, "nowhere.txt"),
    ],
)
def test_a_wrong_flat_fact_is_refused_with_its_line(
    kg: Run, stored: bytes, tmp_path: Path, change: dict[str, object], message: str
) -> None:
    right = {
        "kind": "figure", "doc": "good.txt", "indicator": "exports", "reporter": "GE", "partner": "KZ", "period": "2024",
        "value": 120000000, "unit": "USD", "evidence": [{"start": 0, "end": len(NEWS), "quote": NEWS}],
    }  # fmt: skip
    lines = [json.dumps(fact, ensure_ascii=False) for fact in (right, {**right, **change})]
    (tmp_path / "facts.jsonl").write_text("\n".join(lines), encoding="utf-8")
    said = refused(kg, stored, "add", "facts.jsonl")
    assert "line 2" in said
    assert message in said


@pytest.mark.parametrize(
    "words",
    [
        ["frobnicate"],
        ["ingest"],
        ["ingest", "good.txt", "--published", "someday"],
        ["facts", "--kind", "rumour"],
        ["facts", "--format", "xls"],
        ["facts", "--min-confidence", "3"],
        ["facts", "--min-confidence", "nan"],
        ["query", "bilateral-series", "nonsense"],
        ["query", "bilateral-series", "colour=red"],
        ["correct"],
        ["export", "--format", "docx"],
    ],
)
def test_wrong_use_is_exit_code_two(kg: Run, stored: bytes, words: list[str]) -> None:
    assert refused(kg, stored, *words, code=2)


@pytest.mark.parametrize(
    "words",
    [
        ["text", "nowhere.txt"],
        ["forget", "nowhere.txt"],
        ["describe", "Атлантида"],
        ["query", "no-such-query"],
        ["query", "missing.rq"],
        ["correct", "https://data.example.org/id/figure/none", "value=1", "--because", "x", "--as", "y"],
        ["load", "missing.ttl", "--graph", "https://example.org/g"],
        ["facts", "--endpoint", "http://127.0.0.1:9/sparql"],
    ],
)
def test_what_is_not_there_is_exit_code_one(kg: Run, stored: bytes, words: list[str]) -> None:
    assert refused(kg, stored, *words)


def test_reading_where_there_is_no_store_says_how_to_make_one(kg: Run, tmp_path: Path) -> None:
    said = kg("facts", "--store", tmp_path / "none", code=1).stderr.decode()
    assert "kg ingest" in said
    assert not (tmp_path / "none").exists()
