"""axe-core (WCAG 2.2 A and AA, best practice) on a page that runs no script but ours: it works in a world of its own.

It is the axe-core of the islands' lock file, fetched by `npm ci` once and kept in the cache of pytest.
"""

import json
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import pytest

ISLANDS = Path(__file__).resolve().parents[2] / "kg" / "web"
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN = (
    f"axe.run(document, {{runOnly: {json.dumps(_RULES)}}}).then(found => JSON.stringify("
    "found.violations.map(each => [each.id, each.nodes.map(node => node.html.slice(0, 200))])))"
)


@pytest.fixture(scope="session")
def axe(pytestconfig: pytest.Config) -> str:
    """The script."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("no npm on this machine")
    folder = Path(str(pytestconfig.cache.mkdir("axe-core")))
    script = folder / "axe.min.js"
    if not script.exists():  # in a folder of its own: two workers may fetch it at once
        with tempfile.TemporaryDirectory(dir=folder) as own:
            for name in ("package.json", "package-lock.json"):
                shutil.copy(ISLANDS / name, own)
            subprocess.run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=own, check=True, timeout=300)
            Path(own, "node_modules", "axe-core", "axe.min.js").replace(script)
    return script.read_text(encoding="utf-8")


def violations(page: Any, axe: str) -> list[Any]:
    """What axe finds on the page as it stands: the rule, and the elements that break it."""
    session = page.context.new_cdp_session(page)
    session.send("Page.enable")
    frame = session.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
    world = session.send("Page.createIsolatedWorld", {"frameId": frame, "worldName": "axe"})["executionContextId"]
    session.send("Runtime.evaluate", {"expression": axe, "contextId": world})
    found = session.send(
        "Runtime.evaluate", {"expression": _RUN, "contextId": world, "awaitPromise": True, "returnByValue": True}
    )
    answer: list[Any] = json.loads(found["result"]["value"])
    return answer


def overflow(page: Any) -> int:
    """By how many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
