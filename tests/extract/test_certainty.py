"""Confidence from the probabilities of a record's parts: never quite certain, more is never told by less."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from kg.extract.certainty import certainty, shares, soundness
from kg.extract.deciding import Candidate, Choice, LinearJudge
from kg.model import Happening, Slot, Span

EVENT = Happening(type=Slot("Meeting"), evidence=(Span(0, 1),))


@pytest.mark.parametrize(("probability", "expected"), [(0.123, "0.12"), (1.0, "0.99"), (0.0, "0.00")])
def test_a_probability_is_told_in_hundredths_and_never_as_certain(probability: float, expected: str) -> None:
    assert certainty(probability) == Decimal(expected)


def test_shares_sum_to_one_and_order_as_the_weights_do() -> None:
    candidates = (Candidate("a", ("good",)), Candidate("b", ("bad",)), Candidate("c"))
    found = shares(LinearJudge({"d": {"good": 1.0, "bad": -1.0}}).choose("d", Span(0, 1), candidates))
    assert sum(found) == pytest.approx(1)
    assert found[0] > found[2] > found[1]


def test_a_choice_without_weights_gives_the_rest_in_equal_parts() -> None:
    assert shares(Choice(1, 0.5, (Candidate(1), Candidate(2), Candidate(3)))) == [0.25, 0.5, 0.25]


def test_surer_parts_never_make_a_record_less_sure() -> None:
    weights = {"event.sound": {"sound": -2.0, "all>0.2": 0.5, "all>0.4": 1.0, "all>0.6": 1.0, "all>0.8": 0.5}}

    def sure(product: float) -> Decimal:
        return soundness("event.sound", LinearJudge(weights), Span(0, 1), EVENT, {"all": product})

    told: Sequence[Decimal] = [sure(product) for product in (0.1, 0.3, 0.5, 0.7, 0.9)]
    assert list(told) == sorted(told)
    assert told[0] < told[-1]


def test_without_weights_the_product_of_the_parts_is_the_confidence() -> None:
    assert soundness("event.sound", LinearJudge({}), Span(0, 1), EVENT, {"truth": 0.6, "all": 0.3}) == Decimal("0.30")
