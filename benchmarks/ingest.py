"""Documents a second of `kg ingest`, where the time goes by room, and whether it grows linearly.

usage: python benchmarks/ingest.py [--documents N]

The documents are variants of the Russian and English sample texts, each a text of its own. Times are CPU seconds of
this process; the growth is the ratio of seconds a document at N and at N/4 documents, the median of three rounds.
"""

import argparse
import cProfile
import pstats
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from kg import documents, resources, workflow
from kg.model import Document

ROOMS = ("language", "extract", "identity", "graph", "store", "rules", "curation", "workflow", "documents")


def variants(number: int) -> Iterator[Document]:
    """So many documents: the samples over and over, with a line that makes each text another."""
    manifest = resources.samples() / "manifest.csv"
    read = documents.read_all(documents.from_manifest(manifest, documents.Given()))
    known = [each for each in read if isinstance(each, Document) and each.language in ("ru", "en")]
    for place in range(number):
        sample = known[place % len(known)]
        text = f"{sample.text}\n\nNo. {place}"
        yield replace(sample, name=f"{place}-{sample.name}", text=text, url=f"https://example.org/{place}")


def seconds(number: int, profile: cProfile.Profile | None = None) -> float:
    """CPU seconds to ingest so many documents into a new store."""
    made = list(variants(number))
    with tempfile.TemporaryDirectory() as folder:
        began = time.process_time()
        if profile:
            profile.enable()
        workflow.ingest(Path(folder) / "store", made)
        if profile:
            profile.disable()
        return time.process_time() - began


def by_room(profile: cProfile.Profile) -> Counter[str]:
    """Own seconds of our rooms; what a library spends is counted for the room that owns it."""
    spent: Counter[str] = Counter()
    for (file, _, _), (_, _, own, _, _) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        room = next((room for room in ROOMS if f"/kg/{room}/" in file), "libraries and Python")
        spent[room] += own
    return spent


def main() -> None:
    """Print the table."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--documents", type=int, default=400)
    number = arguments.parse_args().documents
    seconds(20)  # warm: packs, dictionaries, shapes of code
    rounds = [(seconds(number // 4), seconds(number)) for _ in range(3)]
    few, many = (statistics.median(each[place] for each in rounds) for place in (0, 1))
    print(f"{number} documents: {many:.1f} CPU s, {number / many:.0f} a second, {1000 * many / number:.1f} ms each")
    growth = statistics.median((large / number) / (small / (number // 4)) for small, large in rounds)
    print(f"seconds a document at {number} against {number // 4}: {growth:.2f} (1 is linear; below 1, fixed costs)")
    profile = cProfile.Profile()
    seconds(number // 4, profile)
    spent = by_room(profile)
    for room, own in spent.most_common():
        print(f"  {room:22} {own / spent.total():6.1%}")


if __name__ == "__main__":
    main()
