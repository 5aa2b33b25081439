"""Names that no layer knows may be parties to a deal; function words and known names are none."""

import pytest

from kg.extract.deal_names import unknown
from kg.extract.scenes import scenes
from kg.language import analyse
from kg.model import Document


def names(text: str, language: str) -> list[tuple[str, str]]:
    """The unknown names of a text's first sentence, with how they are written."""
    return [(slot.value.name, written) for slot, written in unknown(scenes(analyse(Document("s", text, language)))[0])]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "О муке спорят «Жаворонок» и мельница.", [("Жаворонок", "quoted")]),
        ("en", "We signed with Quirrel Oats yesterday.", [("Quirrel Oats", "capital")]),
        ("en", "They signed in Oslo yesterday.", []),
    ],
)
def test_a_name_is_quoted_or_capitalised_and_nothing_else_explains_it(
    language: str, text: str, expected: list[tuple[str, str]]
) -> None:
    assert names(text, language) == expected
