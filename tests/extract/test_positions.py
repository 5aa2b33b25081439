"""Positions as records: who holds which post of what, each once, with the sentence that tells it."""

import pytest

from kg.extract.positions import find
from kg.language import analyse
from kg.model import Document, Rejection, Tenure


def told(text: str, language: str, publisher: str | None = None) -> list[tuple[str, str, str]]:
    """Person, post and whose it is, of every position."""
    found = [r for r in find(analyse(Document("s", text, language, publisher=publisher))) if isinstance(r, Tenure)]
    return [
        (r.person.value.name, r.post.value if r.post else "", r.organization.value.name if r.organization else "")
        for r in found
    ]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "ru",
            "ОСЛО. Норвежский лосось дорожает, сказал министр торговли Пётр Зимин. В Норвегии ждут роста.",
            [("Пётр Зимин", "министр торговли", "NO")],
        ),
        ("ru", "Цены назвал Пётр Зимин, директор ООО «Синий Кит».", [("Пётр Зимин", "директор", "Синий Кит")]),
        (
            "ru",
            "Норвегию представлял премьер Пётр Зимин, Чили – президент Чили Анна Волкова.",
            [("Пётр Зимин", "премьер", "NO"), ("Анна Волкова", "президент", "CL")],
        ),
        (
            "en",
            "Blue Whale Ltd sells fish. Its prices were named by Peter Simin, managing director of Blue Whale Ltd.",
            [("Peter Simin", "managing director", "Blue Whale Ltd")],
        ),
        (
            "en",
            "Norwegian Trade Minister Anna Simin met her Chilean counterpart Peter Wolkow.",
            [("Anna Simin", "Trade Minister", "NO"), ("Peter Wolkow", "Trade Minister", "CL")],
        ),
    ],
)
def test_a_position_is_of_whom_the_words_or_the_text_say(
    language: str, text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert told(text, language) == expected


def test_one_position_told_twice_is_one_record() -> None:
    text = "Blue Whale's chairman Peter Simin spoke. Peter Simin, chairman of Blue Whale, was pleased."
    assert len(told(text, "en")) == 1


def test_a_post_of_nobody_known_is_rejected_with_the_reason() -> None:
    found = list(find(analyse(Document("s", "The director, Peter Simin, was pleased.", "en"))))
    assert [r.reason for r in found if isinstance(r, Rejection)] == ["nobody says whose post it is"]


@pytest.mark.parametrize(
    ("language", "text", "person", "country"),
    [
        ("en", "Peru's President Anna Wolkow met Chile's President Peter Simin.", "Peter Simin", "CL"),
        ("ru", "Президент Перу Анна Волкова и президент Чили Пётр Зимин встретились.", "Пётр Зимин", "CL"),
    ],
)
def test_presidents_of_one_sentence_have_a_country_each(language: str, text: str, person: str, country: str) -> None:
    found = [t for t in find(analyse(Document("sample", text, language))) if isinstance(t, Tenure)]
    told = {t.person.value.name: t.organization.value.name for t in found if t.organization is not None}
    assert told.get(person) == country
