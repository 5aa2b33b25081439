"""Parameters are terms in a VALUES block inside the pattern: what is in them cannot leave it."""

import pyoxigraph as ox
import pytest
from rdflib import Literal, URIRef

from kg.errors import QueryError
from kg.store.binding import bound
from kg.store.embedded import Embedded

X = URIRef("urn:x")


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("SELECT * { ?s ?p ?o }", "SELECT * { VALUES (?s) { (<urn:x>) } ?s ?p ?o }"),
        ("ASK { ?s ?p '}' } # }", "ASK { VALUES (?s) { (<urn:x>) } ?s ?p '}' } # }"),
        (
            "CONSTRUCT { ?s ?p 1 } WHERE { ?s ?p 2 }",
            "CONSTRUCT { ?s ?p 1 } WHERE { VALUES (?s) { (<urn:x>) } ?s ?p 2 }",
        ),
        ("SELECT * { ?s ?p ?o } GROUP BY ?s", "SELECT * { VALUES (?s) { (<urn:x>) } ?s ?p ?o } GROUP BY ?s"),
        ("SELECT * { BIND(1 AS ?s) }", "SELECT * { BIND(1 AS ?s) VALUES (?s) { (<urn:x>) } }"),
    ],
)
def test_the_block_stands_at_the_beginning_of_the_pattern_or_after_what_it_computes(query, wanted):
    assert bound(query, {"s": X}) == wanted


def test_a_query_without_parameters_stays_as_it_is():
    assert bound("DESCRIBE <urn:x>", {}) == "DESCRIBE <urn:x>"


def test_a_query_without_a_pattern_takes_none():
    with pytest.raises(QueryError, match="takes no parameters"):
        bound("DESCRIBE <urn:x>", {"s": X})


@pytest.mark.parametrize("words", ['" } DROP ALL #', "a\nb", "\\", '"""', "} UNION { ?s ?p ?o", "?s"])
def test_what_is_in_a_literal_stays_in_it(words):
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal(words), ox.NamedNode("urn:g")))
    store.add(ox.Quad(ox.NamedNode("urn:t"), ox.NamedNode("urn:p"), ox.Literal("other"), ox.NamedNode("urn:g")))
    found = Embedded(store).select(bound("SELECT ?s WHERE { ?s <urn:p> ?o }", {"o": Literal(words)}))
    assert found.rows == ((URIRef("urn:s"),),)


def test_what_is_no_iri_is_refused():
    with pytest.raises(QueryError, match="no IRI"):
        bound("SELECT ?s WHERE { ?s ?p ?o }", {"o": URIRef("urn:x> } #")})
