"""Where quotes stand: exactly, or but for white space, marks and case; never in the middle of a number or word."""

import pytest

from kg.llm.quotes import Text

TEXT = "Экспорт «Саржи» вырос\nна 4 % – до $45 млн. Импорт ещё мал: 4,5 млн. India bought Indian tea."
FOUND = {
    "as it stands": ("до $45 млн", "до $45 млн"),
    "another white space": ("вырос на 4\u00a0%", "вырос\nна 4 %"),
    "no white space": ("4%", "4 %"),
    "another dash": ("4 % - до $45", "4 % – до $45"),
    "other quotation marks": ('Экспорт "Саржи"', "Экспорт «Саржи»"),
    "ё written as е": ("Импорт еще мал", "Импорт ещё мал"),
    "another case": ("экспорт", "Экспорт"),
    "a full stop more": ("Экспорт «Саржи» вырос.", "Экспорт «Саржи» вырос"),
    "the word, not the one that begins so": ("India", "India"),
}


@pytest.mark.parametrize(("quote", "there"), FOUND.values(), ids=FOUND)
def test_a_quote_is_found(quote: str, there: str) -> None:
    span = Text(TEXT).find(quote)
    assert span is not None
    assert span.of(TEXT) == there


@pytest.mark.parametrize("quote", ["вырос на 5 %", "$4", "5 млн. Импорт", "", "  ", "мпорт", "Exports rose"])
def test_a_quote_that_does_not_stand_is_not_found(quote: str) -> None:
    assert Text(TEXT).find(quote) is None


def test_a_quote_is_looked_for_where_it_was_asked_about_first() -> None:
    text = Text("Exports rose. Imports fell. Exports rose.")
    second = text.find("Exports rose", within=text.find("Imports fell. Exports rose."))
    assert second is not None
    assert second.start == 28
