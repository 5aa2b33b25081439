"""kill -9 in the middle of an ingest: every document is whole or absent, nothing acknowledged is lost, a second run completes it.

TRADEGRAPH_KILLS says how often (5 in an ordinary run; the figure in the changelog is of 30).
"""

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg import iris, publish, resources, workflow
from kg.store import entries, verify, writer

KILLS = int(os.environ.get("TRADEGRAPH_KILLS", "5"))
COPIES = 8


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A manifest of many small documents, each a text of its own."""
    folder = tmp_path_factory.mktemp("news")
    rows = ["file,language,published"]
    for path in sorted((resources.samples() / "texts").glob("*.txt")):
        if path.name.startswith("08"):
            continue
        for copy in range(COPIES):
            name = f"{path.stem}-{copy}.txt"
            (folder / name).write_text(path.read_text(encoding="utf-8") + f"\n№ {copy}\n", encoding="utf-8")
            rows.append(f"{name},ru,2025")
    (folder / "manifest.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return folder / "manifest.csv"


def ingest(news: Path, store: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "kg", "ingest", "--store", str(store), "--manifest", str(news)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


@pytest.fixture(scope="module")
def undisturbed(news: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, float]:
    """What an undisturbed run exports, and how long it takes."""
    store = tmp_path_factory.mktemp("undisturbed") / "store"
    began = time.monotonic()
    assert ingest(news, store).wait() == 0
    took = time.monotonic() - began
    return publish.export(workflow.source(store), "nquads").content or b"", took


def acknowledged(store: Path) -> set[str]:
    ledger = store / "ledger.jsonl"
    lines = ledger.read_bytes().split(b"\n") if ledger.exists() else []
    graphs = set()
    for line in lines:
        with contextlib.suppress(ValueError):  # the line that was being written
            graphs.add(str(json.loads(line).get("graph")))
    return graphs


@pytest.mark.parametrize("kill", range(KILLS))
def test_killed_anywhere_the_store_opens_and_a_second_run_completes_it(
    news: Path, undisturbed: tuple[bytes, float], tmp_path: Path, kill: int
) -> None:
    whole, took = undisturbed
    store = tmp_path / "store"
    running = ingest(news, store)
    time.sleep(random.Random(kill).uniform(0.2, 1.0) * took)
    running.send_signal(signal.SIGKILL)
    running.wait()
    done = acknowledged(store)
    with writer(store, ()) as opened:
        present = set(opened.entries())
        for graph in present:
            if graph.startswith(iris.graph("doc/")):
                assert opened.graph(graph).digest == opened.entries()[graph].digest
    assert {graph for graph in done if graph.startswith(iris.graph("doc/"))} <= present
    assert ingest(news, store).wait() == 0
    assert publish.export(workflow.source(store), "nquads").content == whole
    assert verify(store).sound
    assert entries(store)
