"""Lines of truth for amounts, and what must hold for any text."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kg.language import Amount, analyse
from kg.language.numbers import decimal_value, plain
from kg.model import Document

LINES = yaml.safe_load((Path(__file__).parent / "quantities.yaml").read_text(encoding="utf-8"))
CASES = [(language, text, truth) for language, lines in LINES.items() for line in lines for text, truth in line.items()]


def told(amount: Amount) -> str:
    """An amount as the table writes it."""
    quantity = amount.quantity
    further = {"upper": quantity.upper, "per": quantity.per, "each": amount.each, "role": amount.role}
    words = [f"{plain(quantity.value):f}", quantity.unit or "-", quantity.hedge, amount.sort]
    words += [f"{key}={value}" for key, value in further.items() if value is not None]
    return " ".join(words + ["+alt"] * (amount.alternative is not None))


def amounts(text: str, language: str) -> list[Amount]:
    """The amounts of a text in order."""
    analysis = analyse(Document("line", text, language))
    return [annotation.value for annotation in analysis.annotations if isinstance(annotation.value, Amount)]


@pytest.mark.parametrize(("language", "text", "truth"), CASES, ids=[text for _, text, _ in CASES])
def test_a_sentence_holds_these_amounts(language: str, text: str, truth: list[Any]) -> None:
    assert [set(told(amount).split()) for amount in amounts(text, language)] == [set(str(one).split()) for one in truth]


def test_a_number_without_a_unit_carries_the_one_before() -> None:
    last = amounts("Вывезено 2,4 млн тонн зерна. Сезоном раньше вышло 2,5 млн.", "ru")[-1]
    assert last.quantity.unit is None
    assert last.carried is not None
    assert (last.carried.value, last.carried.unit) == (Decimal(2500000), "tonne")


def test_the_head_of_a_table_lends_its_columns() -> None:
    table = "Куда | тонн | млн долл.\nЧад | 77 165 (+6 %) | 52,8\nМали | 4 365 | 1,8\n"
    carried = [amount.carried for amount in amounts(table, "ru") if amount.carried]
    assert [(q.value, q.unit) for q in carried] == [
        (Decimal(77165), "tonne"),
        (Decimal(52800000), "USD"),
        (Decimal(4365), "tonne"),
        (Decimal(1800000), "USD"),
    ]


def test_a_dollar_belongs_to_the_country_that_the_text_is_about() -> None:
    text = "Australia sold more wool. Australian farmers earned $5 million, Australia's bureau said."
    assert [amount.quantity.unit for amount in amounts(text, "en")] == ["AUD"]


def test_money_is_of_the_country_that_the_headline_names_first() -> None:
    text = "Nepal's imports from India grow\n\nGoods came from India for Rs 5 million, India's bureau said."
    assert [amount.quantity.unit for amount in amounts(text, "en")] == ["NPR"]


@given(st.decimals(min_value=0, max_value=10**12, places=2, allow_nan=False))
def test_a_written_number_is_read_back(value: Decimal) -> None:
    written = f"{value:,.2f}"
    assert decimal_value(written, ".", False) == value
    assert decimal_value(written.translate(str.maketrans(",.", ".,")), ",", False) == value


@given(st.integers(min_value=1000, max_value=10**9))
def test_digits_in_groups_of_three_are_one_number(value: int) -> None:
    text = f"Продано {value:,} тонн.".replace(",", " ")
    assert [amount.quantity.value for amount in amounts(text, "ru")] == [Decimal(value)]


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("Main buyers, % of the total: Latvia 32.4; Ghana 16.", "en", [("32.4", "percent"), ("16", "percent")]),
        ("Ввоз, млн евро (в скобках доля, %):\nПеру 8,2 (10,1)", "ru", [("8200000", "EUR"), ("10.1", "percent")]),
        ("Ввоз, млн евро (в % к маю 2023 года):\nПеру 8,2 (94,1)", "ru", [("8200000", "EUR"), ("-5.9", "percent")]),
        ("Imports, US$ million:\nCoal 14.1", "en", [("14100000", "USD")]),
        ("Ввоз, в т. ч. угля:\nПеру 8,2", "ru", []),
        ("Main buyers, in million euros: Chad 12.1, Mali 8.", "en", [("12100000", "EUR"), ("8000000", "EUR")]),
        ("They earned 3 euros. Meat made 9.4 billion, rye 4.6.", "en", [("9400000000", "EUR"), ("4600000000", "EUR")]),
        ("Peru took 4.6 million euros, down 3%, Chad 2.9.", "en", [("2900000", "EUR")]),
        ("С Перу минус 16,6 млн евро, с Чадом минус 3,9.", "ru", [("-3900000", "EUR")]),
        ("Ягод – на 5,5 млн евро, одна вишня – 2,4.", "ru", [("2400000", "EUR")]),
    ],
)
def test_bare_numbers_lean_on_the_head_of_their_list(text: str, language: str, told: list[tuple[str, str]]) -> None:
    carried = [amount.carried for amount in amounts(text, language) if amount.carried]
    assert [(q.value, q.unit) for q in carried] == [(Decimal(value), unit) for value, unit in told]


def test_a_dash_parts_columns_where_one_parts_the_name() -> None:
    assert [str(a.quantity.value) for a in amounts("Перу – 84,2 – 310,5", "ru")] == ["84.2", "310.5"]
    (range_,) = amounts("Перу – 40 – 45 тонн", "ru")
    assert (range_.quantity.value, range_.quantity.upper) == (40, 45)
