"""Which periods a figure is offered: those of its text that its sentence leaves out or tells in other words."""

import pytest
from listening import Listening

from kg.extract.figures import find
from kg.language import analyse
from kg.model import Document

CASES = [
    (
        "en",
        "2016-05-24",
        "In January-April 2016 trade with Poland came to 5 million dollars. In the same months it was "
        "3 million dollars (2012) and 4 million dollars (2013).",
        {"2012-01/2012-04", "2013-01/2013-04"},
    ),
    (
        "en",
        "2016-07-13",
        "Bangladesh exported goods worth 34 million dollars in the fiscal year that closed on June 30. "
        "The ministry wants exports of 37 million dollars next time.",
        {"2016-07/2017-06"},
    ),
    (
        "en",
        "2022-10-03",
        "Kazakhstan exported goods worth 43 million dollars, 1.6 times those of the first half of 2021.",
        {"2022-01/2022-06"},
    ),
    ("en", "2022-06-30", "By the end of April exports to Spain had reached 150 million dollars.", {"2022-01/2022-04"}),
    (
        "ru",
        "2025-08-20",
        "За январь–июнь 2025 года вывоз в Китай составил 5 млн долларов. В 2023 году вывезли на 3 млн долларов.",
        {"2023-01/2023-06"},
    ),
    ("en", "2024-11-07", "Exports of rye to Poland came to 5 million dollars.", {"2024-01/2024-10", "2024-07/2024-09"}),
    (
        "en",
        "2023-02-03",
        "Pakistan's exports of rice to Chad came to 5 million dollars in the first seven months.",
        {"2022-07/2023-01"},
    ),
    (
        "ru",
        "2024-04-24",
        "Стороны договорились поднять вывоз в Китай до 10 млрд долларов за пять лет.",
        {"2029"},
    ),
    ("kk", "2018-11-29", "Өңделген тауар экспортын бес жылда 10 млн долларға жеткізу тапсырылды.", {"2023"}),
]


@pytest.mark.parametrize(("language", "published", "text", "periods"), CASES)
def test_a_figure_is_offered_these_periods(language: str, published: str, text: str, periods: set[str]) -> None:
    judge = Listening(language, "figure.period")
    list(find(analyse(Document("line", text, language, published=published)), judge=judge))
    assert periods <= set().union(*judge.offered)


def test_a_month_far_ahead_is_not_offered_for_what_is_reported() -> None:
    judge = Listening("en", "figure.period")
    text = "Exports to Spain rose to 150 million dollars in March."
    list(find(analyse(Document("line", text, "en", published="2022-06-30")), judge=judge))
    assert judge.offered and all("2022-03" in each and "2023-03" not in each for each in judge.offered)
