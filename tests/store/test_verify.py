"""`kg verify`: every graph and text compared with the ledger, to the last quad."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

import kg.store
from kg.errors import StoreError
from kg.model.rdf import NamedGraph
from kg.store import Change

Make = Callable[..., NamedGraph]


@pytest.fixture
def filled(folder: Path, make: Make) -> Path:
    with kg.store.writer(folder) as writer:
        texts = {name: writer.put_text(f"Текст документа {name}") for name in "abc"}
        writer.replace([Change(make(name), text, f"{name}.txt") for name, text in texts.items()])
    return folder


def tamper(folder: Path, update: str) -> None:
    ox.Store(str(folder / "current")).update(update)


def names(entries: tuple[kg.store.Entry, ...]) -> list[str]:
    return [entry.name for entry in entries]


def test_a_sound_store_is_sound(filled: Path) -> None:
    report = kg.store.verify(filled)
    assert report.sound and (report.graphs, report.quads, report.texts) == (3, 60, 3)
    assert list(report.lines())[-1] == "all is as the ledger says"


def test_a_removed_graph_is_lost(filled: Path, make: Make) -> None:
    tamper(filled, f"DROP GRAPH <{make('b').iri}>")
    report = kg.store.verify(filled)
    assert names(report.lost) == ["b.txt"] and not report.changed and not report.sound


def test_a_graph_with_one_other_quad_is_changed(filled: Path, make: Make) -> None:
    """The number of quads stays the same, so only digests tell."""
    line = make("c").lines[0].rsplit(" <", 1)[0]
    graph = make("c").iri
    tamper(
        filled,
        f"DELETE DATA {{ GRAPH <{graph}> {{ {line} }} }}; INSERT DATA {{ GRAPH <{graph}> {{ <urn:a> <urn:b> 1 }} }}",
    )
    report = kg.store.verify(filled)
    assert names(report.changed) == ["c.txt"] and not report.lost and not report.sound


def test_a_graph_that_the_ledger_does_not_know_is_extra(filled: Path) -> None:
    tamper(filled, "INSERT DATA { GRAPH <urn:extra> { <urn:a> <urn:b> <urn:c> } }")
    assert [entry.graph for entry in kg.store.verify(filled).extra] == ["urn:extra"]


def test_missing_damaged_and_unused_texts_are_told_apart(filled: Path) -> None:
    by_name = {entry.name: filled / "texts" / f"{entry.text}.txt" for entry in kg.store.entries(filled).values()}
    by_name["a.txt"].unlink()
    by_name["b.txt"].write_text("Другой текст", encoding="utf-8")
    (filled / "texts" / "00000000000000ff.txt").write_text("Ничей", encoding="utf-8")
    report = kg.store.verify(filled)
    assert (names(report.missing_texts), names(report.damaged_texts)) == (["a.txt"], ["b.txt"])
    assert report.unused_texts == ("00000000000000ff",)


def test_a_snapshot_that_cannot_be_opened_is_a_fault(filled: Path) -> None:
    shutil.rmtree(filled / "snapshots" / "1")
    report = kg.store.verify(filled)
    assert not report.sound and "cannot be opened" in report.faults[0]
    with kg.store.writer(filled):
        pass
    assert kg.store.verify(filled).sound


@pytest.mark.parametrize("file", ["newest", "1.json"])
def test_a_damaged_pointer_is_a_fault_that_the_next_writer_mends(filled: Path, file: str) -> None:
    (filled / "snapshots" / file).write_text("?")
    assert not kg.store.verify(filled).sound
    with pytest.raises(StoreError, match="publishes anew"):
        kg.store.snapshot(filled)
    with kg.store.writer(filled):
        pass
    assert kg.store.verify(filled).sound
    assert len(kg.store.snapshot(filled)) == 60


def test_damaged_files_are_a_fault_and_no_crash(filled: Path) -> None:
    for file in (filled / "current").glob("MANIFEST*"):
        file.write_bytes(file.read_bytes()[:40])
    assert not kg.store.verify(filled).sound


def test_a_flipped_bit_in_any_table_file_is_found(filled: Path) -> None:
    """In the writer's files as in the snapshot's, whichever index the block belongs to."""
    for place in (filled / "current", filled / "snapshots" / "1"):
        tables = sorted(place.glob("*.sst"))
        assert tables
        for table in tables:
            content = bytearray(table.read_bytes())
            content[len(content) // 3] ^= 4
            other = table.with_suffix(".damaged")
            other.write_bytes(content)
            whole = table.rename(table.with_suffix(".whole"))
            other.rename(table)
            assert any(table.name in fault for fault in kg.store.verify(filled).faults)
            whole.replace(table)
    assert kg.store.verify(filled).sound


def test_while_somebody_writes_the_snapshot_is_compared(filled: Path, make: Make) -> None:
    with kg.store.writer(filled) as writer:
        writer.replace([Change(make("d"), name="d.txt")])
        report = kg.store.verify(filled)
        assert report.sound and report.graphs == 3
        assert "the newest snapshot was compared" in report.notes[0]
    assert kg.store.verify(filled).graphs == 4


def test_no_store_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store"):
        kg.store.verify(tmp_path)
