"""Reading on a Spark cluster of real processes on this machine, beside `kg ingest`: same bytes, kills, throughput.

usage: python benchmarks/scale/reading.py [--documents 6000] [--folder DIR] [--only NAME …]

Needs an environment with `tradegraph[spark,parquet]` and Java 17. What it shows, a line each: one and two workers give
the bytes of `kg ingest`; kill -9 of a Python worker, an executor, a worker daemon and the driver (one run each) loses
and doubles nothing and takes less than twice the time; warm throughput beside two plain processes; what Spark costs a
document when the reader does nothing; that broken documents end as listed errors. Exits with 1 when a limit is broken.
"""

import argparse
import hashlib
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

sys.path.insert(0, str(Path(__file__).parent))
import news  # noqa: E402
from cluster import Cluster, driver  # noqa: E402

from kg.documents.rows import from_row  # noqa: E402
from kg.runs import Run, sink_log  # noqa: E402
from kg.workflow.reading import readings  # noqa: E402
from kg_spark.reading import read  # noqa: E402
from kg_spark.session import started  # noqa: E402

WARM = 0.55  # of what plain processes do on the same cores, at least
EMPTY = 0.1  # milliseconds a document that Spark itself may cost
TWICE = 2.0  # of the undisturbed run's time that a killed one may take
BROKEN = 0.01
KILLS = ("python worker", "executor", "worker daemon", "driver")
_EMPTY_TIMES = 10  # copies of the input for the empty reader
_EMPTY_FILES = 16
THREADS = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


@dataclass(frozen=True, slots=True)
class Ran:
    """One run: what is in its folder by the sink's log, and how long it took with everything."""

    documents: int
    twice: int
    errors: int
    sha: str
    seconds: float
    warm: float  # documents a second, without the first batch
    said: str

    def line(self, name: str) -> str:
        """For the table."""
        found = f"{self.documents:>6,} documents, {self.twice} twice, {self.errors} errors, sha {self.sha}"
        return f"{name:26} {found}, {self.seconds:6.1f} s, warm {self.warm:5.1f} a second"


def checked(out: Path, seconds: float, said: str) -> Ran:
    """Look at a run's folder, by its log alone."""
    run, counts, graphs, errors = Run(str(out)), Counter[str](), {}, 0
    for name in run.files():
        for row in pq.read_table(out / name, columns=["name", "graph", "nquads", "error"]).to_pylist():
            counts[row["name"]] += 1  # ids are all different; two empty texts have one digest
            errors += row["error"] is not None
            if row["error"] is None:
                graphs[row["graph"]] = hashlib.sha256(row["nquads"].encode()).digest()
    sha = hashlib.sha256(b"".join(graphs[graph] for graph in sorted(graphs))).hexdigest()[:12]
    twice = sum(number > 1 for number in counts.values())
    return Ran(len(counts), twice, errors, sha, seconds, warm(run), said)


def warm(run: Run) -> float:
    """Documents a second from the first commit to the last."""
    log = Path(run.place.path) / sink_log.FOLDER
    numbered = (each for each in log.iterdir() if each.name.partition(".")[0].isdigit())
    names = sorted(numbered, key=lambda each: each.stat().st_mtime)
    if len(names) < 2:
        return 0.0
    first = {Path(entry["path"]).name for entry in sink_log.entries(run.place, names[0].name)}
    rows = sum(pq.read_metadata(Path(run.place.path) / name).num_rows for name in run.files() if name not in first)
    return rows / (names[-1].stat().st_mtime - names[0].stat().st_mtime)


def spark(source: Path, out: Path, cluster: Cluster, *words: str, kill: str = "", after: float = 0.0) -> Ran:
    """`kg-spark read` on the cluster; `kill` what, `after` seconds, and go on."""
    command = ("read", source, out, "--master", cluster.url, "--conf", "spark.ui.enabled=false", *words)
    began = time.monotonic()
    process = driver(*command)
    said = ""
    if kill:
        time.sleep(after)
        if kill == "driver":
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            process = driver(*command)
        else:
            said = cluster.kill(kill) + "\n"
    said += process.communicate()[1]
    seconds = time.monotonic() - began
    if process.returncode not in (0, 1):
        raise RuntimeError(said)
    return checked(out, seconds, said)


def plain_ingest(lines: Path, store: Path) -> tuple[str, float, int]:
    """`kg ingest --jobs 2`: the hash of the documents' graphs, seconds, and how many were not read."""
    command = [sys.executable, "-m", "kg", "ingest", "--store", str(store), "--jobs", "2", str(lines)]
    began = time.monotonic()
    # without the current folder on its path: the same package as the cluster's, wherever this was started from
    env = {**os.environ, **THREADS, "PYTHONSAFEPATH": "1"}
    done = subprocess.run(command, capture_output=True, text=True, env=env, check=False)
    seconds = time.monotonic() - began
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stderr)
    from kg import store as stores  # late: only this needs a store

    source = stores.snapshot(store)
    names = [name for name in source.graphs() if "/graph/doc/" in name]
    digests = (hashlib.sha256("".join(source.graph(name).lines).encode()).digest() for name in names)
    sha = hashlib.sha256(b"".join(digests)).hexdigest()[:12]
    return sha, seconds, done.stderr.count("not read: ")


def plain_processes(lines: Path) -> float:
    """Documents a second of two plain processes, from the hundredth document on."""
    os.environ.update(THREADS)
    documents = []
    for line in lines.read_text(encoding="utf-8").split("\n"):
        try:
            documents.append(from_row(json.loads(line)))
        except ValueError:
            continue
    began, number = 0.0, 0
    for number, _ in enumerate(readings(documents, jobs=2), 1):
        began = time.monotonic() if number == 100 else began
    return (number - 100) / (time.monotonic() - began)


def empty_reader(made: list[news.Row], folder: Path) -> float:
    """Milliseconds a document that Spark costs, in local mode: from the difference of a small and a large input.

    Both are of as many files, so that what a file costs (some 20 ms) is not counted for documents. One session, three
    rounds in turn, medians: the first round of all is the session's own and does not count.
    """
    session = started("local[2,4]", {"spark.ui.enabled": "false"})
    seconds: dict[int, list[float]] = {1: [], _EMPTY_TIMES: []}
    for times in seconds:
        news.write(folder / f"times{times}", made * times, _EMPTY_FILES)
    for turn in range(4):
        for times, found in seconds.items():
            source, out = folder / f"times{times}" / "parquet", folder / f"empty{times}-{turn}"
            counted = read(session, str(source), str(out), files=1000, empty=True, told=lambda _: None)
            if counted.documents != len(made) * times:
                raise RuntimeError(f"{counted.documents} rows of {len(made) * times}")
            found += [counted.seconds] * (turn > 0)
    session.stop()
    short, long = (statistics.median(found) for found in seconds.values())
    return 1000 * (long - short) / (len(made) * (_EMPTY_TIMES - 1))


def main() -> None:
    """Run all of it, or what is named."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    arguments.add_argument("--documents", type=int, default=6000)
    arguments.add_argument("--characters", type=int, default=600)
    arguments.add_argument("--files", type=int, default=48)
    arguments.add_argument("--folder", type=Path)
    arguments.add_argument("--only", nargs="*", choices=("ingest", "one", "two", "kills", "warm", "empty"))
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="kg-spark-") as folder:
        sys.exit(trials(given.folder or Path(folder), given))


def trials(folder: Path, given: argparse.Namespace) -> int:
    """All trials; the number of limits that were broken."""
    began, broken = time.monotonic(), 0
    chosen = set(given.only or ("ingest", "one", "two", "kills", "warm", "empty"))
    source, lines = folder / "parquet", folder / "news.jsonl"
    made = list(news.rows(given.documents, characters=given.characters, seed=7, broken=BROKEN))
    news.write(folder, made, given.files)
    expected = int(given.documents * BROKEN)

    def limit(holds: bool, said: str) -> None:
        nonlocal broken
        broken += not holds
        print(f"{'  ok    ' if holds else '  BROKEN'} {said}", flush=True)

    shas = set()
    if "ingest" in chosen:
        sha, seconds, refused = plain_ingest(lines, folder / "store")
        shas.add(sha)
        name, number = "kg ingest --jobs 2", given.documents - refused
        print(f"{name:26} {number:>6,} documents, {refused} errors, sha {sha}, {seconds:6.1f} s", flush=True)

    def all_there(ran: Ran, name: str) -> None:
        shas.add(ran.sha)
        print(ran.line(name), flush=True)
        whole = (ran.documents, ran.twice, ran.errors) == (given.documents, 0, expected)
        limit(whole and len(shas) == 1, f"{given.documents:,} documents once each, {expected} errors, same bytes")

    two: Ran | None = None
    if chosen & {"two", "kills", "warm"}:
        with Cluster(folder / "cluster2", 2) as cluster:
            two = spark(source, folder / "two", cluster)
        all_there(two, "two workers")
        limit(two.said.count("not read: ") >= min(expected, 20), "errors are listed at the end")
    if "warm" in chosen and two:
        plain = plain_processes(lines)
        print(f"{'two plain processes':26} {plain:.1f} a second", flush=True)
        limit(two.warm >= WARM * plain, f"warm: {two.warm / plain:.2f} of plain processes (at least {WARM})")
    if "one" in chosen:
        with Cluster(folder / "cluster1", 1) as cluster:
            all_there(spark(source, folder / "one", cluster), "one worker")
    for number, kill in enumerate(KILLS if "kills" in chosen and two else ()):
        with Cluster(folder / f"killed{number}", 2) as cluster:
            ran = spark(source, folder / f"run{number}", cluster, kill=kill, after=0.45 * two.seconds)
        all_there(ran, f"kill -9: {kill}")
        ratio = ran.seconds / two.seconds
        limit(ratio < TWICE, f"{ratio:.2f} of the undisturbed time (under {TWICE:g})")
    if "empty" in chosen:
        cost = empty_reader(made, folder)
        limit(0 < cost <= EMPTY, f"empty reader: {cost:.3f} ms a document (at most {EMPTY})")
    print(f"{broken} limits broken; {time.monotonic() - began:.0f} s in all")
    return min(broken, 1)


if __name__ == "__main__":
    main()
