"""Both readers: what they agree on is surer, what only the model saw waits, what only the rules saw is as before."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from kg.graph import record
from kg.llm.joining import AGREED, UNREVIEWED, joint
from kg.model import Document, Record

TEXT = "Kenya's tea exports to Egypt rose 12 percent to $145 million in 2023. Miriam Otondo, head of Kenya Customs, met firms in Cairo."
DOCUMENT = Document("tea", TEXT, "en", None, "2024-02-01")
FIGURE: dict[str, Any] = {
    "kind": "figure",
    "indicator": "exports",
    "reporter": "KE",
    "partner": "EG",
    "period": "2023",
    "value": 145000000,
    "unit": "USD",
    "change": 12,
}


def fact(line: dict[str, Any], *, start: int = 0, stop: int = 69, confidence: str = "0.7") -> Record:
    quoted = [{"start": start, "end": stop, "quote": TEXT[start:stop]}]
    return replace(record({**line, "evidence": quoted}, DOCUMENT), confidence=Decimal(confidence))


AGREE = {
    "in everything": {},
    "but for the product": {"product": "tea"},
    "but for a change that one leaves out": {"change": None},
    "but for a hedge": {"bound": "about"},
}
DIFFER = {
    "in the partner": {"partner": "SD"},
    "in the period": {"period": "2022"},
    "in the number": {"value": 154000000},
    "in the change": {"change": 21},
    "in the unit": {"unit": "EUR"},
    "in the modality": {"modality": "target"},
}


@pytest.mark.parametrize("changed", AGREE.values(), ids=AGREE)
def test_readers_agree(changed: dict[str, Any]) -> None:
    (found,) = joint([fact(FIGURE, stop=40)], [fact({**FIGURE, **changed})])
    assert (found.rules, found.model) == (True, True)
    assert found.record.confidence == AGREED >= Decimal("0.9")
    assert [span.stop for span in found.record.evidence] == [40, 69]


@pytest.mark.parametrize("changed", DIFFER.values(), ids=DIFFER)
def test_readers_differ(changed: dict[str, Any]) -> None:
    model, rules = joint([fact(FIGURE)], [fact({**FIGURE, **changed}, confidence="0.95")])
    assert (model.rules, model.model, model.record.confidence) == (False, True, UNREVIEWED)
    assert Decimal("0.5") > UNREVIEWED
    assert (rules.rules, rules.model, rules.record.confidence) == (True, False, Decimal("0.7"))


NAMES = [
    ({"kind": "position", "person": "Miriam Otondo", "organization": "Kenya Customs"}, {"person": "Otondo"}),
    ({"kind": "organization", "name": "Kenya Customs", "type": "government"}, {"name": "Customs"}),
    ({"kind": "place", "code": "KE"}, {}),
    ({"kind": "event", "type": "meeting", "country": "EG", "status": "held"}, {"city": "Cairo"}),
]


@pytest.mark.parametrize(("line", "changed"), NAMES, ids=lambda line: line.get("kind", ""))
def test_names_agree_in_full_and_in_short(line: dict[str, Any], changed: dict[str, Any]) -> None:
    (found,) = joint([fact({**line, **changed})], [fact(line)])
    assert found.rules
    assert found.model


def test_an_agreement_without_a_count_is_one() -> None:
    line = {"kind": "agreement", "status": "signed", "parties": ["KE", "EG"]}
    (found,) = joint([fact(line)], [fact({**line, "count": 1})])
    assert found.rules
    assert len(joint([fact(line)], [fact({**line, "count": 2})])) == 2
    assert len(joint([fact(line)], [fact({**line, "count": None})])) == 2  # several


def test_one_record_agrees_with_one() -> None:
    found = joint([fact(FIGURE)], [fact(FIGURE), fact({**FIGURE, "product": "tea"})])
    assert [(each.rules, each.model) for each in found] == [(True, True), (False, True)]
