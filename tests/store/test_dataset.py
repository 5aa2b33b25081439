"""`kg.open`: the store as rdflib's Dataset, read-only or changed in transactions."""

from collections.abc import Callable
from pathlib import Path

import pytest
import rdflib.plugins.sparql
from rdflib import BNode, Literal, URIRef
from rdflib.namespace import RDFS, XSD
from rdflib.plugins.sparql import prepareQuery

import kg
import kg.store
from kg.errors import QueryError, StoreError
from kg.model.rdf import NamedGraph
from kg.store import Change

Make = Callable[..., NamedGraph]
MINE = URIRef("https://data.example.org/graph/mine")
LV, KZ = URIRef("https://data.example.org/id/country/LV"), URIRef("https://data.example.org/id/country/KZ")
TRIPLE = (LV, RDFS.label, Literal("Латвия", lang="ru"))


@pytest.fixture
def filled(folder: Path, make: Make) -> Path:
    with kg.store.writer(folder) as writer:
        text = writer.put_text("Текст")
        writer.replace([Change(make("a"), text, "a.txt"), Change(make("b"))])
    return folder


def triples_of(folder: Path, graph: URIRef = MINE) -> set[object]:
    return set(kg.store.snapshot(folder).triples(str(graph)))


def test_reading_sees_the_union_and_every_graph(filled: Path, make: Make) -> None:
    with kg.open(filled) as dataset:
        assert len(dataset) == 40
        assert len(dataset.graph(URIRef(make("a").iri))) == 20
        assert {str(graph.identifier) for graph in dataset.graphs()} >= {make("a").iri, make("b").iri}
        assert len(list(dataset.triples((None, None, Literal("версия 0, 3", lang="ru"))))) == 2
        assert len(list(dataset.quads((None, None, None, URIRef(make("b").iri))))) == 20


def test_queries_use_the_engine_with_prefixes_and_bindings(filled: Path) -> None:
    with kg.open(filled) as dataset:
        dataset.bind("trd", "https://w3id.org/tradegraph/ns#")
        (row,) = dataset.query("SELECT (COUNT(*) AS ?n) { ?s trd:value ?v }")
        assert row.n == Literal("40", datatype=XSD.integer)
        bound = {"v": Literal("версия 0, 3", lang="ru")}
        assert len(dataset.query("SELECT ?s { ?s ?p ?v }", initBindings=bound)) == 2
        assert dataset.query("ASK { ?s ?p ?o }").askAnswer is True
        assert len(dataset.query("CONSTRUCT WHERE { ?s trd:value ?v }").graph) == 40
        assert len(dataset.query(prepareQuery("SELECT * { ?s ?p ?v }"), initBindings=bound)) == 2


def test_a_triple_in_two_graphs_comes_once_with_both(folder: Path) -> None:
    line = "<urn:a> <urn:b> <urn:c>"
    with kg.store.writer(folder) as writer:
        writer.replace([Change(NamedGraph(name, (f"{line} <{name}> .\n",))) for name in ("urn:g:1", "urn:g:2")])
    with kg.open(folder) as dataset:
        assert len(dataset) == 1
        assert len(list(dataset.triples((None, None, None)))) == 1
        assert len(list(dataset.quads((None, None, None, None)))) == 2


def test_reading_goes_on_while_a_writer_writes(filled: Path, make: Make) -> None:
    with kg.store.writer(filled) as writer, kg.open(filled) as dataset:
        writer.replace([Change(make("c"))])
        writer.publish()
        assert len(dataset) == 40


@pytest.mark.parametrize("change", ["add", "remove", "update", "transaction"])
def test_a_dataset_opened_to_be_read_refuses_changes(filled: Path, change: str) -> None:
    with kg.open(filled) as dataset, pytest.raises(StoreError):
        match change:
            case "add":
                dataset.graph(MINE).add(TRIPLE)
            case "remove":
                dataset.remove((None, None, None))
            case "update":
                dataset.update("DELETE WHERE { ?s ?p ?o }")
            case "transaction":
                with dataset.transaction():
                    pass


# changes


def test_a_transaction_is_applied_at_its_end_and_seen_by_readers(filled: Path) -> None:
    with kg.open(filled, write=True) as dataset:
        with dataset.transaction():
            dataset.graph(MINE).add(TRIPLE)
            assert triples_of(filled) == set()
        assert triples_of(filled) == {TRIPLE}
    assert kg.store.entries(filled)[str(MINE)].quads == 1
    assert kg.store.verify(filled).sound


def test_an_exception_rolls_everything_back(filled: Path, make: Make) -> None:
    before = list(kg.store.snapshot(filled).nquads()), (filled / "ledger.jsonl").read_bytes()
    with kg.open(filled, write=True) as dataset, pytest.raises(ZeroDivisionError), dataset.transaction():
        dataset.graph(MINE).add(TRIPLE)
        dataset.remove_graph(URIRef(make("a").iri))
        1 / 0  # noqa: B018
    assert (list(kg.store.snapshot(filled).nquads()), (filled / "ledger.jsonl").read_bytes()) == before


def test_after_a_rollback_the_next_transaction_starts_afresh(filled: Path) -> None:
    with kg.open(filled, write=True) as dataset:
        with pytest.raises(ZeroDivisionError), dataset.transaction():
            dataset.graph(MINE).add(TRIPLE)
            1 / 0  # noqa: B018
        with dataset.transaction():
            dataset.graph(MINE).add((KZ, RDFS.label, Literal("Казахстан", lang="ru")))
    assert triples_of(filled) == {(KZ, RDFS.label, Literal("Казахстан", lang="ru"))}


def test_inside_a_transaction_its_own_changes_are_seen(filled: Path, make: Make) -> None:
    graph = URIRef(make("a").iri)
    with kg.open(filled, write=True) as dataset, dataset.transaction():
        dataset.graph(MINE).add(TRIPLE)
        dataset.graph(graph).remove((None, None, Literal("версия 0, 3", lang="ru")))
        assert TRIPLE in dataset
        assert len(dataset.graph(graph)) == 19
        assert dataset.query("ASK { ?s ?p 'Латвия'@ru }").askAnswer is True
        (row,) = dataset.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
        assert int(row.n) == 40


def test_adding_and_removing_the_same_leaves_nothing_to_do(filled: Path) -> None:
    before = (filled / "ledger.jsonl").read_bytes()
    with kg.open(filled, write=True) as dataset, dataset.transaction():
        dataset.graph(MINE).add(TRIPLE)
        dataset.graph(MINE).remove(TRIPLE)
    assert (filled / "ledger.jsonl").read_bytes() == before


def test_updates_and_parsed_files_go_through_the_transaction(filled: Path, make: Make) -> None:
    with kg.open(filled, write=True) as dataset, dataset.transaction():
        dataset.update(f"INSERT DATA {{ GRAPH <{MINE}> {{ <{LV}> <urn:exports> 007 }} }}")
        dataset.update(
            f"DELETE {{ GRAPH ?g {{ ?s ?p ?o }} }} WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(?g = <{make('b').iri}>) }}"
        )
        dataset.graph(MINE).parse(data=f"<{KZ}> <urn:partner> <{LV}> .", format="turtle")
    assert triples_of(filled) == {
        (LV, URIRef("urn:exports"), Literal("7", datatype=XSD.integer)),
        (KZ, URIRef("urn:partner"), LV),
    }
    assert make("b").iri not in kg.store.snapshot(filled).graphs()
    assert kg.store.verify(filled).sound


def test_changing_a_documents_graph_keeps_its_name_and_text_in_the_ledger(filled: Path, make: Make) -> None:
    before = kg.store.entries(filled)[make("a").iri]
    with kg.open(filled, write=True) as dataset, dataset.transaction():
        dataset.graph(URIRef(make("a").iri)).add(TRIPLE)
    after = kg.store.entries(filled)[make("a").iri]
    assert (after.name, after.text, after.quads) == ("a.txt", before.text, before.quads + 1)


def test_blank_nodes_are_stored_as_iris(filled: Path) -> None:
    node = BNode()
    with kg.open(filled, write=True) as dataset, dataset.transaction():
        dataset.graph(MINE).add((node, RDFS.label, Literal("x")))
        dataset.graph(MINE).add((LV, RDFS.seeAlso, node))
        assert len(list(dataset.graph(MINE).triples((node, None, None)))) == 1
    (label,) = (triple for triple in triples_of(filled) if triple[1] == RDFS.label)  # type: ignore[index]
    assert (LV, RDFS.seeAlso, label[0]) in triples_of(filled)
    assert isinstance(label[0], URIRef)


def test_changes_outside_a_transaction_or_a_named_graph_are_refused(filled: Path) -> None:
    with kg.open(filled, write=True) as dataset:
        with pytest.raises(StoreError, match="with dataset.transaction"):
            dataset.graph(MINE).add(TRIPLE)
        with pytest.raises(StoreError, match="in a named graph"), dataset.transaction():
            dataset.add(TRIPLE)
        with pytest.raises(StoreError, match="inside a transaction"), dataset.transaction(), dataset.transaction():
            pass


def test_a_dataset_open_to_be_changed_is_the_one_writer(filled: Path) -> None:
    with kg.open(filled, write=True), pytest.raises(StoreError, match="is being written by"):
        kg.open(filled, write=True)
    kg.open(filled, write=True).close()


# guards


@pytest.mark.parametrize("inside", [False, True])
def test_no_query_or_update_leaves_the_store(filled: Path, tmp_path: Path, inside: bool) -> None:
    secret = tmp_path / "secret.ttl"
    secret.write_text("<urn:secret> <urn:p> 1 .")
    with kg.open(filled, write=True) as dataset, dataset.transaction():
        if inside:
            dataset.graph(MINE).add(TRIPLE)
        for query in (
            "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
            f"SELECT * FROM <{secret.as_uri()}> {{ ?s ?p ?o }}",
        ):
            with pytest.raises(QueryError):
                dataset.query(query)
        for update in (
            f"LOAD <{secret.as_uri()}>",
            "INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        ):
            with pytest.raises(QueryError):
                dataset.update(update)


def test_rdflib_reads_no_files_for_a_query(filled: Path) -> None:
    with kg.open(filled):
        assert rdflib.plugins.sparql.SPARQL_LOAD_GRAPHS is False
