"""Flat facts of the effective view: what went in comes out, what is withheld does not."""

import csv
import datetime
import io
import json
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import pytest
from rdflib import URIRef

from kg import curation, iris
from kg.graph import nquads
from kg.model.rdf import NamedGraph, Source
from kg.publish import csv_table, facts, jsonl, table

from .conftest import FACTS, OSLO, RIGA, graph

WITHHELD = URIRef(iris.term("withheld"))


def bare(line: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in line.items() if name not in ("id", "confidence")}


def key(line: dict[str, Any]) -> str:
    return json.dumps(bare(line), sort_keys=True, ensure_ascii=False, default=float)


def marks(**reasons: str) -> NamedGraph:
    """The graph of marks that withhold these records."""
    triples = [(URIRef(record), WITHHELD, URIRef(iris.code("withheld", reason))) for record, reason in reasons.items()]
    return nquads.named_graph(iris.graph("effective"), triples)


def test_the_facts_that_went_in_come_out(source: Source) -> None:
    assert sorted(map(key, facts(source))) == sorted(map(key, FACTS))


def test_each_fact_has_its_record_and_confidence(source: Source) -> None:
    for line in facts(source):
        assert str(line["id"]).startswith("https://data.example.org/id/")
        assert line["confidence"] == 1


def test_facts_come_by_document_then_place_in_the_text(source: Source) -> None:
    found = [(line["doc"], line["evidence"][0]["start"]) for line in facts(source)]  # type: ignore[index]
    assert found == sorted(found)


def test_facts_of_chosen_publications_only(source: Source) -> None:
    (oslo,) = (
        row[0] for row in source.select('SELECT ?p { ?p <http://purl.org/dc/terms/identifier> "oslo.txt" }').rows
    )
    assert {line["doc"] for line in facts(source, publications=[str(oslo)])} == {"oslo.txt"}


def test_facts_of_chosen_kinds_only(source: Source) -> None:
    assert {line["kind"] for line in facts(source, kinds={"figure", "place"})} == {"figure", "place"}


@pytest.mark.parametrize("reason", ["superseded", "retracted", "revised"])
def test_a_withheld_record_is_no_fact_whatever_the_confidence_asked_for(
    stored: Callable[..., Source], reason: str
) -> None:
    before = list(facts(stored(graph(RIGA, FACTS))))
    gone = next(line for line in before if line["kind"] == "agreement")
    after = facts(stored(graph(RIGA, FACTS), marks(**{str(gone["id"]): reason}), name="b"), min_confidence=Decimal(0))
    assert [line["id"] for line in after] == [line["id"] for line in before if line is not gone]


def test_a_correction_stands_in_the_place_of_what_was_read(curated: Callable[..., Source], source: Source) -> None:
    old = next(line for line in facts(source) if line.get("indicator") == "balance")
    after = list(facts(curated(str(old["id"]), value="-8000000")))
    (new,) = (line for line in after if line.get("indicator") == "balance")
    assert (new["doc"], new["value"], new["evidence"]) == ("oslo.txt", -8000000, old["evidence"])
    assert new["id"] != old["id"]
    assert len(after) == len(FACTS)


def test_a_confirmed_record_is_shown(curated: Callable[..., Source], stored: Callable[..., Source]) -> None:
    read = graph(OSLO, FACTS)
    unsure = NamedGraph(read.iri, tuple(line.replace('confidence> "1"', 'confidence> "0.3"') for line in read.lines))
    source = stored(unsure, name="unsure")
    assert list(facts(source)) == []
    waiting = list(facts(source, min_confidence=Decimal(0)))
    assert len(waiting) == 4
    post = next(line for line in waiting if line["kind"] == "position")
    shown = list(facts(curated(str(post["id"]), graphs=[unsure])))
    assert [(line["kind"], line["person"], line["confidence"]) for line in shown] == [("position", "Anna Berg", 1)]


@pytest.fixture
def curated(stored: Callable[..., Source]) -> Callable[..., Source]:
    """Corrects a record of these graphs (both documents, if none are named) and gives the store after it."""

    def make(iri: str, *, graphs: Sequence[NamedGraph] = (), **fields: str) -> Source:
        read = graphs or (graph(RIGA, FACTS), graph(OSLO, FACTS))
        when = datetime.datetime(2025, 5, 1, tzinfo=datetime.UTC)
        before = stored(*read, name="before")
        change = curation.correct(before, iri, fields, because="misread", who="A. Analyst", when=when).graph
        marks, lost = curation.effective(stored(*read, change, name="between"))
        assert lost == []
        return stored(*read, change, marks, name="after")

    return make


def test_the_work_grows_with_the_publications_that_are_wanted_only(source: Source) -> None:
    asked: list[str] = []

    class Counting:
        def __getattr__(self, name: str) -> Any:
            return getattr(source, name)

        def triples(self, name: str) -> Any:
            asked.append(name)
            return source.triples(name)

    list(facts(Counting()))  # type: ignore[arg-type]
    assert len([name for name in asked if "/graph/doc/" in name]) == 2
    assert len(asked) == len(set(asked))


def test_lines_of_json_read_back_as_they_were(source: Source) -> None:
    found = list(facts(source))
    assert [json.loads(line, parse_float=Decimal) for line in jsonl(found)] == json.loads(
        json.dumps(found), parse_float=Decimal
    )


def test_one_table_for_all_kinds_has_a_row_a_fact(source: Source) -> None:
    found = list(facts(source))
    rows = list(csv.DictReader(io.StringIO("".join(csv_table(found)))))
    assert [row["id"] for row in rows] == [line["id"] for line in found]
    assert {row["kind"] for row in rows} >= {"figure", "event", "position"}


@pytest.mark.parametrize("quote", ["=SUM(A1)", "-head", "\tAnna", "@x"])
def test_no_cell_is_a_formula(quote: str) -> None:
    line = {"kind": "organization", "id": "x", "doc": "d", "confidence": 1, "name": quote, "evidence": []}
    (row,) = csv.DictReader(io.StringIO("".join(csv_table([line]))))
    assert row["name"] == "'" + quote


def test_negative_numbers_stay_numbers(source: Source) -> None:
    rows = list(csv.DictReader(io.StringIO("".join(csv_table(facts(source))))))
    assert {row["change"] for row in rows} - {""} == {"-7.4"}
    assert "-9100000" in {row["value"] for row in rows}


def test_a_row_for_people_says_fact_and_quote(source: Source) -> None:
    columns, rows = table(facts(source, kinds=["position"]))
    assert columns == ("document", "kind", "fact", "quote", "id")
    assert rows[0][:4] == (
        "oslo.txt",
        "position",
        "person=Anna Berg post=-head organization=Nordfisk",
        "Anna Berg, -head of Nordfisk",
    )
