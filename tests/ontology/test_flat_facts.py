"""Every word that FACTS.md enumerates has a code, and every code of those lists has its word."""

import csv

import pytest

from kg import resources
from kg.vocabulary import PREFIXES, code_for, compact, concepts, expand, label, notation, word_for, words

BOUND = "exact about at_least at_most"
WORDS = {
    "figure indicator": "exports imports turnover balance share investment capacity output transit tariff",
    "figure bound": BOUND,
    "figure change_bound": BOUND,
    "figure modality": "reported target forecast",
    "figure sign": "positive negative",
    "event type": "trade_mission business_forum exhibition commission_session official_visit meeting conference ceremony",
    "event status": "held planned postponed cancelled",
    "event companies_bound": BOUND,
    "agreement type": "contract memorandum treaty cooperation",
    "agreement status": "signed agreed negotiating planned",
    "agreement bound": BOUND,
    "agreement count_bound": BOUND,
    "agreement per": "year month day",
    "project type": "investment joint plant infrastructure programme",
    "project status": "proposed in_development under_way completed",
    "project bound": BOUND,
    "project count_bound": BOUND,
    "organization type": "agency government company association international other",
}
CASES = [(*slot.split(), word) for slot, enumerated in WORDS.items() for word in enumerated.split()]
FINER = [  # what the graph tells apart and flat facts fold
    ("figure", "bound", "over", "at_least"),
    ("figure", "bound", "almost", "at_most"),
    ("figure", "bound", "under", "at_most"),
    ("event", "status", "ongoing", "held"),
    ("agreement", "status", "initialled", "agreed"),
    ("agreement", "status", "ratified", "signed"),
    ("agreement", "status", "inForce", "signed"),
    ("project", "status", "underConstruction", "under_way"),
]
LISTS = {  # whose members must all have a word
    "figure indicator": ["indicator"],
    "figure bound": ["hedge"],
    "figure modality": ["figureStatus"],
    "event status": ["eventStatus"],
    "agreement type": ["agreementType"],
    "agreement status": ["agreementStatus"],
    "agreement per": ["per"],
    "project type": ["projectType"],
    "project status": ["projectStatus"],
    "organization type": ["organisationType"],
}


@pytest.mark.parametrize(("kind", "field", "word"), CASES)
def test_a_word_survives_the_way_in_and_out(kind: str, field: str, word: str) -> None:
    code = code_for(kind, field, word)
    assert label(expand(code), "ru"), f"{code} is no term"
    assert (
        word_for(kind, field, code)
        == word_for(kind, field, expand(code))
        == word_for(kind, field, notation(code))
        == word
    )


@pytest.mark.parametrize("slot", WORDS)
def test_a_field_holds_the_words_of_the_format_and_no_others(slot: str) -> None:
    assert list(words(*slot.split())) == sorted(WORDS[slot].split())


def test_no_other_field_is_enumerated() -> None:
    path = resources.ontology() / "flat-facts.csv"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert {f"{row['kind']} {row['field']}" for row in csv.DictReader(lines)} == set(WORDS)
    assert lines[1:] == sorted(lines[1:])


@pytest.mark.parametrize(("kind", "field", "code", "word"), FINER)
def test_a_finer_code_is_folded_on_the_way_out_only(kind: str, field: str, code: str, word: str) -> None:
    assert word_for(kind, field, code) == word
    assert notation(code_for(kind, field, word)) != code


@pytest.mark.parametrize("slot", LISTS)
def test_every_code_of_a_list_has_a_word(slot: str) -> None:
    for scheme in LISTS[slot]:
        assert {word_for(*slot.split(), code) for code in concepts(scheme)} <= set(words(*slot.split()))


def test_an_unknown_word_is_refused() -> None:
    with pytest.raises(KeyError):
        code_for("event", "type", "picnic")


def test_names_expand_and_compact() -> None:
    for prefix, namespace in PREFIXES.items():
        assert expand(f"{prefix}:x") == f"{namespace}x"
        assert compact(f"{namespace}x") == f"{prefix}:x"
    assert compact("https://example.org/x") == "https://example.org/x"
