"""`kg load-run`: a folder that a cluster has filled, in the store as if it had been ingested here. No Spark is needed."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from news_rows import BROKEN, Row, sample_rows, write_lines

from kg import documents, publish, resources, store, workflow
from kg.errors import NotFound, TradegraphError
from kg.read import read_record
from kg.runs import Description, Run, columns

Kg = Callable[..., object]


def committed(out: Path, batch: int, rows: Sequence[Row], name: str = "") -> Path:
    """What Spark's sink leaves of a batch: a file, and a line of the log."""
    name = name or f"part-{batch:05}.zstd.parquet"
    left(out, rows, name)
    log = out / "_spark_metadata"
    log.mkdir(exist_ok=True)
    entry = {"path": f"file:///elsewhere/{out.name}/{name}", "size": (out / name).stat().st_size, "action": "add"}
    (log / str(batch)).write_text("v1\n" + json.dumps(entry), encoding="utf-8")
    return out


def left(out: Path, rows: Sequence[Row], name: str) -> None:
    """A file alone, as a task that died leaves it."""
    out.mkdir(parents=True, exist_ok=True)
    found = [_read(json.dumps(row)) for row in rows]
    pq.write_table(pa.Table.from_pylist(found, schema=columns.arrow_schema()), out / name)


@cache
def _read(row: str) -> dict[str, object]:
    return columns.row(read_record(json.loads(row)))


def exported(folder: Path) -> bytes:
    return publish.export(workflow.source(folder), "nquads").content or b""


def ingested(folder: Path, rows: Sequence[Row], store: Path) -> bytes:
    """What the store that `kg ingest` makes of these rows exports."""
    source = write_lines(folder, list(rows))
    workflow.ingest(store, documents.read_all(documents.from_paths([source], documents.Given())))
    return exported(store)


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return sample_rows(1)


@pytest.fixture(scope="module")
def plain(rows: list[Row], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store that `kg ingest` makes of the rows."""
    folder = tmp_path_factory.mktemp("plain")
    ingested(folder / "in", rows, folder / "store")
    return folder / "store"


@pytest.fixture
def run(rows: list[Row], tmp_path: Path) -> Path:
    """Two batches; a third that died has left a file, a text of the first once more."""
    out = committed(tmp_path / "runs" / "one", 0, rows[:8])
    left(out, rows[:1], "part-00002.zstd.parquet")
    return committed(out, 1, rows[8:])


def test_the_store_is_the_one_that_kg_ingest_makes(run: Path, rows: list[Row], plain: Path, tmp_path: Path) -> None:
    """With everything beside the documents, reprints, happenings, marks, summaries; so each query answers alike."""
    report = workflow.load_run(tmp_path / "loaded", str(run))
    assert report.added == len(rows) and not report.refused
    expected = exported(plain)
    assert exported(tmp_path / "loaded") == expected
    for kind in ("ReprintGroup", "Happening"):
        assert f"ns#{kind}>".encode() in expected
    texts = sorted(path.name for path in (tmp_path / "loaded" / "texts").iterdir())
    assert texts == sorted(path.name for path in (plain / "texts").iterdir())
    assert store.verify(tmp_path / "loaded").sound


def test_every_named_query_answers_alike(run: Path, plain: Path, tmp_path: Path) -> None:
    workflow.load_run(tmp_path / "loaded", str(run))
    one, other = workflow.source(tmp_path / "loaded"), workflow.source(plain)
    queries = [path for path in sorted(resources.queries().glob("*.rq")) if "\nSELECT" in path.read_text("utf-8")]
    assert len(queries) > 30
    for path in queries:
        query = path.read_text(encoding="utf-8")
        assert one.select(query) == other.select(query), path.name


def test_twice_gives_the_same_store(run: Path, rows: list[Row], tmp_path: Path) -> None:
    workflow.load_run(tmp_path / "s", str(run))
    before, ledger = exported(tmp_path / "s"), (tmp_path / "s" / "ledger.jsonl").read_bytes()
    assert workflow.load_run(tmp_path / "s", str(run)).unchanged == 0  # its files are known
    assert workflow.load_run(tmp_path / "s", str(run), again=True).unchanged == len(rows)
    assert exported(tmp_path / "s") == before
    assert (tmp_path / "s" / "ledger.jsonl").read_bytes() == ledger


def test_killed_between_two_files_the_store_opens_and_the_same_command_completes_it(
    run: Path, plain: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "s"
    command = [sys.executable, "-m", "kg", "load-run", str(run), "--store", str(folder)]
    killed = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not any("/doc/" in graph for graph in _acknowledged(folder)):
        assert killed.poll() is None
        time.sleep(0.01)
    killed.kill()
    killed.wait()
    workflow.load_run(folder, str(run))
    assert exported(folder) == exported(plain)
    assert store.verify(folder).sound


def _acknowledged(folder: Path) -> Iterable[str]:
    return store.entries(folder) if (folder / "ledger.jsonl").exists() else ()


def test_what_came_since_is_loaded_and_only_that(run: Path, rows: list[Row], tmp_path: Path) -> None:
    workflow.load_run(tmp_path / "s", str(run))
    fresh = rows[0] | {"text": f"{rows[0]['text']}\nOne more line.", "id": "fresh"}
    committed(run, 2, [fresh], name="part-next.parquet")
    report = workflow.load_run(tmp_path / "s", str(run))
    assert (report.added, report.changed, report.unchanged) == (1, 0, 0)


def test_after_a_day_that_was_compacted_the_log_is_still_read(run: Path, rows: list[Row], tmp_path: Path) -> None:
    log = run / "_spark_metadata"
    lines = [(log / name).read_text(encoding="utf-8").split("\n")[1] for name in ("0", "1")]
    (log / "1.compact").write_text("\n".join(["v1", *lines]), encoding="utf-8")
    (log / "0").unlink()
    (log / "1").unlink()
    assert workflow.load_run(tmp_path / "s", str(run)).added == len(rows)


def test_a_page_that_changed_under_its_address_replaces_its_earlier_text(tmp_path: Path) -> None:
    page: Row = {"id": "https://news.example/a", "url": "https://news.example/a", "published": "2025-03-04"}
    first, second = ({**page, "text": f"Exports of Georgia rose to {n} million dollars in 2024."} for n in (5, 6))
    out = committed(tmp_path / "runs" / "one", 0, [first])
    workflow.load_run(tmp_path / "s", str(out))
    assert workflow.load_run(tmp_path / "s", str(committed(out, 1, [second]))).replaced == 1
    assert exported(tmp_path / "s") == ingested(tmp_path / "in", [second], tmp_path / "ingested")


def test_another_readers_facts_stay(run: Path, rows: list[Row], tmp_path: Path) -> None:
    """As with kg ingest: what a person has added is the person's."""
    workflow.load_run(tmp_path / "s", str(run))
    quote = {"start": 0, "end": 4, "quote": str(rows[0]["text"])[:4]}
    fact = {"doc": rows[0]["id"], "kind": "place", "code": "LV", "evidence": [quote]}
    workflow.add(tmp_path / "s", [json.dumps(fact)], who="Aigul")
    before = exported(tmp_path / "s")
    assert b'"Aigul"@und' in before
    workflow.load_run(tmp_path / "s", str(run), again=True)
    assert exported(tmp_path / "s") == before


def test_forgotten_texts_are_dropped_and_stay_out(run: Path, rows: list[Row], tmp_path: Path) -> None:
    workflow.load_run(tmp_path / "s", str(run))
    gone = read_record(rows[0]).digest
    Run(str(run)).forget([gone])
    workflow.load_run(tmp_path / "s", str(run), again=True)
    assert exported(tmp_path / "s") == ingested(tmp_path / "in", rows[1:], tmp_path / "ingested")
    assert not (tmp_path / "s" / "texts" / f"{gone}.txt").exists()


def test_errors_are_told_and_counted(kg: Kg, tmp_path: Path) -> None:
    committed(tmp_path / "runs" / "one", 0, BROKEN)
    done = kg("load-run", tmp_path / "runs" / "one", "--store", tmp_path / "s", code=1)
    said = done.stderr.decode()  # type: ignore[attr-defined]
    assert "not read: no-date: 'yesterday' is not a date" in said and f"{len(BROKEN)} not read" in said


def test_a_folder_without_a_log_is_refused(rows: list[Row], tmp_path: Path) -> None:
    left(tmp_path / "run", rows[:1], "part-0.parquet")
    with pytest.raises(NotFound, match="neither _spark_metadata .* nor _SUCCESS"):
        workflow.load_run(tmp_path / "s", str(tmp_path / "run"))
    (tmp_path / "run" / "_SUCCESS").touch()  # a batch run that came to its end
    assert workflow.load_run(tmp_path / "s", str(tmp_path / "run")).added == 1


def test_a_log_with_a_gap_is_refused(run: Path, tmp_path: Path) -> None:
    (run / "_spark_metadata" / "1").rename(run / "_spark_metadata" / "2")
    with pytest.raises(TradegraphError, match="gaps"):
        workflow.load_run(tmp_path / "s", str(run))


def test_a_file_that_is_missing_or_torn_or_anothers_is_named(run: Path, tmp_path: Path) -> None:
    (run / "part-00001.zstd.parquet").write_bytes(b"PAR1 torn")
    with pytest.raises(TradegraphError, match=r"part-00001.*cannot be read"):
        workflow.load_run(tmp_path / "s", str(run))
    pq.write_table(pa.table({"text": ["a"]}), run / "part-00001.zstd.parquet")
    with pytest.raises(TradegraphError, match="no column 'digest'; found text"):
        workflow.load_run(tmp_path / "s", str(run))
    (run / "part-00001.zstd.parquet").unlink()
    with pytest.raises(TradegraphError, match="part-00001"):
        workflow.load_run(tmp_path / "s", str(run))


def test_quads_that_are_not_of_their_text_are_not_taken(run: Path, tmp_path: Path) -> None:
    path = run / "part-00000.zstd.parquet"
    found = pq.read_table(path).to_pylist()
    found[0]["text"] += " And more."
    pq.write_table(pa.Table.from_pylist(found, schema=columns.arrow_schema()), path)
    with pytest.raises(TradegraphError, match="are not those of its text"):
        workflow.load_run(tmp_path / "s", str(run))


def test_a_run_of_another_base_is_refused(run: Path, tmp_path: Path) -> None:
    Run(str(run)).describe(Description("tradegraph-rules 0.1.0", "https://other.example/", "file:///in"))
    with pytest.raises(TradegraphError, match="set TRADEGRAPH_BASE=https://other.example/"):
        workflow.load_run(tmp_path / "s", str(run))
