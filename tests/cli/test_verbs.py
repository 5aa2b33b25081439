"""The verbs as a user meets them."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.cli.app import app

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
NEWS = "Экспорт Грузии в Казахстан в 2024 году составил 120 млн долларов США. Импорт из Казахстана вырос на 9 %."
VERBS = [each.callback.__name__.replace("_", "-") for each in app.registered_commands if each.callback]


def facts(kg: Run, *words: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in kg("facts", *words).stdout.decode().splitlines()]


@pytest.fixture
def one(kg: Run, tmp_path: Path) -> dict[str, object]:
    """A store with one figure entered by hand, and that figure."""
    (tmp_path / "news.txt").write_text(NEWS, encoding="utf-8")
    kg("ingest", "news.txt", "--no-extract", "--published", "2025-02", "--publisher", "Вестник")
    quote = NEWS.split(".")[0]
    fact = {
        "kind": "figure", "doc": "news.txt", "indicator": "exports", "reporter": "GE", "partner": "KZ", "period": "2024",
        "value": 120000000, "unit": "USD", "evidence": [{"start": 0, "end": len(quote), "quote": quote}],
    }  # fmt: skip
    kg("add", "-", "--as", "Aigul", stdin=json.dumps(fact).encode())
    (found,) = facts(kg)
    return found


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_that_says_what_it_does(kg: Run, verb: str) -> None:
    said = kg(verb, "--help").stdout.decode()
    assert len(said.splitlines()) > 5


def test_help_lists_every_verb(kg: Run) -> None:
    said = kg("--help").stdout.decode()
    assert all(f" {verb} " in said for verb in VERBS)
    assert {
        "ingest",
        "add",
        "correct",
        "retract",
        "forget",
        "reread",
        "load",
        "facts",
        "queries",
        "query",
        "text",
    } < set(VERBS)
    assert {"describe", "network", "export", "validate", "verify", "status", "demo"} < set(VERBS)


def test_a_correction_takes_the_place_of_what_was_read(kg: Run, one: dict[str, object]) -> None:
    kg("correct", one["id"], "value=125000000", "bound=about", "--because", "misread", "--as", "D. Analyst")
    (found,) = facts(kg)
    assert (found["value"], found["bound"], found["reporter"]) == (125000000, "about", "GE")
    assert found["id"] != one["id"]


def test_a_correction_survives_reading_again_and_says_who_and_why(
    kg: Run, one: dict[str, object], tmp_path: Path
) -> None:
    kg("correct", one["id"], "period=2023", "--because", "the text means 2023", "--as", "D. Analyst")
    kg("ingest", "news.txt", "--no-extract", "--published", "2025-02", "--publisher", "Вестник")
    assert [found["period"] for found in facts(kg)] == ["2023"]
    exported = kg("export").stdout.decode()
    assert "the text means 2023" in exported
    assert "D. Analyst" in exported
    assert str(one["id"]) in exported


def test_a_retraction_withholds_the_fact(kg: Run, one: dict[str, object]) -> None:
    kg("retract", one["id"], "--because", "the text denies it", "--as", "D. Analyst")
    assert facts(kg) == []
    assert facts(kg, "--min-confidence", "0") == []


def test_forgetting_one_publication_leaves_the_other_whole(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "news.txt").write_text(NEWS, encoding="utf-8")
    (tmp_path / "m.csv").write_text("id,file,publisher\na,news.txt,One\nb,news.txt,Two\n", encoding="utf-8")
    kg("ingest", "--manifest", "m.csv")
    before = facts(kg, "b")
    kg("forget", "a")
    assert facts(kg) == before
    assert kg("text", "b").stdout.decode() == NEWS
    kg("forget", "b")
    kg("text", "b", code=1)
    assert not list((tmp_path / "tradegraph" / "texts").iterdir())
    assert b"Two" not in kg("export").stdout


def test_a_new_text_at_an_old_address_is_a_revision(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text(NEWS, encoding="utf-8")
    (tmp_path / "new.txt").write_text(NEWS.replace("120", "130"), encoding="utf-8")
    for name, day in (("old.txt", "2025-02-01"), ("new.txt", "2025-02-02")):
        kg("ingest", name, "--url", "https://example.org/news", "--published", day)
    assert {found["doc"] for found in facts(kg)} == {"new.txt"}
    assert b"wasRevisionOf" in kg("export").stdout


def test_a_name_that_fits_several_things_lists_them_and_chooses_none(kg: Run, tmp_path: Path) -> None:
    for name, text in (("a.txt", NEWS), ("b.txt", NEWS + " ")):
        (tmp_path / "x").mkdir(exist_ok=True)
        (tmp_path / "x" / name).write_text(text, encoding="utf-8")
    (tmp_path / "m.csv").write_text("id,file\nsame,x/a.txt\nsame,x/b.txt\n", encoding="utf-8")
    kg("ingest", "--manifest", "m.csv", "--no-extract")
    said = kg("forget", "same", code=1).stderr.decode()
    assert "2 publications" in said
    assert said.count("https://") == 2


def test_the_store_is_named_when_it_is_first_made(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "news.txt").write_text(NEWS, encoding="utf-8")
    assert "tradegraph" in kg("ingest", "news.txt").stderr.decode().splitlines()[0]


def test_status_verify_and_validate_are_content_with_a_sound_store(kg: Run, one: dict[str, object]) -> None:
    assert b"0 violations" in kg("validate").stderr
    assert b"all is as the ledger says" in kg("verify").stdout
    said = kg("status").stdout.decode()
    for guard in ("network namespace of its own", "no file written", "limits of memory and CPU seconds"):
        assert f"readers of foreign files: {guard}" in said
    assert "publications" in said
    assert "refused" in said


def test_verify_finds_a_text_that_was_changed(kg: Run, one: dict[str, object], tmp_path: Path) -> None:
    (text,) = (tmp_path / "tradegraph" / "texts").iterdir()
    text.write_text("another text", encoding="utf-8")
    assert b"damaged" in kg("verify", code=1).stdout


def test_a_file_loads_into_the_graph_that_is_named(kg: Run, one: dict[str, object], tmp_path: Path) -> None:
    (tmp_path / "more.trig").write_text('<urn:g> { <urn:a> <urn:b> "c"@en }', encoding="utf-8")
    kg("load", "more.trig", "--graph", "https://example.org/graph/more")
    answer = kg("query", "-", "--format", "csv", stdin=b"SELECT ?g WHERE { GRAPH ?g { <urn:a> ?p ?o } }").stdout
    assert answer.decode().split() == ["g", "https://example.org/graph/more"]


def test_explaining_shows_what_was_not_understood(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "odd.txt").write_text("Инфляция достигла 17 %.", encoding="utf-8")
    said = kg("ingest", "odd.txt", "--explain", "--published", "2025").stdout.decode()
    assert "odd.txt:" in said
    assert "17" in said
