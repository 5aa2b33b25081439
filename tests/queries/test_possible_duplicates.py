"""Things of one name, in several graphs and alphabets: counted once each, the first and the last of them named."""

from collections.abc import Callable

import pyoxigraph as ox

from kg import iris, questions
from kg.model.rdf import NamedGraph

_PREFIXES = f"PREFIX trd: <{iris.term('')}>\nPREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
_FIRST = """
<urn:a> a trd:Organisation ; rdfs:label "Өрлеу", "Orleu"@en .
<urn:b> a trd:Agent ; rdfs:label "өрлеу"@kk .
<urn:c> a trd:Person ; rdfs:label "ORLEU" .
<urn:alone> a trd:Place ; rdfs:label "Riga", "riga"@en .
<urn:other> a trd:Document ; rdfs:label "Orleu" .
"""
_SECOND = """
<urn:a> a trd:Organisation, trd:Agent ; rdfs:label "Өрлеу" .
<urn:d> a trd:Place ; rdfs:label "Orleu"@en .
"""


def _graph(name: str, turtle: str) -> NamedGraph:
    graph = iris.graph(f"doc/{name}")
    quads = ox.parse(_PREFIXES + turtle, format=ox.RdfFormat.TURTLE)
    lines = (f"{ox.Triple(quad.subject, quad.predicate, quad.object)} <{graph}> .\n" for quad in quads)
    return NamedGraph(graph, tuple(sorted(lines)))


def test_a_name_is_told_with_the_first_and_the_last_that_have_it(source_factory: Callable) -> None:
    with source_factory([_graph("one", _FIRST), _graph("two", _SECOND)]) as source:
        answer = questions.ask(source, "possible-duplicates")
    agent, organisation, place = (iris.term(name) for name in ("Agent", "Organisation", "Place"))
    assert answer.columns == ("label", "one", "other", "oneClass", "otherClass", "things")
    assert [tuple(map(str, row)) for row in answer.rows] == [
        ("orleu", "urn:a", "urn:d", agent, place, "3"),
        ("өрлеу", "urn:a", "urn:b", agent, agent, "2"),
    ]
    assert organisation > agent  # the class told is the first by its IRI
