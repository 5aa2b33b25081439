"""Names and texts that would be scripts if a page let them: nothing of them runs, and readers see what was written."""

import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import pytest
from web.browser import CHROMIUM, kg, served

pytestmark = pytest.mark.system
Visit = Callable[..., Any]
SCRIPT = "\"><script>window.ran=1</script><img src=x onerror='window.ran=2'>"
BODY = f"The firm {SCRIPT} of Latvia signed a contract with Kazakhstan. Ivan {{{{7*7}}}} <svg onload=window.ran=3> said so."


def fact(kind: str, words: str, **fields: object) -> str:
    start = BODY.index(words)
    evidence = [{"start": start, "end": start + len(words), "quote": words}]
    return json.dumps({"kind": kind, "doc": "bad.txt", **fields, "evidence": evidence})


FACTS = (
    fact("organization", SCRIPT, name=SCRIPT, type="company", country="LV"),
    fact("agreement", BODY[:60], type="contract", status="signed", parties=[SCRIPT, "KZ"], subject=SCRIPT),
    fact("position", "Ivan {{7*7}} <svg onload=window.ran=3>", person="Ivan {{7*7}} <svg onload=window.ran=3>",
         post="</title><script>window.ran=4</script>", organization=SCRIPT),
    fact("project", "a contract", type="joint", status="proposed", parties=["LV", "KZ"], name=SCRIPT, place=SCRIPT),
    fact("figure", "Kazakhstan", indicator="exports", reporter="KZ", partner="LV", period="2020", value=5, unit="USD",
         bound="exact", product=SCRIPT),
)  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over a store of one bad text; takes the place of the one over the samples."""
    if not CHROMIUM:
        pytest.skip("no Chromium on this machine")
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "bad.txt").write_text(BODY, encoding="utf-8")
    (folder / "facts.jsonl").write_text("\n".join(FACTS), encoding="utf-8")
    manifest = (
        f'file,language,published,publisher,title,url\nbad.txt,en,2024-01-02,"{SCRIPT.replace(chr(34), chr(34) * 2)}"'
    )
    manifest += f',"{SCRIPT.replace(chr(34), chr(34) * 2)}",javascript:window.ran=5\n'
    (folder / "manifest.csv").write_text(manifest, encoding="utf-8")
    store = folder / "store"
    kg("ingest", "--no-extract", "--store", str(store), "--manifest", str(folder / "manifest.csv"))
    kg("add", str(folder / "facts.jsonl"), "--store", str(store))
    with served(store) as address:
        yield address


@pytest.fixture
def visit(chromium: Any, site: str) -> Iterator[Callable[..., Any]]:
    """`visit(path)`: a page opened there; at the end nothing may have run, asked or complained."""
    wrong: list[str] = []
    context = chromium.new_context(locale="en-GB")

    def visiting(path: str) -> Any:
        page = context.new_page()
        page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        page.on("dialog", lambda dialog: wrong.append(dialog.message))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda asked: None if asked.url.startswith((site, "data:")) else wrong.append(asked.url))
        page.goto(path if "://" in path else site + path, wait_until="networkidle")
        assert page.evaluate("window.ran") is None
        return page

    yield visiting
    context.close()
    assert wrong == []


def addresses(page: Any) -> set[str]:
    return set(page.locator("main a").evaluate_all("all => all.map(each => each.href)"))


@pytest.mark.parametrize(
    "path",
    ["/", "/page/country/KZ", "/page/country/LV", "/pair/KZ/LV", "/pair/KZ/LV?kind=project", "/queries/projects?run=1",
     "/queries/agreements-by-status?run=1", "/queries/labels?run=1", "/search?q=contract", f"/search?q={quote(SCRIPT)}"],
)  # fmt: skip
def test_nothing_runs(visit: Visit, path: str) -> None:
    page = visit(path)
    assert page.locator("h1").count() == 1
    assert page.locator("main script, main img").count() == 0


def test_nothing_runs_on_any_page_that_links_lead_to(visit: Visit, site: str) -> None:
    page = visit("/pair/KZ/LV")
    led = {each.partition("#")[0] for each in addresses(page) if each.startswith(f"{site}/page/")}
    assert len(led) >= 6
    for address in sorted(led):
        assert visit(address).locator("main script, main img").count() == 0


def test_what_was_written_is_read(visit: Visit) -> None:
    page = visit("/pair/KZ/LV")
    assert SCRIPT in page.locator("main").inner_text()


def test_no_address_is_a_script(visit: Visit, site: str) -> None:
    page = visit("/pair/KZ/LV")
    page.locator(".source a").first.click()
    page.wait_for_load_state("networkidle")
    assert "javascript:window.ran=5" in page.locator("main").inner_text()
    assert all(each.startswith(("http://", "https://")) for each in addresses(page))


def test_suggestions_are_words(visit: Visit) -> None:
    page = visit("/about")
    page.locator("#q").fill("script window")
    page.get_by_role("option").first.wait_for()
    assert page.evaluate("window.ran") is None
    assert page.locator(".suggestions img, .suggestions script").count() == 0
