"""Lines of truth for places and what ties them to their neighbours."""

from pathlib import Path

import pytest
import yaml

from kg.language import PlaceMention, analyse
from kg.model import Document, PartyKind

TABLE = yaml.safe_load((Path(__file__).parent / "places.yaml").read_text(encoding="utf-8"))
CASES = [(language, text, truth) for language, lines in TABLE.items() for line in lines for text, truth in line.items()]


def mentions(text: str, language: str) -> list[PlaceMention]:
    """The places of a text in order."""
    found = analyse(Document("line", text, language)).annotations
    return [annotation.value for annotation in found if isinstance(annotation.value, PlaceMention)]


def told(mention: PlaceMention) -> str:
    """A mention as the table writes it."""
    return f"{mention.party.name}/{mention.marker or '-'}{'+' * mention.government}"


@pytest.mark.parametrize(("language", "text", "truth"), CASES)
def test_a_sentence_names_these_places(language: str, text: str, truth: list[str]) -> None:
    assert [told(mention) for mention in mentions(text, language)] == truth


def test_the_two_of_a_pair_carry_one_number() -> None:
    pairs = [
        mention.pair for mention in mentions("Прошёл казахстанско-японский форум. Экспорт Чили в Перу вырос.", "ru")
    ]
    assert pairs[0] == pairs[1] is not None
    assert pairs[2:] == [None, None]


def test_a_city_knows_its_country() -> None:
    (mention,) = mentions("Завод построят в Атырау.", "ru")
    assert (mention.party.kind, mention.country) == (PartyKind.PLACE, "KZ")


def test_a_place_inside_a_name_is_less_sure() -> None:
    found = analyse(Document("line", "Завод «Урал Казахстан» открыт. Казахстан рад.", "ru")).annotations
    scores = [a.score for a in found if isinstance(a.value, PlaceMention) and a.value.party.name == "KZ"]
    assert scores[0] < 0.6 < scores[1]
