"""What the sandbox adds to the CPU seconds of reading a batch of web pages.

usage: python benchmarks/sandbox.py [--pages N] [--rounds N]

The pages are the sample texts dressed as pages of a news site, with its menus, scripts, cards and metadata: 84 kB and
17 ms each (real ones that we measured had 22 to 154 kB and took 19 to 36 ms to read). Each round reads the same folder
twice, each time in a Python of its own: once as `kg ingest` reads it, once with the same readers called in the process
itself. CPU seconds are of that Python and all its children, from start to end, imports included; which comes first
changes from round to round. The exit code is 1 where the median of the rounds is above 15 %.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from kg import documents, resources
from kg.model import Document

MOST = 0.15
_BARE = """
import sys
from pathlib import Path
from kg.documents import readers
from kg.documents.content import Hints
for path in sorted(Path(sys.argv[1]).iterdir()):
    readers.parts(path.read_bytes(), Hints(path.name))
"""
_SANDBOXED = """
import sys
from pathlib import Path
from kg import documents
found = list(documents.read_all(documents.from_paths([Path(sys.argv[1])], documents.Given())))
assert not any(isinstance(each, Exception) for each in found), found
"""


def pages(number: int) -> Iterator[str]:
    """So many pages, each another."""
    manifest = documents.from_manifest(resources.samples() / "manifest.csv", documents.Given())
    texts = [each for each in documents.read_all(manifest) if isinstance(each, Document)]
    for place in range(number):
        yield page(texts[place % len(texts)], place)


def page(text: Document, place: int) -> str:
    """A text as a news site would show it."""
    lines = [line for line in text.text.split("\n") if line.strip()]
    paragraphs = "".join(f"<p class='text text--{n}'>{line}</p>" for n, line in enumerate([*lines, f"No. {place}."]))
    facts = (
        f"<meta property='og:site_name' content='Gazette'><meta property='og:title' content='{text.title}'>"
        f"<meta property='article:published_time' content='2025-03-0{place % 9 + 1}T10:00:00Z'>"
        f"<script type='application/ld+json'>{json.dumps({'@type': 'NewsArticle', 'headline': text.title})}</script>"
    )
    return (
        f"<!doctype html><html lang='{text.language}'><head><meta charset='utf-8'><title>{text.title} | Gazette</title>"
        f"{facts}{_STYLE}{_SCRIPT}</head><body><nav><ul>{_MENU}</ul></nav><main><article><h1>{text.title}</h1>"
        f"{paragraphs}<div class='related'><h3>Read also</h3>{_CARDS}</div></article>{_CARDS}</main>"
        f"<footer><ul>{_MENU}</ul><p>Gazette uses cookies. By continuing you agree.</p></footer>{_SCRIPT}</body></html>"
    )


_STYLE = "<style>" + ".text { margin: 0 auto; padding: 1px } " * 300 + "</style>"
_SCRIPT = "<script>var a = [" + "1234567890," * 1500 + "0];</script>"
_MENU = "".join(f"<li class='menu__item'><a href='/section/{n}'>Section {n}</a></li>" for n in range(120))
_CARDS = "".join(
    f"<div class='card'><a href='/news/{n}'><img src='/i/{n}.jpg' alt=''><span class='card__date'>1{n % 9}:30</span>"
    f"<h4 class='card__title'>Another headline about trade, number {n}</h4></a></div>"
    for n in range(60)
)


def seconds(program: str, folder: str) -> float:
    """CPU seconds of a Python that runs the program on the folder, and of its children."""
    process = subprocess.Popen([sys.executable, "-c", program, folder])
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = status
    if status:
        raise SystemExit(f"reading failed with status {status}")
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Print a line a round, then the median."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    added = []
    with tempfile.TemporaryDirectory() as folder:
        for place, page in enumerate(pages(given.pages)):
            (Path(folder) / f"{place:05}.html").write_text(page, encoding="utf-8")
        for number in range(given.rounds):
            order = [("bare", _BARE), ("sandboxed", _SANDBOXED)][:: 1 if number % 2 else -1]
            took = {name: seconds(program, folder) for name, program in order}
            added.append(took["sandboxed"] / took["bare"] - 1)
            print(
                f"round {number + 1}: bare {took['bare']:.2f} s, sandboxed {took['sandboxed']:.2f} s, {added[-1]:+.1%}"
            )
    median = statistics.median(added)
    print(
        f"{given.pages} pages: the sandbox adds {median:+.1%} CPU (median of {given.rounds} rounds; at most {MOST:.0%})"
    )
    sys.exit(median > MOST)


if __name__ == "__main__":
    main()
