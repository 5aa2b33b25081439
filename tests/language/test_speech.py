"""Who says what: quotations and reported sentences have the speaker that their words give them."""

import pytest

from kg.language import analyse
from kg.language.packs import pack
from kg.language.speech import Speaker
from kg.model import Document


def said(text: str, language: str) -> list[tuple[str, str]]:
    """Speaker and words of each stretch that somebody says."""
    found = analyse(Document("s", text, language)).annotations
    return [(a.value.party.name, a.span.of(text)) for a in found if isinstance(a.value, Speaker)]


@pytest.mark.parametrize("language", ("ru", "en", "kk"))
def test_every_way_of_saying_has_a_speaker_in_its_example(language: str) -> None:
    given = pack(language).sections["speech"]
    listed = [entry["example"] for entry in (*given["say"], *given["according"])]
    assert [example for example in listed if not said(example, language)] == []


def test_a_quotation_over_two_sentences_is_the_speakers_named_at_its_end() -> None:
    text = "“We sold more rice than ever before. Next year we hope for better still,” said Peter Simin, mayor of Riga."
    [(name, words)] = said(text, "en")
    assert name == "Peter Simin"
    assert words.startswith("We sold") and words.endswith("still,")


def test_a_quotation_after_a_colon_is_the_one_announced() -> None:
    text = "Мэр Риги Пётр Зимин:\n\n«Мы продали больше риса, чем когда-либо прежде, и очень этому рады»."
    assert [name for name, _ in said(text, "ru")] == ["Пётр Зимин"]


def test_a_second_quotation_without_a_name_is_the_same_speakers() -> None:
    text = (
        "«Мы продали больше риса, чем когда-либо», – сказал мэр Риги Пётр Зимин. "
        "«В будущем году продадим ещё больше, и не только риса», – добавил он."
    )
    assert [name for name, _ in said(text, "ru")] == ["Пётр Зимин", "Пётр Зимин"]


def test_an_ambassador_speaks_for_the_country_that_sends() -> None:
    text = "«Наш экспорт вырос на пять процентов за год», – сказал посол Чили в Норвегии Пётр Зимин."
    [speaker] = [a.value for a in analyse(Document("s", text, "ru")).annotations if isinstance(a.value, Speaker)]
    assert (speaker.country, speaker.receiver) == ("CL", "NO")
