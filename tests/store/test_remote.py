"""A graph that lies at an endpoint: what the folder's writer promises holds there, with a real server."""

import importlib.util
import json
import os
import random
import subprocess
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from killing import killed
from servers import Virtuoso

import kg.store
from kg import documents, iris, resources, workflow
from kg.errors import EndpointError, StoreError, UsageError
from kg.model.rdf import NamedGraph
from kg.store import Change, updates
from kg.store.desk import Place
from kg.store.dialect import dialect

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
pytestmark = [pytest.mark.system, pytest.mark.xdist_group("writing to virtuoso")]
KILLS = int(os.environ.get("TRADEGRAPH_KILLS", "5"))
REPLACEMENTS = int(os.environ.get("TRADEGRAPH_REPLACEMENTS", "30"))
CHILD = Path(__file__).with_name("ingesting.py")
_spec = importlib.util.spec_from_file_location("ingesting", CHILD)
assert _spec and _spec.loader
ingesting = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(ingesting)


@pytest.fixture
def desk(server: Virtuoso, as_dba: None, tmp_path: Path) -> Path:
    """A new folder for a graph at the server, where nothing of ours is."""
    place = Place(server.url, server.update, "virtuoso")
    there = [*place.endpoint(watched=False).graphs(), iris.graph("revision")]
    place.updates().send(updates.clearing(there, dialect("virtuoso").writing))
    kg.store.at_endpoint(tmp_path / "desk", server.url, server.update)
    return tmp_path / "desk"


def hidden(place: Place) -> list[str]:
    """Graphs of the writer that are still there."""
    query = (
        f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), '{iris.graph('staging/')}')) }}"
    )
    return [str(graph) for (graph,) in place.endpoint(watched=False).select(query).rows]


def test_documents_become_the_same_graph_as_in_a_folder(kg: Run, desk: Path, server: Virtuoso, tmp_path: Path) -> None:
    """Read, corrected, retracted and forgotten there as here; and each answer through the desk is the endpoint's."""
    texts = (
        sorted((resources.samples() / "texts").glob("*.txt"))[:3] or sorted(resources.samples().glob("**/*.txt"))[:3]
    )
    here = tmp_path / "here"
    kg("ingest", *texts, "--language", "ru", "--store", here)
    kg(
        "ingest",
        *texts,
        "--language",
        "ru",
        "--store",
        desk,
        "--endpoint",
        server.url,
        "--update-endpoint",
        server.update,
    )
    facts = [line.split('"id":')[1].split('"')[1] for line in kg("facts", "--store", here).stdout.decode().splitlines()]
    for store in (here, desk):
        kg("retract", facts[0], "--because", "misread", "--as", "A", "--store", store)
        kg("forget", texts[-1].name, "--store", store)
    assert kg("facts", "--store", desk).stdout == kg("facts", "--store", here).stdout
    assert kg("query", "graph-sizes", "--store", desk).stdout
    assert dict(digests(desk)) == {
        iri: digest for iri, digest in digests(here) if "/summary/" not in iri and "/curated" not in iri
    } | {iri: digest for iri, digest in digests(desk) if "/curated" in iri}
    assert "all is as the ledger says" in kg("verify", "--store", desk).stdout.decode()
    assert hidden(Place(server.url, "", "virtuoso")) == []


def test_the_other_verbs_do_the_same_as_in_a_folder(kg: Run, desk: Path, server: Virtuoso, tmp_path: Path) -> None:
    """Corrected, read again, added by hand and loaded from a file, there as here."""
    text = next((resources.samples() / "texts").glob("01-*.txt"))
    here, file, lines = tmp_path / "here", tmp_path / "own.nt", tmp_path / "facts.jsonl"
    file.write_text('<urn:tea> <urn:grows> "чай"@ru .\n', encoding="utf-8")
    there = ("--endpoint", server.url, "--update-endpoint", server.update)
    for store, where in ((here, ()), (desk, there)):
        kg("ingest", text, "--language", "ru", "--store", store, *where)
    told = [json.loads(line) for line in kg("facts", "--kind", "figure", "--store", here).stdout.splitlines()]
    other = {name: told[0][name] for name in ("kind", "doc", "evidence", "indicator", "reporter", "partner", "period")}
    lines.write_text(json.dumps(other | {"value": 4321, "unit": "USD"}) + "\n", encoding="utf-8")
    for store in (here, desk):
        kg("correct", told[0]["id"], "value=1234", "--because", "misread", "--as", "A", "--store", store)
        kg("add", lines, "--as", "B", "--store", store)
        kg("load", file, "--graph", "urn:own", "--store", store)
        kg("reread", text.name, "--store", store)
    facts = told_in(kg, desk)
    assert facts == told_in(kg, here)
    assert {1234, 4321} <= {fact.get("value") for fact in facts}
    (tmp_path / "own.rq").write_text("SELECT ?o WHERE { GRAPH <urn:own> { ?s ?p ?o } }", encoding="utf-8")
    assert "чай" in kg("query", tmp_path / "own.rq", "--store", desk).stdout.decode()
    assert "all is as the ledger says" in kg("verify", "--store", desk).stdout.decode()


def told_in(kg: Run, store: Path) -> list[dict[str, object]]:
    """All facts of a store, without their names: that of a corrected one is of the second in which it was corrected."""
    lines = kg("facts", "--min-confidence", "0", "--store", store).stdout.splitlines()
    return [{name: value for name, value in json.loads(line).items() if name != "id"} for line in lines]


def digests(folder: Path) -> list[tuple[str, str]]:
    return [(iri, entry.digest) for iri, entry in kg.store.entries(folder).items()]


def test_a_document_read_again_changes_nothing(desk: Path) -> None:
    found = list(documents.read_all(documents.from_paths([resources.samples()], documents.Given(language="ru"))))[:1]
    assert workflow.ingest(desk, found).added == 1
    before = kg.store.source(desk).stamp()
    assert workflow.ingest(desk, found).unchanged == 1
    assert kg.store.source(desk).stamp() == before


def graph(version: int) -> NamedGraph:
    iri = iris.graph("doc/replaced")
    return NamedGraph(
        iri, tuple(sorted(f'<urn:s{at}> <urn:v{version}> "Строка {at}"@ru <{iri}> .\n' for at in range(500)))
    )


def test_readers_see_one_version_or_the_other(desk: Path) -> None:
    """Four of them, while one graph of 500 triples is replaced by 500 others again and again."""
    stop, seen, said = threading.Event(), Counter(), []
    query = f"SELECT ?p (COUNT(*) AS ?n) WHERE {{ GRAPH <{graph(0).iri}> {{ ?s ?p ?o }} }} GROUP BY ?p"

    def watch() -> None:
        source = kg.store.source(desk)
        while not stop.is_set():
            try:
                seen[tuple(int(str(number)) for _, number in source.select(query).rows)] += 1
            except EndpointError as error:
                said.append(str(error))

    with kg.store.writer(desk) as writer:
        writer.replace([Change(graph(0))])
        readers = [threading.Thread(target=watch) for _ in range(4)]
        for reader in readers:
            reader.start()
        for version in range(1, REPLACEMENTS + 1):
            writer.replace([Change(graph(version))])
        stop.set()
        for reader in readers:
            reader.join()
    assert not said
    assert set(seen) == {(500,)}
    assert seen.total() > REPLACEMENTS


def test_what_is_on_its_way_is_not_seen(desk: Path) -> None:
    """Staged triples stand in a graph, and the union holds it; no question for a thing or a property finds them."""
    place = Place(*[getattr(kg.store.place_of(desk), name) for name in ("query", "update", "dialect")])
    comes, _ = updates.staging(0)
    staged = [updates.disguised(line, graph(1).iri) for line in graph(1).lines]
    for request in updates.insertions([(comes, staged)], dialect("virtuoso").writing):
        place.updates().send(request)
    source = kg.store.source(desk)
    assert not source.ask("ASK { <urn:s1> ?p ?o }")
    assert not source.ask("ASK { ?s <urn:v1> ?o }")
    assert source.graphs() == []
    place.updates().send(updates.clearing([comes], dialect("virtuoso").writing))


def test_killed_writers_lose_nothing_and_leave_nothing_half(desk: Path) -> None:
    """A graph that every batch writes may stay behind by as many batches as were killed between its graph and the other
    one, since each graph changes by itself; it never goes back, nor behind what was acknowledged."""
    moments, acknowledged, before = random.Random(20161107), -1, -1
    for _ in range(KILLS):
        started, done = killed(CHILD, desk, moments.uniform(0, 0.8))
        acknowledged = max(acknowledged, done)
        with kg.store.writer(desk) as writer:
            entries = writer.entries()
            new = [iri for iri in entries if "/new-" in iri]
            assert acknowledged + 1 <= len(new) <= started + 1, "lost or invented"
            for batch in range(len(new)):
                assert writer.graph(ingesting.graph(f"new-{batch}", batch).iri) == ingesting.graph(
                    f"new-{batch}", batch
                )
                assert writer.text(entries[ingesting.graph(f"new-{batch}", batch).iri].text) == f"Текст {batch}"
            hot = writer.graph(ingesting.graph("hot", 0).iri)
            earliest = max(before, acknowledged)
            whole = [at for at in range(max(earliest, 0), len(new)) if hot == ingesting.graph("hot", at)]
            assert whole or (earliest < 0 and not hot.lines), f"{hot} is no version from {earliest} to {len(new) - 1}"
            before = whole[0] if whole else -1
        report = kg.store.verify(desk)
        assert report.sound, "\n".join(report.lines())
        assert not kg.store.source(desk).stamp().writing


def test_a_store_takes_up_a_graph_that_the_server_loaded_itself(desk: Path, server: Virtuoso) -> None:
    server.load("".join(graph(1).lines).encode())
    with kg.store.writer(desk) as writer:
        assert writer.entries()[graph(1).iri].digest == graph(1).digest
        assert "taken into the ledger" in writer.remark
        assert writer.replace([Change(graph(1))]).unchanged


def test_another_folder_may_not_write_there(desk: Path, server: Virtuoso, tmp_path: Path) -> None:
    with kg.store.writer(desk) as writer:
        writer.replace([Change(graph(1))])
    kg.store.at_endpoint(tmp_path / "other", server.url, server.update)
    with pytest.raises(StoreError, match="written from another folder"), kg.store.writer(tmp_path / "other"):
        pass


def test_a_refusal_is_quoted_whole_and_nothing_is_acknowledged(
    desk: Path, monkeypatch: pytest.MonkeyPatch, server: Virtuoso, tmp_path: Path
) -> None:
    kg.store.at_endpoint(tmp_path / "wrong", server.url, server.url)
    with (
        pytest.raises(EndpointError, match=r"(?s)SR186.*no update permission.*sparql-auth|SR186.*sparql-auth"),
        kg.store.writer(tmp_path / "wrong") as writer,
    ):
        writer.replace([Change(graph(1))])
    assert kg.store.entries(tmp_path / "wrong") == {}
    monkeypatch.setenv("TRADEGRAPH_ENDPOINT_PASSWORD", "SECRET-7731")
    with pytest.raises(EndpointError, match="TRADEGRAPH_ENDPOINT_USER") as caught, kg.store.writer(desk) as writer:
        writer.replace([Change(graph(1))])
    assert "7731" not in str(caught.value)
    assert kg.store.entries(desk) == {}


def test_the_password_may_stand_in_a_file(desk: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("TRADEGRAPH_ENDPOINT_PASSWORD")
    monkeypatch.setenv("TRADEGRAPH_ENDPOINT_PASSWORD_FILE", str(tmp_path / "secret"))
    with pytest.raises(UsageError, match="cannot be read"), kg.store.writer(desk):
        pass
    (tmp_path / "secret").write_text("dba\n", encoding="utf-8")
    with kg.store.writer(desk) as writer:
        assert writer.replace([Change(graph(1))]).added
    assert "dba" not in (desk / "endpoint.json").read_text(encoding="utf-8")


def test_a_folder_is_a_store_of_its_own_or_the_desk_of_one_endpoint(
    desk: Path, server: Virtuoso, tmp_path: Path
) -> None:
    with kg.store.writer(tmp_path / "own"):
        pass
    with pytest.raises(StoreError, match="holds a graph of its own"):
        kg.store.at_endpoint(tmp_path / "own", server.url, server.update)
    with pytest.raises(StoreError, match="belongs to the graph at"):
        kg.store.at_endpoint(desk, "http://127.0.0.1:9/sparql", server.update, "virtuoso")
    with pytest.raises(StoreError, match="holds no graph"):
        kg.store.snapshot(desk)
    with pytest.raises(StoreError, match="--update-endpoint"):
        kg.store.at_endpoint(tmp_path / "new", server.url)
    assert not (tmp_path / "new").exists()
