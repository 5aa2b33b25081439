"""The short news of our own that lessons are made of: every line says what FACTS.md allows, about what the text names."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from kg.errors import FactError
from kg.evaluation import Text
from kg.evaluation.gold import alternatives
from training.told_facts import told_fact
from training.told_texts import NEWS, told_texts

EVERY = list(told_texts())
STATUSES = {
    "event": {"held", "planned", "postponed", "cancelled"},
    "agreement": {"signed", "agreed", "negotiating", "planned"},
    "project": {"proposed", "in_development", "under_way", "completed"},
}
TYPES = {"trade_mission", "business_forum", "exhibition", "commission_session"}
TYPES |= {"official_visit", "meeting", "conference", "ceremony"}
BLOCS = 7  # letters of the longest code


def test_a_line_becomes_a_fact_of_its_sentence() -> None:
    text = EVERY[0]
    deal = next(gold for gold in text.gold if gold.kind == "agreement")
    assert deal.fields["parties"] == ["Latgales Piens", "Bogzor"]
    assert (deal.fields["value"], deal.fields["unit"], deal.fields["count"]) == (400.0, "tonne", 1)
    assert deal.quotes[0].startswith("Latgales Piens signed")


@pytest.mark.parametrize("text", EVERY, ids=lambda text: text.document.name)
def test_a_text_tells_what_its_lines_say(text: Text) -> None:
    for gold in text.gold:
        assert gold.quotes[0] in text.document.text
        assert set(alternatives(gold.fields["status"])) <= STATUSES[gold.kind]
        if gold.kind == "event":
            assert set(alternatives(gold.fields["type"])) <= TYPES
            assert all(code is None or (len(code) == 2 and code.isupper()) for code in _codes(gold.fields["country"]))
        else:
            _named(gold.fields["parties"], f"{text.document.text} {text.document.publisher}")


def _codes(field: object) -> list[str | None]:
    return [None if each is None else str(each) for each in alternatives(field)]


def _named(field: object, text: str) -> None:
    """Every party but a country begins as some word of the text does."""
    for parties in alternatives(field):
        for name in parties if isinstance(parties, list) else ():
            code = len(name) <= BLOCS and name.isupper()
            assert code or name[:4].casefold() in text.casefold(), name


INDICATORS = {"exports", "imports", "turnover", "balance", "share", "investment"}
INDICATORS |= {"capacity", "output", "transit", "tariff"}
WORDS: Mapping[str, Mapping[str, set[object]]] = {
    "figure": {
        "indicator": INDICATORS,
        "modality": {"target", "forecast", "reported"},
        "sign": {"positive", "negative"},
    },
    "event": {"type": TYPES | {None}, "status": STATUSES["event"]},
    "agreement": {"status": STATUSES["agreement"]},
    "project": {"status": STATUSES["project"]},
    "position": {},
}


def test_a_line_tells_a_figure_with_all_its_changes() -> None:
    said = ("Tea", "Tea sales to Peru fell by 4 % or 2 million dollars to 48 million in May.")
    gold = told_fact("F 1; exports; LK>PE|LK>-; 2024-05; v 48000000 USD; c -4; d -2000000; b 2023-05; g tea", said)
    assert (gold.kind, gold.quotes) == ("figure", (said[1],))
    assert gold.fields == {
        "indicator": "exports",
        "reporter": "LK",
        "partner": {"any": ["PE", None]},
        "period": "2024-05",
        "value": 48000000.0,
        "unit": "USD",
        "change": -4.0,
        "change_value": -2000000.0,
        "change_base": "2023-05",
        "product": "tea",
    }


def test_a_line_tells_whose_a_post_is() -> None:
    gold = told_fact("Q 0; Ana Maria Silva; Chamber of Tea|-; president", ("President Silva of the Chamber of Tea",))
    assert gold.fields == {
        "person": "Ana Maria Silva",
        "organization": {"any": ["Chamber of Tea", None]},
        "post": "president",
    }


@pytest.mark.parametrize(
    "line",
    ["F 1; exports; LK; 2024", "E 7; meeting; held; LK", "X 1; y", "A 1; signed; LK; z 4", "F 0; exports; A>B; -; q x"],
)
def test_a_line_that_says_nothing_is_refused(line: str) -> None:
    with pytest.raises(FactError):
        told_fact(line, ("Title", "Sentence."))


@pytest.mark.parametrize("text", list(told_texts(NEWS)), ids=lambda text: text.document.name)
def test_news_say_what_flat_facts_can(text: Text) -> None:
    for gold in text.gold:
        assert any(quote in text.document.text for quote in gold.quotes)
        for name, words in WORDS[gold.kind].items():
            assert set(alternatives(gold.fields.get(name))) <= words | {None}, (gold.kind, gold.fields)


def test_a_line_of_its_own_stays_one(tmp_path: Path) -> None:
    block = "=== 2024-05-06 | Board | Rye\nRye sold.\n/ Latvia 5 t\n/ Ghana 4 t\n\nIt rained.\nF 2; exports; PE>LV; -; v 5 tonne\n"
    (tmp_path / "en-1.txt").write_text(block, encoding="utf-8")
    (text,) = told_texts(tmp_path)
    assert text.document.text == "Rye\n\nRye sold.\nLatvia 5 t\nGhana 4 t\n\nIt rained."
    assert text.gold[0].quotes == ("Latvia 5 t",)
