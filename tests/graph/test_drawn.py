"""What the graph says of a fact, written as patterns from docs/model.md before the graph was made."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from rdflib import Graph

from kg.graph import Reader, nquads, publication_graph, record
from kg.identity import link
from kg.model import Document
from kg.vocabulary import PREFIXES

CASES = yaml.safe_load((Path(__file__).parent / "drawn.yaml").read_text(encoding="utf-8"))
HEADER = "BASE <https://data.example.org/>\n" + "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())


DECIMALS = re.compile(r"(trd:(?:value|valueTo|lowerBound|upperBound|confidence)) (-?[\d.]*\d)")


def ask(pattern: str) -> str:
    """The query of a pattern; its numbers are decimals, as in the graph."""
    return HEADER + "ASK { " + DECIMALS.sub(r'\1 "\2"^^xsd:decimal', pattern) + " }"


def graph_of(case: dict[str, Any]) -> Graph:
    """The graph of the one fact, whose evidence is the whole text."""
    text = case["text"]
    document = Document("t.txt", text, "ru", "Итоги", "2016-11", "Вестник", "https://example.org/1")
    evidence = [{"start": 0, "end": len(text), "quote": text}]
    linked = link([record({**case["fact"], "evidence": evidence}, document)], document)
    graph = Graph()
    for triple in nquads.triples(publication_graph(document, linked, Reader("tester", "1.0"))):
        graph.add(triple)
    return graph


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["claim"])
def test_the_graph_says(case: dict[str, Any]) -> None:
    graph = graph_of(case)
    assert graph.query(ask(case["ask"])).askAnswer, graph.serialize(format="turtle")
    if "not" in case:
        assert not graph.query(ask(case["not"])).askAnswer


def test_nothing_in_a_graph_is_a_blank_node_and_no_literal_is_untyped_words() -> None:
    for case in CASES:
        for line in nquads.named_graph("x", nquads.triples(_graph(case))).lines:
            assert "_:" not in line.split(" ", 1)[0]


def _graph(case: dict[str, Any]) -> Any:
    document = Document("t.txt", case["text"], "ru")
    evidence = [{"start": 0, "end": 1, "quote": case["text"][0]}]
    return publication_graph(
        document, link([record({**case["fact"], "evidence": evidence}, document)], document), Reader("t")
    )
