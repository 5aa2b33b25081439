"""The same input gives the same bytes: in any order, in any number of processes, under any hash seed, however often."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from kg import resources

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
MANIFEST = resources.samples() / "manifest.csv"


def exported(kg: Run, store: Path) -> bytes:
    return kg("export", "--store", store, "--format", "nquads").stdout


@pytest.fixture(scope="session")
def first(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The samples read in the order of their manifest, by one process."""
    from kg import documents, publish, workflow

    store = tmp_path_factory.mktemp("first") / "store"
    workflow.ingest(store, documents.read_all(documents.from_manifest(MANIFEST, documents.Given())))
    content = publish.export(workflow.source(store), "nquads").content
    assert content and content.count(b"\n") > 1000
    return content


@pytest.mark.parametrize("seed", ["1", "2"])
def test_a_hash_seed_changes_nothing(kg: Run, kg_process: Run, first: bytes, tmp_path: Path, seed: str) -> None:
    kg_process("ingest", "--store", tmp_path / "s", "--manifest", MANIFEST, PYTHONHASHSEED=seed)
    assert exported(kg, tmp_path / "s") == first


def test_two_processes_change_nothing(kg: Run, first: bytes, tmp_path: Path) -> None:
    kg("ingest", "--store", tmp_path / "s", "--manifest", MANIFEST, "--jobs", 2)
    assert exported(kg, tmp_path / "s") == first


@pytest.mark.parametrize("order", ["backwards", "one by one", "halves swapped"])
def test_the_order_changes_nothing(kg: Run, first: bytes, tmp_path: Path, order: str) -> None:
    header, *rows = MANIFEST.read_text(encoding="utf-8").splitlines()
    half = len(rows) // 2
    parts = {
        "backwards": [rows[::-1]],
        "one by one": [[row] for row in rows[::3]] + [rows[1::3], rows[2::3]],
        "halves swapped": [rows[half:], rows[:half]],
    }[order]
    for part in parts:
        manifest = tmp_path / "manifest.csv"
        manifest.write_text("\n".join([header, *part]) + "\n", encoding="utf-8")
        (tmp_path / "texts").exists() or (tmp_path / "texts").symlink_to(resources.samples() / "texts")
        kg("ingest", "--store", tmp_path / "s", "--manifest", manifest)
    assert exported(kg, tmp_path / "s") == first


def test_reading_twice_writes_nothing(kg: Run, tmp_path: Path) -> None:
    kg("ingest", "--store", tmp_path / "s", "--manifest", MANIFEST)
    ledger = (tmp_path / "s" / "ledger.jsonl").read_bytes()
    again = kg("ingest", "--store", tmp_path / "s", "--manifest", MANIFEST)
    assert b"16 as they were" in again.stderr
    assert (tmp_path / "s" / "ledger.jsonl").read_bytes() == ledger


def test_rereading_changes_nothing_when_the_reader_is_the_same(kg: Run, first: bytes, tmp_path: Path) -> None:
    kg("ingest", "--store", tmp_path / "s", "--manifest", MANIFEST)
    kg("reread", "--store", tmp_path / "s")
    assert exported(kg, tmp_path / "s") == first


def test_facts_by_hand_stay_when_the_text_is_read_again(kg: Run, tmp_path: Path) -> None:
    kg("ingest", "--store", tmp_path / "s", "--manifest", MANIFEST, "--no-extract")
    kg("add", "--store", tmp_path / "s", resources.samples() / "facts.jsonl", "--as", "Aigul")
    by_hand = exported(kg, tmp_path / "s")
    kg("ingest", "--store", tmp_path / "s", "--manifest", MANIFEST, "--no-extract")
    assert exported(kg, tmp_path / "s") == by_hand
