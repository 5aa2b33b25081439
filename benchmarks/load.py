"""Quads a second through `kg load`, beside plain pyoxigraph on the same file in the same run.

usage: python benchmarks/load.py [--quads N] [--rounds N] [--floor RATIO]

The graph has the product's shape: figures with quantity, evidence and selectors, labels, periods, typed numbers. Plain
is the engine's fastest call, `bulk_load` of the file, and `flush`. Ours is `kg.store.load_file`: the file parsed in a
process of its own, graph names replaced, digest and number of quads in the ledger, synced; and, in the last column, the
writer opened before and a snapshot published after. Rounds alternate, so that both meet the same load of the machine.
Exit code 1 when the median ratio of a format is under the floor.
"""

import argparse
import hashlib
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

import kg.store
from kg import iris

XSD = "http://www.w3.org/2001/XMLSchema#"
GRAPH = iris.graph("loaded/benchmark")
FORMATS = {"ntriples": (".nt", ox.RdfFormat.N_TRIPLES), "nquads": (".nq", ox.RdfFormat.N_QUADS)}
PER_FIGURE, FIGURES = 16, 25  # quads a figure, figures a document


def figure(document: int, number: int) -> Iterator[str]:
    """The triples of one figure with its quantity and its passage."""
    key = hashlib.sha256(f"{document}|{number}".encode()).hexdigest()
    node, part, place = (f"<{iris.iri(kind, key[:20])}>" for kind in ("figure", "part", "passage"))
    year = 1995 + document % 30
    value = (document * 7919 + number * 104_729) % 90_000_000
    rows = {
        node: (
            ("partner", f"<{iris.iri('country', f'C{number % 23}')}>"),
            ("reporter", f"<{iris.iri('country', f'C{document % 197}')}>"),
            ("period", f"<{iris.iri('period', str(year))}>"),
            ("indicator", f"<{iris.code('indicator', ('exports', 'imports', 'turnover')[number % 3])}>"),
            ("quantity", part),
            ("evidence", place),
            ("confidence", f'"0.{number % 9 + 1}"^^<{XSD}decimal>'),
        ),
        part: (
            ("value", f'"{value * 1000}"^^<{XSD}decimal>'),
            ("lowerBound", f'"{value}.5"^^<{XSD}decimal>'),
            ("unit", f"<{iris.iri('unit', 'USD')}>"),
            ("hedge", f"<{iris.code('hedge', 'about')}>"),
            ("statedAs", f'"около {value} тыс. долларов США"@ru'),
        ),
        place: (
            ("start", f'"{number * 150}"^^<{XSD}integer>'),
            ("end", f'"{number * 150 + 90}"^^<{XSD}integer>'),
            ("issued", f'"{year}-{number % 12 + 1:02}-07"^^<{XSD}date>'),
            ("exact", f'"В {year} году \\"оборот\\" достиг {value} тыс. долларов, сообщили в ведомстве"@ru'),
        ),
    }
    return (f"{subject} <{iris.term(name)}> {term}" for subject, said in rows.items() for name, term in said)


def write(folder: Path, quads: int) -> dict[str, Path]:
    """The same triples as N-Triples, and as N-Quads in a graph for each document."""
    files = {name: folder / f"sample{suffix}" for name, (suffix, _) in FORMATS.items()}
    with files["ntriples"].open("w", encoding="utf-8") as triples, files["nquads"].open("w", encoding="utf-8") as named:
        for document in range(quads // (PER_FIGURE * FIGURES)):
            graph = iris.graph(f"doc/{hashlib.sha256(str(document).encode()).hexdigest()[:20]}")
            for number in range(FIGURES):
                for line in figure(document, number):
                    triples.write(f"{line} .\n")
                    named.write(f"{line} <{graph}> .\n")
    return files


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds on the clock and of CPU in all processes, and how many quads there were at the end."""

    seconds: float
    cpu: float
    quads: int
    published: float = 0.0


Round = tuple[Spent, Spent]


def cpu() -> float:
    """CPU seconds of this process and of its children that have ended."""
    return sum(os.times()[:4])


def plain(file: Path, name: str, folder: Path) -> Spent:
    """The engine alone."""
    store = ox.Store(str(folder))
    began, used = time.perf_counter(), cpu()
    graph = {"to_graph": ox.NamedNode(GRAPH)} if name == "ntriples" else {}
    store.bulk_load(path=file, format=FORMATS[name][1], **graph)
    store.flush()
    return Spent(time.perf_counter() - began, cpu() - used, len(store))


def ours(file: Path, folder: Path) -> Spent:
    """Until the load is acknowledged; `published` with opening and publishing."""
    opened = time.perf_counter()
    with kg.store.writer(folder) as writer:
        began, used = time.perf_counter(), cpu()
        kg.store.load_file(writer, file, GRAPH)
        seconds, used = time.perf_counter() - began, cpu() - used
    return Spent(seconds, used, len(kg.store.snapshot(folder)), time.perf_counter() - opened)


def measured(file: Path, name: str, number: int) -> Round:
    """One round, each in a new folder; who goes first alternates."""
    with tempfile.TemporaryDirectory() as folder:
        runs = [
            lambda: plain(file, name, Path(folder) / "plain"),
            lambda: ours(file, Path(folder) / "ours"),
        ]
        first, second = (runs[place]() for place in ((0, 1) if number % 2 else (1, 0)))
    return (first, second) if number % 2 else (second, first)


def report(name: str, rounds: list[Round]) -> float:
    """Print a format's rounds; the median ratio."""
    for alone, mine in rounds:
        print(
            f"{name:9} plain {alone.seconds:6.2f} s (CPU {alone.cpu:5.2f}) {alone.quads / alone.seconds:9,.0f}/s   "
            f"ours {mine.seconds:6.2f} s (CPU {mine.cpu:5.2f}) {mine.quads / mine.seconds:9,.0f}/s   "
            f"ratio {alone.seconds / mine.seconds:.2f}"
        )
    ratio = statistics.median(alone.seconds / mine.seconds for alone, mine in rounds)
    published = statistics.median(alone.seconds / mine.published for alone, mine in rounds)
    used = statistics.median(alone.cpu / mine.cpu for alone, mine in rounds)
    print(f"{name:9} median ratio {ratio:.2f}, with opening and publishing {published:.2f}, of CPU seconds {used:.2f}")
    return ratio


def main() -> int:
    """Print the table; 1 when a median is under the floor."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("--quads", type=int, default=500_000)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--floor", type=float, default=0.8)
    asked = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        files = write(Path(folder), asked.quads)
        ratios = [
            report(name, [measured(file, name, number) for number in range(asked.rounds)])
            for name, file in files.items()
        ]
    return int(min(ratios) < asked.floor)


if __name__ == "__main__":
    sys.exit(main())
