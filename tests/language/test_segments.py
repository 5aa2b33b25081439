"""Where sentences, quotes and words begin and end, in news as it arrives."""

import pytest
from effort import calls
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.language import analyse
from kg.language.quotes import quotes
from kg.model import Document

SPLITS = [
    ("ru", "Это страны Балтии .Чад – партнёр Латвии.", ["Это страны Балтии .", "Чад – партнёр Латвии."]),
    ("ru", "Сообщила фирма «Мел».12 заводов ждут.", ["Сообщила фирма «Мел».", "12 заводов ждут."]),
    ("ru", "Продано на 5 млн. долл. США в 2015 г. и позже.", ["Продано на 5 млн. долл. США в 2015 г. и позже."]),
    ("ru", "Перевезли 5 тыс. ДФЭ.", ["Перевезли 5 тыс. ДФЭ."]),
    ("ru", "Так сказал Х. Бозов. Он рад.", ["Так сказал Х. Бозов.", "Он рад."]),
    ("ru", "«Мы рады. Мы ждём», – сказал он. Все ушли.", ["«Мы рады.", "Мы ждём», – сказал он.", "Все ушли."]),
    ("ru", "Пишет Sila.kz со ссылкой на сайт. Конец.", ["Пишет Sila.kz со ссылкой на сайт.", "Конец."]),
    ("ru", "Вырос ли вывоз? Да!", ["Вырос ли вывоз?", "Да!"]),
    ("en", "The U.S. market grew. Mr. Smith agreed.", ["The U.S. market grew.", "Mr. Smith agreed."]),
    ("en", "It rose 7.4 percent. Exports fell.", ["It rose 7.4 percent.", "Exports fell."]),
    ("en", "It met on Sept. 25 in Taraz. It rained.", ["It met on Sept. 25 in Taraz.", "It rained."]),
    ("en", '"It grew." He left.', ['"It grew."', "He left."]),
    (
        "en",
        "Trade grows\n\nTrade grew. It fell.\nPhoto: Sila.kz",
        ["Trade grows", "Trade grew.", "It fell.", "Photo: Sila.kz"],
    ),
    (
        "en",
        "The capacity of all the plants that were built here\nis about 35,000 units a year, and it will grow. In\nthe end it fell.",
        [
            "The capacity of all the plants that were built here\nis about 35,000 units a year, and it will grow.",
            "In\nthe end it fell.",
        ],
    ),
    ("en", "Partners:\n- China: 5;\n- Chad: 4.", ["Partners:", "- China: 5;", "- Chad: 4."]),
]


@pytest.mark.parametrize(("language", "text", "parts"), SPLITS)
def test_a_text_falls_into_these_sentences(language: str, text: str, parts: list[str]) -> None:
    assert [sentence.span.of(text) for sentence in analyse(Document("text", text, language)).sentences] == parts


def test_headings_items_and_captions_are_known() -> None:
    text = "Trade grows\n\nTrade grew. Partners:\n- China;\n- Chad.\n\nPhoto: Sila.kz"
    sorts = [sentence.sort for sentence in analyse(Document("text", text, "en")).sentences]
    assert sorts == ["heading", "sentence", "sentence", "item", "item", "caption"]


def test_speech_is_told_from_names() -> None:
    text = "Фирма «Белый камень» рада. «Мы растём быстро, – сказал он. – И будем расти»."
    assert [(quote.span.of(text), quote.speech) for quote in quotes(text)] == [
        ("Белый камень", False),
        ("Мы растём быстро, – сказал он. – И будем расти", True),
    ]


@given(st.text(), st.sampled_from(["ru", "en", "kk", "und"]))
@settings(max_examples=60, deadline=None)
def test_any_text_is_read_and_its_spans_hold(text: str, language: str) -> None:
    analysis = analyse(Document("text", text, language, published="2025-09-20"))
    for sentence in analysis.sentences:
        assert all(token.span in sentence.span and token.span.of(text) == token.text for token in sentence.tokens)
    for annotation in analysis.annotations:
        assert 0 <= annotation.span.start < annotation.span.stop <= len(text)


TANGLE = (
    "оборот США на 5 млн долл. $ ( ) « » – . , ; : % к 2030 году в январе–мае за 8 месяцев Чада с 1,5 до вдвое "
    "in the first half of 2020 US$ 4-5 May"
)


@given(st.lists(st.sampled_from([*TANGLE.split(), "\n", "\n\n"]), max_size=60), st.sampled_from(["ru", "en"]))
@settings(max_examples=60, deadline=None)
def test_any_order_of_awkward_words_is_read(words: list[str], language: str) -> None:
    text = " ".join(words)
    analysis = analyse(Document("text", text, language, published="2025-09"))
    assert sum(len(sentence.tokens) for sentence in analysis.sentences) == len(
        [t for s in analysis.sentences for t in s.tokens]
    )
    assert list(analysis.annotations) == sorted(analysis.annotations, key=lambda annotation: annotation.order)


@pytest.mark.parametrize("piece", ["1 000 ", "5 млн ", "(", "« ", "в 2015 году, ", "a " * 20 + ". ", "США, ", "\n–\n"])
def test_work_grows_with_length_alone(piece: str) -> None:
    """Ten times the text takes at most fifteen times the calls: no layer looks back over all of it."""
    small, large = piece * (3_000 // len(piece)), piece * (30_000 // len(piece))

    def work(text: str) -> int:
        return calls(lambda: analyse(Document("text", text, "ru", published="2025")))

    work(small)
    assert work(large) < 15 * work(small)
