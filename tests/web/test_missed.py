"""What was not understood in a text: the text is read again by a worker of its own, however long it is."""

import re
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest
from web.browser import ROOT, kg, served

pytestmark = pytest.mark.system
LONG = 50_000  # characters
PATIENCE = 60  # seconds: the limit of reading a text again


@pytest.fixture(scope="module")
def long_text(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that shows texts whole; its store has one long text, of which nothing was read."""
    folder = tmp_path_factory.mktemp("missed")
    news = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "samples" / "texts").glob("0[1-7]*.txt"))]
    text = "\n\n".join(news * (1 + LONG // sum(map(len, news))))[:LONG]
    (folder / "long.txt").write_text(text, encoding="utf-8")
    (folder / "manifest.csv").write_text(
        "file,language,published,title\nlong.txt,ru,2024-05-06,Long report\n", encoding="utf-8"
    )
    store = folder / "store"
    kg("ingest", "--no-extract", "--store", str(store), "--manifest", str(folder / "manifest.csv"))
    with served(store, "--texts", "full") as address:
        yield address


def fetched(address: str) -> str:
    with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
        content: bytes = answer.read()
    return content.decode()


def text_of(site: str) -> str:
    """The path of the page of the one text."""
    found = re.search(r'href="(/page/(?:publication|doc)/\w+)"', fetched(f"{site}/search?q=Long+report"))
    assert found
    return found.group(1)


def test_a_long_text_is_read_again_while_pages_are_answered(long_text: str) -> None:
    page = text_of(long_text)
    assert f'href="{page.replace("/page/", "/missed/")}#missed"' in fetched(long_text + page)
    read: list[str] = []
    reading = threading.Thread(target=lambda: read.append(fetched(long_text + page.replace("/page/", "/missed/"))))
    began = time.monotonic()
    reading.start()
    waits = []
    while reading.is_alive():
        asked = time.monotonic()
        fetched(f"{long_text}/about")
        waits.append(time.monotonic() - asked)
        time.sleep(0.1)
    assert time.monotonic() - began < PATIENCE
    assert len(waits) > 1
    assert max(waits) < 5
    listed = re.findall(r'<li><a href="#missed-(\d+)">', read[0])
    assert len(listed) > 20
    assert {f'id="missed-{number}"' in read[0] for number in listed} == {True}


def test_each_place_is_underlined_and_told_once(long_text: str) -> None:
    told = fetched(long_text + text_of(long_text).replace("/page/", "/missed/"))
    anchors = re.findall(r'id="missed-(\d+)"', told)
    assert len(anchors) == len(set(anchors)) == len(re.findall(r'<li><a href="#missed-', told))
    assert told.count('class="unread"') + told.count("mark unread") >= len(anchors)


@pytest.mark.parametrize("path", ["/missed/doc/0000000000000000", "/missed/country/KZ"])
def test_what_is_no_text_is_not_read(long_text: str, path: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as caught:
        fetched(long_text + path)
    assert caught.value.code == 404


def test_where_texts_are_not_shown_whole_nothing_of_them_is_told(site: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as caught:
        fetched(f"{site}/missed/doc/0000000000000000")
    assert caught.value.code == 404
    assert "--texts full" in caught.value.read().decode()
