"""What the quote of a flat fact tells about its amounts beyond the fact itself."""

from decimal import Decimal
from typing import Any

import pytest

from kg.graph import line, record
from kg.model import Document, Quantity


def amount(text: str, language: str, field: str = "value", **fields: Any) -> Quantity:
    """An amount of a fact whose evidence is the whole text."""
    document = Document("a.txt", text, language)
    fact = {
        "kind": "figure",
        "indicator": "exports",
        "evidence": [{"start": 0, "end": len(text), "quote": text}],
        **fields,
    }
    found = record(fact, document)
    assert line(record(line(found, document), document), document) == line(found, document)
    quantity: Quantity = getattr(found, field).value
    return quantity


@pytest.mark.parametrize(
    ("text", "language", "fields", "wording", "resolution", "hedge"),
    [
        ("Экспорт составил почти 30 млрд долларов.", "ru", {"value": 30000000000, "unit": "USD", "bound": "at_most"},
         "почти 30 млрд долларов", "1000000000", "almost"),
        ("Exports reached nearly $14.5 billion.", "en", {"value": 14500000000, "unit": "USD", "bound": "at_most"},
         "nearly $14.5 billion", "100000000", "almost"),
        ("Exports will be up to 9 million tonnes.", "en", {"value": 9000000, "unit": "tonne", "bound": "at_most"},
         "up to 9 million tonnes", "1000000", "upTo"),
        ("Экспорт достиг 161,2 млн евро.", "ru", {"value": Decimal("161200000"), "unit": "EUR"},
         "161,2 млн евро", "100000", "exact"),
    ],
)  # fmt: skip
def test_an_amount_has_its_words_its_precision_and_almost(
    text: str, language: str, fields: dict[str, Any], wording: str, resolution: str, hedge: str
) -> None:
    found = amount(text, language, **fields)
    assert (found.wording, found.resolution, found.hedge) == (wording, Decimal(resolution), hedge)


def test_a_change_is_found_whatever_its_sign() -> None:
    found = amount("Экспорт упал на 7,4 процента.", "ru", "change", change=-7.4)
    assert (found.value, found.resolution) == (Decimal("-7.4"), Decimal("0.1"))


@pytest.mark.parametrize(
    ("text", "language", "fields"),
    [
        ("Экспорт вырос до 5 млн долларов, затем ещё до 5 млн евро.", "ru", {"value": 5000000}),  # which of two
        ("Приехали 60 компаний.", "ru", {"value": 60, "unit": "percent"}),  # another unit
        ("Экспорт велик.", "ru", {"value": 60, "unit": "USD"}),  # nowhere
        ("出口 30 million", "zh", {"value": 30000000}),  # a language without a pack
    ],
)
def test_where_the_quote_does_not_tell_nothing_is_guessed(text: str, language: str, fields: dict[str, Any]) -> None:
    found = amount(text, language, **fields)
    assert (found.wording, found.resolution, found.hedge) == (None, None, "exact")


def test_a_hedge_is_never_turned_into_another_word() -> None:
    found = amount("Экспорт составил почти 30 млрд долларов.", "ru", value=30000000000, unit="USD", bound="at_least")
    assert found.hedge == "atLeast"
