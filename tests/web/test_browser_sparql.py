"""The editor in Chromium: completion, mistakes where they are, history, answers as table and as files, stopping."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

pytestmark = pytest.mark.system
Visit = Callable[..., Any]
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?figure a <https://w3id.org/tradegraph/ns#TradeFigure> }"


def asked(page: Any) -> str:
    return parse_qs(urlsplit(page.url).query)["query"][0]


def typed(page: Any, text: str) -> None:
    """The editor with that text in place of what stood in it."""
    page.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)


def offered(page: Any) -> Any:
    return page.locator(".cm-tooltip-autocomplete li")


def taken(page: Any, name: str, folder: Path) -> bytes:
    with page.expect_download() as waited:
        page.locator("#answer").get_by_role("link", name=name, exact=True).click()
    waited.value.save_as(folder / name)
    return (folder / name).read_bytes()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("PREFIX dct", "dcterms: <http://purl.org/dc/terms/>"), ("SELECT * { ?x a trd:TradeM", "trd:TradeMission"),
     ("SELECT * { ?x trd:repor", "trd:reporter"), ("SELECT * { ?x ?y code:agreementStatus-sig", "code:agreementStatus-signed"),
     ("SELECT ?agency { ?age", "?agency"), ("SEL", "SELECT")],
)  # fmt: skip
def test_what_is_begun_is_completed(visit: Visit, text: str, wanted: str) -> None:
    page = visit("/sparql")
    typed(page, text[:-1])
    page.keyboard.type(text[-1])
    page.keyboard.press("Control+Space")
    offered(page).filter(has_text=wanted).first.wait_for()


def test_a_meaning_is_shown_beside_a_term_in_the_language_of_the_reader(visit: Visit) -> None:
    page = visit("/sparql", locale="ru-RU")
    typed(page, "SELECT * { ?x trd:reporte")
    page.keyboard.type("r")
    assert (
        "отчит" in offered(page).first.inner_text() or offered(page).first.locator(".cm-completionDetail").inner_text()
    )
    assert page.locator(".cm-completionInfo").inner_text()


@pytest.mark.parametrize(
    ("query", "line"),
    [("SELECT * WHERE {\n  ?a ?b ?c .\n  ?a ?b\n}", 4), ("SELECT * {\n ?a trd:reporter ?b }", 2)],
)
def test_a_mistake_is_marked_where_it_is(visit: Visit, query: str, line: int) -> None:
    page = visit("/sparql", fails=True)
    typed(page, query)
    page.keyboard.press("Control+Enter")
    page.locator("#told[role=alert]").wait_for()
    assert page.locator("#told").inner_text().startswith("400")
    assert "..=" not in page.locator("#told").inner_text(), "the engine's grammar is nobody's reading"
    mark = page.locator(".cm-lint-marker-error")
    mark.wait_for()
    at = mark.bounding_box()["y"]
    numbers = page.locator(".cm-lineNumbers .cm-gutterElement").evaluate_all(
        "all => all.filter(e => e.offsetHeight).map(e => [e.textContent, e.getBoundingClientRect().top])"
    )
    nearest = min((each for each in numbers if each[0]), key=lambda each: abs(each[1] - at))
    assert abs(int(nearest[0]) - line) <= 1
    typed(page, "ASK {}")
    page.keyboard.press("Control+Enter")
    page.locator("#told:not([role])", has_text="yes").wait_for()
    assert mark.count() == 0


def test_an_answer_is_a_table_raw_and_files(visit: Visit, tmp_path: Path) -> None:
    page = visit("/sparql")
    typed(page, "SELECT ?mission ?day { ?mission a <https://w3id.org/tradegraph/ns#TradeMission> } ORDER BY ?mission")
    page.keyboard.press("Control+Enter")
    page.locator("#answer tbody tr").first.wait_for()
    number = page.locator("#answer tbody tr").count()
    assert f"{number} rows" in page.locator("#told").inner_text()
    rows = list(csv.DictReader(io.StringIO(taken(page, "csv", tmp_path).decode())))
    assert len(rows) == number
    assert len(json.loads(taken(page, "json", tmp_path))["results"]["bindings"]) == number
    page.locator("#answer summary").click()
    assert '"bindings"' in page.locator("#answer pre").inner_text()
    page.locator("#answer tbody a").first.click()
    page.wait_for_url("**/page/event/**")


def test_a_graph_is_answered_as_turtle(visit: Visit, tmp_path: Path) -> None:
    page = visit("/sparql")
    typed(page, "CONSTRUCT { ?c a ?what } WHERE { VALUES ?c { <https://w3id.org/tradegraph/ns#Event> } ?c a ?what }")
    page.keyboard.press("Control+Enter")
    page.locator("#answer pre").wait_for()
    assert "ns#Event" in page.locator("#answer pre").inner_text()
    assert b"ns#Event" in taken(page, "ntriples", tmp_path)


def test_an_address_holds_the_query(visit: Visit) -> None:
    page = visit("/sparql")
    typed(page, COUNT)
    page.keyboard.press("Control+Enter")
    page.locator("#answer tbody tr").wait_for()
    assert asked(page) == COUNT
    again = visit(page.url)
    assert again.locator("#query").input_value() == COUNT
    assert again.locator("#answer td").inner_text() == page.locator("#answer td").inner_text()


def test_examples_run_and_history_brings_them_back(visit: Visit) -> None:
    page = visit("/sparql")
    example = page.locator(".examples a").first
    example.click()
    text = page.locator("#query").input_value()
    assert text == example.get_attribute("data-query")
    page.keyboard.press("Control+Enter")
    page.locator("#answer tbody tr").first.wait_for()
    page.goto(page.url.partition("?")[0], wait_until="networkidle")
    assert page.locator("#query").input_value() != text
    page.locator("#past select").select_option(index=1)
    assert page.locator("#query").input_value() == text


def test_a_query_that_runs_can_be_stopped(visit: Visit) -> None:
    page = visit("/sparql")
    stop = page.get_by_role("button", name="Stop")
    assert not stop.is_visible()
    typed(page, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
    page.keyboard.press("Control+Enter")
    stop.click()
    page.locator("#told", has_text="stopped").wait_for()
    assert not stop.is_visible()


def test_limits_are_stated_and_kept(visit: Visit) -> None:
    page = visit("/sparql", wait="load")
    assert "At most 10 s, 100,000 rows, 10 MB." in page.locator("main").inner_text()


def test_without_scripts_a_form_asks_and_a_table_answers(visit: Visit) -> None:
    page = visit("/sparql", java_script_enabled=False)
    page.locator("#query").fill(COUNT)
    page.get_by_role("button", name="Run").click()
    assert int(page.locator("#answer td").inner_text()) > 10
