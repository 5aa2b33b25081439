"""An agent that takes part in one record and speaks in another (the engines' difference in MIN shows on 1 M quads only)."""

from collections.abc import Callable

import pyoxigraph as ox

from kg import iris, questions
from kg.model.rdf import NamedGraph

_GRAPH = iris.graph("doc/agent-in-two-parts")
_LINES = """
<urn:agent> a trd:Agent ; rdfs:label "tea packer" .
<urn:taking> trd:participant <urn:agent> ; trd:participationIn <urn:held> ; trd:role <urn:role> .
<urn:held> trd:statedIn <urn:later> .
<urn:said> trd:statedBy <urn:agent> ; trd:statedIn <urn:earlier> .
<urn:later> dcterms:identifier "2.txt" .
<urn:earlier> dcterms:identifier "1.txt" .
"""


def _graph() -> NamedGraph:
    prefixes = (
        f"PREFIX trd: <{iris.term('')}>\nPREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
        "PREFIX dcterms: <http://purl.org/dc/terms/>\n"
    )
    quads = ox.parse(prefixes + _LINES, format=ox.RdfFormat.TURTLE)
    lines = (f"{ox.Triple(quad.subject, quad.predicate, quad.object)} <{_GRAPH}> .\n" for quad in quads)
    return NamedGraph(_GRAPH, tuple(sorted(lines)))


def test_the_role_and_the_document_are_the_first_of_all_records(source_factory: Callable) -> None:
    with source_factory([_graph()]) as source:
        answer = questions.ask(source, "unnamed-agents")
    rows = [dict(zip(answer.columns, map(str, row), strict=True)) for row in answer.rows]
    assert rows == [
        {"agent": "urn:agent", "agentLabel": "tea packer", "role": "urn:role", "uses": "2", "document": "1.txt"}
    ]
