"""Real feeds: each gives what its README says."""

from pathlib import Path

import pytest

from kg.documents import Given, from_paths, read_all
from kg.errors import Refused
from kg.fetching import sandboxed

FIELD = Path(__file__).resolve().parents[3] / "shared" / "field"


def read(name: str, **given: str) -> list:
    return list(read_all(from_paths([FIELD / name], Given(**given))))


def test_cyrillic_in_cp1251_with_the_whole_text() -> None:
    found = read("feed_oren_ru_cp1251.xml")
    assert len(found) == 3
    assert found[0].published == "2014-01-22"
    assert "524,6 млн. рублей" in found[2].text and "7,7%" in found[2].text
    assert not any("\ufffd" in each.text or "&lt;" in each.text or "<br" in each.text for each in found)


def test_relative_links_count_from_the_feed_or_are_said() -> None:
    found = read("feed_relative_urls.xml")
    assert [each.published for each in found] == ["2017-12-07"] * 2
    assert all(each.url is None and "relative" in " ".join(each.remarks) for each in found)
    assert not any(str(FIELD) in str(each) for each in found)
    known = read("feed_relative_urls.xml", url="http://site.example/rss")
    assert all(each.url.startswith("http://site.example/") and each.url != "http://site.example/rss" for each in known)


def test_latin_1_without_a_word_of_it() -> None:
    found = read("feed_no_encoding_latin1.xml")
    assert len(found) == 10
    texts = [each.text for each in found if not isinstance(each, Refused)]
    assert len(texts) == 9 and "no text" in next(each for each in found if isinstance(each, Refused)).reason
    assert "études" in texts[0] and not any("\ufffd" in text or "Ã" in text for text in texts)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("feed_rss_incomplete_cdata.xml", "breaks off"),
        ("feed_invalid_bytes_with_bom.xml", "no entries"),
        ("feed_invalid_bytes_with_bom.xml", "not readable as UTF-8"),
        ("feed_rss_item_link_corrupted_ampersands.xml", "no text"),
    ],
)
def test_what_holds_no_text_is_refused_with_the_reason(name: str, words: str) -> None:
    (found,) = read(name)
    assert isinstance(found, Refused) and words in found.reason


def test_ampersands_in_links() -> None:
    found = sandboxed.listing("x", (FIELD / "feed_rss_item_link_corrupted_ampersands.xml").read_bytes(), None, None)
    assert found is not None and found.kind == "feed"
    assert [each.url for each in found.entries] == ["http://link/get?a=1&b=2"]


def test_windows_characters_and_what_is_missing_is_said() -> None:
    (found,) = read("feed_win1252_points_as_unicode.xml")
    assert found.text.strip() == "don’t"
    assert "title" in " ".join(found.remarks) and "date" in " ".join(found.remarks)
