"""The bad input of the trials, ingested and shown whole: nothing of it runs on any page, asks for anything or complains."""

import json
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from web.browser import CHROMIUM, KG, served

pytestmark = pytest.mark.system
MAKER = Path(__file__).resolve().parents[3] / "shared" / "trials" / "badinput" / "make_corpus.py"
_RUN = re.compile(r"alert\(\d\)")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over what was not refused of the corpus."""
    if not CHROMIUM:
        pytest.skip("no Chromium on this machine")
    folder = tmp_path_factory.mktemp("badinput")
    corpus, store = folder / "corpus", folder / "store"
    subprocess.run([sys.executable, str(MAKER), str(corpus)], check=True, capture_output=True, timeout=120)
    wanted = [str(corpus / each["file"]) for each in json.loads((corpus / "index.json").read_text()) if _texts(each)]
    ingest = [*KG, "ingest", *wanted, "--store", str(store)]
    done = subprocess.run(ingest, capture_output=True, text=True, timeout=500, check=False)
    assert "Traceback" not in done.stderr
    with served(store, "--texts", "full", awaited="/map") as address:
        yield address


def _texts(each: dict[str, Any]) -> bool:
    """Texts that may be shown; what must be refused, and what is only large, is the business of other tests."""
    return each["expect"] in ("accept", "inert") or each["kind"] in ("xss", "ssrf")


@pytest.fixture
def visit(chromium: Any, site: str) -> Iterator[Any]:
    """`visit(path)`: a page opened there; at the end nothing may have run, asked another host, or complained."""
    wrong: list[str] = []
    context = chromium.new_context(locale="en-GB")
    page = context.new_page()
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda asked: None if asked.url.startswith((site, "data:")) else wrong.append(asked.url))

    def visiting(path: str) -> Any:
        page.goto(site + path, wait_until="load")
        return page

    yield visiting
    context.close()
    assert wrong == []


def publications(site: str) -> list[str]:
    """The paths of all texts that were read."""
    query = "SELECT ?p { ?p a <https://w3id.org/tradegraph/ns#Publication> } ORDER BY ?p"
    asked = urllib.request.Request(
        f"{site}/sparql", query.encode(), {"Content-Type": "application/sparql-query", "Accept": "text/csv"}
    )
    with urllib.request.urlopen(asked, timeout=60) as answer:
        rows = answer.read().decode().split()
    return ["/page/" + row.partition("/id/")[2] for row in rows[1:]]


def test_nothing_of_bad_input_runs(visit: Any, site: str) -> None:
    paths = publications(site)
    assert len(paths) > 20
    seen = ""
    for path in ("/", "/search?q=Russia", "/search?q=script", "/explore", "/map", *paths):
        page = visit(path)
        assert page.locator("main script:not([type='application/json']), main img, main iframe, base").count() == 0
        seen += page.locator("main").inner_text()
    assert _RUN.search(seen), "the words of a script are shown as words"


def test_a_hostile_text_that_is_read_again_is_inert_too(visit: Any, site: str) -> None:
    hostile = [path for path in publications(site) if _RUN.search(visit(path).locator("main").inner_text())]
    assert hostile
    for path in hostile:
        page = visit(path.replace("/page/", "/missed/"))
        assert page.locator("#missed").count() == 1
        assert page.locator("main script, main img").count() == 0
