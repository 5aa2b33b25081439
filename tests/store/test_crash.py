"""Killed at any moment (kill -9), the store opens, nothing acknowledged is lost, and no batch is half there.

TRADEGRAPH_KILLS says how often (5 by default); every kill hits the store that the last one left.
"""

import importlib.util
import os
import random
import shutil
from pathlib import Path

import pytest
from killing import killed

import kg.store
from kg.errors import StoreError

KILLS = int(os.environ.get("TRADEGRAPH_KILLS", "5"))
CHILD = Path(__file__).with_name("ingesting.py")
_spec = importlib.util.spec_from_file_location("ingesting", CHILD)
assert _spec and _spec.loader
ingesting = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(ingesting)


def test_killed_writers_lose_nothing_and_leave_nothing_half(tmp_path: Path) -> None:
    moments = random.Random(20161107)
    acknowledged = -1
    for _ in range(KILLS):
        started, done = killed(CHILD, tmp_path, moments.uniform(0, 0.4))
        acknowledged = max(acknowledged, done)
        with kg.store.writer(tmp_path) as writer:
            entries = writer.entries()
            present = len(entries) - 1 if entries else 0  # each batch brings one document; all share the hot one
            assert acknowledged + 1 <= present <= started + 1, "lost or invented"
            for batch in range(present):
                new = ingesting.graph(f"new-{batch}", batch)
                assert writer.graph(new.iri) == new
                assert writer.text(entries[new.iri].text) == f"Текст {batch}"
            if present:
                assert writer.graph(ingesting.graph("hot", 0).iri) == ingesting.graph("hot", present - 1)
        report = kg.store.verify(tmp_path)
        assert report.sound, "\n".join(report.lines())
        assert not list((tmp_path / "snapshots").glob("*.tmp"))


def write_two(folder: Path) -> None:
    with kg.store.writer(folder) as writer:
        for name in ("a", "b"):
            writer.replace([kg.store.Change(ingesting.graph(name, 0), name=f"{name}.txt")])


def test_a_torn_last_line_of_the_ledger_is_repaired(folder: Path) -> None:
    """Cut inside the line that acknowledges b: b is in the store, so it is noted again, under its name."""
    write_two(folder)
    ledger = folder / "ledger.jsonl"
    whole = ledger.read_bytes()
    for cut in (1, 2, 30, 100):
        ledger.write_bytes(whole[:-cut])
        with kg.store.writer(folder) as writer:
            assert {entry.name for entry in writer.entries().values()} == {"a.txt", "b.txt"}
        assert kg.store.verify(folder).sound


def test_a_torn_announcement_means_that_nothing_was_begun(folder: Path) -> None:
    write_two(folder)
    with (folder / "ledger.jsonl").open("ab") as file:
        file.write(b'{"begin": [{"graph": "urn:')
    with kg.store.writer(folder) as writer:
        assert len(writer.entries()) == 2
        writer.drop([ingesting.graph("a", 0).iri])
    assert list(kg.store.entries(folder)) == [ingesting.graph("b", 0).iri]


def test_a_damaged_line_inside_the_ledger_is_refused_with_its_number(folder: Path) -> None:
    write_two(folder)
    lines = (folder / "ledger.jsonl").read_bytes().splitlines(keepends=True)
    (folder / "ledger.jsonl").write_bytes(b"".join([lines[0], b"{broken}\n", *lines[2:]]))
    with pytest.raises(StoreError, match=r"ledger\.jsonl:2: the ledger is damaged"):
        kg.store.writer(folder).__enter__()


def test_an_unacknowledged_batch_is_looked_at_in_the_store(folder: Path) -> None:
    """The acknowledgements of the last batch are missing altogether, as after a kill between flush and ledger."""
    write_two(folder)
    lines = (folder / "ledger.jsonl").read_bytes().splitlines(keepends=True)
    (folder / "ledger.jsonl").write_bytes(b"".join(lines[:-1]))
    with kg.store.writer(folder) as writer:
        assert writer.entries()[ingesting.graph("b", 0).iri].digest == ingesting.graph("b", 0).digest
        assert writer.entries()[ingesting.graph("b", 0).iri].name == "b.txt"


def test_a_store_that_lost_its_tail_says_which_documents(folder: Path) -> None:
    """As when a damaged log is shortened by the engine: an older state of the files under a newer ledger."""
    write_two(folder)
    shutil.copytree(folder / "current", folder / "older")
    with kg.store.writer(folder) as writer:
        writer.replace([kg.store.Change(ingesting.graph("c", 0), name="c.txt")])
    shutil.rmtree(folder / "current")
    (folder / "older").rename(folder / "current")
    with pytest.raises(StoreError, match=r"ingested again: c\.txt \(https://data\.example\.org/graph/doc/c\)"):
        kg.store.writer(folder).__enter__()
    with kg.store.writer(folder) as writer:
        assert writer.replace([kg.store.Change(ingesting.graph("c", 0), name="c.txt")]).added
    assert kg.store.verify(folder).sound
