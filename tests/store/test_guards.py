"""What a foreign query may ask. The engine dies of deep queries and follows SERVICE, so these must never reach it."""

import pytest

from kg.errors import QueryError
from kg.store import check_query
from kg.store.guards import CLAUSES, NESTING, OPERATORS, PATTERNS, SIZE, check_reach

LEAVING = [
    "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { service silent <http://127.0.0.1:9/> {} }",
    "ASK { FILTER EXISTS { SERVICE <urn:x> {} } }",
    "PREFIX s: <http://127.0.0.1:9/> SELECT * { { SELECT * { SERVICE s:x {} } } }",
    "SELECT * { ?s ?p 'a' . # text\n SERVICE ?s {} }",
    "SELECT * { ?s ?p '''a ' b''' . SERVICE ?s {} }",
    'SELECT * { ?s ?p "a\\"" . SERVICE ?s {} }',
    "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "SELECT * FROM NAMED <FILE:/etc/passwd> { ?s ?p ?o }",
    "LOAD <http://127.0.0.1:9/x.ttl>",
    "S\\u0045RVICE",
    'ASK { ?s ?p "a\\u0022 . SERVICE <urn:x> {} #" }',
]

STAYING = [
    "SELECT * { ?service ?p ?load }",
    "PREFIX service: <urn:s> SELECT * { ?s service:load service:service }",
    "SELECT * { <http://example.org/SERVICE> ?p 'SERVICE <urn:x> {}' } # SERVICE <urn:y>",
    'SELECT * { ?s ?p """LOAD <urn:x> " SERVICE""" }',
    "SELECT * FROM <https://data.example.org/graph/curated> { ?s ?p ?o }",
    'ASK { ?s ?p "\\u0416" }',
    "SELECT * { ?s ?p ?o FILTER(?o < 3 && ?o > 1) }",
]


@pytest.mark.parametrize("query", LEAVING)
def test_a_query_that_asks_to_leave_the_store_is_refused(query: str) -> None:
    with pytest.raises(QueryError, match=r"refused|write the character itself"):
        check_query(query)
    with pytest.raises(QueryError):
        check_reach(query)


@pytest.mark.parametrize("query", STAYING)
def test_words_inside_strings_iris_names_and_comments_are_only_words(query: str) -> None:
    check_query(query)


TOO_MUCH = [
    ("ASK {}" + " " * SIZE, "bytes"),
    ("ASK " + "{" * 2_250, "levels of brackets"),
    ("SELECT (" + "CONCAT(" * 300 + "'a'" + ")" * 300 + " AS ?x) {}", "levels of brackets"),
    ("ASK { ?s " + "(" * 250 + "<urn:p>" + ")" * 250 + " ?o }", "levels of brackets"),
    ("ASK { FILTER(" + "!" * 9_500 + "true) }", "operators"),
    ("ASK { FILTER(" + "+".join(["1"] * 7_000) + " > 0) }", "operators"),
    ("ASK { FILTER(" + "||".join(["?a"] * 9_000) + ") }", "operators"),
    ("ASK { ?s " + "|".join(["<urn:p>"] * 3_000) + " ?o }", "operators"),
    ("SELECT * { " + "BIND(1 AS ?x) " * 2_625 + "}", "clauses"),
    ("SELECT * { " + "OPTIONAL { ?s ?p ?o } " * 2_500 + "}", "clauses"),
    ("SELECT * { " + "{} UNION " * 9_000 + "{} }", "clauses"),
    ("SELECT * { " + "?s ?p ?o . " * 120 + "}", "triple patterns"),
    ("SELECT * { ?s " + " ; ".join(f"<urn:{number}> ?v" for number in range(120)) + " }", "triple patterns"),
    ("SELECT * { ?s <urn:p> " + ",".join(f"?v{number}" for number in range(120)) + " }", "triple patterns"),
    ("ASK { ?s " + "/".join(["<urn:p>"] * 120) + " ?o }", "triple patterns"),
]


@pytest.mark.parametrize(
    ("query", "limit"), TOO_MUCH, ids=[f"{limit}-{number}" for number, (_, limit) in enumerate(TOO_MUCH)]
)
def test_what_would_kill_or_stall_the_engine_is_refused_by_name(query: str, limit: str) -> None:
    with pytest.raises(QueryError, match=limit):
        check_query(query)


def test_just_below_the_limits_all_is_well() -> None:
    check_query("ASK " + "{" * NESTING + "}" * NESTING)
    check_query("SELECT * { " + "?s ?p ?o . " * PATTERNS + "}")
    check_query("ASK { FILTER(" + "+".join(["1"] * (OPERATORS - 1)) + " > 0) }")
    check_query("SELECT * { " + "BIND(1 AS ?x) " * (CLAUSES - 1) + "}")


def test_only_triple_patterns_count_as_triple_patterns() -> None:
    values = " ".join(f"<urn:{number}>" for number in range(500))
    check_query(f"SELECT * {{ VALUES ?s {{ {values} }} ?s ?p ?o }}")
    check_query("SELECT " + " ".join(f"?v{number}" for number in range(200)) + " { ?s ?p ?o }")
    check_query("SELECT * { ?s ?p ?o FILTER(?o IN (" + ", ".join(map(str, range(500))) + ")) }")
    check_query("SELECT * { ?s ?p ?o } ORDER BY " + " ".join(f"?v{number}" for number in range(200)))
