"""Reading while somebody writes, and two who want to write."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kg import resources, store, workflow

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
MANIFEST = resources.samples() / "manifest.csv"
COUNT = b"SELECT (COUNT(DISTINCT ?p) AS ?n) WHERE { ?p a <https://w3id.org/tradegraph/ns#Publication> }"


def test_queries_are_answered_while_an_ingest_runs(kg: Run, tmp_path: Path) -> None:
    kg(
        "ingest",
        resources.samples() / "texts" / "01-tbilisi-mission-planned.txt",
        "--store",
        tmp_path / "s",
        "--no-extract",
    )
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


def test_ctrl_c_leaves_the_store_whole_and_says_so(tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    news = (resources.samples() / "texts" / "03-tbilisi-mission-held.txt").read_text(encoding="utf-8")
    for number in range(120):
        (texts / f"{number}.txt").write_text(f"{news}\n№ {number}\n", encoding="utf-8")
    command = [sys.executable, "-m", "kg", "ingest", str(texts), "--store", str(tmp_path / "s")]
    running = subprocess.Popen(
        command, stderr=subprocess.PIPE, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler)
    )
    ledger = tmp_path / "s" / "ledger.jsonl"
    while running.poll() is None and not (ledger.exists() and b"graph/doc/" in ledger.read_bytes()):
        time.sleep(0.05)
    running.send_signal(signal.SIGINT)
    said = running.communicate()[1].decode()
    assert running.returncode in (130, 0), said
    assert "Traceback" not in said
    assert running.returncode == 0 or "what was acknowledged is stored" in said
    assert store.verify(tmp_path / "s").sound
    assert workflow.publications(workflow.source(tmp_path / "s"))
