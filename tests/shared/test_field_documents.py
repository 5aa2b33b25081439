"""Real files of the kinds that analysts have: each is read as its README says, or refused with the reason it names."""

from pathlib import Path

import pytest

from kg.documents import Given, from_paths, read_all
from kg.errors import Refused
from kg.model import Document

FIELD = Path(__file__).resolve().parents[3] / "shared" / "field"


def read(name: str, **given: str) -> list[Document | Refused]:
    return list(read_all(from_paths([FIELD / name], Given(**given))))


def document(name: str) -> Document:
    (found,) = read(name)
    assert isinstance(found, Document), found
    return found


@pytest.mark.parametrize(
    ("name", "language", "published", "publisher", "begins", "about"),
    [
        ("news_kommersant_2025-05-14.html", "ru", "2025-05-14", "Коммерсантъ", "14 мая президент России", 7_000),
        (
            "news_mexiconewsdaily_2025-04-16.html",
            "en",
            "2025-02-11",
            "Mexico News Daily",
            "The 25% tariffs on steel",
            5_300,
        ),
        ("news_xinhua_c_1125597921.html", "zh", "2020-02-19", None, "“妈妈", 1_050),
        ("release_bafa_oil_statistics_2021-11.html", "de", "2022-01-27", None, "Nach Erhebungen", 1_650),
    ],
)
def test_a_page_gives_its_article_and_its_metadata(
    name: str, language: str, published: str, publisher: str | None, begins: str, about: int
) -> None:
    found = document(name)
    assert (found.language, found.published, found.publisher) == (language, published, publisher)
    assert found.text.startswith(begins)
    assert 0.88 * about < len(found.text) < 1.12 * about
    assert found.title
    assert not any(char in found.text for char in "\ufffd\0")


def test_the_figures_of_the_release_are_in_its_text() -> None:
    text = document("release_bafa_oil_statistics_2021-11.html").text
    assert "2,3%" in text or "2,3 %" in text
    assert "91,5" in text and "89,4" in text


def test_no_menu_and_no_related_headline_is_in_the_russian_article() -> None:
    text = document("news_kommersant_2025-05-14.html").text
    for words in ("Подписка", "Читать далее", "Картина дня", "cookie", "Фотогалерея", "Лента новостей"):
        assert words not in text


def test_two_columns_are_not_interleaved_and_broken_words_are_whole() -> None:
    found = document("pdf_two_columns.pdf")
    assert "adipiscing elit. Ut purus elit, vestibulum ut, placerat ac, adipiscing vitae" in found.text
    assert "Donec nonummy pellentesque ante. Phasellus adipiscing" in found.text  # over the end of the first column
    assert "ﬁ" not in found.text and "\u00ad" not in found.text
    assert found.published == "2024-01-03"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("pdf_password.pdf", "needs a password"),
        ("comtrade_country_codes.xlsx", "a workbook"),
        ("kz_bns_taldau_cpi.csv", "column `file`"),
        ("comtrade_query_refused.csv", "column `file`"),
        ("eurostat_footer_async.xml", "neither a page nor a feed"),
        ("wikidata_dump_chunk.ttl", "kg load"),
        ("wikidata_kz_statistics_agency_cut.rdf", "kg load"),
    ],
)
def test_what_is_no_news_is_refused_with_what_it_is(name: str, words: str) -> None:
    (found,) = read(name)
    assert isinstance(found, Refused)
    assert words in found.reason
    assert "\n" not in found.reason
