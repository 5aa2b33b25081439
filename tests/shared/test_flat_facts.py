"""Gold facts as flat facts into the graph and out again: a perfect score in every kind, on every annotated text.

Of the texts that writers of rules do not read only totals are looked at: no message quotes them.
"""

import json
import subprocess
import sys
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kg.graph import Reader, line, lines, merged, nquads, publication_graph, record
from kg.graph.flat import read_lines, write_line
from kg.identity import link
from kg.model import Document

SHARED = Path(__file__).resolve().parents[3] / "shared"
SETS = {
    "seeds": (SHARED / "eval" / "gold", SHARED / "seeds", "ru"),
    **{
        name: (SHARED / "corpus" / name / "gold", SHARED / "corpus" / name / "texts", name)
        for name in ("ru", "en", "kk")
    },
}
READER = Reader("gold", "1")


def flat_facts(gold: Path, texts: Path, out: Path) -> list[dict[str, Any]]:
    """What `perfect.py` prints."""
    subprocess.run([sys.executable, SHARED / "eval" / "perfect.py", gold, texts, out], check=True)
    return [fact for _, fact in read_lines(out.read_text(encoding="utf-8").splitlines())]


def score(gold: Path, texts: Path, facts: Path) -> dict[str, Any]:
    """What `score.py` says of flat facts."""
    command = [sys.executable, SHARED / "eval" / "score.py", "--json", "--gold", gold, "--texts", texts, facts]
    found: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return found


def out_of_the_graph(document: Document, facts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The facts after they have been a graph; on the way, all that the graph promises is looked at."""
    records = [record(fact, document) for fact in facts]
    graph = publication_graph(document, link(records, document), READER)
    assert publication_graph(document, link(records[::-1], document), READER) == graph
    assert merged(graph, graph, READER) == graph
    found = lines(nquads.triples(graph))
    assert len(found) == len(facts)
    plain = [{key: value for key, value in fact.items() if key not in ("id", "confidence")} for fact in found]
    same = sorted(map(write_line, plain)) == sorted(write_line(line(each, document)) for each in records)
    assert same  # without the facts themselves in the message
    return found


@pytest.mark.parametrize("name", SETS)
def test_gold_facts_come_out_of_the_graph_as_they_went_in(name: str, tmp_path: Path) -> None:
    gold, texts, language = SETS[name]
    by_document = defaultdict(list)
    for fact in flat_facts(gold, texts, tmp_path / "perfect.jsonl"):
        by_document[fact["doc"]].append(fact)
    out: list[str] = []
    for doc, facts in by_document.items():
        document = Document(doc, (texts / doc).read_text(encoding="utf-8"), language)
        out += map(write_line, out_of_the_graph(document, facts))
    (tmp_path / "facts.jsonl").write_text("\n".join(out) + "\n", encoding="utf-8")
    reached, perfect = (score(gold, texts, tmp_path / file) for file in ("facts.jsonl", "perfect.jsonl"))
    assert {kind: result["strict"]["f1"] for kind, result in reached["kinds"].items()} == dict.fromkeys(
        reached["kinds"], 1.0
    )
    assert reached["facts"]["argument"] == perfect["facts"]["argument"]
    assert reached["facts"]["argument"]["f1"] >= 0.9995  # one gold figure has a change that may be 0 or null
    assert reached["evidence"]["exact"] == reached["hedges"]["kept"] == 1.0


def _number(value: Any) -> Any:
    """A number as JSON has it."""
    return float(value) if isinstance(value, Decimal) else value


def normalised(fact: dict[str, Any]) -> dict[str, Any]:
    """The same fact in the one spelling that is printed: what is absent or the default is left out, lists are sorted."""
    defaults = {
        "bound": "exact",
        "change_bound": "exact",
        "count_bound": "exact",
        "companies_bound": "exact",
        "modality": "reported",
    }
    said = {
        field: sorted(value) if isinstance(value, list) and field != "evidence" else _number(value)
        for field, value in fact.items()
        if value not in (None, "", []) and defaults.get(field) != value or field == "count"
    }
    if "value" in said:
        said.pop("sign", None)
    if "unit" in said:
        said["unit"] = said["unit"].replace(" ", "_")
    places = {(each["start"], each["end"]): each for each in fact["evidence"]}
    return said | {"evidence": [places[place] for place in sorted(places)]}


@pytest.mark.parametrize("name", SETS)
def test_a_line_is_its_record_and_nothing_more(name: str, tmp_path: Path) -> None:
    gold, texts, language = SETS[name]
    for fact in flat_facts(gold, texts, tmp_path / "perfect.jsonl"):
        document = Document(fact["doc"], (texts / fact["doc"]).read_text(encoding="utf-8"), language)
        printed = line(record(fact, document), document)
        same = printed == normalised(fact)
        assert same, fact["kind"]  # the fact itself may be one that nobody is to read
        assert record(printed, document) == record(fact, document)
