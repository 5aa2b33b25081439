"""The pages in Chromium: what readers do on them, and that everybody can (axe, three widths, three languages, dark)."""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from web.accessibility import axe, overflow, violations

__all__ = ["axe"]
pytestmark = pytest.mark.system
Visit = Callable[..., Any]
PAGES = {
    "start": "/",
    "country": "/page/country/KZ",
    "bloc": "/page/bloc/EAEU",
    "pair": "/pair/KZ/GE",
    "pair without records": "/pair/LV/VN",
    "kind": "/page/country/KZ?kind=figure",
    "search": "/search?q=казахстан",
    "nothing found": "/search?q=zzzz",
    "queries": "/queries",
    "query": "/queries/missions?run=1",
    "series": "/queries/bilateral-series?reporter=KZ&partner=GE&run=1",
    "about": "/about",
    "ontology": "/ns",
    "codes": "/codes",
    "period": "/page/period/2024",
    "currency": "/page/unit/USD",
    "map": "/map?one=KZ",
    "map of a pair": "/map?one=KZ&other=GE",
    "beginning of the network": "/explore",
    "network": "/explore?of=country/KZ",
    "network as a table": "/explore?of=country/KZ&as=table",
    "records behind a link": "/explore?of=country/KZ&link=country/GE,country/KZ",
    "editor": "/sparql",
    "answer of the editor": "/sparql?query=SELECT%20%2A%20%7B%20%3Fa%20%3Fb%20%3Fc%20%7D%20LIMIT%205",
    "nothing there": "/page/country/XX",
    "a mistake": "/queries/missions?year=soon",
}
WIDTHS = (360, 768, 1280)
FOLLOWED = {  # pages whose address a reader finds by links: where from, and which link
    "organisation": ("/search?q=Dala Export", ".hits a"),
    "person": ("/search?q=Ospanbekov", ".hits a"),
    "product": ("/page/country/KZ?kind=figure", ".facts .what"),
    "text": ("/pair/KZ/GE", "blockquote a"),
    "record": ("/pair/KZ/GE", ".fact .what"),
    "publication": ("/pair/KZ/GE", ".source a"),
}


@pytest.mark.parametrize("name", PAGES)
def test_everybody_can_read_a_page(visit: Visit, axe: str, name: str) -> None:
    page = visit(PAGES[name], fails=True, viewport={"width": WIDTHS[0], "height": 800})
    assert page.locator("h1").count() == 1
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert violations(page, axe) == [], width
        assert overflow(page) <= 0, width


@pytest.mark.parametrize("name", FOLLOWED)
def test_everybody_can_read_a_page_that_links_lead_to(visit: Visit, axe: str, name: str) -> None:
    start, link = FOLLOWED[name]
    page = visit(start, viewport={"width": 360, "height": 800}, color_scheme="dark", locale="kk-KZ")
    page.locator(link).first.click()
    page.wait_for_load_state("networkidle")
    assert violations(page, axe) == []
    assert overflow(page) <= 0
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("locale", "word"), [("ru-RU", "Соглашения"), ("kk-KZ", "Келісімдер"), ("en-GB", "Agreements")]
)
def test_a_reader_gets_their_language(visit: Visit, axe: str, locale: str, word: str, scheme: str) -> None:
    page = visit("/page/country/KZ", locale=locale, color_scheme=scheme)
    assert page.locator("html").get_attribute("lang") == locale[:2]
    assert page.get_by_role("heading", name=re.compile(word)).count() == 1
    assert violations(page, axe) == []


def test_the_language_stays_once_it_is_chosen(visit: Visit) -> None:
    page = visit("/page/country/KZ")
    page.get_by_role("link", name="Русский").click()
    page.get_by_role("link", name="Запросы").click()
    assert page.locator("html").get_attribute("lang") == "ru"
    assert "lang=ru" in page.url


@pytest.mark.parametrize("typed", ["Dala Export", "дала экспорт", "Ақ Дән", "aq dan"])
def test_a_company_is_found_by_its_names_and_says_who_says_what(visit: Visit, typed: str) -> None:
    page = visit("/")
    page.get_by_role("combobox").fill(typed)
    page.get_by_role("option").first.click()
    page.wait_for_url("**/page/org/**")
    fact = page.locator(".fact").first
    assert fact.locator("blockquote").first.inner_text()
    assert fact.locator(".source a").inner_text()
    assert "% sure" in fact.inner_text()


def test_a_slash_leads_to_the_search_box(visit: Visit) -> None:
    page = visit("/about")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"


def test_a_fact_leads_to_its_sentence_in_the_text(visit: Visit) -> None:
    page = visit("/pair/KZ/GE")
    quote = page.locator("blockquote a").first
    words = quote.inner_text().strip()
    quote.click()
    page.wait_for_url("**/page/doc/**")
    assert any(words in mark or mark in words for mark in page.locator(".prose .mark bdi").all_inner_texts())


def test_facts_and_their_words_light_each_other(visit: Visit) -> None:
    page = visit("/pair/KZ/GE")
    page.locator("blockquote a").first.click()
    page.wait_for_load_state("networkidle")
    page.locator("#fact-1").hover()
    assert page.locator(".mark.lit").count() >= 1
    page.locator(".mark").last.hover()
    lit = page.locator(".fact.lit").evaluate_all("all => all.map(each => each.id)")
    numbers = page.locator(".mark").last.get_attribute("data-facts").split()
    assert lit == [f"fact-{number}" for number in numbers]


def test_numbers_follow_the_text(visit: Visit) -> None:
    page = visit("/pair/KZ/GE")
    page.locator("blockquote a").first.click()
    page.wait_for_load_state("networkidle")
    shown = [int(each) for each in page.locator("[id^=mark-]").evaluate_all("all => all.map(a => a.id.slice(5))")]
    assert shown == sorted(shown) == list(range(1, len(shown) + 1))


def test_two_countries_are_compared(visit: Visit) -> None:
    page = visit("/page/country/KZ")
    page.locator(".partners").get_by_role("link", name="Georgia").click()
    assert page.locator("h1").inner_text() == "Kazakhstan – Georgia"
    headings = page.get_by_role("heading", level=2).all_inner_texts()
    for wanted in ("Trade over time", "Planned and expected", "Missions and meetings", "Agreements", "People"):
        assert any(heading.startswith(wanted) for heading in headings), headings
    assert page.locator(".chart circle").count() >= 2


def test_an_answer_becomes_a_spreadsheet(visit: Visit, tmp_path: Path) -> None:
    page = visit("/queries/missions")
    page.get_by_role("button", name="Ask").click()
    page.wait_for_load_state("networkidle")
    shown = page.locator(".answer tbody tr").count()
    with page.expect_download() as waited:
        page.get_by_role("link", name="CSV").click()
    waited.value.save_as(tmp_path / "missions.csv")
    content = (tmp_path / "missions.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert len(rows) == shown > 0
    assert "agency" in rows[0]


def test_the_address_of_an_answer_gives_it_again(visit: Visit) -> None:
    page = visit("/queries/bilateral-series")
    page.get_by_role("combobox", name=re.compile("Of whom")).fill("KZ")
    page.get_by_role("combobox", name=re.compile("With whom")).fill("GE")
    page.get_by_role("button", name="Ask").click()
    page.wait_for_load_state("networkidle")
    rows = page.locator(".answer tbody").inner_text()
    assert rows
    assert visit(page.url).locator(".answer tbody").inner_text() == rows


def test_pages_work_without_scripts(visit: Visit) -> None:
    page = visit("/", java_script_enabled=False)
    page.locator("#q").fill("Dala Export")
    page.get_by_role("button", name="Search").click()
    page.locator(".hits a").first.click()
    assert page.locator("h1").inner_text()
    assert page.locator(".fact").count() >= 1


def test_paper_has_the_facts_and_not_the_buttons(visit: Visit) -> None:
    page = visit("/page/country/KZ")
    page.emulate_media(media="print")
    assert page.locator(".fact").first.is_visible()
    assert not page.locator("header nav").first.is_visible()
