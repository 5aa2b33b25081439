"""Batch files, out and in, through the command line: the door for providers' batch interfaces and closed networks."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from model_answers import answer_of, body, line, requested, write

from kg import resources

from .conftest import ANSWER, FACTS, TEXT

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
KNOWN = ("--language", "en", "--published", "2024-02-01", "--publisher", "Savanna Ledger")


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "tea.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def ask(kg: Run, *paths: object, to: str = "requests.jsonl") -> list[dict[str, Any]]:
    done = kg("ingest", *paths, *KNOWN, "--reader", "llm", "--batch-out", to)
    assert b"requests written" in done.stderr
    return requested(Path(to))


def take(
    kg: Run, path: Path, lines: list[object], *, code: int = 0, reader: str = "llm"
) -> tuple[list[dict[str, Any]], str]:
    write(Path("answers.jsonl"), lines)
    done = kg("ingest", path, *KNOWN, "--reader", reader, "--batch-in", "answers.jsonl", code=code)
    facts = kg("facts", "--min-confidence", "0").stdout.decode()
    return [json.loads(words) for words in facts.splitlines()], done.stderr.decode()


def kinds(facts: list[dict[str, Any]]) -> list[str]:
    return sorted(fact["kind"] for fact in facts)


SOUND = sorted(fact["kind"] for fact in FACTS)


def test_requests_are_in_the_format_of_batch_interfaces(kg: Run, article: Path) -> None:
    (request,) = ask(kg, article)
    assert set(request) == {"custom_id", "method", "url", "body"}
    assert (request["method"], request["url"]) == ("POST", "/v1/chat/completions")
    assert len(request["custom_id"]) <= 64
    assert [message["role"] for message in request["body"]["messages"]] == ["system", "user"]
    assert request["body"]["response_format"]["type"] == "json_schema"
    assert TEXT.strip() in request["body"]["messages"][1]["content"]
    assert not Path("tradegraph").exists()


def test_a_request_has_one_name_wherever_the_file_lies_and_another_for_another_date(kg: Run, article: Path) -> None:
    (first,) = ask(kg, article)
    other = article.parent / "elsewhere"
    other.mkdir()
    (other / "copy.txt").write_bytes(article.read_bytes())
    assert [each["custom_id"] for each in ask(kg, other / "copy.txt")] == [first["custom_id"]]
    assert [each["custom_id"] for each in ask(kg, article, article)] == [first["custom_id"]]
    kg("ingest", article, *KNOWN[:2], "--published", "2024-03", "--reader", "llm", "--batch-out", "r.jsonl")
    assert requested(Path("r.jsonl"))[0]["custom_id"] != first["custom_id"]


def test_the_model_is_named_where_somebody_has_named_one(
    kg: Run, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ask(kg, article)[0]["body"]["model"] == "any"
    monkeypatch.setenv("TRADEGRAPH_LLM_MODEL", "from-the-settings")
    assert ask(kg, article)[0]["body"]["model"] == "from-the-settings"
    kg("ingest", article, *KNOWN, "--reader", "llm", "--model", "named", "--batch-out", "r.jsonl")
    assert requested(Path("r.jsonl"))[0]["body"]["model"] == "named"


def _shapes(id: str) -> dict[str, object]:
    parts = [{"type": "text", "text": ANSWER[:40]}, {"type": "text", "text": ANSWER[40:]}]
    as_text = line(id, ANSWER)
    as_text["response"]["body"] = json.dumps(as_text["response"]["body"])
    return {
        "as interfaces write it": line(id, ANSWER),
        "in a code fence": line(id, f"```json\n{ANSWER}\n```"),
        "in parts": line(id, parts),
        "a body that is text": as_text,
        "a completion without a body around it": {"custom_id": id, "response": body(ANSWER)},
        "no error, not even null": {"custom_id": id, "response": {"status_code": 200, "body": body(ANSWER)}},
    }


@pytest.mark.parametrize("shape", _shapes(""))
def test_answers_are_read_in_every_shape(kg: Run, article: Path, shape: str) -> None:
    (request,) = ask(kg, article)
    facts, told = take(kg, article, [_shapes(request["custom_id"])[shape]])
    assert kinds(facts) == SOUND
    assert "read by the rules" not in told
    assert "100 tokens read, 10 written" in told


def _failures(id: str) -> dict[str, list[object]]:
    failed = {"custom_id": id, "response": {"status_code": 429, "body": {"error": {"message": "slow down"}}}}
    return {
        "no line": [],
        "an error": [{"custom_id": id, "response": None, "error": {"code": "expired", "message": "too late"}}],
        "a status": [failed],
        "a refusal": [{"custom_id": id, "response": {"body": {"choices": [{"message": {"refusal": "no"}}]}}}],
        "no choice": [{"custom_id": id, "response": {"status_code": 200, "body": {"choices": []}}}],
        "no words": [line(id, "")],
        "no JSON": [line(id, "I am sorry.")],
        "another's line": [line(id.replace("tradegraph-", "tradegraph-0")[:60], ANSWER)],
    }


@pytest.mark.parametrize("failure", _failures(""))
def test_without_an_answer_the_rules_read_and_it_is_said(kg: Run, article: Path, failure: str) -> None:
    (request,) = ask(kg, article)
    facts, told = take(kg, article, _failures(request["custom_id"])[failure], code=1)
    assert "tea.txt: no answer, read by the rules" in told
    assert "1 documents without a whole answer" in told
    assert {fact["kind"] for fact in facts} >= {"place"}


def test_lines_may_come_in_any_order_twice_and_among_others(kg: Run, tmp_path: Path) -> None:
    for number in range(4):
        (tmp_path / f"tea{number}.txt").write_text(f"{TEXT}\nNumber {number}.", encoding="utf-8")
    texts = sorted(tmp_path.glob("tea*.txt"))
    found = ask(kg, *texts)
    assert len({each["custom_id"] for each in found}) == 4
    lines: list[object] = [line(each["custom_id"], ANSWER) for each in reversed(found)]
    failed = {"custom_id": found[0]["custom_id"], "response": None, "error": {"message": "first try"}}
    write(Path("answers.jsonl"), [failed, lines[0], *lines, failed, {"custom_id": "somebody-elses"}, 42])
    with Path("answers.jsonl").open("a", encoding="utf-8") as file:
        file.write("\n\nno JSON\n")
    done = kg("ingest", *texts, *KNOWN, "--reader", "llm", "--batch-in", "answers.jsonl")
    assert done.stderr.count(b"no answer to a request of ours") == 3
    facts = [json.loads(words) for words in kg("facts").stdout.splitlines()]
    assert len(facts) == 4 * len(FACTS)


def test_a_cut_answer_gives_what_is_whole_of_it_and_it_is_said(kg: Run, article: Path) -> None:
    (request,) = ask(kg, article)
    facts, told = take(kg, article, [line(request["custom_id"], ANSWER[:-60], finish="length")])
    assert kinds(facts) == sorted(fact["kind"] for fact in FACTS[:-1])
    assert "the answer is cut" in told


def test_an_answer_to_another_prompt_is_taken_and_it_is_said(kg: Run, article: Path) -> None:
    (request,) = ask(kg, article)
    facts, told = take(kg, article, [line(request["custom_id"][:-12] + "0" * 12, ANSWER)])
    assert kinds(facts) == SOUND
    assert "another prompt" in told


def test_what_is_not_in_the_text_is_refused_counted_and_explained(kg: Run, article: Path) -> None:
    (request,) = ask(kg, article)
    invented = [{"kind": "place", "code": "FR", "quotes": ["exports to France"]}, {**FACTS[3], "person": "A. Nobody"}]
    write(Path("a.jsonl"), [line(request["custom_id"], json.dumps({"facts": [*FACTS, *invented]}))])
    done = kg("ingest", article, *KNOWN, "--reader", "llm", "--batch-in", "a.jsonl", "--explain")
    assert b"6 facts; refused as not in the text: 1 name, 1 quote" in done.stderr
    assert "exports to France" in done.stdout.decode()
    assert len(kg("facts").stdout.splitlines()) == len(FACTS)


def test_both_readers_agree_or_wait(kg: Run, article: Path) -> None:
    (request,) = ask(kg, article)
    lonely = {"kind": "position", "person": "Miriam Otondo", "organization": "Savo Teas", "quotes": ["Miriam Otondo"]}
    content = json.dumps({"facts": [*FACTS, lonely]})
    facts, _ = take(kg, article, [line(request["custom_id"], content)], reader="both")
    place = next(fact for fact in facts if fact["kind"] == "place" and fact["code"] == "KE")
    assert place["confidence"] >= 0.9
    (waits,) = [fact for fact in facts if fact.get("organization") == "Savo Teas"]
    assert waits["confidence"] < 0.5
    assert waits["id"] not in kg("facts").stdout.decode()
    kg("correct", waits["id"], "--because", "so it is", "--as", "A. Analyst")
    assert '"organization": "Savo Teas"' in kg("facts").stdout.decode()
    kg("validate")


def test_a_text_has_one_reading_of_ours_at_a_time(kg: Run, article: Path) -> None:
    """Else its figures would count twice."""
    (request,) = ask(kg, article)
    by_model, _ = take(kg, article, [line(request["custom_id"], ANSWER)])
    kg("ingest", article, *KNOWN)
    by_rules = kg("facts", "--min-confidence", "0").stdout
    again, _ = take(kg, article, [line(request["custom_id"], ANSWER)])
    assert again == by_model
    kg("ingest", article, *KNOWN)
    assert kg("facts", "--min-confidence", "0").stdout == by_rules
    kg("verify")


def test_reading_again_takes_the_answers_that_were_given(kg: Run, article: Path) -> None:
    (request,) = ask(kg, article)
    before, _ = take(kg, article, [line(request["custom_id"], ANSWER)])
    Path("answers.jsonl").unlink()
    kg("reread")
    assert [json.loads(words) for words in kg("facts").stdout.splitlines()] == before


def test_a_persons_word_stays(kg: Run, article: Path) -> None:
    (request,) = ask(kg, article)
    facts, _ = take(kg, article, [line(request["custom_id"], ANSWER)])
    figure = next(fact for fact in facts if fact["kind"] == "figure")
    kg("correct", figure["id"], "value=154000000", "--because", "misread", "--as", "A. Analyst")
    facts, _ = take(kg, article, [line(request["custom_id"], ANSWER)])
    assert [fact["value"] for fact in facts if fact["kind"] == "figure"] == [154000000]


def test_the_sample_facts_as_answers_are_lost_nowhere(kg: Run) -> None:
    """Facts out of the answers are the facts that went in: all fields, all evidence."""
    samples = resources.samples()
    said = [json.loads(words) for words in (samples / "facts.jsonl").read_text(encoding="utf-8").splitlines()]
    gold = [fact for fact in said if not fact["doc"].endswith(".html")]  # where the text of a page begins is not ours
    write(Path("gold.jsonl"), gold)
    kg("ingest", "--manifest", samples / "manifest.csv", "--reader", "llm", "--batch-out", "requests.jsonl")
    kg("ingest", "--manifest", samples / "manifest.csv", "--store", "gold", "--no-extract")
    kg("add", "gold.jsonl", "--store", "gold")
    texts = {
        text: doc
        for doc in {fact["doc"] for fact in gold}
        for text in [kg("text", doc, "--store", "gold").stdout.decode()]
    }
    lines = []
    for request in requested(Path("requests.jsonl")):
        content = request["body"]["messages"][1]["content"]
        doc = next((doc for text, doc in texts.items() if text.strip() in content), None)
        lines.append(line(request["custom_id"], answer_of(fact for fact in gold if fact["doc"] == doc)))
    write(Path("answers.jsonl"), lines)
    kg("ingest", "--manifest", samples / "manifest.csv", "--reader", "llm", "--batch-in", "answers.jsonl")
    one, other = (_told(kg("facts", *more).stdout) for more in ((), ("--store", "gold")))
    missing, more = other - one, one - other
    assert len(missing) + len(more) <= len(other) // 100, (missing, more)


def _told(lines: bytes) -> set[str]:
    """Facts without names of records, places of evidence (a model's `place` shows more of them) and confidence."""
    said = [json.loads(words) for words in lines.splitlines()]
    for fact in said:
        if fact["kind"] in ("agreement", "project"):
            fact.setdefault("count", 1)  # absent means one
    return {
        json.dumps({k: v for k, v in sorted(fact.items()) if k not in ("id", "evidence", "confidence")})
        for fact in said
    }


USED_WRONGLY = [
    ("--batch-in", "a.jsonl"),
    ("--batch-out", "a.jsonl"),
    ("--estimate",),
    ("--max-cost", "1"),
    ("--reader", "oracle"),
    ("--reader", "llm"),
    ("--reader", "llm", "--batch-in", "a.jsonl", "--max-cost", "much"),
]


@pytest.mark.parametrize("words", USED_WRONGLY, ids=" ".join)
def test_options_that_make_no_sense_are_said_to(kg: Run, article: Path, words: tuple[str, ...]) -> None:
    kg("ingest", article, *words, code=2)


def test_an_estimate_says_what_it_would_take_and_reads_nothing(
    kg: Run, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRADEGRAPH_LLM_PRICE", "2.5,10")
    told = kg("ingest", article, *KNOWN, "--reader", "llm", "--estimate").stderr.decode()
    assert "1 requests; about" in told
    assert "cost 0.0" in told
    assert not Path("tradegraph").exists()


def test_a_text_that_was_cut_otherwise_is_read_and_a_missing_part_is_said(
    kg: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tea.txt").write_text(TEXT + "\n" + "The weather stayed as it was. " * 80, encoding="utf-8")
    monkeypatch.setenv("TRADEGRAPH_LLM_PART", "1500")
    first, second = ask(kg, tmp_path / "tea.txt")
    monkeypatch.delenv("TRADEGRAPH_LLM_PART")
    lines: list[object] = [line(first["custom_id"], ANSWER), line(second["custom_id"], '{"facts": []}')]
    facts, told = take(kg, tmp_path / "tea.txt", lines)
    assert kinds(facts) == SOUND
    assert "cut into other parts" in told
    facts, told = take(kg, tmp_path / "tea.txt", lines[:1], code=1)
    assert kinds(facts) == SOUND
    assert "no answer in the file" in told


def test_a_forgotten_text_leaves_no_answers(kg: Run, article: Path) -> None:
    (request,) = ask(kg, article)
    take(kg, article, [line(request["custom_id"], ANSWER)])
    assert list(Path("tradegraph/answers").iterdir())
    kg("forget", "tea.txt")
    assert not list(Path("tradegraph/answers").iterdir())
