"""How fast texts are read beside slovnet's tagger alone, how much memory that takes, and how it grows: promise, figure.

    python benchmarks/extraction_speed.py samples/corpus [--rounds 5] [--only rates memory article growth jobs]

Needs the extra `[taggers]` for slovnet and its files. `rates`: in each round the texts of a language are read with
rules alone, with taggers where the language has one, and with slovnet alone, in turn; told is the median of the rounds'
ratios of CPU time. `memory`: the peak of a process of its own. `article`: `kg ingest` of one text into a new store, CPU
of all its processes. `growth`: a text of 1 MB against one of 100 kB, both joined from the corpus. `jobs`: `kg ingest`
of the corpus by one process and by two, by the clock, so on a machine that does nothing else; the exports are compared.
Only the working part of the corpus is read.
"""

import argparse
import hashlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from kg.evaluation import texts
from kg.extract import extract
from kg.language import taggers
from kg.model import Document
from kg.workflow import ingest

LANGUAGES = ("ru", "en", "kk")
PROMISED = {"ru": 1.0, "en": 3.0}  # times slovnet's speed, rules alone
WITH_TAGGERS, MEMORY, ARTICLE, GROWTH, JOBS = 0.5, 500, 1.5, 12.0, 1.7
Reads = Callable[[Document], object]
# Where no byte code may be written, each start compiles every module that was edited since: 0.3 s that no user pays.
_COMPILED = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def alone() -> Reads:
    """slovnet's tagger of names, as its authors use it."""
    from navec import Navec
    from slovnet import NER

    found = taggers.files()
    if found is None:
        sys.exit('slovnet is not here: pip install "tradegraph[taggers]"')
    tagger: Any = NER.load(str(found[0]))
    tagger.navec(Navec.load(str(found[1])))
    return lambda document: tagger(document.text)


def read(taggers_on: bool) -> Reads:
    """Our reader, with the optional taggers or without them."""

    def reading(document: Document) -> object:
        taggers.OFF.clear()
        taggers.OFF.update(() if taggers_on else LANGUAGES)
        return extract(document)

    return reading


def working(corpus: Path, language: str | None = None) -> list[Document]:
    """The texts that rules may be written to."""
    return [text.document for text in texts(corpus, language=language, part="working")]


def cpu(reading: Reads, documents: Sequence[Document]) -> float:
    """CPU seconds of this process for all documents."""
    started = time.process_time()
    for document in documents:
        reading(document)
    return time.process_time() - started


def say(what: str, found: str, promise: str, kept: bool) -> None:
    """One row of the table."""
    print(f"| {what:42} | {found:>28} | {promise:>12} | {'kept' if kept else 'not kept':8} |", flush=True)


def rates(corpus: Path, rounds: int, most: int) -> None:
    """Characters per CPU second, and how many times slovnet's."""
    with_tagger = taggers.active()
    for language in LANGUAGES:
        documents = working(corpus, language)[:most]
        ways = {"slovnet alone": alone(), "rules": read(False)}
        if language in with_tagger:
            ways["with taggers"] = read(True)
        for reading in ways.values():
            cpu(reading, documents[:3])  # loads what is loaded once
        seconds = [{way: cpu(reading, documents) for way, reading in ways.items()} for _ in range(rounds)]
        size = sum(len(document.text) for document in documents)
        for way in ways:
            speed = size / statistics.median(each[way] for each in seconds)
            ratio = statistics.median(each["slovnet alone"] / each[way] for each in seconds)
            promise = PROMISED.get(language) if way == "rules" else WITH_TAGGERS if way == "with taggers" else None
            told = f"{ratio:.2f} x slovnet, {speed:,.0f}/s"
            say(f"{language}, {way}", told, f">= {promise}" if promise else "", ratio >= (promise or 0))


def alone_in_a_process(corpus: Path, *asked: object) -> str:
    """What this script prints in a process of its own."""
    command = [sys.executable, __file__, str(corpus), "--inside", json.dumps(asked)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def memory(corpus: Path) -> None:
    """Peak memory of a process that reads the texts of a language and does nothing else."""
    for language in LANGUAGES:
        for on in (False, True) if language in taggers.active() else (False,):
            found = int(alone_in_a_process(corpus, "peak", language, on))
            say(
                f"{language}, memory {'with taggers' if on else 'of rules'}",
                f"{found} MB",
                "<= 500 MB",
                found <= MEMORY,
            )


def peak(corpus: Path, language: str, taggers_on: bool) -> int:
    """Read the texts; the peak in MB."""
    cpu(read(taggers_on), working(corpus, language))
    # not ru_maxrss, which a process inherits from the one that started it
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) // 1024


def article(corpus: Path, rounds: int) -> None:
    """CPU of `kg ingest` for one text of usual length, start-up and reading processes included."""
    for language in LANGUAGES:
        chosen = statistics.median_low((len(d.text), d.text) for d in working(corpus, language))[1]
        _ingested(language, chosen)  # compiles the modules, which an installed package has compiled
        found = statistics.median(_ingested(language, chosen) for _ in range(rounds))
        say(f"{language}, kg ingest of one text, CPU", f"{found:.2f} s", f"<= {ARTICLE} s", found <= ARTICLE)


def _ingested(language: str, text: str) -> float:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "text.txt"
        path.write_text(text, encoding="utf-8")
        asked = ["ingest", str(path), "--language", language, "--published", "2024-05-06", "--store", f"{folder}/store"]
        before = os.times()
        subprocess.run([sys.executable, "-m", "kg", *asked], capture_output=True, check=True, env=_COMPILED)
        after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def growth(corpus: Path) -> None:
    """CPU for 1 MB of text against 100 kB."""
    for language in ("ru", "en"):
        many = "\n\n".join(document.text for document in working(corpus, language))
        short, long = (_cut(many, size) for size in (100_000, 1_000_000))
        extract(Document("warm", many[:20_000], language, published="2024-05-06"))
        ways = [cpu(extract, [Document("text", text, language, published="2024-05-06")]) for text in (short, long)]
        say(
            f"{language}, 1 MB against 100 kB",
            f"{ways[1] / ways[0]:.1f} times",
            f"<= {GROWTH:.0f}",
            ways[1] <= GROWTH * ways[0],
        )


def _cut(text: str, size: int) -> str:
    """So many bytes of a text, over and over."""
    data = text.encode()
    return ((data + b"\n\n") * (size // len(data) + 1))[:size].decode(errors="ignore")


def jobs(corpus: Path) -> None:
    """Seconds by the clock of one process against two, and whether the exports are the same bytes."""
    one, two = (alone_in_a_process(corpus, "ingest", number).split() for number in (1, 2))
    ratio = float(one[0]) / float(two[0])
    same = one[1] == two[1]
    told = f"{ratio:.2f} x, {'same' if same else 'other'} bytes"
    say("kg ingest --jobs 2, by the clock", told, f">= {JOBS}", ratio >= JOBS and same)


def ingested(corpus: Path, number: int) -> str:
    """Seconds to read the corpus with so many processes, and the digest of what is exported."""
    with tempfile.TemporaryDirectory() as folder:
        documents = list(_many(working(corpus)))
        began = time.perf_counter()
        ingest(Path(folder) / "store", documents, jobs=number)
        taken = time.perf_counter() - began
        exported = [sys.executable, "-m", "kg", "export", "--store", f"{folder}/store"]
        written = subprocess.run(exported, capture_output=True, check=True).stdout
    return f"{taken:.2f} {hashlib.sha256(written).hexdigest()}"


def _many(documents: Sequence[Document]) -> Iterator[Document]:
    """The corpus three times over, each text another."""
    for number in range(3):
        for document in documents:
            yield Document(f"{number}-{document.name}", f"{document.text}\n\nNo. {number}", document.language)


def inside(corpus: Path, what: str, *asked: Any) -> None:
    """The part of a measurement that needs a process of its own."""
    print(peak(corpus, *asked) if what == "peak" else ingested(corpus, *asked))


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--texts", type=int, default=40, help="of each language")
    every = ("rates", "memory", "article", "growth", "jobs")
    parser.add_argument("--only", nargs="+", choices=every, default=every)
    parser.add_argument("--inside", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.inside:
        inside(given.corpus, *json.loads(given.inside))
        return
    asked: dict[str, Callable[[], None]] = {
        "rates": lambda: rates(given.corpus, given.rounds, given.texts),
        "memory": lambda: memory(given.corpus),
        "article": lambda: article(given.corpus, given.rounds),
        "growth": lambda: growth(given.corpus),
        "jobs": lambda: jobs(given.corpus),
    }
    for name in given.only:
        asked[name]()


if __name__ == "__main__":
    main()
