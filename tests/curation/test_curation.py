"""An analyst's word over the reader's: it holds, it survives reading again, and what was read stays reachable."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from kg import curation
from kg.errors import FactError, NotFound
from kg.graph import Reader, publication_graph, record
from kg.graph.shapes import validate
from kg.identity import link
from kg.model import Document

TRD = "https://w3id.org/tradegraph/ns#"


def test_a_correction_stands_in_the_place_of_what_was_read(desk: Any) -> None:
    before = desk.id_of(120000000)
    done = desk.correct(before, value="125e6", bound="about")
    assert sorted(desk.values(), key=str) == [125000000, 40000000, "Рига"]
    (corrected,) = [each for each in desk.facts() if each.get("value") == 125000000]
    assert (corrected["bound"], corrected["change"], corrected["doc"]) == ("about", 3, "a.txt")
    assert corrected["id"] != before
    assert any(corrected["id"] in line for line in done.told)


def test_what_was_first_read_stays_reachable(desk: Any) -> None:
    before = desk.id_of(120000000)
    desk.correct(before, value="125000000")
    after = desk.id_of(125000000)
    ask = f"ASK {{ ?c a <{TRD}Correction> ; <{TRD}corrects> <{before}> ; <{TRD}replacedBy> <{after}> . <{after}> <{TRD}supersedes> <{before}> }}"
    assert desk.source.ask(ask)
    (row,) = desk.source.select(f"SELECT ?value WHERE {{ <{before}> <{TRD}quantity>/<{TRD}value> ?value }}").rows
    assert str(row[0]) == "120000000"


def test_who_when_and_why_are_kept(desk: Any) -> None:
    desk.correct(desk.id_of(120000000), value="125000000")
    prov, dcterms = "http://www.w3.org/ns/prov#", "http://purl.org/dc/terms/"
    (row,) = desk.source.select(
        f"SELECT ?why ?who ?when WHERE {{ ?c <{TRD}because> ?why ; <{dcterms}created> ?when ; <{prov}wasAttributedTo>/<http://www.w3.org/2000/01/rdf-schema#label> ?who }}"
    ).rows
    assert tuple(map(str, row)) == ("misread", "Анна", "2026-01-01T12:01:00Z")


def test_the_changes_of_a_corrected_figure_are_withheld_with_it(desk: Any) -> None:
    before = desk.id_of(120000000)
    desk.correct(before, change="5")
    rows = desk.source.select(
        f"SELECT ?node WHERE {{ ?node <{TRD}changeOf> <{before}> ; <{TRD}withheld> ?reason }}"
    ).rows
    assert len(rows) == 1


def test_a_retraction_withholds(desk: Any) -> None:
    desk.retract(desk.id_of("Рига"))
    assert desk.values() == [120000000, 40000000]
    assert all("withheld-retracted" in line for line in desk.stored("effective"))


def test_a_correction_survives_reading_again(desk: Any, facts: Any) -> None:
    desk.correct(desk.id_of(120000000), value="125000000")
    desk.read(*facts.values())
    assert sorted(desk.values(), key=str) == [125000000, 40000000, "Рига"]
    assert desk.lost == []


def test_it_finds_its_record_when_that_is_read_otherwise(desk: Any, facts: Any) -> None:
    """The new reading has another value and another passage; the imports of the same sentence are left alone."""
    desk.correct(desk.id_of(120000000), value="125000000")
    evidence = facts["exports"]["evidence"][0]
    shorter = [{"start": 12, "end": 52, "quote": evidence["quote"][12:52]}]
    desk.read(facts["forum"], {**facts["exports"], "value": 12000000, "evidence": shorter}, facts["imports"])
    assert sorted(desk.values(), key=str) == [125000000, 40000000, "Рига"]
    assert desk.lost == []


def test_it_finds_its_record_when_the_reader_has_learned_the_same(desk: Any, facts: Any) -> None:
    desk.correct(desk.id_of(120000000), indicator="transit", value="125000000", change="")
    right = {**facts["exports"], "indicator": "transit", "value": 125000000, "change": None}
    desk.read(right, facts["imports"], facts["forum"])
    assert sorted(desk.values(), key=str) == [125000000, 40000000, "Рига"]


def test_the_same_fact_beside_its_correction_is_not_counted_twice(desk: Any, facts: Any) -> None:
    desk.correct(desk.id_of(120000000), value="125000000")
    desk.read(facts["exports"], {**facts["exports"], "value": 125000000}, facts["imports"], facts["forum"])
    assert sorted(desk.values(), key=str) == [125000000, 40000000, "Рига"]
    desk.retract(desk.id_of(125000000))
    assert sorted(desk.values(), key=str) == [125000000, 40000000, "Рига"]  # the reader still says so


def test_a_correction_without_its_fact_is_told_and_touches_no_other(desk: Any, facts: Any) -> None:
    desk.correct(desk.id_of(120000000), value="125000000")
    desk.read(facts["imports"], facts["forum"])
    (lost,) = desk.lost
    assert "figure in a.txt" in lost and "misread" in lost
    assert sorted(desk.values(), key=str) == [125000000, 40000000, "Рига"]


def test_a_retraction_survives_and_touches_no_other(desk: Any, facts: Any) -> None:
    desk.retract(desk.id_of(120000000))
    desk.read({**facts["exports"], "value": 120000001}, facts["imports"])
    assert desk.values() == [40000000]
    desk.read(facts["imports"])
    assert desk.values() == [40000000]
    assert len(desk.lost) == 1


def test_a_corrected_fact_is_corrected_again_by_either_name(desk: Any) -> None:
    first = desk.id_of(120000000)
    desk.correct(first, value="125000000")
    second = desk.id_of(125000000)
    desk.correct(second, value="126000000")
    desk.correct(first, value="127000000")
    assert sorted(desk.values(), key=str) == [127000000, 40000000, "Рига"]


def test_a_correction_may_be_taken_back(desk: Any) -> None:
    first = desk.id_of(120000000)
    desk.correct(first, value="125000000")
    desk.correct(desk.id_of(125000000), value="120000000")
    desk.correct(desk.id_of(120000000), value="125000000")
    assert sorted(desk.values(), key=str) == [125000000, 40000000, "Рига"]
    desk.retract(first)
    assert sorted(desk.values(), key=str) == [40000000, "Рига"]


def test_without_fields_an_unsure_record_is_confirmed(empty_desk: Any, facts: Any) -> None:
    document = Document("a.txt", "В Риге прошёл форум.", "ru")
    quote = [{"start": 0, "end": 20, "quote": document.text}]
    unsure = replace(record({**facts["forum"], "evidence": quote}, document), confidence=Decimal("0.3"))
    empty_desk.put(publication_graph(document, link([unsure], document), Reader("rules", "1")))
    (before,) = empty_desk.facts()
    assert before["confidence"] == 0.3
    done = empty_desk.correct(before["id"])
    (after,) = empty_desk.facts()
    assert (after["confidence"], after["city"]) == (1, "Рига")
    assert after["id"] != before["id"]
    assert done.told[0].startswith("confirmed")


def test_what_was_finer_than_the_flat_fact_is_kept(desk: Any) -> None:
    desk.correct(desk.id_of(120000000), value="125000000", bound="at_least")
    desk.correct(desk.id_of(125000000), period="2016")
    rows = desk.source.select(f"SELECT ?hedge WHERE {{ ?f <{TRD}quantity>/<{TRD}hedge> ?hedge ; <{TRD}period> <https://data.example.org/id/period/2016> ; <{TRD}measure> <https://w3id.org/tradegraph/codes#measure-level> }}").rows  # fmt: skip
    assert [str(hedge).rpartition("-")[2] for (hedge,) in rows] == ["atLeast"]


def test_an_empty_value_is_not_stated(desk: Any) -> None:
    desk.correct(desk.id_of(120000000), change="", partner="")
    (corrected,) = [each for each in desk.facts() if each.get("value") == 120000000]
    assert "change" not in corrected and "partner" not in corrected


@pytest.mark.parametrize("words", ["KZ,LV", "LV, KZ", '["LV", "KZ"]'])
def test_a_list_is_its_members_joined_by_commas_or_json(desk: Any, words: str) -> None:
    desk.correct(desk.id_of("Рига"), participants=words)
    (forum,) = [each for each in desk.facts() if each["kind"] == "event"]
    assert forum["participants"] == ["KZ", "LV"]


def test_a_short_name_in_a_correction_means_whom_the_document_means(desk: Any, facts: Any, said: Any) -> None:
    full = said("Министр Асан Серов доволен", kind="position", person="Асан Серов", post="министр")
    short = said("Серов уехал", kind="position", person="Сергов")
    desk.read(*facts.values(), full, short)
    desk.correct(desk.id_of("Сергов"), person="Серов")
    rows = desk.source.select("SELECT DISTINCT ?who WHERE { ?t <http://www.w3.org/ns/org#member> ?who FILTER NOT EXISTS { ?t <" + TRD + "withheld> ?r } }").rows  # fmt: skip
    assert len(rows) == 1


@pytest.mark.parametrize(
    ("fields", "field"),
    [({"value": "much"}, "value"), ({"reporter": "UK"}, "reporter"), ({"city": "Riga"}, "city"), ({"kind": "event"}, "kind"),
     ({"evidence": "[]"}, "evidence"), ({"period": "2020-Q1"}, "period"), ({"indicator": ""}, "indicator")],
)  # fmt: skip
def test_a_field_that_breaks_the_format_is_refused(desk: Any, fields: dict[str, str], field: str) -> None:
    with pytest.raises(FactError) as caught:
        desk.correct(desk.id_of(120000000), **fields)
    assert caught.value.field == field
    assert desk.stored("curated") == ()


def test_an_unknown_fact_is_not_found(desk: Any) -> None:
    with pytest.raises(NotFound, match="kg facts"):
        desk.retract("https://data.example.org/id/figure/none")


def test_what_is_forgotten_takes_its_corrections_with_it(desk: Any, facts: Any) -> None:
    other = Document("b.txt", "В Риге прошёл форум.", "ru")
    quote = [{"start": 0, "end": 20, "quote": other.text}]
    desk.read({**facts["forum"], "evidence": quote}, document=other)
    ids = [each["id"] for each in desk.facts() if each["doc"] == "b.txt"]
    desk.correct(ids[0], city="Юрмала")
    desk.correct(desk.id_of(120000000), value="125000000")
    desk.retract(desk.id_of(40000000))
    (publication,) = {
        str(p) for (p,) in desk.source.select(f"SELECT ?p WHERE {{ ?p <http://purl.org/dc/terms/identifier> 'a.txt' ; a <{TRD}Publication> }}").rows
    }  # fmt: skip
    left, gone = curation.forget(desk.source, publication)
    assert gone == 2
    desk.drop(publication)
    desk.put(left)
    assert desk.values() == ["Юрмала"]
    assert not any("125000000" in line for line in desk.stored("curated"))


def test_a_text_that_is_revised_is_withheld(empty_desk: Any, facts: Any) -> None:
    old = Document("old.txt", "В Риге прошёл форум. Точка.", "ru", published="2020-01-01", url="https://example.org/1")
    new = Document(
        "new.txt", "В Риге прошёл форум. Уточнено.", "ru", published="2020-01-02", url="https://example.org/1"
    )
    quote = [{"start": 0, "end": 20, "quote": "В Риге прошёл форум."}]
    for document in (new, old):
        empty_desk.read({**facts["forum"], "evidence": quote}, document=document)
    assert [each["doc"] for each in empty_desk.facts()] == ["new.txt"]


def test_what_is_curated_holds_the_shapes(desk: Any) -> None:
    desk.correct(desk.id_of(120000000), value="125000000")
    desk.retract(desk.id_of("Рига"))
    assert [each for each in validate(curation.in_context(desk.source)) if each.severity == "Violation"] == []


def test_nothing_curated_marks_nothing(desk: Any) -> None:
    assert desk.stored("effective") == desk.stored("curated") == ()
    assert desk.lost == []
