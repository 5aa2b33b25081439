"""The canonical form: written once, read back the same, and as the engine itself writes it."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Literal, URIRef

from kg.graph import nquads
from kg.model.rdf import NamedGraph

GRAPH = "https://data.example.org/graph/x"
S, P = URIRef("https://data.example.org/id/s"), URIRef("https://data.example.org/id/p")
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"))


@pytest.mark.parametrize(
    ("words", "spelled"),
    [
        ("plain «Рига» 😀", '"plain «Рига» 😀"'),
        ('a "b" \\ c', '"a \\"b\\" \\\\ c"'),
        ("line\nfeed\r\ttab\b\f", '"line\\nfeed\\r\\ttab\\b\\f"'),
        ("\x01\x1f\x7f", '"\\u0001\\u001F\\u007F"'),
        ("\u2028\x85", '"\u2028\x85"'),
    ],
)
def test_only_what_has_to_be_is_escaped(words: str, spelled: str) -> None:
    assert nquads.literal(words) == spelled


def test_languages_are_lower_case_and_strings_say_no_datatype() -> None:
    assert nquads.term(Literal("x", lang="EN-GB")) == '"x"@en-gb'
    assert nquads.literal("x", datatype="http://www.w3.org/2001/XMLSchema#string") == '"x"'


@given(TEXT)
def test_a_literal_is_read_as_it_was_written(words: str) -> None:
    graph = nquads.named_graph(GRAPH, [(S, P, Literal(words, lang="ru")), (S, P, Literal(words))])
    assert {str(value) for _, _, value in nquads.triples(graph)} == {words}
    assert nquads.named_graph(GRAPH, nquads.triples(graph)) == graph


@given(TEXT)
def test_the_engine_writes_the_same(words: str) -> None:
    graph = nquads.named_graph(GRAPH, [(S, P, Literal(words, lang="ru"))])
    store = ox.Store()
    store.load("".join(graph.lines).encode(), format=ox.RdfFormat.N_QUADS)
    dumped = store.dump(format=ox.RdfFormat.N_QUADS)
    assert dumped is not None and dumped.decode() == "".join(graph.lines)


def test_numbers_and_dates_keep_their_spelling() -> None:
    xsd = "http://www.w3.org/2001/XMLSchema#"
    line = f'<{S}> <{P}> "0.0000001"^^<{xsd}decimal> <{GRAPH}> .\n'
    moment = f'<{S}> <{P}> "2026-01-01T00:00:00Z"^^<{xsd}dateTime> <{GRAPH}> .\n'
    graph = NamedGraph(GRAPH, (line, moment))
    assert nquads.named_graph(GRAPH, nquads.triples(graph)) == graph


@pytest.mark.parametrize("line", ["", "<a> <b> <c> .\n", "_:a <b> <c> <d> .\n", '<a> <b> "c <d> .\n'])
def test_a_line_that_is_not_of_ours_is_an_error(line: str) -> None:
    with pytest.raises(ValueError, match="no N-Quads line"):
        nquads.parts(line)
