"""The code blocks of a document, and what a block of a terminal says: a command after `$ `, and what it printed.

In what is printed `…` stands for what was cut, within a line or over lines, and any white space for any other. In a
command `…` stands for the rest of an IRI that was printed before it.
"""

import io
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg import cli

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CUT_IRI = re.compile(r"(https?://[^\s…]*)…")


@dataclass(frozen=True, slots=True)
class Step:
    """One command of a block and what it is said to print."""

    command: str
    printed: str


def blocks(path: Path, language: str) -> list[str]:
    """The fenced blocks of that language."""
    return [body for name, body in _FENCE.findall(path.read_text(encoding="utf-8")) if name == language]


def steps(block: str) -> Iterator[Step]:
    """The commands of a terminal's block; a line that ends with a backslash goes on in the next."""
    for part in re.split(r"^\$ ", block.replace("\\\n", " "), flags=re.MULTILINE)[1:]:
        command, _, printed = part.partition("\n")
        yield Step(command, printed)


def commands(path: Path) -> list[str]:
    """Every `kg …` that a document shows in a block of commands."""
    shown = [step.command for block in blocks(path, "console") for step in steps(block)]
    shown += [line for block in blocks(path, "sh") for line in block.replace("\\\n", " ").splitlines()]
    parts = [part.strip() for line in shown for part in re.split(r" \| |; | && ", line)]
    return [part for part in parts if part.startswith("kg ")]


def says(expected: str, printed: str) -> bool:
    """Whether a block shows what was printed, but for what it says was cut.

    >>> says("a … d", "a\\n b c  d"), says("a … d", "a b")
    (True, False)
    """
    first, *middle = [" ".join(part.split()) for part in expected.split("…")]
    rest = " ".join(printed.split())
    if not middle or not rest.startswith(first):
        return rest == first
    rest = rest[len(first) :]
    for part in middle[:-1]:  # the leftmost place of each leaves the most to those that follow
        before, found, rest = rest.partition(part) if part else ("", "…", rest)
        if not found:
            return False
    return rest.endswith(middle[-1])


class Terminal:
    """Runs the commands of a document in one folder: `kg`, `echo … > FILE`, `cat FILE`, and a pipe from `echo`."""

    def __init__(self) -> None:
        self.printed = ""
        self.code = 0

    def run(self, command: str) -> str:
        """What one command prints, on both streams in their order."""
        stdin = ""
        for part in command.split(" | "):
            stdin = self._one(shlex.split(self._whole(part), comments=True), stdin)
        self.printed += stdin
        return stdin

    def _whole(self, command: str) -> str:
        """The command with its cut IRIs as they were printed last."""
        for start in _CUT_IRI.findall(command):
            found = re.findall(re.escape(start) + r"[0-9a-f]+", self.printed)
            assert found, f"{command}: nothing printed so far begins with {start}"
            command = command.replace(f"{start}…", found[-1])
        return command

    def _one(self, words: list[str], stdin: str) -> str:
        if words[0] == "kg":
            return self._kg(words[1:], stdin)
        if words[0] == "cat":
            return Path(words[1]).read_text(encoding="utf-8")
        assert words[0] == "echo", f"a document shows {words[0]}, which its test cannot run"
        said = " ".join(words[1:]) + "\n"
        if ">" not in words:
            return said
        text, _, file = said.rpartition(" > ")
        Path(file.strip()).write_text(text + "\n", encoding="utf-8")
        return ""

    def _kg(self, words: list[str], stdin: str) -> str:
        given = io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8")
        taken = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("sys.stdin", given)
            patch.setattr("sys.stdout", taken)
            patch.setattr("sys.stderr", taken)
            self.code = cli.run(words)
        content = taken.detach()
        assert isinstance(content, io.BytesIO)
        return content.getvalue().decode()
