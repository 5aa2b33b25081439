"""The shapes hold on the graphs built from the gold facts: of the five articles and of the corpus that rules may see."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.graph import Reader, nquads, publication_graph, record
from kg.graph.shapes import Violation, validate
from kg.identity import link
from kg.model import Document
from kg.model.rdf import NamedGraph

SHARED = Path(__file__).resolve().parents[3] / "shared"
UNSEEN = set((SHARED / "corpus" / "unseen.txt").read_text(encoding="utf-8").split())
READER = Reader("gold", "1")


def first(value: Any) -> Any:
    """The first alternative of each, as `perfect.py` writes it."""
    if isinstance(value, dict):
        return None if value["any"] == "*" else first(value["any"][0])
    if isinstance(value, list):
        return [first(item) for item in value if not (isinstance(item, dict) and item.get("optional"))]
    return value


def flat(fact: dict[str, Any], text: str, doc: str) -> dict[str, Any]:
    """A gold fact as a line of flat facts."""
    kept = {
        key: value
        for key, value in fact.items()
        if key != "optional" and not (key == "count" and value == {"any": "*"})
    }
    line = {"doc": doc} | {key: first(value) for key, value in kept.items()}
    starts = {quote: text.find(quote) for quote in fact["evidence"]}
    return line | {"evidence": [{"start": at, "end": at + len(quote), "quote": quote} for quote, at in starts.items()]}


def graphs(gold: Path, texts: Path, language: str) -> Iterator[NamedGraph]:
    """A graph a document, unseen ones left out."""
    for path in sorted(gold.glob("*.json")):
        content = json.loads(path.read_text(encoding="utf-8"))
        name = content["doc"]
        if f"{language}/{name}" in UNSEEN:
            continue
        document = Document(name, (texts / name).read_text(encoding="utf-8"), language, published="2024")
        records = [record(flat(fact, document.text, name), document) for fact in content["facts"]]
        yield publication_graph(document, link(records, document), READER)


@pytest.mark.parametrize(
    ("gold", "texts", "language"),
    [
        ("eval/gold", "seeds", "ru"),
        ("corpus/en/gold", "corpus/en/texts", "en"),
        ("corpus/ru/gold", "corpus/ru/texts", "ru"),
        ("corpus/kk/gold", "corpus/kk/texts", "kk"),
    ],
)
def test_the_gold_facts_make_sound_graphs(gold: str, texts: str, language: str) -> None:
    built = list(graphs(SHARED / gold, SHARED / texts, language))
    assert len(built) >= 5
    found = validate(triple for graph in built for triple in nquads.triples(graph))
    assert [violation for violation in found if violation.severity == "Violation"] == []
    assert found and isinstance(found[0], Violation)  # texts leave much unsaid, so there are always warnings
