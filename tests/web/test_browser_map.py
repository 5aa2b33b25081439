"""The map and the time axis in Chromium: what is shaded, what a choice does, and the same as a table and as a file."""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

pytestmark = pytest.mark.system
Visit = Callable[..., Any]


def query(page: Any) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def rows(page: Any) -> list[list[str]]:
    """The table under the map: country, a column for each kind, all, years."""
    found: list[list[str]] = page.locator("main table tbody tr").evaluate_all(
        "all => all.map(row => [...row.cells].map(cell => cell.textContent.trim()))"
    )
    return found


def drawn(page: Any) -> Any:
    """The countries that are told of, as the map has them."""
    page.locator(".map svg .land.told").first.wait_for(state="attached")
    return page.locator(".map svg .land.told")


def test_the_map_says_what_the_table_says(visit: Visit) -> None:
    page = visit("/map?one=KZ")
    told = dict(each.rpartition(": ")[::2] for each in drawn(page).evaluate_all("all => all.map(e => e.ariaLabel)"))
    table = {row[0]: row[-2] for row in rows(page)}
    assert {name: number.split()[0] for name, number in told.items()} == table
    assert len(table) >= 5
    assert page.locator(".map .land.one").count() == 1
    opacity = {
        each: float(value)
        for each, value in drawn(page).evaluate_all(
            "all => all.map(e => [e.ariaLabel.split(':')[0], e.style.fillOpacity])"
        )
    }
    most = max(table, key=lambda name: int(table[name]))
    least = min(table, key=lambda name: int(table[name]))
    assert opacity[most] > opacity[least], "the more is told of a country, the darker it is"


def test_the_numbers_of_a_row_add_up(visit: Visit) -> None:
    page = visit("/map?one=KZ", wait="load")
    for row in rows(page):
        assert sum(int(number or 0) for number in row[1:-2]) == int(row[-2]), row


@pytest.mark.parametrize("key", ["Enter", "click"])
def test_a_country_is_chosen_by_key_and_by_pointer(visit: Visit, key: str) -> None:
    page = visit("/map?one=KZ")
    drawn(page)
    georgia = page.locator(".map .land.told[aria-label^='Georgia']")
    if key == "click":
        georgia.dispatch_event("click")
    else:
        georgia.focus()
        page.keyboard.press(key)
    page.wait_for_url("**other=GE*")
    assert page.locator("h1").inner_text() == "Kazakhstan – Georgia"
    page.locator("#beside a").click()
    page.wait_for_url("**/pair/KZ/GE")


def test_kinds_and_years_narrow_map_axis_and_table_alike(visit: Visit) -> None:
    page = visit("/map?one=KZ", wait="load")
    every = {row[0]: int(row[-2]) for row in rows(page)}
    page.locator(".chips a", has_text="Agreements").click()
    page.wait_for_url("**kinds=agreement*")
    agreements = {row[0]: int(row[-2]) for row in rows(page)}
    assert set(agreements) < set(every)
    assert page.locator(".axis rect.figure").count() == 0
    bar = page.locator(".axis a", has=page.locator("rect.agreement")).last
    year = bar.locator("text").last.text_content()
    number = int(bar.locator("text.count").text_content())
    assert number == int(re.findall(r"\d+", bar.locator("title").text_content())[-1])
    bar.click()
    page.wait_for_url(f"**since={year}*")
    assert query(page) == {"one": "KZ", "kinds": "agreement", "since": year, "until": year}
    assert year in page.locator(".axis a text:not(.count)").all_text_contents()
    assert sum(int(row[-2]) for row in rows(page)) >= 1
    drawn(page)
    page.locator(".axis figcaption a").click()
    page.wait_for_url("**kinds=agreement")
    assert {row[0]: int(row[-2]) for row in rows(page)} == agreements


def test_the_file_has_the_rows_of_the_table(visit: Visit, tmp_path: Path) -> None:
    page = visit("/map?one=KZ&kinds=event,agreement", wait="load")
    with page.expect_download() as waited:
        page.locator("main").get_by_role("link", name="CSV").click()
    waited.value.save_as(tmp_path / "map.csv")
    content = (tmp_path / "map.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    found = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert [(each["country"], each["records"]) for each in found] == [(row[0], row[-2]) for row in rows(page)]
    assert {each["figure"] for each in found} == {"0"}


def test_the_form_asks_for_another_country(visit: Visit) -> None:
    page = visit("/map?one=KZ", wait="load")
    page.locator("#p-one").fill("Georg")
    page.locator(".suggestions").get_by_role("option", name="Georgia").first.click()
    page.locator("main form button").click()
    page.wait_for_url("**one=GE*")
    assert page.locator("h1").inner_text() == "Georgia"


def test_no_name_covers_another_however_near(visit: Visit) -> None:
    page = visit("/map?one=KZ")
    drawn(page)
    for name in ("Show all", "Zoom in", "Zoom in", "Zoom out"):
        page.get_by_role("button", name=name).click()
        boxes = page.locator(".map .name").evaluate_all(
            "all => all.map(each => { const b = each.getBBox(); return [b.x, b.y + 3, b.x + b.width, b.y + b.height - 3]; })"
        )
        assert boxes
        for at, one in enumerate(boxes):
            for other in boxes[at + 1 :]:
                assert not (one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3])
    assert "Kazakhstan" in page.locator(".map .name").all_text_contents()


def test_the_latest_years_are_in_sight_on_a_phone(visit: Visit) -> None:
    page = visit("/map?one=KZ", viewport={"width": 360, "height": 800})
    drawn(page)
    last = page.locator(".axis a").last.bounding_box()
    assert last["x"] + last["width"] <= 361
    assert page.locator(".map svg").bounding_box()["height"] > 200


def test_without_scripts_there_are_table_axis_and_filters(visit: Visit) -> None:
    page = visit("/map?one=KZ", java_script_enabled=False)
    assert len(rows(page)) >= 5
    page.locator(".axis a rect.figure").last.click()
    page.wait_for_url("**since=*")
    page.locator("main table a").first.click()
    page.wait_for_url("**/pair/KZ/*")
