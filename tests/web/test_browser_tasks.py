"""The six tasks that pages are for, each done by four readers: three languages, light and dark, desk and phone.

What they see is found by its place on the page, since the words differ from reader to reader.
"""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

import pytest

pytestmark = pytest.mark.system
Visit = Callable[..., Any]


class Reader(NamedTuple):
    """Whose browser it is; how sure a fact is, and what sessions of commissions are called, in their language."""

    locale: str
    scheme: str
    width: int
    sure: str
    country: str

    def options(self) -> dict[str, Any]:
        """How their browser is set up."""
        viewport = {"width": self.width, "height": 900}
        return {"locale": self.locale, "color_scheme": self.scheme, "viewport": viewport}


READERS = {
    "English at a desk": Reader("en-GB", "light", 1280, "% sure", "Japan"),
    "Russian with a phone in the dark": Reader("ru-RU", "dark", 390, "уверенность", "Япония"),
    "Kazakh with a phone": Reader("kk-KZ", "light", 390, "сенімділік", "Жапония"),
    "Kazakh at a desk in the dark": Reader("kk-KZ", "dark", 1280, "сенімділік", "Жапония"),
}
every_reader = pytest.mark.parametrize("reader", READERS.values(), ids=READERS.keys())


def query(page: Any) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def settled(page: Any) -> None:
    page.locator("#explorer[aria-busy], #explorer [aria-busy]").first.wait_for(state="detached")


def shown(page: Any) -> dict[str, str]:
    """The things in the picture, and where each stands on the screen."""
    found = page.locator(".thing").evaluate_all(
        "all => all.map(each => [each.dataset.id, each.getAttribute('transform')])"
    )
    return dict(sorted(found))


@every_reader
@pytest.mark.parametrize("typed", ["Қазақстан темір жолы", "казахстан темир жолы", "Kazakhstan Temir"])
def test_a_company_is_found_by_any_of_its_names(visit: Visit, reader: Reader, typed: str) -> None:
    page = visit("/", wait="load", **reader.options())
    page.get_by_role("combobox").fill(typed)
    page.get_by_role("option").first.click()
    page.wait_for_url("**/page/org/ktz*")
    facts = page.locator(".group.agreement .fact")
    assert facts.count() == 3
    said = page.locator(".facts, .main").first.inner_text()
    for publisher in ("Steppe Trade Wire", "Вестник торговли", "Сауда хабары"):
        assert publisher in said
    for fact in facts.all():
        assert fact.locator("blockquote").first.inner_text()
        assert reader.sure in fact.inner_text()


@every_reader
def test_a_fact_is_followed_to_its_sentence(visit: Visit, reader: Reader) -> None:
    page = visit("/pair/KZ/JP", wait="load", **reader.options())
    quote = page.locator(".group.event blockquote a").first
    words = quote.inner_text().strip()
    assert "Tokyo" in words
    quote.click()
    page.wait_for_url("**/page/doc/**")
    marked = [mark.inner_text() for mark in page.locator(".prose .mark bdi").all()]
    assert any(words in mark or mark in words for mark in marked)
    number = page.locator(".prose .mark sup").first.inner_text().split()[0]
    assert page.locator(f"#fact-{number}").is_visible()


@every_reader
def test_two_countries_are_compared(visit: Visit, reader: Reader) -> None:
    page = visit("/page/country/KZ", wait="load", **reader.options())
    page.locator('.partners a[href*="/pair/KZ/GE"]').click()
    page.wait_for_url("**/pair/KZ/GE*")
    assert page.locator(".chart circle").count() >= 2
    for section in (".trade", ".group.ahead", ".group.event", ".group.agreement"):
        assert page.locator(section).count() >= 1, section
    page.locator(".trade summary").click()
    rows = page.locator(".trade tbody tr")
    assert rows.count() > 3
    assert all(row.locator("td.n").first.inner_text() for row in rows.all())


@every_reader
def test_the_network_is_narrowed_expanded_and_shared(visit: Visit, reader: Reader) -> None:
    page = visit("/explore", **reader.options())
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("#begin").fill(reader.country)
    page.get_by_role("option").first.click()
    page.wait_for_url("**/explore?show=**")
    everything = shown(page)
    assert {"country/JP", "country/KZ", "country/UZ"} <= set(everything)
    page.locator('[data-key="drop-period"] summary').click()
    page.locator('[data-key="since"]').select_option("2016")
    settled(page)
    page.locator('[data-key="until"]').select_option("2016")
    settled(page)
    page.keyboard.press("Escape")
    page.locator('[data-key="drop-country"] summary').click()
    page.locator('[data-key="country-country/JP"]').check()
    settled(page)
    page.keyboard.press("Escape")
    told = query(page)
    assert (told["since"], told["until"], told["country"]) == ("2016", "2016", "country/JP")
    narrow = shown(page)
    assert set(narrow) <= set(everything)
    page.locator('[data-id="country/UZ"]').focus()
    page.keyboard.press("h")
    settled(page)
    page.locator('[data-id="country/JP"]').focus()
    page.keyboard.press("e")
    settled(page)
    assert set(shown(page)) >= set(narrow)
    page.keyboard.press("z")
    settled(page)
    fewer = shown(page)
    assert "country/UZ" not in fewer
    page.locator('[data-id="country/JP"]').focus()
    page.keyboard.press("l")
    page.locator(".panel .fact blockquote").first.wait_for()
    for fact in page.locator(".panel .fact").all():
        assert reader.country in fact.inner_text()
        assert "2016" in fact.inner_text()
    page.get_by_role("toolbar").locator("button").filter(has_not_text="?").last.click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.url
    elsewhere = visit(copied, **reader.options())
    elsewhere.locator(".panel .fact blockquote").first.wait_for()
    assert set(shown(elsewhere)) == set(shown(page)) == set(fewer)
    assert elsewhere.url == copied
    assert elsewhere.locator(".chips-on .chip").all_inner_texts() == page.locator(".chips-on .chip").all_inner_texts()
    stands = [part.split("~")[:3] for part in query(elsewhere)["show"].split(",")]
    assert stands == [part.split("~")[:3] for part in query(page)["show"].split(",")]


@every_reader
def test_an_answer_becomes_a_spreadsheet(visit: Visit, reader: Reader, tmp_path: Path) -> None:
    page = visit("/queries", wait="load", **reader.options())
    page.locator('a[href*="/queries/bilateral-series"]').click()
    page.wait_for_url("**/queries/bilateral-series*")
    page.locator("#p-partner").fill(reader.country)
    page.locator(".suggestions").get_by_role("option").first.click()
    assert page.locator("#p-partner").input_value() == "JP"
    page.locator("main form button").click()
    page.locator(".answer tbody tr").first.wait_for()
    with page.expect_download() as waited:
        page.locator('.downloads a[href*=".csv"]').click()
    waited.value.save_as(tmp_path / "series.csv")
    content = (tmp_path / "series.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf"), "without it spreadsheets take UTF-8 for something else"
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert len(rows) == page.locator(".answer tbody tr").count()
    assert {row["value"] for row in rows} == {"880000000", "1200000000"}
    assert not any(value.startswith(("=", "@")) for row in rows for value in row.values())


@every_reader
def test_a_query_is_written_with_completion(visit: Visit, reader: Reader) -> None:
    page = visit("/sparql", **reader.options())
    editor = page.locator(".cm-content")
    editor.click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.type("SELECT ?figure ?value WHERE { ?figure trd:par")
    page.locator(".cm-tooltip-autocomplete li", has_text="trd:partner").first.wait_for()
    page.locator(".cm-tooltip-autocomplete li", has_text="trd:partner").first.click()
    page.keyboard.type(f' "{reader.country[:5]}')
    page.locator(".cm-tooltip-autocomplete li", has_text=reader.country).first.click()
    written = page.locator("#query").input_value()
    assert written.startswith("PREFIX trd: <https://w3id.org/tradegraph/ns#>\n")
    assert "/id/country/JP>" in written
    assert '"' not in written.partition("WHERE")[2]
    page.keyboard.press("Control+Enter")
    page.locator("#answer tbody tr").first.wait_for()
    assert page.locator("#answer tbody tr").count() == 3
    assert query(page)["query"] == page.locator("#query").input_value()
