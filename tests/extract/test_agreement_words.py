"""Which words of a sentence can tell of an agreement."""

import pytest

from kg.extract.agreement_words import words
from kg.extract.deal_slots import Memory
from kg.extract.scenes import scenes
from kg.language import analyse
from kg.model import Document


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Stork Ltd and Mill Ltd signed two memoranda, one between the ports of Oslo and Lima.",
            ["memoranda", "one between"],
        ),
        ("Stork Ltd signed another memorandum with Mill Ltd.", ["memorandum"]),
        ("Stork Ltd bought forty tonnes of rye from Mill Ltd.", ["bought"]),
        ("Peru bought forty tonnes of rye.", []),
    ],
)
def test_one_more_agreement_and_a_purchase_of_a_company_are_words_for_one(text: str, told: list[str]) -> None:
    analysis = analyse(Document("s", text, "en", published="2020-05-20"))
    (scene,) = scenes(analysis)
    assert [a.span.of(text) for a in words(scene, Memory.opening(analysis))] == told
