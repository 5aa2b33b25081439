"""The network page in Chromium, with every host unreachable: nothing is asked for, nothing breaks, something is drawn."""

import json
import re
import shutil
import struct
import subprocess
import zlib
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import networkx as nx
import pytest

from kg import documents, network, resources, store
from kg.graph import Reader, publication_graph, record
from kg.graph.flat import read_lines
from kg.identity import link
from kg.model import Document

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here; it comes with the system package chromium"),
]
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--enable-logging=stderr", "--v=0", "--virtual-time-budget=5000",
    "--window-size=1440,900",
]  # fmt: skip
HOSTILE = "</script><img src=x onerror=\"document.title='pwned'\"><b>"
_CONSOLE = re.compile(r":CONSOLE[:(].*")


@dataclass(frozen=True)
class Visit:
    """What a visit to a page left: the DOM at its end, what the console said, what the page asked for."""

    dom: str
    console: list[str]
    requests: list[str]

    def told(self) -> dict[str, object]:
        """What the driver wrote into the page."""
        found = re.search(r'<meta name="told" content="([^"]*)">', self.dom)
        assert found, self.console
        told: dict[str, object] = json.loads(unescape(found.group(1)))
        return told


def visit(page: Path, folder: Path, *flags: str) -> Visit:
    """Open a page with no name resolving and every request of the browser written down."""
    log = folder / "net.json"
    done = subprocess.run(
        [str(CHROMIUM), *FLAGS, f"--user-data-dir={folder / 'profile'}", f"--log-net-log={log}",
         "--host-resolver-rules=MAP * ~NOTFOUND", *(flags or ("--dump-dom",)), page.as_uri()],
        capture_output=True, timeout=90, check=True,
    )  # fmt: skip
    console = _CONSOLE.findall(done.stderr.decode("utf-8", "replace"))
    return Visit(done.stdout.decode("utf-8"), console, asked_by_pages(log))


def asked_by_pages(log: Path) -> list[str]:
    """The addresses that pages asked for; what the browser asks for itself has no origin."""
    read = json.loads(log.read_text(encoding="utf-8"))
    started = read["constants"]["logEventTypes"]["URL_REQUEST_START_JOB"]
    jobs = [event.get("params", {}) for event in read["events"] if event["type"] == started]
    return [job["url"] for job in jobs if "url" in job and job.get("initiator") != "not an origin"]


def driven(page: Path, script: str) -> Path:
    """The page with a script at its end that acts as a reader would, and tells what it saw."""
    html = page.read_text(encoding="utf-8")
    end = html.rindex("</body>")
    tell = (
        "const tell = (seen) => { const told = document.createElement('meta'); told.name = 'told';"
        " told.content = JSON.stringify(seen); document.head.append(told); };"
    )
    made = page.with_name("driven.html")
    made.write_text(f"{html[:end]}<script>{tell}{script}</script>{html[end:]}", encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of all sample facts."""
    folder = tmp_path_factory.mktemp("samples")
    manifest = documents.from_manifest(resources.samples() / "manifest.csv", documents.Given())
    texts = {each.name: each for each in documents.read_all(manifest) if isinstance(each, Document)}
    lines = list(read_lines((resources.samples() / "facts.jsonl").read_text(encoding="utf-8").split("\n")))
    with store.writer(folder / "store") as writer:
        for name, text in texts.items():
            records = [record(line, text) for _, line in lines if line["doc"] == Path(name).name]
            graph = publication_graph(text, link(records, text), Reader("tester", person=True))
            writer.replace([store.Change(graph)])
    page = folder / "network.html"
    network.write(network.network(store.source(folder / "store")), "html", page)
    return page


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page on which every word that comes from outside is an attack."""
    source = dict.fromkeys(("record", "doc", "title", "publisher", "published", "quote"), HOSTILE)
    said = {"kind": "event", "subkind": HOSTILE, "label": HOSTILE, "weight": 1, "date": HOSTILE, "value": None,
            "unit": HOSTILE, "status": HOSTILE, "directed": True, "parties": 2,
            "sources": [source | {"url": "javascript:document.title='pwned'"}]}  # fmt: skip
    net: nx.MultiDiGraph[str] = nx.MultiDiGraph(language="en")
    for name in ("one", "two"):
        net.add_node(HOSTILE + name, label=HOSTILE + name, kind="company", country=HOSTILE, facts=[said])
    net.add_edge(HOSTILE + "one", HOSTILE + "two", key=HOSTILE, **said)
    page = tmp_path_factory.mktemp("hostile") / "network.html"
    network.write(net, "html", page)
    return page


def test_requests_and_errors_of_a_page_would_be_seen(tmp_path: Path) -> None:
    page = tmp_path / "asking.html"
    page.write_text('<!DOCTYPE html><script src="https://cdn.example/a.js"></script><script>throw Error("ha")</script>')
    seen = visit(page, tmp_path)
    assert seen.requests == ["https://cdn.example/a.js"]
    assert any("ha" in line for line in seen.console)


def test_the_page_makes_no_request_and_no_error_and_draws(samples: Path, tmp_path: Path) -> None:
    script = """
      network.once("afterDrawing", () => setTimeout(() => {
        const canvas = document.querySelector("#mynetwork canvas");
        const pixels = new Uint32Array(canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.buffer);
        tell({ready: document.documentElement.dataset.ready, drawn: pixels.filter(Boolean).length,
              colours: new Set(pixels).size, asked: performance.getEntriesByType("resource").map((entry) => entry.name),
              nodes: nodes.length, edges: edges.length});
      }, 200));
      network.redraw();"""
    seen = visit(driven(samples, script), tmp_path)
    told = seen.told()
    assert seen.console == []
    assert seen.requests == []
    assert told["asked"] == []
    assert told["ready"] == "true"
    assert told["nodes"] > 50 and told["edges"] > 150  # type: ignore[operator]
    assert told["drawn"] > 10_000 and told["colours"] > 100  # type: ignore[operator]


def test_a_screenshot_is_not_blank(samples: Path, tmp_path: Path) -> None:
    visit(samples, tmp_path, f"--screenshot={tmp_path / 'shot.png'}")
    rows = scanlines((tmp_path / "shot.png").read_bytes())
    assert len(set(rows)) > 300, "rows of pixels that differ from each other"


def scanlines(png: bytes) -> list[bytes]:
    """The rows of a PNG image, filtered as they are stored."""
    width, height, depth, colour = struct.unpack(">IIBB", png[16:26])
    at, packed = 8, b""
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        packed += png[at + 8 : at + 8 + length] if png[at + 4 : at + 8] == b"IDAT" else b""
        at += 12 + length
    raw = zlib.decompress(packed)
    row = 1 + width * {2: 3, 6: 4}[colour] * depth // 8
    return [raw[number * row : (number + 1) * row] for number in range(height)]


def test_search_filter_card_and_theme_work(samples: Path, tmp_path: Path) -> None:
    script = """
      const seen = {};
      const id = (name) => document.getElementById(name);
      id("search").value = "latvia";
      id("search").dispatchEvent(new KeyboardEvent("keydown", {key: "Enter"}));
      seen.card = id("card").querySelector("h2").textContent;
      seen.quotes = id("card").querySelectorAll("blockquote").length;
      document.dispatchEvent(new KeyboardEvent("keydown", {key: "Escape", bubbles: true}));
      seen.closed = id("card").hidden;
      const shown = () => nodes.get().filter((node) => !node.hidden).map((node) => node.kind);
      const links = () => edges.get().filter((edge) => !edge.hidden).length;
      seen.before = [shown().length, links()];
      id("kinds").querySelector("input[value=person]").click();
      seen.people = shown().includes("person");
      id("links").querySelector("input[value=figure]").click();
      seen.after = [shown().length, links()];
      document.querySelector("[data-none=countries]").click();
      seen.none = [shown().length, id("nothing").hidden];
      id("countries").querySelector("input[value=LV]").click();
      seen.latvia = nodes.get().filter((node) => !node.hidden).map((node) => node.country);
      document.querySelector("[data-all=countries]").click();
      document.querySelector("#findings button").click();
      seen.finding = [document.querySelector("#findings button").textContent, id("card").querySelector("h2").textContent];
      seen.why = id("card").querySelector(".small").textContent;
      const ground = getComputedStyle(document.body).backgroundColor;
      id("theme").click();
      seen.theme = ground !== getComputedStyle(document.body).backgroundColor;
      tell(seen);"""
    seen = visit(driven(samples, script), tmp_path)
    told = seen.told()
    assert seen.console == []
    assert told["card"] == "Latvia" and told["quotes"] > 3 and told["closed"]  # type: ignore[operator]
    assert not told["people"]
    assert told["after"] < told["before"]  # type: ignore[operator]
    assert told["none"] == [0, False]
    assert set(told["latvia"]) == {"LV"}  # type: ignore[call-overload]
    assert len(set(told["finding"])) == 1, "an analysis leads to the party that it names"  # type: ignore[call-overload]
    assert "linked to" in str(told["why"])
    assert told["theme"]


def test_nothing_moves_when_a_name_is_chosen(samples: Path, tmp_path: Path) -> None:
    script = """
      const before = JSON.stringify(network.getPositions());
      document.getElementById("search").value = "Georgia";
      document.getElementById("search").dispatchEvent(new Event("input"));
      document.getElementById("fit").click();
      setTimeout(() => tell({same: before === JSON.stringify(network.getPositions())}), 1000);"""
    assert visit(driven(samples, script), tmp_path).told() == {"same": True}


def test_hostile_words_stay_words(hostile: Path, tmp_path: Path) -> None:
    script = """
      const title = document.title;
      const looked = [];
      for (const node of nodes.get()) {
        network.body.emitter.emit("hoverNode", {node: node.id});
        looked.push(document.getElementById("card").textContent);
        network.body.emitter.emit("blurNode", {node: node.id});
      }
      network.body.emitter.emit("hoverEdge", {edge: edges.getIds()[0]});
      network.body.emitter.emit("click", {nodes: [], edges: edges.getIds()});
      looked.push(document.getElementById("card").textContent);
      setTimeout(() => tell({title: document.title === title, images: document.images.length, looked,
        bold: document.querySelectorAll("b").length,
        links: [...document.querySelectorAll("a")].map((link) => link.href)}), 500);"""
    seen = visit(driven(hostile, script), tmp_path)
    told = seen.told()
    assert (told["title"], told["images"], told["bold"], told["links"]) == (True, 0, 0, [])
    assert len(told["looked"]) == 3 and all(HOSTILE in text for text in told["looked"])  # type: ignore[arg-type, attr-defined]
    assert seen.console == []
    assert seen.requests == []
