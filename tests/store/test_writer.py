"""The one writer: whole graphs, several in one transaction, acknowledged in the ledger, published on leaving."""

import json
import os
import signal
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

import kg.store
from kg import iris
from kg.errors import NotFound, StoreError
from kg.model.rdf import NamedGraph
from kg.store import Change, Outcome, writing

Make = Callable[..., NamedGraph]


def ledger_lines(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / "ledger.jsonl").read_text(encoding="utf-8").splitlines()]


def test_what_was_written_is_read_back_equal(folder: Path, make: Make) -> None:
    with kg.store.writer(folder) as writer:
        assert writer.replace([Change(make("a")), Change(make("b"))]).added == (make("a").iri, make("b").iri)
        assert writer.graph(make("a").iri) == make("a")
    snapshot = kg.store.snapshot(folder)
    assert snapshot.graph(make("b").iri) == make("b")
    assert list(snapshot.nquads()) == [*make("a").lines, *make("b").lines]


def test_a_graph_that_is_there_already_is_not_written(folder: Path, make: Make) -> None:
    with kg.store.writer(folder) as writer:
        writer.replace([Change(make("a"))])
    before = (folder / "ledger.jsonl").read_bytes(), (folder / "snapshots" / "newest").read_text()
    with kg.store.writer(folder) as writer:
        assert writer.replace([Change(make("a"))]) == Outcome(unchanged=(make("a").iri,))
    assert ((folder / "ledger.jsonl").read_bytes(), (folder / "snapshots" / "newest").read_text()) == before


def test_a_changed_graph_holds_the_new_lines_and_none_of_the_old(folder: Path, make: Make) -> None:
    with kg.store.writer(folder) as writer:
        writer.replace([Change(make("a", 1, 30)), Change(make("b"))])
        outcome = writer.replace([Change(make("a", 2, 10)), Change(make("b")), Change(make("c"))])
        assert outcome == Outcome(added=(make("c").iri,), changed=(make("a").iri,), unchanged=(make("b").iri,))
        assert writer.graph(make("a").iri) == make("a", 2, 10)


def test_dropping_takes_graph_ledger_entry_and_unshared_text_away(folder: Path, make: Make) -> None:
    with kg.store.writer(folder) as writer:
        shared, own = writer.put_text("Общий текст"), writer.put_text("Свой текст")
        changes = [Change(make("a"), shared, "a"), Change(make("b"), shared, "b"), Change(make("c"), own, "c")]
        writer.replace(changes)
        assert writer.drop([make("a").iri, make("c").iri]).dropped == (make("a").iri, make("c").iri)
        assert list(writer.entries()) == [make("b").iri]
        assert writer.text(shared) == "Общий текст"
        with pytest.raises(NotFound):
            writer.text(own)
    assert kg.store.snapshot(folder).graphs() == [make("b").iri]


def test_a_batch_is_one_transaction(folder: Path, make: Make) -> None:
    """A wrong line in the second graph keeps the first one out, and the ledger says so."""
    broken = NamedGraph(make("b").iri, (f"<urn:a> <urn:b> <urn:not an iri> <{make('b').iri}> .\n",))
    with kg.store.writer(folder) as writer:
        with pytest.raises(SyntaxError):
            writer.replace([Change(make("a")), Change(broken)])
        assert writer.graph(make("a").iri).lines == ()
        assert not writer.entries()
        writer.replace([Change(make("a"))])
    assert kg.store.snapshot(folder).graphs() == [make("a").iri]


def test_a_line_of_another_graph_is_refused(folder: Path, make: Make) -> None:
    with kg.store.writer(folder) as writer, pytest.raises(ValueError, match="is no line of"):
        writer.replace([Change(NamedGraph(make("a").iri, make("b").lines))])


def test_a_document_whose_text_was_not_stored_is_refused(folder: Path, make: Make) -> None:
    with kg.store.writer(folder) as writer, pytest.raises(StoreError, match="a.txt: its text"):
        writer.replace([Change(make("a"), "0123456789abcdef", "a.txt")])


def test_initial_graphs_are_there_at_once_and_kept_up_to_date(folder: Path, make: Make) -> None:
    with kg.store.writer(folder, [make("reference", 1)]):
        pass
    with kg.store.writer(folder, [make("reference", 2)]) as writer:
        assert writer.graph(make("reference").iri) == make("reference", 2)
    assert kg.store.snapshot(folder).graph(make("reference").iri) == make("reference", 2)


def test_the_ledger_names_document_digest_counts_and_time(folder: Path, make: Make) -> None:
    with kg.store.writer(folder) as writer:
        text = writer.put_text("Текст")
        writer.replace([Change(make("a"), text, "a.txt")])
    begin, done = ledger_lines(folder)
    assert begin["begin"]
    assert {key: done[key] for key in ("graph", "digest", "quads", "text", "name")} == {
        "graph": make("a").iri,
        "digest": make("a").digest,
        "quads": 20,
        "text": text,
        "name": "a.txt",
    }
    assert str(done["when"]).endswith("Z")


def test_a_text_comes_back_as_it_was_put(folder: Path) -> None:
    text = "Первая строка\nвторая\u2028третья\u0085 \t конец"
    with kg.store.writer(folder) as writer:
        digest = writer.put_text(text)
        assert writer.put_text(text) == digest
    assert kg.store.text(folder, digest) == text
    with pytest.raises(NotFound):
        kg.store.text(folder, "../../etc/passwd")


def test_a_literal_may_hold_any_line_separator(folder: Path) -> None:
    """U+2028 and U+0085 end a line for Python's `splitlines` and not in N-Quads."""
    graph = NamedGraph("urn:g", ('<urn:s> <urn:p> "a\u2028b\u0085c" <urn:g> .\n',))
    with kg.store.writer(folder) as writer:
        writer.replace([Change(graph)])
        assert writer.graph("urn:g") == graph


# one at a time


def test_a_second_writer_in_this_process_is_refused(folder: Path) -> None:
    with kg.store.writer(folder), pytest.raises(StoreError, match=rf"process {os.getpid()}, this one"):
        kg.store.writer(folder).__enter__()
    with kg.store.writer(folder):
        pass


def test_a_second_process_is_told_who_writes(folder: Path) -> None:
    script = f"import kg.store\nwith kg.store.writer({str(folder)!r}): pass"
    with kg.store.writer(folder):
        found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
    assert found.returncode != 0
    assert f"is being written by process {os.getpid()};" in found.stderr


# readers meanwhile


def test_readers_see_nothing_before_it_is_published(folder: Path, make: Make) -> None:
    with kg.store.writer(folder) as writer:
        writer.replace([Change(make("a"))])
        with pytest.raises(StoreError, match="nothing to read yet"):
            kg.store.snapshot(folder)
        writer.publish()
        writer.replace([Change(make("b"))])
        reader = kg.store.snapshot(folder)
        assert reader.graphs() == [make("a").iri]
        assert len(list(writer.source().triples(make("b").iri))) == 20
    assert reader.graphs() == [make("a").iri]
    assert kg.store.snapshot(folder).graphs() == [make("a").iri, make("b").iri]


def test_readers_never_see_half_a_replaced_graph(folder: Path, make: Make) -> None:
    """Inside the writer's own view as well: one version at a time, all of it."""
    query = 'SELECT (COUNT(?s) AS ?n) (COUNT(DISTINCT ?v) AS ?k) { ?s ?p ?o BIND(STRBEFORE(STR(?o), ",") AS ?v) }'
    seen: set[tuple[str, ...]] = set()
    over = threading.Event()

    with kg.store.writer(folder) as writer:
        writer.replace([Change(make("a", 0, 300)), Change(make("b", 0, 300))])

        def read() -> None:
            while not over.is_set():
                seen.update(tuple(str(value) for value in row) for row in writer.source().select(query).rows)

        readers = [threading.Thread(target=read) for _ in range(2)]
        for reader in readers:
            reader.start()
        for version in range(1, 30):
            writer.replace([Change(make("a", version, 300)), Change(make("b", version, 300))])
        over.set()
        for reader in readers:
            reader.join()
    assert seen == {("600", "1")}


def test_the_last_three_snapshots_are_kept_and_leftovers_swept(folder: Path, make: Make) -> None:
    for version in range(6):
        with kg.store.writer(folder) as writer:
            writer.replace([Change(make("a", version))])
            (folder / "snapshots").mkdir(exist_ok=True)
            (folder / "snapshots" / "99.tmp").mkdir()
    names = sorted(path.name for path in (folder / "snapshots").iterdir())
    assert names == ["4", "4.json", "5", "5.json", "6", "6.json", "newest"]


def test_equal_contents_have_equal_snapshot_digests(tmp_path: Path, make: Make) -> None:
    for name, order in (("x", "ab"), ("y", "ba")):
        for document in order:
            with kg.store.writer(tmp_path / name) as writer:
                writer.replace([Change(make(document))])
    assert kg.store.snapshot(tmp_path / "x").digest == kg.store.snapshot(tmp_path / "y").digest


# what goes wrong


def test_an_error_in_the_block_still_publishes_what_was_acknowledged(folder: Path, make: Make) -> None:
    with pytest.raises(KeyboardInterrupt), kg.store.writer(folder) as writer:
        writer.replace([Change(make("a"))])
        raise KeyboardInterrupt
    assert kg.store.snapshot(folder).graphs() == [make("a").iri]


def test_sigterm_leaves_the_store_whole_and_published(folder: Path) -> None:
    script = textwrap.dedent(
        f"""
        import time, kg.store
        from kg.model.rdf import NamedGraph
        with kg.store.writer({str(folder)!r}) as writer:
            writer.replace([kg.store.Change(NamedGraph("urn:g", ("<urn:a> <urn:b> <urn:c> <urn:g> .\\n",)))])
            print("written", flush=True)
            time.sleep(60)
        """
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout and child.stdout.readline() == "written\n"
        child.send_signal(signal.SIGTERM)
        assert child.wait(timeout=30) == 128 + signal.SIGTERM
    assert kg.store.snapshot(folder).graphs() == ["urn:g"]


def test_a_full_disk_is_refused_before_it_is_full(folder: Path, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    with kg.store.writer(folder) as writer:
        writer.replace([Change(make("a"))])
        monkeypatch.setattr(writing, "ROOM", 10**18)
        with pytest.raises(StoreError, match="MB free and needs"):
            writer.replace([Change(make("b"))])
        monkeypatch.undo()
        writer.replace([Change(make("c"))])
    assert kg.store.snapshot(folder).graphs() == [make("a").iri, make("c").iri]


class FailingEngine:
    """The engine of a writer whose disk has failed: every write is an `OSError`."""

    def __init__(self, engine: ox.Store) -> None:
        self._engine = engine

    def update(self, text: str) -> None:
        raise OSError("No space left on device")

    def __getattr__(self, name: str) -> object:
        return getattr(self._engine, name)


def test_a_write_that_fails_stores_nothing_and_stops_the_writer(folder: Path, make: Make) -> None:
    with kg.store.writer(folder) as writer:
        writer.replace([Change(make("a"))])
        writer._store = FailingEngine(writer._store)  # type: ignore[assignment]
        with pytest.raises(StoreError, match="No space left"):
            writer.replace([Change(make("b"))])
        with pytest.raises(StoreError, match="opened again"):
            writer.replace([Change(make("c"))])
    assert kg.store.snapshot(folder).graphs() == [make("a").iri]
    with kg.store.writer(folder) as writer:
        assert writer.replace([Change(make("b"))]).added == (make("b").iri,)


# the folder


def test_a_store_of_another_base_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with kg.store.writer(folder):
        pass
    monkeypatch.setenv("TRADEGRAPH_BASE", "https://trade.example.com/")
    for open_it in (lambda: kg.store.writer(folder).__enter__(), lambda: kg.store.snapshot(folder)):
        with pytest.raises(StoreError, match=r"base IRI https://data\.example\.org/ and now it is https://trade"):
            open_it()


def test_a_newer_format_is_refused_and_an_older_one_can_only_be_read(folder: Path, make: Make) -> None:
    with kg.store.writer(folder) as writer:
        writer.replace([Change(make("a"))])
    description = json.loads((folder / "store.json").read_text())
    (folder / "store.json").write_text(json.dumps(description | {"format": 2}))
    with pytest.raises(StoreError, match="format 2"):
        kg.store.snapshot(folder)
    (folder / "store.json").write_text(json.dumps(description | {"format": 0}))
    assert kg.store.snapshot(folder).graphs() == [make("a").iri]
    with pytest.raises(StoreError, match="can only be read"):
        kg.store.writer(folder).__enter__()


def test_a_folder_without_a_store_is_named(folder: Path) -> None:
    with pytest.raises(StoreError, match="there is no store in"):
        kg.store.source(folder)


def test_the_data_graphs_have_iris_under_the_base(make: Make) -> None:
    assert make("a").iri == iris.graph("doc/a")


def test_several_texts_are_kept_at_once_each_under_its_digest(tmp_path: Path) -> None:
    with kg.store.writer(tmp_path / "s") as writer:
        known = writer.put_text("Один")
        digests = writer.put_texts(["Два", "Один", "Три", "Два"])
        assert digests == [writer.put_text(text) for text in ("Два", "Один", "Три", "Два")]
        assert digests[1] == known
        assert [writer.text(digest) for digest in digests] == ["Два", "Один", "Три", "Два"]
        assert writer.put_texts([]) == []
