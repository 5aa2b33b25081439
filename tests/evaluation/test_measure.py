"""The measure on a text small enough to count by hand."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from kg import evaluation
from kg.evaluation.equality import same, same_name
from kg.evaluation.fields import value

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]

TEXT = "Exports of Peru to Chile reached 90 mn dollars in 2022. Imports fell 4 percent. The fair in Lima is off.\n"
EXPORTS = {
    "kind": "figure", "indicator": "exports", "reporter": "PE", "partner": "CL", "period": "2022",
    "value": 90_000_000, "unit": "USD", "evidence": ["Exports of Peru to Chile reached 90 mn dollars in 2022"],
}  # fmt: skip
IMPORTS = {
    "kind": "figure", "indicator": "imports", "reporter": {"any": ["PE", None]}, "partner": {"any": ["CL", None]},
    "period": {"any": ["2022", None]}, "change": -4, "evidence": ["Imports fell 4 percent"],
}  # fmt: skip
FAIR = {
    "kind": "event", "type": "exhibition", "status": "cancelled", "country": "PE", "city": "Lima",
    "evidence": ["The fair in Lima is off"],
}  # fmt: skip


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A corpus of one English text, and a second one that is unseen."""
    folder = tmp_path / "corpus" / "en"
    for name in ("texts", "gold"):
        (folder / name).mkdir(parents=True)
    for name in ("one", "two"):
        (folder / "texts" / f"{name}.txt").write_text(TEXT, encoding="utf-8")
        gold = {"doc": f"{name}.txt", "facts": [EXPORTS, IMPORTS, FAIR]}
        (folder / "gold" / f"{name}.json").write_text(json.dumps(gold), encoding="utf-8")
    rows = "file,language,published,publisher,title\none.txt,en,2023-02,El Dia,Fair off\ntwo.txt,en,2023-02,,\n"
    (folder / "manifest.csv").write_text(rows, encoding="utf-8")
    (folder / "phenomena.csv").write_text("file,phenomenon\none.txt,ellipsis\n", encoding="utf-8")
    (folder.parent / "unseen.txt").write_text("# hidden\nen/two.txt\n", encoding="utf-8")
    return folder.parent


def told(fact: dict[str, object], **changes: object) -> dict[str, object]:
    """A gold fact as a reader would tell it: with the first alternative of each field."""
    plain = {name: v["any"][0] if isinstance(v, dict) else v for name, v in fact.items()}
    quotes = [{"start": TEXT.find(q), "end": TEXT.find(q) + len(q), "quote": q} for q in fact["evidence"]]  # type: ignore[attr-defined]
    return {**plain, "doc": "one.txt", "evidence": quotes, **changes}


def score(corpus: Path, *facts: dict[str, object]) -> evaluation.Scores:
    (text,) = evaluation.texts(corpus, part="working")
    return evaluation.scores([evaluation.judged(text, facts)])


def test_what_is_told_as_the_gold_says_it_is_all_right(corpus: Path) -> None:
    scores = score(corpus, told(EXPORTS), told(IMPORTS), told(FAIR))
    assert (scores.facts.precision, scores.facts.recall) == (1, 1)
    assert scores.quotes.right == scores.quotes.found == 3


def test_one_wrong_key_field_makes_the_fact_wrong_and_the_others_count_on(corpus: Path) -> None:
    scores = score(corpus, told(EXPORTS, period="2021"))
    assert (scores.facts.right, scores.facts.found, scores.facts.there) == (0, 1, 3)
    assert scores.slots["figure", "period"].right == 0
    assert scores.slots["figure", "value"].right == 1


def test_imports_seen_from_the_other_side_are_the_same_flow(corpus: Path) -> None:
    mirrored = told(EXPORTS, indicator="imports", reporter="CL", partner="PE")
    assert score(corpus, mirrored).facts.right == 1


def test_what_may_be_left_out_costs_nothing(corpus: Path) -> None:
    short = told(IMPORTS, reporter=None, partner=None, period=None)
    assert score(corpus, short).facts.right == 1


def test_a_fact_told_twice_is_one_false_find(corpus: Path) -> None:
    scores = score(corpus, told(FAIR), told(FAIR))
    assert (scores.strict["event"].right, scores.strict["event"].found) == (1, 2)


def test_a_quote_that_stands_elsewhere_is_counted(corpus: Path) -> None:
    moved = told(FAIR, evidence=[{"start": 0, "end": 4, "quote": "fair"}])
    scores = score(corpus, moved)
    assert (scores.quotes.right, scores.quotes.found, scores.sentences.right) == (0, 1, 0)


def test_names_are_the_same_in_any_case_of_the_language() -> None:
    assert same_name("Дүкен Гүлнар", "дукен  гүлнара")
    assert not same_name("KZ", "KG")
    assert same("product", "frozen beef", "beef and veal")


def test_periods_are_the_same_when_they_end_the_same() -> None:
    assert same("period", "2024", "2024-01/2024-12")
    assert not same("period", "2024-01", "2024-01/2024-03")


def test_a_balance_has_the_sign_of_its_number() -> None:
    assert value({"indicator": "balance", "value": -3}, "sign", "figure") == "negative"


def test_evaluate_says_the_score_of_facts_of_another_reader(kg: Run, corpus: Path, tmp_path: Path) -> None:
    lines = [json.dumps(told(fact)) for fact in (EXPORTS, FAIR)]
    (tmp_path / "mine.jsonl").write_text("\n".join(lines), encoding="utf-8")
    out = kg(
        "evaluate", corpus, "--part", "working", "--facts", "mine.jsonl", "--by", "kind", "--format", "json"
    ).stdout
    total = json.loads(out)[-1]
    assert (total["kind"], total["gold"], total["found"], total["recall"]) == ("all facts", "3", "2", "0.667")


def test_evaluate_by_phenomenon_names_the_phenomena(kg: Run, corpus: Path) -> None:
    assert b"ellipsis" in kg("evaluate", corpus, "--part", "working", "--by", "phenomenon").stdout


def test_unseen_texts_give_their_score_and_nothing_else(kg: Run, corpus: Path) -> None:
    shown = kg("evaluate", corpus, "--show", "all", "--facts", _empty(corpus)).stdout.decode()
    assert "one.txt" in shown
    assert "two.txt" not in shown


def _empty(corpus: Path) -> Path:
    (corpus / "none.jsonl").write_text("", encoding="utf-8")
    return corpus / "none.jsonl"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--by", "mood"), "--by: mood is none of language, kind, slot, phenomenon"),
        (("--part", "seen"), "--part: seen is none of working, unseen, all"),
        (("--language", "xx"), "no text of the corpus is in language 'xx'"),
    ],
)
def test_evaluate_says_what_would_have_been_right(kg: Run, corpus: Path, words: tuple[str, ...], said: str) -> None:
    assert said in kg("evaluate", corpus, *words, code=2).stderr.decode()


def test_a_folder_without_a_corpus_and_gold_that_is_not_in_its_text_are_refused(kg: Run, corpus: Path) -> None:
    assert "a folder a language" in kg("evaluate", corpus / "en", code=1).stderr.decode()
    wrong = {"doc": "one.txt", "facts": [{**FAIR, "evidence": ["The fair in Cusco"]}]}
    (corpus / "en" / "gold" / "one.json").write_text(json.dumps(wrong), encoding="utf-8")
    assert "is not in the text" in kg("evaluate", corpus, code=1).stderr.decode()
