"""Flat facts on their way in: what is refused and in which words, what is folded, and what the record then holds."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.errors import FactError
from kg.graph import line, record
from kg.graph.flat import canonical, read_lines, write_line
from kg.model import (
    Agreement,
    Document,
    Figure,
    Happening,
    Organisation,
    Party,
    PartyKind,
    Quantity,
    Slot,
    Span,
    Tenure,
)

TEXT = "Экспорт вырос. " + "Далее о погоде и о ценах. " * 40
DOCUMENT = Document("t.txt", TEXT, "ru")
EVIDENCE = [{"start": 0, "end": 7, "quote": "Экспорт"}]
SOUND: dict[str, dict[str, Any]] = {
    "figure": {
        "indicator": "exports",
        "reporter": "KZ",
        "partner": "LV",
        "period": "2015",
        "value": 161.2,
        "unit": "USD",
    },
    "event": {"type": "trade_mission", "country": "LV"},
    "agreement": {"type": "contract"},
    "project": {"type": "joint"},
    "position": {"person": "Анна Белова"},
    "organization": {"name": "Нива"},
    "place": {"code": "KZ"},
}
REFUSED = yaml.safe_load((Path(__file__).parent / "refused.yaml").read_text(encoding="utf-8"))


def fact(kind: Any, **fields: Any) -> dict[str, Any]:
    """A sound fact with some fields said otherwise."""
    return {"kind": kind, "doc": "t.txt", "evidence": EVIDENCE, **SOUND.get(str(kind), {}), **fields}


def read(kind: str, **fields: Any) -> Any:
    """Its record."""
    return record(fact(kind, **fields), DOCUMENT)


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: f"{case['kind']}-{case['field']}-{case['says']}"[:60])
def test_a_fact_that_breaks_the_format_is_refused_with_its_line_and_field(case: dict[str, Any]) -> None:
    wrong = fact(case["kind"], **case.get("fields", {}))
    if "evidence" in case:
        wrong["evidence"] = case["evidence"]
    if case.get("evidence") == "long":
        wrong["evidence"] = [{"start": 0, "end": 401, "quote": TEXT[:401]}]
    with pytest.raises(FactError) as caught:
        record(wrong, DOCUMENT, number=12)
    assert (caught.value.line, caught.value.field) == (12, case["field"])
    assert case["says"] in caught.value.reason
    assert str(caught.value).startswith(f"line 12: {case['field']}: ")


@pytest.mark.parametrize("kind", SOUND)
def test_a_sound_fact_of_every_kind_is_read(kind: str) -> None:
    assert read(kind).kind == kind
    assert line(read(kind), DOCUMENT) == fact(kind)


def test_id_confidence_and_null_fields_are_not_looked_at() -> None:
    given = fact("figure", id=5, confidence="high", change=None, product="", sign=None)
    assert record(given, DOCUMENT) == read("figure")


@pytest.mark.parametrize(
    ("word", "kind"),
    [("KZ", "economy"), ("EAEU", "economy"), ("WORLD", "economy"), ("G20", "economy"), ("UNASUR", "economy"),
     ("far abroad", "place"), ("Алматы", "place"), ("Éire", "place")],
)  # fmt: skip
def test_a_word_in_the_place_of_a_place_is_a_code_an_acronym_or_a_name(word: str, kind: str) -> None:
    assert read("figure", reporter=word).reporter.value == Party(word, PartyKind(kind))


@pytest.mark.parametrize(
    ("word", "kind"),
    [("KZ", "economy"), ("EU", "economy"), ("CNPC", "unknown"), ("BP", "unknown"), ("соляная компания", "unknown")],
)
def test_a_word_in_the_place_of_a_party_is_a_code_or_whoever_has_that_name(word: str, kind: str) -> None:
    (party,) = read("agreement", parties=[word]).parties
    assert party.value == Party(word, PartyKind(kind))


def test_numbers_are_decimals_and_come_out_as_they_went_in() -> None:
    found: Figure = read("figure", value=Decimal("161.20"), change=-7.4, change_value=-3400000000.0)
    assert found.value is not None and found.value.value == Quantity(Decimal("161.2"), "USD")
    assert write_line(line(found, DOCUMENT)).count("161.2,") == 1
    assert '"change": -7.4, "change_value": -3400000000,' in write_line(line(found, DOCUMENT))


def test_a_share_is_a_measure_of_turnover() -> None:
    found: Figure = read("figure", indicator="share", value=60, unit="percent")
    assert (found.indicator.value, found.measure.value) == ("turnover", "share")
    assert line(found, DOCUMENT)["indicator"] == "share"


def test_a_hedge_of_a_change_is_of_the_relative_one_or_of_the_absolute_where_it_is_alone() -> None:
    both: Figure = read("figure", change=3, change_value=5, change_bound="about")
    assert both.change and both.change.value.hedge == "about"
    assert both.change_value and both.change_value.value == Quantity(Decimal(5), "USD")
    alone: Figure = read("figure", value=None, change_value=5, change_bound="at_most")
    assert alone.change_value and alone.change_value.value == Quantity(Decimal(5), "USD", "upTo")
    assert line(alone, DOCUMENT)["change_bound"] == "at_most"


@pytest.mark.parametrize(("hedge", "word"), [("over", "at_least"), ("almost", "at_most"), ("under", "at_most")])
def test_a_finer_hedge_is_folded_on_the_way_out(hedge: str, word: str) -> None:
    finer = Figure(evidence=(Span(0, 7),), indicator=Slot("exports"), value=Slot(Quantity(Decimal(3), "USD", hedge)))
    assert line(finer, DOCUMENT)["bound"] == word


def test_a_sign_is_for_a_balance_without_a_number() -> None:
    assert read("figure", indicator="balance", value=None, unit=None, sign="negative").sign.value == "deficit"
    assert read("figure", indicator="balance", value=-5, sign="negative").sign is None


def test_absent_and_null_counts_are_one_and_several() -> None:
    one: Agreement = read("agreement")
    several: Agreement = read("agreement", count=None)
    thirteen: Agreement = read("agreement", count=13, count_bound="about")
    assert (one.count, several.count) == (None, "several")
    assert thirteen.count == Slot(Quantity(Decimal(13), "count", "about"), (), thirteen.count.how)  # type: ignore[union-attr]
    assert "count" not in line(one, DOCUMENT)
    assert line(several, DOCUMENT)["count"] is None


def test_lists_are_sets_and_evidence_comes_in_the_order_of_the_text() -> None:
    quotes = [{"start": 8, "end": 13, "quote": "вырос"}, *EVIDENCE, *EVIDENCE]
    found: Happening = record(fact("event", participants=["LV", "KZ", "LV", " "], evidence=quotes), DOCUMENT)  # type: ignore[assignment]
    assert [slot.value.name for slot in found.participants] == ["KZ", "LV"]
    assert found.evidence == (Span(0, 7), Span(8, 13))


def test_names_are_of_their_kinds() -> None:
    tenure: Tenure = read("position", organization="Нива")
    organisation: Organisation = read("organization", type="company", country="KZ")
    assert tenure.person.value.kind is PartyKind.PERSON
    assert tenure.organization and tenure.organization.value.kind is PartyKind.UNKNOWN
    assert organisation.name.value == Party("Нива", PartyKind.ORGANISATION)
    assert read("event", city="KZ").city.value.kind is PartyKind.PLACE


def test_a_unit_of_several_words_is_joined() -> None:
    assert read("figure", unit="cubic metre").value.value.unit == "cubic_metre"


def test_the_key_of_a_fact_knows_nothing_of_its_document_or_its_number() -> None:
    one = canonical({"kind": "place", "code": "KZ", "doc": "a", "id": "x", "confidence": 1, "evidence": []})
    assert one == '{"code":"KZ","evidence":[],"kind":"place"}'


@pytest.mark.parametrize(
    ("words", "says"),
    [("{", "no JSON"), ("[1]", "no JSON object"), ('"a"', "no JSON object"), ("[" * 100000, "no JSON")],
)
def test_a_line_that_is_no_object_is_refused_with_its_number(words: str, says: str) -> None:
    with pytest.raises(FactError, match=f"line 3: {says}"):
        list(read_lines(['{"kind": "place"}', "", words]))


def test_lines_keep_every_digit() -> None:
    ((number, found),) = read_lines(['{"value": 161.20}'])
    assert (number, found["value"]) == (1, Decimal("161.20"))
