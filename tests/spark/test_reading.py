"""What Spark reads is what `kg ingest` reads; a run grows, forgets, and is told apart from other folders."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from news_rows import BROKEN, sample_rows, write_lines, write_table

from kg import documents, publish, store, workflow
from kg.errors import NotFound, TradegraphError, UsageError
from kg.runs import Description, Run
from kg_spark import dumping, forgetting, identity, reading


def quiet(line: str) -> None:
    """Nobody listens."""


@pytest.fixture(scope="module")
def rows() -> list[dict[str, object]]:
    return [*sample_rows(1), *BROKEN]


@pytest.fixture(scope="module")
def lines(rows: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_lines(tmp_path_factory.mktemp("lines"), rows, files=4)


@pytest.fixture(scope="module")
def ingested(lines: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store that `kg ingest` makes of the same lines."""
    folder = tmp_path_factory.mktemp("ingested") / "store"
    workflow.ingest(folder, documents.read_all(documents.from_paths([lines], documents.Given())))
    return folder


@pytest.fixture(scope="module")
def run(spark: Any, lines: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, reading.Counted, list[str]]:
    """A run in two batches, what was counted, and what was said."""
    out, said = tmp_path_factory.mktemp("runs") / "lines", []
    counted = reading.read(spark, str(lines), str(out), files=2, told=said.append)
    return out, counted, said


def exported(folder: Path) -> bytes:
    return publish.export(workflow.source(folder), "nquads").content or b""


def test_broken_rows_are_errors_and_the_others_are_read(run: Any, rows: Any) -> None:
    out, counted, said = run
    assert (counted.documents, counted.errors) == (len(rows), len(BROKEN))
    assert sorted(name for name, _ in counted.named) == sorted(str(row["id"]) for row in BROKEN)
    assert any("batch 1 is committed" in line for line in said)


def test_each_document_is_there_once(run: Any, rows: Any) -> None:
    names = Counter(each.name for name in Run(str(run[0])).files() for each in Run(str(run[0])).results(name))
    assert names == Counter(str(row["id"]) for row in rows)


def test_a_store_loaded_from_the_run_is_the_one_that_kg_ingest_makes(run: Any, ingested: Path, tmp_path: Path) -> None:
    report = workflow.load_run(tmp_path / "store", str(run[0]))
    assert len(report.refused) == len(BROKEN)
    assert exported(tmp_path / "store") == exported(ingested)


def test_parquet_gives_the_same_quads_as_lines(spark: Any, rows: Any, run: Any, tmp_path: Path) -> None:
    """Also under the names and types that tables have: lang, and a date that is one."""
    renamed = [
        {"lang" if name == "language" else name: value for name, value in row.items()} | {"published": _day(row)}
        for row in rows[:6]
    ]
    table = write_table(tmp_path / "in", renamed, files=2)
    reading.read(spark, str(table), str(tmp_path / "run"), told=quiet)
    quads = {each.name: each.nquads for name in Run(str(run[0])).files() for each in Run(str(run[0])).results(name)}
    found = [each for name in Run(str(tmp_path / "run")).files() for each in Run(str(tmp_path / "run")).results(name)]
    assert len(found) == 6 and all(each.nquads == quads[each.name] for each in found)


def _day(row: dict[str, object]) -> date:
    return date.fromisoformat(str(row["published"]))


def test_the_same_call_reads_what_is_new_and_nothing_else(spark: Any, tmp_path: Path) -> None:
    first, *others = sample_rows(1)[:4]
    source = write_lines(tmp_path / "in", [first])
    out = str(tmp_path / "run")
    assert reading.read(spark, str(source), out, told=quiet).documents == 1
    assert reading.read(spark, str(source), out, told=quiet).documents == 0
    write_lines(tmp_path / "new", others)
    (tmp_path / "new" / "0.jsonl").rename(source / "second-day.jsonl")
    assert reading.read(spark, str(source), out, told=quiet).documents == 3
    assert workflow.load_run(tmp_path / "store", out).added == 4


def test_a_forgotten_text_is_nowhere_and_stays_away(spark: Any, tmp_path: Path) -> None:
    lines, out = write_lines(tmp_path / "in", sample_rows(1)[:4], files=2), tmp_path / "run"
    reading.read(spark, str(lines), str(out), told=quiet)
    workflow.load_run(tmp_path / "store", str(out))
    gone = next(each for each in Run(str(out)).results(Run(str(out)).files()[0]) if each.document)
    told = list(forgetting.forget(str(out), [gone.digest]))
    assert "1 files rewritten" in told[0]
    assert not any(gone.digest.encode() in path.read_bytes() for path in out.rglob("*.parquet"))
    assert spark.read.parquet(str(out)).where(f"digest = '{gone.digest}'").count() == 0  # by the log, as others read it
    assert spark.read.parquet(str(out)).count() == 3

    workflow.load_run(tmp_path / "store", str(out))
    assert gone.digest not in {entry.text for entry in store.entries(tmp_path / "store").values()}
    assert gone.digest.encode() not in exported(tmp_path / "store")

    dumping.dump(spark, str(out), str(tmp_path / "all.nq"))
    assert gone.digest.encode() not in (tmp_path / "all.nq").read_bytes()
    again = tmp_path / "again"  # a new folder beside it, as for a new reader
    reading.read(spark, str(lines), str(again), told=quiet)
    names = [each.digest for name in Run(str(again)).files() for each in Run(str(again)).results(name)]
    assert len(names) == 3 and gone.digest not in names


def test_a_dump_is_what_the_store_exports_of_its_documents(
    spark: Any, run: Any, ingested: Path, tmp_path: Path
) -> None:
    said = dumping.dump(spark, str(run[0]), str(tmp_path / "all.nq"))
    expected = b"".join(line for line in exported(ingested).splitlines(keepends=True) if b"/graph/doc/" in line)
    assert (tmp_path / "all.nq").read_bytes() == expected
    quads = expected.count(b"\n")
    assert said.startswith(f"{quads:,} quads")
    dumping.dump(spark, str(run[0]), str(tmp_path / "parts"))
    assert b"".join(path.read_bytes() for path in sorted((tmp_path / "parts").iterdir())) == expected


def test_a_publication_under_two_names_is_dumped_with_both(spark: Any, tmp_path: Path) -> None:
    row = sample_rows(1)[0]
    source = write_lines(tmp_path / "in", [row, row | {"id": "other-name"}], files=2)
    reading.read(spark, str(source), str(tmp_path / "run"), told=quiet)
    dumping.dump(spark, str(tmp_path / "run"), str(tmp_path / "all.nq"))
    workflow.ingest(tmp_path / "store", documents.read_all(documents.from_paths([source], documents.Given())))
    expected = b"".join(
        line for line in exported(tmp_path / "store").splitlines(keepends=True) if b"/graph/doc/" in line
    )
    assert (tmp_path / "all.nq").read_bytes() == expected


def test_identity_counts_who_is_named(spark: Any, run: Any, tmp_path: Path) -> None:
    found = [each for name in Run(str(run[0])).files() for each in Run(str(run[0])).results(name)]
    expected = Counter((m.kind, m.key, m.iri) for each in found for m in each.mentions)
    printed = list(identity.identity(spark, str(run[0]), str(tmp_path / "who"), top=3, told=quiet))
    table = pq.read_table(tmp_path / "who" / "candidates").to_pylist()
    assert {(row["kind"], row["key"], row["iri"]): row["times"] for row in table} == expected
    unknown = sorted(row["times"] for row in table if row["kind"] == "organisation" and not row["registered"])
    assert [int(line.split("\t")[0]) for line in printed] == unknown[:-4:-1]


def test_names_that_share_most_words_are_proposed(spark: Any) -> None:
    keys = ["trade house alpha", "trade house alpha north", "alpha mills", "ministry trade"]
    rows = [("organisation", key, f"iri:{key}") for key in keys]
    found = spark.createDataFrame(rows, "kind string, key string, iri string")
    pairs, crowded = identity.alike(found)
    assert [(row.one, row.other, row.likeness) for row in pairs.collect()] == [(keys[0], keys[1], 0.75)]
    assert crowded == 0


def test_a_table_without_texts_is_refused(spark: Any, tmp_path: Path) -> None:
    source = write_table(tmp_path / "in", [{"id": "a", "body": "Exports grew."}])
    with pytest.raises(UsageError, match=r"no column `text`; found id, body\..* language"):
        reading.read(spark, str(source), str(tmp_path / "run"), told=quiet)
    assert not (tmp_path / "run").exists()


def test_a_folder_of_another_reader_is_refused(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "in", sample_rows(1)[:1])
    out = tmp_path / "run"
    Run(str(out)).describe(Description("tradegraph-rules 0.0.1", "https://data.example.org/", source.as_uri()))
    with pytest.raises(TradegraphError, match=r"was read by tradegraph-rules 0\.0\.1, .*name a new folder"):
        reading.prepared(str(source), str(out))


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "in", sample_rows(1)[:1])
    with pytest.raises(TradegraphError, match="holds something else"):
        reading.prepared(str(source), str(source))
    with pytest.raises(UsageError, match=r"\*\.parquet or \*\.jsonl.* expected; there is nothing"):
        reading.prepared(str(tmp_path / "nowhere"), str(tmp_path / "run"))
    with pytest.raises(NotFound, match="no finished run"):
        dumping.check(str(tmp_path), str(tmp_path / "all.nq"))
