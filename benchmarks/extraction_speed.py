"""How fast texts are read, beside slovnet's tagger alone on the same texts in one run, and how much memory it takes.

    python benchmarks/extraction_speed.py samples/corpus [--rounds 5]

Needs the extra `[taggers]` for slovnet and its files. Each round reads the texts of a language with rules alone, with
taggers where the language has one, and with slovnet alone, in turn; printed are characters per CPU second (the median
round) and the median of the rounds' ratios. A process of its own, with nothing else in it, says the peak of memory.
"""

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from kg.evaluation import texts
from kg.extract import extract
from kg.language import taggers
from kg.model import Document

LANGUAGES = ("ru", "en", "kk")


def alone() -> Callable[[Document], object]:
    """slovnet's tagger of names, as its authors use it."""
    from navec import Navec
    from slovnet import NER

    model, vectors = taggers.files()
    tagger: Any = NER.load(str(model))
    tagger.navec(Navec.load(str(vectors)))
    return lambda document: tagger(document.text)


def read(taggers_on: bool) -> Callable[[Document], object]:
    """Our reader, with the optional taggers or without them."""

    def reading(document: Document) -> object:
        taggers.OFF.clear()
        taggers.OFF.update(() if taggers_on else LANGUAGES)
        return extract(document)

    return reading


def cpu(reading: Callable[[Document], object], documents: Sequence[Document]) -> float:
    """CPU seconds of this process for all documents."""
    started = time.process_time()
    for document in documents:
        reading(document)
    return time.process_time() - started


def speeds(documents: Sequence[Document], language: str, rounds: int) -> None:
    """One line a way to read: characters per CPU second, and how many times slovnet's."""
    size = sum(len(document.text) for document in documents)
    ways = {"slovnet alone": alone(), "rules": read(False)}
    if language in taggers.active():
        ways["with taggers"] = read(True)
    for reading in ways.values():
        cpu(reading, documents[:3])  # loads what is loaded once
    told: dict[str, list[float]] = {way: [] for way in ways}
    for _ in range(rounds):
        for way, reading in ways.items():
            told[way].append(cpu(reading, documents))
    for way, seconds in told.items():
        ratio = statistics.median(a / b for a, b in zip(told["slovnet alone"], seconds, strict=True))
        speed = size / statistics.median(seconds)
        print(f"{language} {way:14}{speed:10,.0f} characters per CPU s, {ratio:.2f} x slovnet", flush=True)


def memory(corpus: Path, language: str, taggers_on: bool) -> int:
    """Peak memory in MB of a process that reads the texts of a language and does nothing else."""
    command = [sys.executable, __file__, str(corpus), "--peak", json.dumps([language, taggers_on])]
    return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def peak(corpus: Path, language: str, taggers_on: bool) -> None:
    """Read the texts and print the peak."""
    reading = read(taggers_on)
    for text in texts(corpus, language=language, part="working"):
        reading(text.document)
    # not ru_maxrss, which a process inherits from the one that started it
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    print(next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) // 1024)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--texts", type=int, default=40, help="of each language")
    parser.add_argument("--peak", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.peak:
        peak(given.corpus, *json.loads(given.peak))
        return
    here = taggers.active()
    for language in LANGUAGES:
        read_from = list(texts(given.corpus, language=language, part="working"))[: given.texts]
        speeds([text.document for text in read_from], language, given.rounds)
    for language in LANGUAGES:
        ways = [False, True] if language in here else [False]
        for on in ways:
            print(f"{language} {'with taggers' if on else 'rules':14}{memory(given.corpus, language, on):6} MB at most")


if __name__ == "__main__":
    main()
