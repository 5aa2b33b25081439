"""The wheel, installed where there is no Node: it carries the built scripts and serves the pages of the checkout."""

import hashlib
import os
import shutil
import site
import subprocess
import sys
import sysconfig
import urllib.request
import venv
import zipfile
from pathlib import Path

import pytest
from web.browser import ROOT, kg, served

MOST = 5_000_000  # bytes of a wheel
BUILT = "kg/web/static/built/"
PAGES = (
    "/",
    "/page/country/KZ",
    "/pair/KZ/GE",
    "/explore",
    "/map?one=KZ&lang=kk",
    "/queries",
    "/about?lang=ru",
    "/sparql",
)


def _pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built as a release is: what it needs to build comes from the index of packages."""
    folder = tmp_path_factory.mktemp("wheel")
    _pip("wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(ROOT))
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def fresh(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with nothing but the wheel; the packages that it asks for are lent from this one."""
    place = tmp_path_factory.mktemp("fresh") / "env"
    venv.create(place, with_pip=False)
    _pip("--python", str(place / "bin" / "python"), "install", "--quiet", "--no-deps", "--no-index", str(wheel))
    (packages,) = place.glob("lib/python*/site-packages")
    lent = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib"), *site.getsitepackages()}
    # their .pth files are not read from here, so the checkout, which is linked by one, is not there
    (packages / "lent.pth").write_text("\n".join(sorted(lent)) + "\n", encoding="utf-8")
    return place


def test_it_is_small_and_carries_what_was_built(wheel: Path) -> None:
    assert wheel.stat().st_size < MOST
    with zipfile.ZipFile(wheel) as files:
        packed = {name.removeprefix(BUILT): files.read(name) for name in files.namelist() if name.startswith(BUILT)}
        assert not [name for name in files.namelist() if name.endswith((".ts", "package-lock.json"))]
    here = {path.name: path.read_bytes() for path in (ROOT / BUILT).iterdir()}
    assert {"page.js", "explore.js", "map.js", "sparql.js", "countries-50m.json", "licences.json"} <= packed.keys()
    assert {name: _digest(content) for name, content in packed.items()} == {
        name: _digest(content) for name, content in here.items()
    }


def test_it_serves_the_same_pages_where_there_is_no_node(fresh: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "PATH": str(fresh / "bin"), "PYTHONPATH": ""}
    assert shutil.which("node", path=environment["PATH"]) is None
    where = [str(fresh / "bin" / "python"), "-c", "import kg; print(kg.__file__)"]
    assert subprocess.run(
        where, env=environment, cwd=tmp_path, capture_output=True, text=True, check=True
    ).stdout.startswith(str(fresh))
    store = tmp_path / "store"
    kg("ingest", "--no-extract", "--store", str(store), "--manifest", str(ROOT / "samples" / "manifest.csv"))
    kg("add", str(ROOT / "samples" / "facts.jsonl"), "--store", str(store))
    command = [str(fresh / "bin" / "kg")]
    with served(store) as ours, served(store, kg=command, env=environment, cwd=tmp_path) as theirs:
        scripts = [f"/static/built/{path.name}" for path in (ROOT / BUILT).iterdir()]
        for path in (*PAGES, *scripts, "/static/tradegraph.css"):
            assert _read(theirs + path).replace(theirs.encode(), ours.encode()) == _read(ours + path), path


def _read(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=60) as answer:
        content: bytes = answer.read()
    return content


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
