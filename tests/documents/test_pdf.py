"""PDF: the order of reading, words made whole, heads and feet left out, and what cannot be read refused with advice."""

from collections.abc import Callable

import pytest
from documents.files import column, pdf, swollen_pdf

from kg.model import Document

One = Callable[..., Document]
Why = Callable[..., str]
LEFT = [
    "Exports of wheat from Kazakhstan to",
    "Latvia grew by a fifth in the year 2024,",
    "the ministry of agriculture said, and agri-",
    "cultural goods were half of all trade.",
    "Most of it went through the port of the",
]
RIGHT = [
    "capital, where a new terminal was built.",
    "It can take one million tonnes of grain a",
    "year, twice as much as the old one, which",
    "was closed after the last season because",
    "its long-term lease had come to its end.",
]


def test_columns_are_read_one_after_the_other(document: One) -> None:
    read = document("release.pdf", pdf(column(60, 700, LEFT) + column(320, 700, RIGHT)))
    assert "agricultural goods" in read.text
    assert "the port of the capital, where" in read.text
    assert read.text.index("half of all trade") < read.text.index("one million tonnes")
    assert "its long-term lease" in read.text


def test_lines_drawn_across_both_columns_are_read_by_columns_all_the_same(document: One) -> None:
    across = [placed for pair in zip(column(60, 700, LEFT), column(320, 700, RIGHT), strict=True) for placed in pair]
    assert "the port of the capital, where" in document("release.pdf", pdf(across)).text


def test_running_heads_and_page_numbers_are_left_out(document: One) -> None:
    pages = [
        [
            (60, 800, f"Trade Gazette, issue {number}"),
            *column(60, 700, [f"Exports grew by {number} per cent this year."]),
            (300, 30, str(number)),
        ]
        for number in range(1, 5)
    ]
    read = document("gazette.pdf", pdf(*pages))
    assert "Gazette" not in read.text
    assert [f"by {number} per cent" in read.text for number in range(1, 5)] == [True] * 4
    assert read.text.split()[-1] == "year."


def test_a_sentence_goes_on_over_the_page_break(document: One) -> None:
    first = column(60, 700, [*LEFT[:2], "and the minister said that trade with"])
    second = column(60, 700, ["the whole region would double by 2030.", "It had fallen before."])
    assert "trade with the whole region" in document("release.pdf", pdf(first, second)).text


def test_a_table_is_read_row_by_row(document: One) -> None:
    rows = [
        ("Partner", "Exports", "Imports"),
        ("Latvia", "120.5", "60.1"),
        ("Estonia", "20.5", "10.1"),
        ("Finland", "7", "8"),
    ]
    placed = [(60 + 180 * at, 700 - 16 * line, cell) for line, row in enumerate(rows) for at, cell in enumerate(row)]
    read = document("table.pdf", pdf(placed))
    assert "Latvia: Exports 120.5; Imports 60.1." in read.text


def test_title_and_date_are_taken_from_the_page(document: One) -> None:
    head = [(60, 740, "5 March 2025")]
    read = document("release.pdf", pdf(head + column(60, 700, LEFT), title="Exports grow"))
    assert (read.title, read.published) == ("Exports grow", "2025-03-05")
    assert document("other.pdf", pdf(column(60, 700, LEFT)), published="2024").published == "2024"


def test_a_missing_date_is_remarked(document: One) -> None:
    assert any("--published" in remark for remark in document("release.pdf", pdf(column(60, 700, LEFT))).remarks)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (pdf([], [], pictures=True), ("scanned", "2 pages", "ocrmypdf")),
        (pdf([]), ("no text", "1 pages")),
        (pdf(column(60, 700, LEFT), encrypt=True), ("password", "without one")),
        (pdf(column(60, 700, LEFT))[:300], ("damaged", "again")),
        (b"%PDF-1.7\n", ("damaged",)),
        (swollen_pdf(70_000_000), ("",)),
        (b"<html><body>Not found</body></html>", ("named .pdf", "HTML page")),
        (b"", ("no text", "0 bytes")),
    ],
)
def test_what_cannot_be_read_is_refused_with_advice(reason: Why, content: bytes, words: tuple[str, ...]) -> None:
    said = reason("a.pdf", content)
    assert all(word in said for word in words), said


def test_pages_without_text_are_remarked(document: One) -> None:
    read = document("mixed.pdf", pdf(column(60, 700, LEFT + RIGHT), [], pictures=True), published="2025")
    assert any("pages 2 are pictures" in remark for remark in read.remarks)


def test_a_pdf_under_another_name_is_a_pdf(document: One) -> None:
    assert "agricultural goods" in document("release.txt", pdf(column(60, 700, LEFT))).text
