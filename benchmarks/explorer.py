"""The explorer against Cytoscape.js (CPU a frame at 300 things) and pyvis with physics (time to the first frame).

    python benchmarks/explorer.py [--rounds 5] [--cytoscape cytoscape.min.js]

A small server gives the explorer's real page and scripts a graph made here (preferential attachment, three links a
thing); Cytoscape draws the same things at the same places, with names and arrows off; pyvis gets the same links and its
defaults. Rounds are interleaved. CPU is that of Chromium's renderer and GPU processes while a pointer moves for two
seconds, over the frames shown meanwhile: on a busy machine frames are lost, CPU a frame stays. Targets: at most 1.1 of
Cytoscape's CPU a frame, a first frame at least ten times sooner than pyvis's at 100 and at 400 things, and gzipped
scripts under 40 kB. Needs Chromium, Playwright, pyvis, and Cytoscape's one file (npm fetches it when it is not given).
"""

import argparse
import gzip
import json
import random
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, sync_playwright
from pyvis.network import Network

from kg.web import rendering
from kg.web.orders import Order

_STATIC = Path(rendering.__file__).parent / "static"
_KINDS = ("country", "org", "person", "product", "place", "bloc", "group")
_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
_CYTOSCAPE = "3.34.0"
_FIRST = """(() => { const seen = () => {
  const svg = document.querySelectorAll('.thing').length > 0;
  const canvas = document.querySelector('canvas');
  let drawn = svg;
  if (!drawn && canvas && canvas.width) {
    const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
    for (let at = 3; at < data.length && !drawn; at += 4) drawn = data[at] > 0;
  }
  if (drawn) requestAnimationFrame(() => { window.firstFrame = performance.now(); });
  else requestAnimationFrame(seen);
}; requestAnimationFrame(seen); })();"""
_COUNT = """window.frames_ = 0; window.on_ = true;
(function count() { window.frames_ += 1; if (window.on_) requestAnimationFrame(count); })()"""
_PAGE = """<!doctype html><meta charset=utf-8>
<style>html,body,#cy{margin:0;width:100%;height:100%}</style>
<div id=cy></div>
<script src=/cytoscape.js></script><script src=/cytoscape-page.js></script>"""
_SCRIPT = """fetch('/cytoscape.json').then(a => a.json()).then(elements => { window.cy = cytoscape({
  container: document.getElementById('cy'), elements, layout: { name: 'preset', fit: true, padding: 60 },
  style: [{ selector: 'node', style: { label: 'data(label)', width: 20, height: 20, 'font-size': 12,
            'background-color': '#0b57a4' } },
          { selector: 'edge', style: { width: 1.5, 'line-color': '#aab', 'curve-style': 'straight' } }] }); });"""


def graph(size: int, links: int = 3) -> list[tuple[int, int]]:
    """Links of a graph of preferential attachment, the same each time."""
    chance = random.Random(7)
    ends, found = list(range(links)), set()
    for new in range(links, size):
        chosen: set[int] = set()
        while len(chosen) < links:
            chosen.add(chance.choice(ends))
        found |= {(old, new) for old in chosen}
        ends += [*chosen, *[new] * links]
    return sorted(found)


def answer(size: int) -> dict[str, Any]:
    """What `/api/links` would say of the graph."""
    pairs = graph(size)
    names = [f"{_KINDS[at % len(_KINDS)]}/x{at}" for at in range(size)]
    nodes = [
        {"id": name, "iri": f"https://data.example.org/id/{name}", "label": f"Thing of trade {at}",
         "kind": name.partition("/")[0], "address": f"/page/{name}", "degree": 0}
        for at, name in enumerate(names)
    ]  # fmt: skip
    for a, b in pairs:
        nodes[a]["degree"] += 1
        nodes[b]["degree"] += 1
    ties = [
        {"a": names[a], "b": names[b], "kind": "figure", "records": 1 + (a + b) % 5, "first": "2020", "last": "2024"}
        for a, b in pairs
    ]
    facets = {"total": len(ties), "chosen": len(ties), "undated": 0, "kinds": {"figure": len(ties)}, "years": {},
              "publishers": [], "countries": [], "sure": {}, "without": {}}  # fmt: skip
    return {"nodes": nodes, "links": ties, "facets": facets}


class Handler(BaseHTTPRequestHandler):
    """The pages that are compared."""

    files: dict[str, bytes] = {}

    def do_GET(self) -> None:  # noqa: N802  the name is the library's
        address = urlsplit(self.path)
        size = int(parse_qs(address.query).get("size", ["0"])[0])
        if address.path.startswith("/static/"):
            content = (_STATIC / address.path.removeprefix("/static/")).read_bytes()
        elif address.path == "/explore":
            content = page(size)
        elif address.path == "/api/links":
            content = json.dumps(answer(len(parse_qs(address.query)["nodes"][0].split(",")))).encode()
        elif address.path == "/api/around":
            content = json.dumps({"node": {}, "neighbours": [], "groups": [], "left": 0, "total": 0}).encode()
        else:
            content = self.files.get(address.path, b"")
        self.send_response(200 if content else 404)
        self.send_header("Content-Type", _TYPES.get(Path(address.path).suffix, "text/html; charset=utf-8"))
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


def page(size: int) -> bytes:
    """The explorer's page over the graph, which it lays out itself."""
    order = Order("explore", {}, "")
    data = {"answer": answer(size), "left": 0}
    return rendering.html(order, "explore.html", data=data, lines=(), begin={}, told=(), most=400).encode()


def pyvis_page(size: int) -> bytes:
    """What pyvis makes of the same links with its defaults, the two files it wants from elsewhere left out."""
    network = Network(height="760px", width="100%", cdn_resources="in_line")
    for at in range(size):
        network.add_node(at, label=f"Thing of trade {at}")
    for a, b in graph(size):
        network.add_edge(a, b)
    kept = (line for line in network.generate_html().split("\n") if "cdn.jsdelivr" not in line and "cdnjs" not in line)
    return "\n".join(kept).encode()


def first_frame(browser: Browser, address: str) -> float:
    """Seconds from navigation to the first frame with the graph in it."""
    context = browser.new_context(viewport={"width": 1280, "height": 860})
    tab = context.new_page()
    tab.add_init_script(_FIRST)
    tab.goto(address, wait_until="commit")
    deadline = time.monotonic() + 240
    while not (found := tab.evaluate("window.firstFrame || 0")) and time.monotonic() < deadline:
        time.sleep(0.05)
    context.close()
    return float(found) / 1000 or float("inf")


def beginnings(browser: Browser, site: str) -> dict[str, float]:
    """Seconds to the first frame of both, at both sizes, in one round."""
    paths = {"explorer": "explore?size={}", "pyvis": "pyvis/{}"}
    return {
        f"{who} {size}": first_frame(browser, f"{site}/{path.format(size)}")
        for size in (100, 400)
        for who, path in paths.items()
    }


def told(figures: dict[str, float]) -> dict[str, float]:
    """The figures of a round, printed as they come."""
    print("  ".join(f"{name} {value:.2f}" for name, value in figures.items()), flush=True)
    return figures


def processor(browser: Browser) -> float:
    """Seconds of CPU that Chromium's renderers and its GPU process have used."""
    told = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    return sum(each["cpuTime"] for each in told if each["type"] in ("renderer", "GPU"))


def gesture(browser: Browser, tab: Any, at: tuple[float, float]) -> float:
    """Milliseconds of CPU a frame while the pointer drags from there for two seconds."""
    tab.mouse.move(*at)
    tab.mouse.down()
    tab.mouse.move(at[0] + 6, at[1] + 6)
    tab.evaluate(_COUNT)
    before, end, step = processor(browser), time.monotonic() + 2, 0
    while time.monotonic() < end:
        step += 1
        tab.mouse.move(at[0] + 60 * ((step % 40) / 40), at[1] + 40 * ((step % 30) / 30))
        time.sleep(0.012)
    used = processor(browser) - before
    frames = tab.evaluate("window.on_ = false, window.frames_")
    tab.mouse.up()
    return 1000 * used / max(1, frames)


def frames(browser: Browser, site: str, files: dict[str, bytes]) -> dict[str, float]:
    """CPU a frame of both, panning and dragging a thing, in one round."""
    found: dict[str, float] = {}
    context = browser.new_context(viewport={"width": 1280, "height": 860})
    tab = context.new_page()
    tab.goto(f"{site}/explore?size=300", wait_until="networkidle")
    tab.wait_for_url("**show=**")
    tab.wait_for_timeout(500)
    shown = parse_qs(urlsplit(tab.url).query)["show"][0].split(",")
    places = {part.split("~")[0]: dict(zip("xy", map(float, part.split("~")[1:3]), strict=True)) for part in shown}
    stage = tab.locator(".stage").bounding_box()
    found["explorer pan"] = gesture(browser, tab, (stage["x"] + 12, stage["y"] + 12))
    box = tab.locator(".thing").nth(3).bounding_box()
    found["explorer drag"] = gesture(browser, tab, (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2))
    context.close()
    told = answer(300)
    nodes = [
        {"data": {"id": each["id"], "label": each["label"]}, "position": places[each["id"]]} for each in told["nodes"]
    ]
    edges = [{"data": {"source": each["a"], "target": each["b"]}} for each in told["links"]]
    files["/cytoscape.json"] = json.dumps([*nodes, *edges]).encode()
    size = {"width": round(stage["width"]), "height": round(stage["height"])}  # as large as the explorer's picture
    context = browser.new_context(viewport=size)
    tab = context.new_page()
    tab.goto(f"{site}/cytoscape", wait_until="networkidle")
    found["cytoscape pan"] = gesture(browser, tab, (12, 12))
    middle = tab.evaluate("cy.nodes()[3].renderedPosition()")
    found["cytoscape drag"] = gesture(browser, tab, (middle["x"], middle["y"]))
    context.close()
    return found


def cytoscape(path: str | None) -> bytes:
    """Cytoscape's script, from the file given or from npm."""
    if path:
        return Path(path).read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "install", "--silent", "--ignore-scripts", f"cytoscape@{_CYTOSCAPE}"]
        subprocess.run(command, cwd=folder, check=True)
        return (Path(folder) / "node_modules" / "cytoscape" / "dist" / "cytoscape.min.js").read_bytes()


def report(rounds: Sequence[dict[str, float]], firsts: Sequence[dict[str, float]]) -> None:
    """Medians and what is asked of them."""
    medians = {name: statistics.median(each[name] for each in rounds) for name in rounds[0]}
    for name, value in medians.items():
        print(f"{name}: {value:.1f} ms of CPU a frame")
    for deed in ("pan", "drag"):
        ratio = statistics.median(each[f"explorer {deed}"] / each[f"cytoscape {deed}"] for each in rounds)
        print(f"{deed}: {ratio:.2f} of Cytoscape's CPU a frame (at most 1.1)")
    for size in (100, 400) if firsts else ():
        ours, theirs = (statistics.median(each[f"{who} {size}"] for each in firsts) for who in ("explorer", "pyvis"))
        told = f"pyvis with physics {theirs:.1f} s, {theirs / ours:.0f} times (at least 10)"
        print(f"first frame, {size} things: {ours:.2f} s; {told}")
    script = gzip.compress((_STATIC / "built" / "explore.js").read_bytes(), 9)
    print(f"scripts: {len(script) / 1000:.1f} kB gzipped (under 40)")


def main() -> None:
    """Measure and tell."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--rounds", type=int, default=5)
    asked.add_argument("--firsts", type=int, default=3, help="rounds of first frames (pyvis takes long)")
    asked.add_argument("--cytoscape", help="cytoscape.min.js, when npm is not to fetch it")
    asked.add_argument("--chromium", default="/usr/bin/chromium")
    wish = asked.parse_args()
    Handler.files = {
        "/cytoscape": _PAGE.encode(),
        "/cytoscape-page.js": _SCRIPT.encode(),
        "/cytoscape.js": cytoscape(wish.cytoscape),
        **{f"/pyvis/{size}": pyvis_page(size) for size in (100, 400)},
    }
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    site = f"http://localhost:{server.server_port}"
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=wish.chromium, args=["--no-sandbox"])
        rounds = [told(frames(browser, site, Handler.files)) for _ in range(wish.rounds)]
        firsts = [told(beginnings(browser, site)) for _ in range(wish.firsts)]
        browser.close()
    report(rounds, firsts)


if __name__ == "__main__":
    main()
