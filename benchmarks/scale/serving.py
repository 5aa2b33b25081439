"""A graph at a real Virtuoso, beside the embedded store: same rows, nothing torn, nothing lost.

usage: python benchmarks/scale/serving.py [--store FOLDER] [--quads N] [--replacements N] [--kills N] [--only PART …]

Parts: `named` asks every named question of both, for one country where it has such a parameter, and again for
everything with --whole, and compares the rows; `replaced` replaces one graph of 500 triples while four readers ask for
it; `killed` kills a writer (kill -9) again and again and looks whether what it was told is there and nothing half;
`ingested` reads documents into the endpoint. Exit code 1 when rows differ, a reader met a torn graph, or something was
lost. Needs Virtuoso (Debian: virtuoso-opensource). FOLDER is made by benchmarks/generated.py where it is not there.
"""

import argparse
import importlib
import importlib.util
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from kg import questions, store, workflow
from kg.model.rdf import NamedGraph, Source
from kg.questions import Question

ROOT = Path(__file__).resolve().parents[2]
READERS = 4
TRIPLES = 500
DEADLINE = 300.0  # seconds for one question, so that the server's speed is seen and not our limit
ACCOUNT = {"TRADEGRAPH_ENDPOINT_USER": "dba", "TRADEGRAPH_ENDPOINT_PASSWORD": "dba"}


def module(path: Path) -> ModuleType:
    """A file of ours that is in no package."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec and spec.loader
    made = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = made
    spec.loader.exec_module(made)
    return made


PICKED = {  # a thing for each name of a parameter, where it is no economy: the first that the graph has
    "event": "?x trd:eventStatus ?y",
    "node": "?x trd:figureStatus ?y",
    "publication": "?x a trd:Publication",
    "publisher": "?y <http://purl.org/dc/terms/publisher> ?x",
    "organisation": "?y <http://www.w3.org/ns/org#organization> ?x",
    "agency": "?p trd:participationIn ?y ; trd:participant ?x . ?y trd:eventStatus ?z . ?x a trd:Organisation",
}
PICK = "PREFIX trd: <https://w3id.org/tradegraph/ns#> SELECT ?x WHERE { %s } LIMIT 1"


def parameters(question: Question, source: Source) -> dict[str, str]:
    """One country, or two, or one thing, where the question can be narrowed so."""
    economies = [each.name for each in question.parameters if each.type == "economy"]
    if economies:
        return dict(zip(economies, ("KZ", "LV") if len(economies) > 1 else ("LV",), strict=False))
    for each in question.parameters:
        if each.name == "thing":
            return {"thing": "LV"}
        if each.name in PICKED:
            found = source.select(PICK % PICKED[each.name]).rows
            return {each.name: str(found[0][0])} if found else {}
    return {}


def answer(source: Source, question: Question, given: dict[str, str]) -> tuple[tuple[Any, ...] | str, float]:
    """The rows, or what went wrong, and the seconds that it took."""
    began = time.perf_counter()
    try:
        found: tuple[Any, ...] | str = questions.ask(source, question, given).rows
    except Exception as error:  # noqa: BLE001  told in the table, whatever it is
        found = f"{type(error).__name__}: {str(error)[:160]}"
    return found, time.perf_counter() - began


def verdict(here: tuple[Any, ...] | str, there: tuple[Any, ...] | str) -> str:
    """How the endpoint's answer compares."""
    if isinstance(here, str) or isinstance(there, str):
        return f"error: {here if isinstance(here, str) else there}"
    if here == there:
        return "same"
    return "same rows, other order" if Counter(here) == Counter(there) else "DIFFERENT"


def named(folder: Path, server: Any, *, whole: bool) -> int:
    """Ask every question of both; how many answers differ."""
    nquads = "".join(store.snapshot(folder).nquads()).encode()
    began = time.perf_counter()
    server.load(nquads)
    told = f"loaded by the server's own means in {time.perf_counter() - began:.0f} s"
    print(f"named: {len(nquads.splitlines()):,} quads {told}", flush=True)
    del nquads
    here, there = store.source(folder), store.source(folder, server.url)
    there.deadline = there.watch.patience = DEADLINE  # type: ignore[attr-defined]
    found: Counter[str] = Counter()
    for question in questions.catalogue():
        narrow = parameters(question, here)
        for given in [narrow] + [{}] * (whole and bool(narrow)):
            ours, mine = answer(here, question, given)
            theirs, other = answer(there, question, given)
            said = verdict(ours, theirs)
            found[said.split(":")[0]] += 1
            what = " ".join([question.name, *(f"{name}={value[-20:]}" for name, value in given.items())])
            print(
                f"  {what:44} {len(ours):7,} rows  embedded {mine:6.2f} s  endpoint {other:6.2f} s  {said}", flush=True
            )
    print(f"named: {dict(found)}")
    return found["DIFFERENT"] + found["error"]


def graph(version: int) -> NamedGraph:
    """One document's graph; all of its triples change with the version."""
    iri = "https://data.example.org/graph/doc/replaced"
    lines = (f'<urn:s:{at}> <urn:v:{version}> "Строка {at}"@ru <{iri}> .\n' for at in range(TRIPLES))
    return NamedGraph(iri, tuple(sorted(lines)))


class Reader(threading.Thread):
    """Asks for the graph until it is stopped, and counts what it sees."""

    def __init__(self, source: Source, stop: threading.Event) -> None:
        super().__init__()
        self.source, self.stop = source, stop
        self.seen: Counter[tuple[int, ...]] = Counter()
        self.failed = 0

    def run(self) -> None:
        query = f"SELECT ?p (COUNT(*) AS ?n) WHERE {{ GRAPH <{graph(0).iri}> {{ ?s ?p ?o }} }} GROUP BY ?p"
        while not self.stop.is_set():
            try:
                rows = self.source.select(query).rows
                self.seen[tuple(int(str(number)) for _, number in rows)] += 1
            except Exception as error:  # noqa: BLE001
                self.failed += 1
                print(f"  a reader was told: {error}")


def replaced(desk: Path, server: Any, number: int) -> int:
    """Replace one graph so often while readers ask; how many answers were torn or failed."""
    store.at_endpoint(desk, server.url, server.update)
    stop, seconds = threading.Event(), []
    with store.writer(desk) as writer:
        writer.replace([store.Change(graph(0))])
        readers = [Reader(store.source(desk), stop) for _ in range(READERS)]
        for reader in readers:
            reader.start()
        began = time.perf_counter()
        for version in range(1, number + 1):
            at = time.perf_counter()
            writer.replace([store.Change(graph(version))])
            seconds.append(time.perf_counter() - at)
        spent = time.perf_counter() - began
        stop.set()
        for reader in readers:
            reader.join()
    seen = sum((reader.seen for reader in readers), Counter[tuple[int, ...]]())
    torn = sum(count for state, count in seen.items() if state != (TRIPLES,))
    failed = sum(reader.failed for reader in readers)
    again = sum(reader.source.watch.asked_again for reader in readers)  # type: ignore[attr-defined]
    print(
        f"replaced: {number:,} times, {number / spent:.1f} a second (median {statistics.median(seconds):.2f} s), "
        f"{READERS} readers {seen.total():,} answers, {torn} torn, {failed} failed; {again:,} asked again"
    )
    return torn + failed


def killed(desk: Path, server: Any, number: int) -> int:
    """Kill a writer so often; how many acknowledged changes were lost or graphs half."""
    store.at_endpoint(desk, server.url, server.update)
    child = ROOT / "tests" / "store" / "ingesting.py"
    written = module(child)
    moments, acknowledged, wrong = random.Random(20161107), -1, 0
    for _ in range(number):
        done = run_and_kill(child, desk, moments.uniform(0, 3))
        acknowledged = max(acknowledged, done)
        with store.writer(desk) as writer:
            entries = writer.entries()
            there = len([iri for iri in entries if "/new-" in iri])
            wrong += there < acknowledged + 1
            for iri in entries:
                name = iri.rpartition("/")[2]
                allowed = [written.graph(name, at) for at in _batches(name, acknowledged, there)]
                wrong += writer.graph(iri) not in allowed
        wrong += not store.verify(desk).sound
    print(f"killed: {number} times, {acknowledged + 1} batches acknowledged, {wrong} lost or half")
    return wrong


def _batches(name: str, acknowledged: int, there: int) -> Sequence[int]:
    """Which batch may have written a graph of that name last: the hot one is written after the new one of its batch."""
    return range(max(acknowledged, there - 2, 0), there) if name == "hot" else [int(name.partition("-")[2])]


def run_and_kill(child: Path, folder: Path, wait: float) -> int:
    """The last batch that the writer was told is stored, -1 for none."""
    with subprocess.Popen([sys.executable, str(child), str(folder)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        first = process.stdout.readline()
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        said = (first + process.stdout.read()).splitlines()
    return max((int(line.split()[1]) for line in said if line.startswith("done ")), default=-1)


def ingested(desk: Path, server: Any, number: int) -> int:
    """Read documents into the endpoint and into a folder; 1 when the graphs differ."""
    variants = module(ROOT / "benchmarks" / "ingest.py").variants
    store.at_endpoint(desk, server.url, server.update)
    spent = []
    for folder in (desk, desk.with_name("embedded")):
        began = time.perf_counter()
        workflow.ingest(folder, variants(number))
        spent.append(time.perf_counter() - began)
    promised = {iri: entry.digest for iri, entry in store.entries(desk.with_name("embedded")).items()}
    found = {iri: entry.digest for iri, entry in store.entries(desk).items()}
    differ = sum(digest != promised.get(iri) for iri, digest in found.items()) + (not store.verify(desk).sound)
    print(
        f"ingested: {number} documents, {spent[0]:.0f} s into the endpoint, {spent[1]:.0f} s into the folder; "
        f"{differ} graphs differ"
    )
    return differ


PARTS: dict[str, Callable[[argparse.Namespace, Path, Any], int]] = {
    "replaced": lambda asked, work, server: replaced(work / "replaced", server, asked.replacements),
    "killed": lambda asked, work, server: killed(work / "killed", server, asked.kills),
    "ingested": lambda asked, work, server: ingested(work / "ingested", server, asked.documents),
    "named": lambda asked, work, server: named(asked.store or work / "store", server, whole=asked.whole),
}


def main() -> int:
    """Run the parts, each on a server of its own; 1 when something is wrong."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("--store", type=Path)
    arguments.add_argument("--quads", type=int, default=1_000_000)
    arguments.add_argument("--replacements", type=int, default=1_000)
    arguments.add_argument("--kills", type=int, default=20)
    arguments.add_argument("--documents", type=int, default=100)
    arguments.add_argument("--whole", action="store_true", help="also each question for everything: takes an hour")
    arguments.add_argument("--only", nargs="*", choices=list(PARTS), default=list(PARTS))
    asked = arguments.parse_args()
    os.environ.update(ACCOUNT)
    sys.path.insert(0, str(ROOT / "tests"))
    servers = importlib.import_module("servers")
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        if "named" in asked.only and not (asked.store or Path(folder, "store")).exists():
            module(ROOT / "benchmarks" / "generated.py").make(asked.store or Path(folder, "store"), asked.quads)
        for part in asked.only:
            (place := Path(folder, f"virtuoso-{part}")).mkdir()
            with servers.virtuoso(place, seconds=int(DEADLINE), buffers=100_000) as server:
                wrong += PARTS[part](asked, Path(folder), server)
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
