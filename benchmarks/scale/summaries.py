"""Summaries on a store of a million quads: what a change costs with them and without, what pages ask with and without.

usage: python benchmarks/scale/summaries.py [--quads N] [--store FOLDER] [--rounds N]

A store is generated (`benchmarks/generated.py`; or take one that was, with --store, which is copied). Two copies of it,
one without summaries, take the same documents in turn, and who goes first alternates: one by one, then fifty in a
transaction. Seconds are CPU seconds of this process, the engine's threads included. Then what pages ask is asked of the
whole graph and of the summaries, and the answers are compared; milliseconds are the best of three. Ten minutes with a
million quads. Exit code 1 when an answer differs, or the summaries are not what counting anew gives.
"""

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from generated import HUB, change, make, texts
from rdflib import URIRef

from kg import iris, questions, store, summaries
from kg.model.rdf import Source

FIFTY = 50
TEXTS = (
    "PREFIX trd: <https://w3id.org/tradegraph/ns#> PREFIX dcterms: <http://purl.org/dc/terms/> "
    "SELECT (COUNT(DISTINCT ?s) AS ?n) (COUNT(DISTINCT ?house) AS ?h) (MIN(STR(?d)) AS ?first) (MAX(STR(?d)) AS ?last) "
    "WHERE { ?s a trd:Publication OPTIONAL { ?s dcterms:publisher ?house } OPTIONAL { ?s dcterms:issued ?d } }"
)
RECORDS = (
    "PREFIX trd: <https://w3id.org/tradegraph/ns#> SELECT ?kind (COUNT(?record) AS ?n) WHERE { "
    "{ SELECT DISTINCT ?record WHERE { ?record trd:statedIn ?s FILTER NOT EXISTS { ?record trd:withheld ?r } "
    "FILTER NOT EXISTS { ?record trd:changeOf ?l } } } "
    'BIND(REPLACE(STR(?record), "^.*/id/([a-z]+)/.*$", "$1") AS ?kind) } GROUP BY ?kind'
)
WITHHELD = (
    "PREFIX trd: <https://w3id.org/tradegraph/ns#> "
    "SELECT ?why (COUNT(DISTINCT ?r) AS ?n) WHERE { ?r trd:withheld ?why } GROUP BY ?why"
)
CLASSES = "SELECT ?c (COUNT(DISTINCT ?x) AS ?n) WHERE { GRAPH ?g { ?x a ?c } %s } GROUP BY ?c"
PROPERTIES = "SELECT ?p (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?x ?p ?y } %s } GROUP BY ?p"
Answer = TypeVar("Answer")


def without(folder: Path) -> None:
    """Take the summaries out of a store: so an older version would have written it."""
    with store.writer(folder) as writer:
        writer.drop([name for name in writer.entries() if name.startswith(summaries.graphs())])


def changes(writer: store.Writable, number: int, seed: int) -> list[store.Change]:
    """So many documents that the store does not have."""
    return [change(writer, *each) for each in islice(texts(seed), number)]


def seconds(writer: store.Writable, wanted: Sequence[store.Change]) -> float:
    """CPU seconds of one transaction."""
    began = time.process_time()
    writer.replace(wanted)
    return time.process_time() - began


def costs(with_them: Path, bare: Path, rounds: int) -> Iterator[tuple[str, list[float], list[float]]]:
    """By size of transaction: seconds a document with summaries and without, of each round."""
    with store.writer(with_them) as one, store.writer(bare) as other:
        for size, times in ((1, rounds), (FIFTY, max(2, rounds // 5))):
            spent: tuple[list[float], list[float]] = ([], [])
            for place in range(times):
                pair = [
                    (spent[at], writer, changes(writer, size, 1000 * size + place))
                    for at, writer in ((0, one), (1, other))
                ]
                for told, writer, wanted in pair if place % 2 else reversed(pair):
                    told.append(seconds(writer, wanted) / size)
            yield f"{size} a transaction", *spent


def quickest(ask: Callable[[], Answer]) -> tuple[float, Answer]:
    """The best of three, in milliseconds, and the answer."""
    taken = []
    for _ in range(3):
        began = time.perf_counter()
        answer = ask()
        taken.append(1000 * (time.perf_counter() - began))
    return min(taken), answer


def counted(source: Source, query: str) -> dict[str, int]:
    """The answer of a query that counts by one column."""
    return {str(name).rpartition("#withheld-")[2]: int(str(number)) for name, number in source.select(query).rows}


def partners(source: Source, country: str) -> dict[str, tuple[int, int]]:
    """Figures, and records of all kinds, by partner, as the named question has them."""
    rows = questions.run(source, questions.question("partners-of").text, {"country": URIRef(country)}).rows
    return {str(row[1]): (int(str(row[2])), int(str(row[4]))) for row in rows}


def asked(source: Source) -> Iterator[tuple[str, Callable[[], object], Callable[[], object]]]:
    """What pages ask: its name, how the whole graph is asked, how the summaries are."""
    totals, hub = summaries.Totals(source), iris.iri("country", HUB)
    elsewhere = f'FILTER(!STRSTARTS(STR(?g), "{summaries.graphs()}"))'

    def texts_told() -> tuple[str, ...]:
        return tuple(str(each) for each in source.select(TEXTS).rows[0])

    def texts_kept() -> tuple[str, ...]:
        found = totals.publications()
        return str(found.number), str(found.publishers), found.first, found.last

    def partners_kept() -> dict[str, tuple[int, int]]:
        return {each: (kinds["figure"], sum(kinds.values())) for each, kinds in totals.partners(hub).items()}

    yield "records by kind", lambda: counted(source, RECORDS), lambda: dict(totals.records())
    yield "withheld by reason", lambda: counted(source, WITHHELD), lambda: dict(totals.withheld())
    yield "texts, publishers, first and last day", texts_told, texts_kept
    yield f"partners of {HUB}", lambda: partners(source, hub), partners_kept
    yield "things by class", lambda: counted(source, CLASSES % elsewhere), lambda: dict(totals.classes())
    yield "statements by property", lambda: counted(source, PROPERTIES % elsewhere), lambda: dict(totals.properties())


def answers(folder: Path) -> bool:
    """Print what pages ask; whether all answers are equal."""
    sound = True
    for name, whole, kept in asked(store.snapshot(folder)):
        (slow, wanted), (quick, found) = quickest(whole), quickest(kept)
        sound = sound and wanted == found
        print(f"{name:40} {slow:10.1f} ms {quick:8.1f} ms  {'equal' if wanted == found else 'DIFFERENT'}", flush=True)
    return sound


def in_step(folder: Path) -> bool:
    """Print how long counting anew takes, and whether it gives what is kept, byte by byte."""
    snapshot = store.snapshot(folder)
    began = time.process_time()
    wanted = summaries.recomputed(snapshot)
    taken = time.process_time() - began
    kept = [snapshot.graph(name) for name in snapshot.graphs() if name.startswith(summaries.graphs())]
    lines = sum(len(graph.lines) for graph in kept)
    print(f"{len(kept):,} graphs of summaries, {lines:,} of {len(snapshot):,} quads; counted anew in {taken:.1f} CPU s")
    print("byte by byte what counting anew gives" if wanted == kept else "NOT what counting anew gives")
    return wanted == kept


def main() -> int:
    """Print the tables."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    arguments.add_argument("--quads", type=int, default=1_000_000)
    arguments.add_argument("--store", type=Path)
    arguments.add_argument("--rounds", type=int, default=40)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as place:
        with_them, bare = Path(place) / "with", Path(place) / "without"
        if given.store:
            shutil.copytree(given.store, with_them)
        else:
            make(with_them, given.quads)
        shutil.copytree(with_them, bare)
        without(bare)
        for name, one, other in costs(with_them, bare, given.rounds):
            ratio = statistics.median(a / b for a, b in zip(one, other, strict=True))
            told = [1000 * statistics.median(each) for each in (one, other)]
            print(
                f"{name:18} {told[0]:7.1f} ms a document with, {told[1]:7.1f} without, median ratio {ratio:.2f}",
                flush=True,
            )
        return 0 if all([answers(with_them), in_step(with_them)]) else 1


if __name__ == "__main__":
    sys.exit(main())
