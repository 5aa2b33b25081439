"""What figures make of numbers in brackets."""

from decimal import Decimal

import pytest

from kg.extract.figures_marks import marks
from kg.language import analyse
from kg.model import Document


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Chad took 1.31 million tonnes (1.18).", (Decimal(1180000), "tonne")),
        ("Chad took 112 million tonnes (15.9).", (Decimal("15.9"), "percent")),
    ],
)
def test_a_number_in_brackets_compares_where_it_is_of_the_size_before(text: str, told: tuple[Decimal, str]) -> None:
    analysis = analyse(Document("s", text, "en"))
    last = [mark.amount.quantity for mark in marks(analysis, analysis.sentences[0]) if mark.scheme == "quantity"][-1]
    assert (last.value, last.unit) == told
