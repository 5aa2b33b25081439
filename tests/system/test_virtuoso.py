"""Everything that reads works against a real SPARQL server as it does against a store."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from servers import virtuoso

from kg import documents, resources, workflow
from kg.errors import EndpointError
from kg.store import snapshot
from kg.store.endpoint import Endpoint

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
pytestmark = [pytest.mark.system, pytest.mark.xdist_group("virtuoso")]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples with their gold facts."""
    folder = tmp_path_factory.mktemp("samples") / "store"
    manifest = resources.samples() / "manifest.csv"
    found = documents.read_all(documents.from_manifest(manifest, documents.Given()))
    workflow.ingest(folder, found, extracting=False)
    lines = (resources.samples() / "facts.jsonl").read_text(encoding="utf-8").split("\n")
    workflow.add(folder, lines, who="reader")
    return folder


@pytest.fixture(scope="module")
def endpoint(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that holds the same quads."""
    with virtuoso(tmp_path_factory.mktemp("virtuoso")) as server:
        server.load("".join(snapshot(store).nquads()).encode())
        yield server.url


def test_the_named_graphs_are_the_same(endpoint: str, store: Path) -> None:
    assert Endpoint(endpoint).graphs() == workflow.source(store).graphs()


def test_every_graph_has_the_same_triples(endpoint: str, store: Path) -> None:
    here, there = workflow.source(store), Endpoint(endpoint)
    for graph in here.graphs():
        assert sorted(there.triples(graph)) == sorted(here.triples(graph)), graph


@pytest.mark.parametrize("format", ["jsonl", "csv"])
def test_the_facts_are_the_same(kg: Run, endpoint: str, store: Path, format: str) -> None:
    here = kg("facts", "--store", store, "--format", format).stdout
    assert here
    assert kg("facts", "--endpoint", endpoint, "--format", format).stdout == here


@pytest.mark.parametrize("format", ["nquads", "flat"])
def test_the_export_is_the_same(kg: Run, endpoint: str, store: Path, format: str) -> None:
    assert (
        kg("export", "--endpoint", endpoint, "--format", format).stdout
        == kg("export", "--store", store, "--format", format).stdout
    )


@pytest.mark.parametrize("thing", ["GE", "Грузия", "Dala Export"])
def test_a_description_is_the_same(kg: Run, endpoint: str, store: Path, thing: str) -> None:
    assert kg("describe", thing, "--endpoint", endpoint).stdout == kg("describe", thing, "--store", store).stdout


@pytest.mark.parametrize("around", [[], ["--around", "GE"], ["--around", "Dala Export"]])
def test_the_network_is_the_same(kg: Run, endpoint: str, store: Path, around: list[str]) -> None:
    here = kg("network", "--store", store, "--format", "graphml", *around).stdout
    assert here
    assert kg("network", "--endpoint", endpoint, "--format", "graphml", *around).stdout == here


@pytest.mark.parametrize("doc", ["03-tbilisi-mission-held.txt"])
def test_the_facts_of_one_document_are_the_same(kg: Run, endpoint: str, store: Path, doc: str) -> None:
    here = kg("facts", doc, "--store", store).stdout
    assert here
    assert kg("facts", doc, "--endpoint", endpoint).stdout == here


def test_an_answer_that_the_server_cuts_is_an_error(endpoint: str) -> None:
    """Its rows come in no order and several times, so that pages of it could not be told to be whole."""
    with pytest.raises(EndpointError, match="of 20,000 rows in pages; ask for a part"):
        Endpoint(endpoint).select("SELECT ?a ?b WHERE { ?a ?p ?x . ?b ?q ?y } LIMIT 20000")


def test_a_malformed_query_is_told_in_the_servers_words(kg: Run, endpoint: str) -> None:
    said = kg("query", "-", "--endpoint", endpoint, code=1, stdin=b"SELECT ?x WHERE { ?x ?y }").stderr.decode()
    assert "syntax" in said.lower()
