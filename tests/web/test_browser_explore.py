"""The explorer in Chromium: what readers do with it, by role and name, keyboard and mouse, and what they take away."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

pytestmark = pytest.mark.system
Visit = Callable[..., Any]
SVG = "{http://www.w3.org/2000/svg}"


def shown(page: Any) -> list[str]:
    """Names of the things in the picture, in no order."""
    return sorted(page.locator(".thing").evaluate_all("all => all.map(each => each.dataset.id)"))


def places(page: Any) -> dict[str, str]:
    """Where each thing stands in the picture."""
    found = page.locator(".thing").evaluate_all(
        "all => all.map(each => [each.dataset.id, each.getAttribute('transform')])"
    )
    return dict(found)


def stored(page: Any) -> dict[str, list[str]]:
    """Where the address says that each thing stands."""
    parts = (part.split("~") for part in query(page)["show"].split(","))
    return {part[0]: part[1:3] for part in parts}


def query(page: Any) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def settled(page: Any) -> None:
    page.locator("#explorer[aria-busy], #explorer [aria-busy]").first.wait_for(state="detached")


def taken(page: Any, name: str) -> bytes:
    """The file that a button of the menu gives."""
    page.get_by_text("Download", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("button", name=name).click()
    return Path(download.value.path()).read_bytes()


def test_begin_from_a_search_in_another_alphabet(visit: Visit) -> None:
    page = visit("/explore")
    assert page.locator(".thing").count() == 0
    page.get_by_role("combobox", name="Begin with").fill("Қазақст")
    page.get_by_role("option").first.click()
    page.wait_for_url("**/explore?show=**")
    assert "country/KZ" in shown(page)
    assert page.get_by_role("heading", name="Kazakhstan").is_visible()


def test_the_first_view_tells_how_much_it_leaves_out(visit: Visit) -> None:
    page = visit("/explore?of=country/KZ")
    around = page.request.get(f"{page.url.split('/explore')[0]}/api/around?of=country/KZ&limit=400").json()
    assert len(shown(page)) == 21
    left = around["total"] - 20
    assert left > 0
    assert page.locator(".and-more").get_attribute("aria-label") == f"Kazakhstan: and {left} more"
    assert f"not shown yet: {left}" in page.locator(".panel-head").inner_text()


def test_counts_come_before_expanding_and_choose_what_comes(visit: Visit) -> None:
    page = visit("/explore?of=country/KZ")
    before = set(shown(page))
    stood = stored(page)
    group = page.locator(".group", has_text="person · ").first
    fresh = int(
        re.search(r"(\d+)(?!.*not shown)|not shown (\d+)", group.locator("small").inner_text()).group(0).split()[-1]
    )
    group.locator("input").check()
    page.locator("[data-key=expand]").click()
    settled(page)
    added = set(shown(page)) - before
    assert 0 < len(added) <= min(20, fresh)
    assert {each.split("/")[0] for each in added} == {"person"}
    now = stored(page)
    assert {each: now[each] for each in before} == {each: stood[each] for each in before}, "what was there stays put"


def test_undo_redo_and_trail(visit: Visit) -> None:
    page = visit("/explore?of=country/KZ")
    first = places(page)
    assert page.get_by_role("button", name="Undo").is_disabled()
    page.locator(".and-more").click()
    settled(page)
    more = shown(page)
    assert len(more) > len(first)
    page.get_by_role("button", name="Undo").click()
    settled(page)
    assert shown(page) == sorted(first)
    page.get_by_role("button", name="Redo").click()
    settled(page)
    assert shown(page) == more
    page.get_by_text("Trail (2)").click()
    page.locator(".trail button").first.click()
    settled(page)
    assert shown(page) == sorted(first)


def test_hide_collapse_and_pin_by_keys(visit: Visit) -> None:
    page = visit("/explore?of=country/LV")
    before = shown(page)
    target = next(each for each in before if each != "country/LV")
    page.locator(f'[data-id="{target}"]').focus()
    page.keyboard.press("h")
    settled(page)
    assert shown(page) == sorted(set(before) - {target})
    page.keyboard.press("z")
    settled(page)
    assert shown(page) == before
    page.locator('[data-id="country/LV"]').focus()
    page.keyboard.press("p")
    settled(page)
    assert page.locator('[data-id="country/LV"] .pin').count() == 1
    page.keyboard.press("c")
    settled(page)
    assert len(shown(page)) < len(before)
    assert "Collapsed" in page.get_by_role("status").inner_text()


def test_keys_go_along_links_and_read_the_records(visit: Visit) -> None:
    page = visit("/explore?of=country/KZ")
    page.locator('[data-id="country/KZ"]').focus()
    reached = set()
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"):
        page.locator('[data-id="country/KZ"]').focus()
        page.keyboard.press(key)
        reached.add(page.evaluate("document.activeElement.dataset.id"))
    assert len(reached - {"country/KZ"}) >= 3
    page.keyboard.press("Enter")
    page.locator(".panel .fact blockquote").first.wait_for()
    assert page.evaluate("document.activeElement.tagName") == "H2"
    page.keyboard.press("?")
    assert page.get_by_role("dialog").is_visible()


def test_a_link_tells_every_record_behind_it_with_its_words(visit: Visit) -> None:
    page = visit("/explore?of=country/KZ&as=table")
    row = page.locator(".twin table").first.locator("tbody tr").first
    number = int(row.locator("button").inner_text())
    row.locator("button").click()
    page.locator(".panel .fact").first.wait_for()
    while page.locator(".panel button.more").count():
        page.locator(".panel button.more").click()
        settled(page)
    assert page.locator(".panel .fact").count() == number
    assert page.locator(".panel .fact blockquote").count() >= number
    assert row.get_attribute("aria-selected") == "true"
    href = page.locator(".panel .fact blockquote a").first.get_attribute("href")
    assert "/page/doc/" in href
    assert "#" in href


def test_a_click_on_a_line_of_the_picture_chooses_the_link(visit: Visit) -> None:
    page = visit("/explore?of=country/LV")
    ends = page.evaluate("""() => { const all = [...document.querySelectorAll('.line')];
      const things = [...document.querySelectorAll('.thing')].map(e => e.getAttribute('transform').match(/[-\\d.]+/g).map(Number));
      const free = l => { const at = ['x1','y1','x2','y2'].map(n => Number(l.getAttribute(n)));
        const m = [(at[0] + at[2]) / 2, (at[1] + at[3]) / 2];
        return things.every(t => Math.hypot(t[0] - m[0], t[1] - m[1]) > 30) ? m : null; };
      return all.map(free).find(Boolean); }""")
    box = page.locator(".stage").bounding_box()
    page.mouse.click(box["x"] + ends[0], box["y"] + ends[1])
    page.locator(".panel .fact").first.wait_for()
    assert len(query(page)["link"].split(",")) == 2


def test_filters_say_what_they_would_leave_and_why_nothing_is_left(visit: Visit) -> None:
    page = visit("/explore?of=country/KZ")
    page.locator(".drop", has_text="Records").first.locator("summary").click()
    option = page.locator(".drop .option", has_text="events")
    number = option.locator("small").inner_text()
    option.locator("input").check()
    settled(page)
    assert query(page)["kinds"] == "event"
    assert f"Records: {number}" in page.locator(".caption").inner_text()
    assert page.get_by_role("button", name="Remove filter: events").is_visible()
    page = visit(page.url.replace("kinds=event", "kinds=event&since=1990&until=1990"))
    told = page.locator(".nothing")
    assert "0 results, because of" in told.inner_text()
    assert f"{number} records without it" in told.inner_text()
    told.get_by_role("button", name="1990").click()
    settled(page)
    assert page.locator(".nothing").count() == 0
    assert "since" not in query(page)


def test_narrow_to_a_year_and_a_country(visit: Visit) -> None:
    page = visit("/explore?of=country/KZ&since=2024&until=2024&country=country/GE")
    assert "country/GE" in shown(page)
    page.keyboard.press("l")
    page.locator(".panel .fact").first.wait_for()
    for fact in page.locator(".panel .fact").all():
        assert "Georgia" in fact.inner_text()


def test_the_address_holds_the_whole_view(visit: Visit) -> None:
    page = visit("/explore?of=country/KZ")
    thing = page.locator('[data-id="country/KZ"]')
    box = thing.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 90, box["y"] + 60, steps=6)
    page.mouse.up()
    settled(page)
    page.locator(".legend button").first.click()
    settled(page)
    page.keyboard.press("Escape")
    other = visit(page.url)
    assert other.url == page.url
    assert shown(other) == shown(page)
    assert stored(other) == stored(page)
    assert other.locator(".pin").count() == page.locator(".pin").count()
    assert "country" in query(other)["off"].split(",") or "off" in query(other)


def test_dragging_pins_and_undo_puts_back(visit: Visit) -> None:
    page = visit("/explore?of=country/LV")
    target = next(each for each in shown(page) if each != "country/LV")
    before = stored(page)
    box = page.locator(f'[data-id="{target}"]').bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 70, box["y"] + 40, steps=5)
    page.mouse.up()
    settled(page)
    now = stored(page)
    assert now[target] != before[target]
    assert {each: now[each] for each in now if each != target} == {
        each: before[each] for each in before if each != target
    }
    page.keyboard.press("z")
    settled(page)
    assert stored(page) == before


def test_paths_with_what_each_step_rests_on(visit: Visit) -> None:
    page = visit("/explore?of=country/LV")
    page.get_by_role("combobox", name="Paths to").fill("Georgia")
    page.get_by_role("option", name="Georgia").first.click()
    page.locator(".paths li").first.wait_for()
    path = query(page)["path"].split(",")
    assert path == ["country/LV", "country/GE"]
    page.locator(".paths li").first.locator("button").first.click()
    page.locator(".panel .fact blockquote").first.wait_for()


def test_only_within_a_step_can_be_taken_off(visit: Visit) -> None:
    page = visit("/explore?of=country/LV")
    everything = shown(page)
    page.locator(".and-more, .thing").first.wait_for()
    page.locator(f'[data-id="{next(each for each in everything if each != "country/LV")}"]').click()
    page.locator("[data-key=steps-1]").click()
    settled(page)
    assert len(shown(page)) < len(everything)
    page.get_by_role("button", name="Remove filter: Only within steps").click()
    settled(page)
    assert shown(page) == everything


def test_files_hold_exactly_what_is_shown(visit: Visit) -> None:
    page = visit("/explore?of=country/LV&kinds=event")
    things = shown(page)
    lines = page.locator(".line").count()
    rows = list(csv.DictReader(io.StringIO(taken(page, "Table (CSV)").decode("utf-8-sig"))))
    assert {row[side].partition("/id/")[2] for row in rows for side in "ab" if row[side]} == set(things)
    assert {row["relation"] for row in rows if row["relation"]} == {"event"}
    root = ET.fromstring(taken(page, "Network (GraphML)"))
    spaces = {"g": "http://graphml.graphdrawing.org/xmlns"}
    assert len(root.findall(".//g:node", spaces)) == len(things)
    assert len(root.findall(".//g:edge", spaces)) == lines
    told = json.loads(taken(page, "Linked data (JSON-LD)"))["@graph"]
    assert {each["@id"].partition("/id/")[2] for each in told if "rdfs:label" in each} == set(things)
    assert all("/id/event/" in each["@id"] for each in told if "trd:statedIn" in each)
    drawing = ET.fromstring(taken(page, "Drawing (SVG)"))
    words = " ".join(text.text or "" for text in drawing.iter(f"{SVG}text"))
    for part in ("Latvia", "Filters: events", "Sources: ", "Made on ", "Address: http"):
        assert part in words
    assert taken(page, "Image (PNG)").startswith(b"\x89PNG")


def test_hostile_names_are_words_and_nothing_else(visit: Visit) -> None:
    page = visit("/explore?of=country/LV")
    hostile = "</script><img src=x onerror=alert(1)>&\"'\x08=1+1"
    run: list[str] = []
    page.on("dialog", lambda dialog: (run.append(dialog.message), dialog.dismiss()))

    def renamed(route: Any) -> None:
        told = route.fetch().json()
        for each in told["nodes"]:
            each["label"] = hostile
        route.fulfill(json=told)

    page.route("**/api/links*", renamed)
    page.locator('[data-id="country/LV"]').focus()
    page.keyboard.press("h")
    settled(page)
    page.locator(".thing").first.click()
    assert hostile.partition("\x08")[0] in page.locator(".panel h2").inner_text()
    page.keyboard.press("t")
    assert page.locator(".explorer img").count() == 0
    ET.fromstring(taken(page, "Network (GraphML)"))
    rows = list(csv.DictReader(io.StringIO(taken(page, "Table (CSV)").decode("utf-8-sig"))))
    assert {row["a_label"] for row in rows} == {hostile}
    ET.fromstring(taken(page, "Drawing (SVG)"))
    assert run == []


def test_no_name_covers_another_at_any_zoom(visit: Visit) -> None:
    page = visit("/explore?of=country/KZ")
    for key in ("", "+", "+", "-", "-", "-", "-"):
        if key:
            page.keyboard.press(key)
        boxes = page.locator(".names text").evaluate_all(
            "all => all.map(each => { const b = each.getBBox(); return [b.x, b.y, b.x + b.width, b.y + b.height]; })"
        )
        assert boxes
        for at, one in enumerate(boxes):
            for other in boxes[at + 1 :]:
                assert not (
                    one[0] + 1 < other[2] and other[0] + 1 < one[2] and one[1] + 2 < other[3] and other[1] + 2 < one[3]
                )
        assert page.locator(".names text").first.evaluate("each => getComputedStyle(each).fontSize") == "12px"


@pytest.mark.parametrize("width", [360, 390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_wider_than_the_screen(visit: Visit, width: int, scheme: str) -> None:
    page = visit("/explore?of=country/KZ", viewport={"width": width, "height": 800}, color_scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    if width < 640:
        assert len(shown(page)) == 16


def test_without_scripts_the_table_and_the_facts_are_there(visit: Visit) -> None:
    page = visit("/explore?of=country/KZ&kinds=event", java_script_enabled=False)
    rows = page.locator("#explorer-table tbody tr")
    assert rows.count() > 3
    rows.first.locator("td.n a").click()
    assert page.locator("article.fact blockquote").count() > 0


def test_suggestions_tell_kind_and_country(visit: Visit) -> None:
    page = visit("/explore")
    page.get_by_role("combobox", name="Begin with").fill("Dala Exp")
    assert "organisation, Kazakhstan" in page.get_by_role("option").first.inner_text()
    page.get_by_role("option").first.click()
    page.wait_for_url("**/explore?show=**")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "explorer-add"


def test_links_among_what_is_shown_come_by_themselves(visit: Visit) -> None:
    page = visit("/explore?show=country/LV")
    page.get_by_role("combobox", name="Add a thing").fill("Georgia")
    page.get_by_role("option", name="Georgia").first.click()
    settled(page)
    page.get_by_role("combobox", name="Add a thing").fill("Kazakhstan")
    page.get_by_role("option", name="Kazakhstan").first.click()
    settled(page)
    assert shown(page) == ["country/GE", "country/KZ", "country/LV"]
    found = page.request.get(f"{page.url.split('/explore')[0]}/api/links?nodes=country/GE,country/KZ,country/LV").json()
    assert page.locator(".line").count() == len({(each["a"], each["b"]) for each in found["links"]}) >= 2


def test_pointing_leaves_neighbours_and_fades_the_rest(visit: Visit) -> None:
    page = visit("/explore?of=country/KZ")
    page.keyboard.press("Escape")
    assert page.locator(".picture.shaded").count() == 0
    found = page.request.get(f"{page.url.split('/explore')[0]}/api/links?nodes={','.join(shown(page))}").json()
    beside = {each[side] for each in found["links"] for side in "ab" if "country/GE" in (each["a"], each["b"])}
    page.locator('[data-id="country/GE"]').hover()
    page.locator(".picture.shaded").wait_for()
    near = page.locator(".thing.near").evaluate_all("all => all.map(each => each.dataset.id)")
    assert set(near) == beside
    page.mouse.move(2, 2)
    page.locator(".picture:not(.shaded)").first.wait_for()


def test_a_record_without_a_period_is_kept_or_left_out(visit: Visit) -> None:
    page = visit("/explore?of=country/KZ")

    def records() -> int:
        return int(re.search(r"Records: ([\d,]+)", page.locator(".caption").inner_text()).group(1).replace(",", ""))

    every = records()
    page.locator('[data-key="drop-period"] summary').click()
    option = page.locator('[data-key="drop-period"] .option')
    undated = int(option.locator("small").inner_text().replace(",", ""))
    assert undated > 0
    option.locator("input").check()
    settled(page)
    assert records() == every - undated
    assert query(page)["dated"] == "1"


def test_tidying_moves_all_but_what_is_pinned(visit: Visit) -> None:
    page = visit("/explore?of=country/LV", reduced_motion="reduce")
    target = next(each for each in shown(page) if each != "country/LV")
    box = page.locator(f'[data-id="{target}"]').bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 140, box["y"] + 110, steps=5)
    page.mouse.up()
    settled(page)
    before = stored(page)
    page.get_by_role("button", name="Tidy up").click()
    settled(page)
    after = stored(page)
    assert after[target] == before[target]
    assert {each for each in after if after[each] != before[each]}


def test_the_table_is_sorted_as_the_reader_likes(visit: Visit) -> None:
    page = visit("/explore?of=country/KZ&as=table")
    table = page.locator(".twin table").first

    def column(at: int) -> list[str]:
        return table.locator(f"tbody td:nth-child({at})").all_inner_texts()

    numbers = [int(each.replace(",", "")) for each in column(5)]
    assert numbers == sorted(numbers, reverse=True)
    table.get_by_role("button", name="Records").click()
    assert [int(each.replace(",", "")) for each in column(5)] == sorted(numbers)
    assert table.locator("th[aria-sort=ascending]").inner_text().startswith("Records")
    table.get_by_role("button", name="Other").click()
    names = column(2)
    assert names == page.evaluate("all => [...all].sort(new Intl.Collator('en', { numeric: true }).compare)", names)


def test_a_server_that_is_gone_is_told_and_asked_again(visit: Visit) -> None:
    page = visit("/explore?of=country/KZ", fails=True)
    before = shown(page)
    page.context.set_offline(True)
    page.locator(".and-more").click()
    page.locator(".notice .problem").wait_for()
    assert shown(page) == before
    page.context.set_offline(False)
    page.locator(".and-more").click()
    settled(page)
    assert len(shown(page)) > len(before)
    assert page.locator(".notice .problem").count() == 0


def test_more_than_can_be_shown_is_not_shown(visit: Visit) -> None:
    page = visit("/explore?of=country/KZ")
    page.route("**/api/around*", lambda route: route.fulfill(json=_many(route.fetch().json())))
    page.locator("[data-key=amount]").select_option("100")
    page.locator("[data-key=expand]").click()
    page.locator(".notice", has_text="400 things are shown, which is all that can be").wait_for()
    assert len(shown(page)) == 21


def _many(found: dict[str, Any]) -> dict[str, Any]:
    """An answer as of a hub with more neighbours than a picture can hold."""
    one = found["neighbours"][0]
    return found | {"neighbours": [one | {"id": f"product/p{at}", "iri": f"{one['iri']}{at}"} for at in range(400)]}


def test_every_word_is_in_the_language_of_the_reader(visit: Visit) -> None:
    for locale, words in (
        ("ru-RU", ("Казахстан", "Скачать", "страна", "показатели")),
        ("kk-KZ", ("Қазақстан", "Жүктеп алу", "ел", "көрсеткіштер")),
    ):
        page = visit("/explore?of=country/KZ", locale=locale)
        text = page.locator("#explorer").inner_text()
        assert all(word in text for word in words)
        assert "undefined" not in text
        assert page.locator(".picture[role=group]").get_attribute("aria-label")
