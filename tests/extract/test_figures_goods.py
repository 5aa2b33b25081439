"""Which goods a figure is offered: one answer for each noun, an adjective of the measure, and what the text names."""

import pytest
from listening import Listening

from kg.extract.figures import find
from kg.language import analyse
from kg.model import Document


def offered(language: str, text: str) -> list[list[str]]:
    """The goods offered, question by question."""
    judge = Listening(language, "figure.product")
    list(find(analyse(Document(name="t.txt", text=text, language=language, published="2024-09-20")), judge=judge))
    return judge.offered


@pytest.mark.parametrize(
    ("language", "text", "goods"),
    [
        ("en", "Engineering exports of Egypt reached 1.5 billion dollars in May 2022.", "Engineering"),
        ("en", "Egypt's non-cotton exports reached 1.5 billion dollars in May 2022.", "non-cotton"),
        ("en", "Re-exports of Oman reached 1.5 billion dollars in May 2022.", "Re-exports"),
        ("ru", "Ненефтяной экспорт Омана достиг в мае 2022 года 1,5 млрд долларов.", "ненефтяной экспорт"),
        ("ru", "Реэкспорт Грузии достиг в мае 2022 года 1,5 млрд долларов.", "реэкспорт"),
        ("kk", "2022 жылғы мамырда Грузияның реэкспорты 1,5 млрд долларға жетті.", "реэкспорт"),
    ],
)
def test_what_the_measure_says_of_its_goods_is_offered(language: str, text: str, goods: str) -> None:
    assert goods.casefold() in [name.casefold() for name in offered(language, text)[0]]


def test_goods_in_other_words_are_one_answer() -> None:
    text = (
        "Georgia exported 31 million bottles of wine in May 2018. Germany bought Georgian wine for 2 million dollars."
    )
    assert sum("wine" in name for name in offered("en", text)[-1]) == 1


def test_the_goods_of_a_heading_are_offered_under_it() -> None:
    text = (
        "Week in trade\n\nTrade of Georgia reached 5.9 billion dollars in January-June 2018.\n\nWine\n\n"
        "Sales abroad grew by 27 percent. Apples stayed at home. Japan bought 3 percent more."
    )
    assert "Wine" in offered("en", text)[-1]
