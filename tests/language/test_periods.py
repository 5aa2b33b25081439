"""Lines of truth for periods, the examples of the packs' patterns, and calendar properties."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kg.language import PeriodReading, analyse
from kg.language.calendar import Published, months_edtf, shifted
from kg.language.fiscal_years import told_month
from kg.language.packs import pack
from kg.language.period_grammar import grammar
from kg.model import Document, How

TABLE = yaml.safe_load((Path(__file__).parent / "periods.yaml").read_text(encoding="utf-8"))
CASES = [
    (language, published, text, truth)
    for language, days in TABLE.items()
    for published, lines in days.items()
    for line in lines
    for text, truth in line.items()
]
PATTERNS = [
    (language, example)
    for language in ("ru", "en", "kk")
    for pattern in pack(language).sections["periods"]["patterns"]
    for example in pattern["examples"]
]
BEGINS = [
    (language, item["of"], number, example)
    for language in ("ru", "en", "kk")
    for number, item in enumerate(pack(language).sections["periods"]["begins"])
    for example in item["examples"]
]


def readings(text: str, language: str, published: str | None) -> list[PeriodReading]:
    """The periods of a text in order."""
    found = analyse(Document("line", text, language, published=published or None)).annotations
    return [annotation.value for annotation in found if isinstance(annotation.value, PeriodReading)]


def told(reading: PeriodReading) -> str:
    """A reading as the table writes it."""
    mark = "~" if reading.comparison else "!" if reading.sort == "deadline" else ""
    return mark + (reading.edtf or "?")


@pytest.mark.parametrize(("language", "published", "text", "truth"), CASES)
def test_a_sentence_names_these_stretches(language: str, published: str, text: str, truth: list[str]) -> None:
    assert [told(reading) for reading in readings(text, language, published)] == truth


@pytest.mark.parametrize(("language", "example"), PATTERNS)
def test_a_pattern_reads_its_example(language: str, example: str) -> None:
    words, _, truth = example.rpartition(" = ")
    assert [reading.edtf or "?" for reading in readings(words, language, "2025-09-20")] == truth.split()


@pytest.mark.parametrize(("language", "of", "number", "example"), BEGINS)
def test_a_text_tells_when_its_years_begin(language: str, of: str, number: int, example: str) -> None:
    words, _, truth = example.rpartition(" = ")
    known = grammar(pack(language))
    assert known is not None and known.begins[number].of == of
    assert told_month(words.lower(), [known.begins[number]], Published.of("2025-09-20")) == int(truth)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Japan sold goods worth 5 yen in fiscal 2020.", "2020-04/2021-03"),
        ("India sold goods worth 5 rupees in fiscal 2020.", "2019-04/2020-03"),
        (
            "Nepal's sales: 5 in the first seven months of fiscal 2020-21. China, China and India bought.",
            "2020-07/2021-01",
        ),
        ("Japan's fiscal year ends in June. In fiscal 2020 it sold 5 tonnes.", "2020-07/2021-06"),
        ("Seasonally adjusted, Australia sold 5 tonnes in 2019-20.", "2019-07/2020-06"),
    ],
)
def test_a_fiscal_year_is_that_of_the_text_or_its_country(text: str, edtf: str) -> None:
    assert edtf in [reading.edtf for reading in readings(text, "en", "2021-09-20")]


def test_the_year_of_a_text_that_counts_in_fiscal_years_may_be_fiscal() -> None:
    text = "It sold 5 tonnes in the fiscal year that closed on June 30. It wants to sell 6 this year."
    assert [reading.alternative for reading in readings(text, "en", "2021-07-13")][-1] == "2021-07/2022-06"


def test_months_told_before_are_meant_by_their_number() -> None:
    text = "In the 2015/16 marketing year (September to May) it sold 5 tonnes. China took 2 in the nine months."
    assert [reading.edtf for reading in readings(text, "en", "2016-07-04")] == ["2015-09/2016-05"] * 2


@pytest.mark.parametrize(
    ("published", "how"), [("2025-09-20", How.RESOLVED), ("2025-09", How.RESOLVED), ("2025", How.ASSUMED)]
)
def test_what_rests_on_the_year_of_publication_alone_is_assumed(published: str, how: How) -> None:
    assert readings("За 8 месяцев этого года вывезли 5 тонн.", "ru", published)[0].how is how


def test_the_day_of_publication_at_the_head_only_dates_the_text() -> None:
    assert readings("АСТАНА, 7 ноября. Вывоз вырос.", "ru", "2016-11-07")[0].sort == "dateline"


@given(st.integers(1950, 2049), st.integers(1, 12), st.integers(0, 11))
def test_moving_a_stretch_there_and_back_changes_nothing(year: int, first: int, length: int) -> None:
    edtf = months_edtf(year, first, first + length)
    moved = shifted(edtf, 24)
    assert moved is not None
    assert shifted(moved, -24) == edtf


@given(st.text())
def test_any_words_for_the_day_of_publication_do(words: str) -> None:
    Published.of(words)
