"""The short news of our own that lessons are made of: every line says what FACTS.md allows, about what the text names."""

import pytest

from kg.evaluation import Text
from kg.evaluation.gold import alternatives
from training.told_texts import told_texts

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
