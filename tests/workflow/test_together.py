"""Reading while somebody writes, and two who want to write."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kg import resources, store

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
MANIFEST = resources.samples() / "manifest.csv"
COUNT = b"SELECT (COUNT(DISTINCT ?p) AS ?n) WHERE { ?p a <https://w3id.org/tradegraph/ns#Publication> }"


def test_queries_are_answered_while_an_ingest_runs(kg: Run, tmp_path: Path) -> None:
    kg("ingest", resources.samples() / "texts" / "01-tbilisi-mission-planned.txt", "--store", tmp_path / "s", "--no-extract")
    command = [sys.executable, "-m", "kg", "ingest", "--store", str(tmp_path / "s"), "--manifest", str(MANIFEST)]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    counts = []
    while running.poll() is None:
        answer = kg("query", "-", "--store", tmp_path / "s", "--format", "csv", stdin=COUNT).stdout.decode()
        counts.append(int(answer.split()[1]))
    assert running.returncode == 0
    assert len(counts) > 1
    assert set(counts) <= {1, 17}  # a snapshot is one moment or another, never something between


def test_a_second_writer_is_told_who_writes(kg: Run, tmp_path: Path) -> None:
    with store.writer(tmp_path / "s"):
        said = kg("ingest", "--store", tmp_path / "s", "--manifest", MANIFEST, code=1).stderr.decode()
    assert "process" in said


@pytest.mark.parametrize("verb", ["facts", "status", "verify", "validate", "queries"])
def test_reading_verbs_work_beside_a_writer(kg: Run, tmp_path: Path, verb: str) -> None:
    kg("ingest", resources.samples() / "texts" / "01-tbilisi-mission-planned.txt", "--store", tmp_path / "s")
    words = [] if verb == "queries" else ["--store", tmp_path / "s"]
    with store.writer(tmp_path / "s"):
        kg(verb, *words)
