"""What readers ask: select, ask, construct over the union of all graphs; terms come back as rdflib's."""

from collections.abc import Iterator

import pytest
from rdflib import BNode, Literal, URIRef
from rdflib.namespace import RDF, RDFS, XSD

import kg.store
from kg.errors import QueryError
from kg.model.rdf import NamedGraph, Source
from kg.store import Change, Snapshot, term_text, with_parameters

SAMPLE = {
    "urn:g:1": (
        '<urn:lv> <http://www.w3.org/2000/01/rdf-schema#label> "Латвия"@ru',
        '<urn:lv> <http://www.w3.org/2000/01/rdf-schema#label> "Latvia \\"LV\\"\\nBaltic"@en',
        '<urn:lv> <urn:exports> "1500000"^^<http://www.w3.org/2001/XMLSchema#decimal>',
        "<urn:lv> <urn:partner> <urn:kz>",
    ),
    "urn:g:2": (
        '<urn:kz> <urn:exports> "-9.1"^^<http://www.w3.org/2001/XMLSchema#decimal>',
        '<urn:kz> <urn:year> "2015"^^<http://www.w3.org/2001/XMLSchema#gYear>',
        "<urn:lv> <urn:partner> <urn:kz>",
    ),
}


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    folder = tmp_path_factory.mktemp("store")
    with kg.store.writer(folder) as writer:
        for iri, triples in SAMPLE.items():
            writer.replace([Change(NamedGraph(iri, tuple(sorted(f"{triple} <{iri}> .\n" for triple in triples))))])
    yield kg.store.snapshot(folder)


def test_a_snapshot_is_a_source(source: Snapshot) -> None:
    asked: Source = source
    assert asked.graphs() == ["urn:g:1", "urn:g:2"]


def test_select_gives_rdflib_terms_in_the_columns_order(source: Snapshot) -> None:
    found = source.select("SELECT ?v ?s ?none { ?s <urn:exports> ?v } ORDER BY ?v")
    assert found.columns == ("v", "s", "none")
    assert found.rows == (
        (Literal("-9.1", datatype=XSD.decimal), URIRef("urn:kz"), None),
        (Literal("1500000", datatype=XSD.decimal), URIRef("urn:lv"), None),
    )


def test_a_triple_in_two_graphs_is_found_in_both(source: Snapshot) -> None:
    """The engine, like Virtuoso, does not make a set of the union (SPARQL 1.1, 13.1, would): queries say DISTINCT."""
    assert len(source.select("SELECT * { ?s <urn:partner> ?o }").rows) == 2
    assert len(source.select("SELECT DISTINCT * { ?s <urn:partner> ?o }").rows) == 1


def test_numbers_have_one_spelling(source: Snapshot) -> None:
    (row,) = source.select(
        "SELECT (1.50 + 1 AS ?decimal) (COUNT(?s) AS ?integer) (SUM(?v) AS ?sum) { ?s <urn:exports> ?v }"
    ).rows
    assert [str(term) for term in row] == ["2.5", "2", "1499990.9"]


def test_ask_answers_yes_and_no(source: Snapshot) -> None:
    assert source.ask("ASK { <urn:lv> <urn:partner> <urn:kz> }") is True
    assert source.ask("ASK { <urn:kz> <urn:partner> <urn:lv> }") is False


def test_construct_gives_sorted_triples_each_once(source: Snapshot) -> None:
    found = source.construct("CONSTRUCT { ?o <urn:of> ?s . ?s a <urn:Economy> } { GRAPH ?g { ?s <urn:partner> ?o } }")
    assert found == [
        (URIRef("urn:kz"), URIRef("urn:of"), URIRef("urn:lv")),
        (URIRef("urn:lv"), RDF.type, URIRef("urn:Economy")),
    ]


def test_triples_of_one_graph(source: Snapshot) -> None:
    assert (URIRef("urn:lv"), RDFS.label, Literal('Latvia "LV"\nBaltic', lang="en")) in set(source.triples("urn:g:1"))
    assert len(list(source.triples("urn:g:2"))) == 3
    assert list(source.triples("urn:g:none")) == []


def test_nquads_are_sorted_and_complete(source: Snapshot) -> None:
    lines = list(source.nquads())
    assert lines == sorted(lines, key=lambda line: (line.split()[-2], line))
    assert len(lines) == len(source) == 7


# parameters


@pytest.mark.parametrize(
    ("term", "rows"),
    [
        (Literal("Латвия", lang="ru"), 1),
        (Literal("Латвия", lang="en"), 0),
        (Literal("Латвия"), 0),
        (Literal('Latvia "LV"\nBaltic', lang="en"), 1),
        (Literal('x" } # '), 0),
    ],
)
def test_a_parameter_is_a_term_and_never_text(source: Snapshot, term: Literal, rows: int) -> None:
    assert len(source.select("SELECT ?s { ?s ?p ?label } # last line", {"label": term}).rows) == rows


def test_several_parameters_are_one_row_of_values(source: Snapshot) -> None:
    parameters = {"s": URIRef("urn:kz"), "year": Literal("2015", datatype=XSD.gYear)}
    assert source.ask("ASK { ?s <urn:year> ?year }", parameters)
    assert not source.ask("ASK { ?s <urn:year> ?year }", parameters | {"s": URIRef("urn:lv")})


@pytest.mark.parametrize(
    ("name", "term"),
    [
        ("x y", Literal("a")),
        ("x) {", Literal("a")),
        ("x", URIRef("urn:a> } SERVICE <urn:b")),
        ("x", URIRef("no scheme")),
        ("x", BNode("b")),
        ("x", Literal("a", datatype=URIRef("urn:a> <urn:b"))),
    ],
)
def test_what_is_no_name_or_term_is_refused(name: str, term: URIRef | Literal) -> None:
    with pytest.raises(QueryError):
        with_parameters("ASK {}", {name: term})


def test_every_character_survives_as_a_parameter(source: Snapshot) -> None:
    text = "".join(map(chr, range(1, 256))) + "\\u0041\u2028Ж"
    query = f"SELECT ({term_text(Literal(text))} AS ?text) {{}}"
    assert source.engine.query(query) is not None
    assert source.select("SELECT ?text {}", {"text": Literal(text)}).rows == ((Literal(text),),)


# errors


def test_a_syntax_error_says_line_and_column(source: Snapshot) -> None:
    with pytest.raises(QueryError, match="error at 2:10"):
        source.select("SELECT *\n{ ?s ?p }")


def test_the_form_of_the_query_must_fit(source: Snapshot) -> None:
    with pytest.raises(QueryError, match="of the form SELECT"):
        source.select("ASK {}")


def test_an_unknown_function_is_named(source: Snapshot) -> None:
    with pytest.raises(QueryError, match="urn:function"):
        source.select("SELECT (<urn:function>(?o) AS ?x) { ?s ?p ?o }")


def test_an_update_is_no_query(source: Snapshot) -> None:
    with pytest.raises(QueryError):
        source.select("DROP ALL")
    assert len(source) == 7


def test_what_guards_refuse_never_reaches_the_engine(source: Snapshot) -> None:
    for ask in (source.select, source.ask, source.construct):
        with pytest.raises(QueryError, match="SERVICE is refused"):
            ask("ASK { SERVICE <http://127.0.0.1:9/> {} }")


def test_blank_nodes_that_a_query_makes_become_iris(source: Snapshot) -> None:
    ((node,),) = source.select("SELECT (BNODE() AS ?node) {}").rows
    assert isinstance(node, URIRef)
    assert "/.well-known/genid/" in node


def test_from_makes_the_default_graph_of_the_graphs_it_names(source: Snapshot) -> None:
    everywhere = "WHERE { ?s <urn:exports> ?v }"
    assert len(source.select(f"SELECT ?s {everywhere}").rows) == 2
    assert source.select(f"SELECT ?s FROM <urn:g:2> {everywhere}").rows == ((URIRef("urn:kz"),),)
