"""The sample texts and their gold: what FACTS.md asks of a line of flat facts holds for every line."""

import json
import re
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from kg.documents import Given, from_manifest, read_all
from kg.model import Document

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
KINDS = {"figure", "event", "agreement", "project", "position", "organization", "place"}
BOUNDS = {"exact", "about", "at_least", "at_most"}
WORDS = {
    "figure": {
        "indicator": {"exports", "imports", "turnover", "balance", "share"}
        | {"investment", "capacity", "output", "transit", "tariff"},
        "modality": {"reported", "target", "forecast"},
        "sign": {"positive", "negative"},
    },
    "event": {
        "type": {"trade_mission", "business_forum", "exhibition", "commission_session"}
        | {"official_visit", "meeting", "conference", "ceremony"},
        "status": {"held", "planned", "postponed", "cancelled"},
    },
    "agreement": {
        "type": {"contract", "memorandum", "treaty", "cooperation"},
        "status": {"signed", "agreed", "negotiating", "planned"},
        "per": {"year", "month", "day"},
    },
    "project": {
        "type": {"investment", "joint", "plant", "infrastructure", "programme"},
        "status": {"proposed", "in_development", "under_way", "completed"},
    },
    "position": {},
    "organization": {"type": {"agency", "government", "company", "association", "international", "other"}},
    "place": {},
}
FIELDS = {
    "figure": "indicator reporter partner product period value value_to unit bound change change_bound change_base "
    "change_value modality sign",
    "event": "type status name city country period organizers participants companies companies_bound",
    "agreement": "type status parties count count_bound value unit bound period per subject",
    "project": "type status parties count count_bound value unit bound place name subject",
    "position": "person post organization",
    "organization": "name type country",
    "place": "code",
}
NEEDED = {
    "figure": {"indicator", "reporter"},
    "event": {"type", "status"},
    "agreement": {"type", "status"},
    "project": {"type", "status"},
    "position": {"person"},
    "organization": {"name", "type"},
    "place": {"code"},
}
POINT = r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
EDTF = re.compile(rf"{POINT}(?:/{POINT})?")
UNIT = re.compile(r"[A-Z]{3}|percent|kWh|TEU|[a-z]+(?:_[a-z]+)*")
COUNTRY = re.compile(r"[A-Z]{2}")
CODE = re.compile(r"[A-Z]{2,6}")


def facts() -> list[dict[str, Any]]:
    lines = (SAMPLES / "facts.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@cache
def documents() -> dict[str, Document]:
    """The documents of the manifest by name, read as the product reads them."""
    read = list(read_all(from_manifest(SAMPLES / "manifest.csv", Given())))
    assert all(isinstance(found, Document) for found in read), [
        found for found in read if not isinstance(found, Document)
    ]
    return {found.name: found for found in read if isinstance(found, Document)}


def label(fact: dict[str, Any]) -> str:
    return f"{fact['doc'][:2]}-{fact['kind']}-{fact['evidence'][0]['start']}"


every_fact = pytest.mark.parametrize("fact", facts(), ids=label)


def test_every_file_is_a_row_of_the_manifest_and_every_row_a_file() -> None:
    assert {path.name for path in (SAMPLES / "texts").iterdir()} == set(documents())


def test_every_text_has_facts_and_every_fact_a_text() -> None:
    assert {fact["doc"] for fact in facts()} == set(documents())


def test_every_kind_occurs_in_each_language() -> None:
    met = {(documents()[fact["doc"]].language, fact["kind"]) for fact in facts()}
    assert met == {(language, kind) for language in ("ru", "en", "kk") for kind in KINDS}


@pytest.mark.parametrize(
    ("kind", "field", "word"),
    [
        (kind, field, word)
        for kind, fields in WORDS.items()
        for field, words in fields.items()
        for word in sorted(words)
    ],
)
def test_every_word_of_the_format_occurs(kind: str, field: str, word: str) -> None:
    usual = {"modality": "reported"}
    assert any(fact["kind"] == kind and fact.get(field, usual.get(field)) == word for fact in facts())


@every_fact
def test_quotes_stand_at_their_offsets(fact: dict[str, Any]) -> None:
    text = documents()[fact["doc"]].text
    assert fact["evidence"]
    for quote in fact["evidence"]:
        assert text[quote["start"] : quote["end"]] == quote["quote"]
        assert 0 < len(quote["quote"]) <= 400 and "\n\n" not in quote["quote"]


@every_fact
def test_fields_and_words_are_those_of_the_format(fact: dict[str, Any]) -> None:
    kind = fact["kind"]
    assert set(fact) <= {"kind", "doc", "evidence", *FIELDS[kind].split()}
    assert NEEDED[kind] <= set(fact)
    for field, words in WORDS[kind].items():
        assert fact.get(field) is None or fact[field] in words
    for field in ("bound", "change_bound", "count_bound", "companies_bound"):
        assert fact.get(field, "exact") in BOUNDS


@every_fact
def test_codes_units_and_periods_have_their_spelling(fact: dict[str, Any]) -> None:
    assert COUNTRY.fullmatch(fact.get("country", "KZ")) and CODE.fullmatch(fact.get("code", "KZ"))
    assert UNIT.fullmatch(fact.get("unit", "USD"))
    for period in filter(None, (fact.get("period"), fact.get("change_base"))):
        assert EDTF.fullmatch(period), period
        ends = period.split("/")
        assert len({len(end) for end in ends}) == 1 and all(a < b for a, b in pairwise(ends)), period


@every_fact
def test_an_amount_has_a_unit_and_a_hedge_has_an_amount(fact: dict[str, Any]) -> None:
    assert "value" not in fact or {"unit", "bound"} <= set(fact)
    assert "bound" not in fact or "value" in fact
    assert "change_bound" not in fact or "change" in fact
    assert "value_to" not in fact or fact["value_to"] > fact["value"]
    if fact["kind"] == "figure":
        assert {"value", "change", "change_value", "sign"} & set(fact)


def test_no_fact_is_written_twice() -> None:
    lines = Counter(json.dumps({**fact, "evidence": None}, sort_keys=True) for fact in facts())
    assert [line for line, times in lines.items() if times > 1] == []


def test_places_are_all_that_the_other_facts_name() -> None:
    """A country or bloc that stands in another fact of a text was mentioned there, so it has a place fact."""
    for name in documents():
        mine = [fact for fact in facts() if fact["doc"] == name]
        codes = {fact["code"] for fact in mine if fact["kind"] == "place"}
        named = {code for fact in mine for code in _codes(fact)} - {"WORLD"}
        assert named <= codes, (name, named - codes)


def _codes(fact: dict[str, Any]) -> set[str]:
    fields = ("reporter", "partner", "country", "organization", "participants", "parties")
    values = [fact.get(field) or [] for field in fields]
    flat = [item for value in values for item in (value if isinstance(value, list) else [value])]
    return {item for item in flat if CODE.fullmatch(item)}


def test_two_publishers_carry_one_text() -> None:
    digests = Counter(document.digest for document in documents().values())
    twice = [d for d in documents().values() if digests[d.digest] == 2]
    assert len(twice) == 2 and len({document.publisher for document in twice}) == 2


def test_one_address_holds_two_texts() -> None:
    urls = Counter(document.url for document in documents().values() if document.url)
    twice = [d for d in documents().values() if d.url and urls[d.url] == 2]
    assert len(twice) == 2 and len({document.digest for document in twice}) == 2
