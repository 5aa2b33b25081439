"""What browser tests share: a store of the samples, the real server on a free port, and Debian's Chromium.

The browser reaches no host but the server; a test fails on a request to another host and on any error in the console.
Without Chromium or Playwright these tests are skipped, with a reason.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from web.further import written

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")
INDEXED = "/api/around?of=country/KZ&limit=1"  # answers once there is a search index
KG = [sys.executable, "-c", "from kg.cli import main; main()"]
_REFUSED = "Failed to load resource: "
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost"]


def kg(*arguments: str) -> None:
    """Run `kg` to its end; a failure of it is a failure here."""
    done = subprocess.run([*KG, *arguments], capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr


@contextmanager
def served(
    store: Path, *arguments: str, awaited: str = INDEXED, kg: Sequence[str] = KG, **options: Any
) -> Iterator[str]:
    """The address of a server over a store, which has answered at `awaited`; `options` are those of `Popen`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [*kg, "serve", "--store", str(store), "--port", str(port), *arguments]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
    address = f"http://localhost:{port}"
    try:
        _await(f"{address}{awaited}", server)
        yield address
    finally:
        server.terminate()
        server.wait(60)


def _await(url: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            time.sleep(0.3)
    raise AssertionError(f"no answer from {url}")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over the samples, read by hand (`samples/facts.jsonl`), and the further texts."""
    if not CHROMIUM:
        pytest.skip("no Chromium on this machine")
    folder = tmp_path_factory.mktemp("browser")
    store = folder / "store"
    for manifest, facts in ((ROOT / "samples" / "manifest.csv", ROOT / "samples" / "facts.jsonl"), written(folder)):
        kg("ingest", "--no-extract", "--store", str(store), "--manifest", str(manifest))
        kg("add", str(facts), "--store", str(store))
    with served(store) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A headless browser."""
    playwright = pytest.importorskip("playwright.sync_api")
    if not CHROMIUM:
        pytest.skip("no Chromium on this machine")
    with playwright.sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Any, site: str) -> Iterator[Callable[..., Any]]:
    """`visit(path, **options of the context)`: a page opened there; what went wrong on it fails the test at the end.

    `fails`: that something is not there is what the test is about; browsers tell of it in the console.
    """
    wrong: list[str] = []
    contexts: list[Any] = []

    def visiting(path: str, *, wait: str = "networkidle", fails: bool = False, **options: Any) -> Any:
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 860}, "locale": "en-GB", **options})
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: None if fails and _REFUSED in message.text else _complain(message, wrong))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda asked: None if _ours(asked.url, site) else wrong.append(f"request to {asked.url}"))
        page.goto(path if "://" in path else site + path, wait_until=wait)
        return page

    yield visiting
    for context in contexts:
        context.close()
    assert wrong == []


def _complain(message: Any, wrong: list[str]) -> None:
    if message.type == "error":
        wrong.append(message.text)


def _ours(url: str, site: str) -> bool:
    return url.startswith((site, "blob:", "data:"))
