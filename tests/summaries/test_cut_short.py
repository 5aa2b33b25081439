"""Cut short anywhere, summaries and graph are of one moment; where a store lost something, they are counted anew.

TRADEGRAPH_KILLS says how often a writer is killed (5 by default); every kill hits the store that the last one left.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from drawn_graphs import GRAPHS, graph, statements

from kg import store, summaries
from kg.errors import Refused, StoreError
from kg.model.rdf import NamedGraph
from kg.store import Change

KILLS = int(os.environ.get("TRADEGRAPH_KILLS", "5"))
CHILD = Path(__file__).with_name("writing.py")
OutOfStep = Callable[[store.Writer], str]


def drawn(number: int, name: str = GRAPHS[0]) -> Change:
    return Change(graph(random.Random(number), name, statements(random.Random(7))))


def test_a_killed_writer_leaves_both_in_step(tmp_path: Path, out_of_step: OutOfStep) -> None:
    moments = random.Random(11)
    paths = {"PYTHONPATH": os.pathsep.join((str(CHILD.parents[1]), str(CHILD.parents[2])))}
    for kill in range(KILLS):
        command = [sys.executable, str(CHILD), str(tmp_path / "store"), str(kill)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, env=os.environ | paths) as child:
            assert child.stdout
            assert child.stdout.readline() == b"open\n"
            time.sleep(moments.uniform(0.05, 1.0))
            child.send_signal(signal.SIGKILL)
        with store.writer(tmp_path / "store") as writer:
            assert not out_of_step(writer), kill
        assert store.verify(tmp_path / "store").sound


def test_a_change_that_fails_changes_no_summary(tmp_path: Path, out_of_step: OutOfStep) -> None:
    with store.writer(tmp_path / "store", summaries=True) as writer:
        writer.replace([drawn(1)])
        broken = Change(NamedGraph(GRAPHS[1], writer.graph(GRAPHS[0]).lines))  # lines of another graph
        with pytest.raises(ValueError, match="is no line of"):
            writer.replace([broken, drawn(3, GRAPHS[2])])
        assert not out_of_step(writer)
        writer.replace([drawn(4)])
        assert not out_of_step(writer)


def test_loading_that_is_cut_short_is_noticed_and_counted_anew(tmp_path: Path, out_of_step: OutOfStep) -> None:
    with store.writer(tmp_path / "store", summaries=True) as writer:
        writer.replace([drawn(1), drawn(1, GRAPHS[4])])
        with pytest.raises(RuntimeError), writer.in_bulk() as loaded:
            loaded.append("urn:never")
            raise RuntimeError("the power went")
    assert not summaries.kept(store.snapshot(tmp_path / "store"))  # pages ask the whole graph meanwhile
    with store.writer(tmp_path / "store", summaries=True) as writer:
        assert writer.remark
        assert not out_of_step(writer)


def test_a_store_without_summaries_gets_them_when_asked_to(tmp_path: Path, out_of_step: OutOfStep) -> None:
    with store.writer(tmp_path / "store") as writer:
        writer.replace([drawn(1), drawn(2, GRAPHS[3])])
        assert not [iri for iri in writer.entries() if iri.startswith(summaries.graphs())]
    with store.writer(tmp_path / "store", summaries=True) as writer:
        assert writer.remark == "its summaries were counted anew, from the whole graph"
        assert not out_of_step(writer)
    with store.writer(tmp_path / "store") as writer:  # and keeps them, whoever writes
        writer.replace([drawn(3)])
        assert not out_of_step(writer)


def test_a_store_that_lost_its_tail_counts_anew(tmp_path: Path, out_of_step: OutOfStep) -> None:
    folder = tmp_path / "store"
    with store.writer(folder, summaries=True) as writer:
        writer.replace([drawn(1)])
    shutil.copytree(folder / "current", folder / "older")
    with store.writer(folder) as writer:
        writer.replace([drawn(5, GRAPHS[1])])
    shutil.rmtree(folder / "current")
    (folder / "older").rename(folder / "current")
    with pytest.raises(StoreError, match="does not hold what its ledger promises(?!.*summary)"):
        store.writer(folder).__enter__()
    with store.writer(folder, summaries=True) as writer:
        assert not out_of_step(writer)
        writer.replace([drawn(5, GRAPHS[1])])
        assert not out_of_step(writer)


def test_verification_finds_a_summary_that_says_other_than_the_graph(tmp_path: Path, out_of_step: OutOfStep) -> None:
    folder = tmp_path / "store"
    with store.writer(folder, summaries=True) as writer:
        writer.replace([drawn(1)])
        name = next(iri for iri in writer.entries() if "/summary/records" in iri)
        writer.replace([Change(NamedGraph(name, writer.graph(name).lines[1:]))])
    report = store.verify(folder)
    assert not report.sound
    assert f"1 summaries are not what the graph says, {name} first" in "\n".join(report.lines())
    assert store.summarise(folder).changed == (name,)
    assert store.verify(folder).sound


def test_no_file_is_loaded_into_a_summary(tmp_path: Path) -> None:
    file = tmp_path / "x.nt"
    file.write_text("<urn:a> <urn:b> <urn:c> .\n", encoding="utf-8")
    with store.writer(tmp_path / "store", summaries=True) as writer, pytest.raises(Refused, match="other commands"):
        store.load_file(writer, file, summaries.graphs() + "records")


def test_a_loaded_file_is_counted(tmp_path: Path, out_of_step: OutOfStep) -> None:
    change = drawn(6)
    file = tmp_path / "x.nq"
    file.write_text("".join(change.graph.lines), encoding="utf-8")
    with store.writer(tmp_path / "store", summaries=True) as writer:
        writer.replace([drawn(7, GRAPHS[1]), drawn(8, GRAPHS[2]), drawn(9, GRAPHS[4])])
        store.load_file(writer, file, "https://data.example.org/graph/loaded/y")
        assert not out_of_step(writer)
        file.write_text("".join(change.graph.lines[::2]), encoding="utf-8")
        store.load_file(writer, file, "https://data.example.org/graph/loaded/y")
        assert not out_of_step(writer)
