"""Answers in the formats of the SPARQL recommendations, read back by rdflib; tables for people."""

import csv
import io

import pytest
from rdflib import XSD, Graph, Literal, URIRef
from rdflib.query import Result

from kg.errors import UsageError
from kg.questions.asking import Answer
from kg.questions.results import FORMATS, people, write

ROWS = (
    (URIRef("https://data.example.org/id/country/KE"), Literal('say "hi",\r\n<b> & \\ё', lang="ru"), None),
    (
        URIRef("https://w3id.org/tradegraph/codes#hedge-over"),
        Literal("12.50", datatype=XSD.decimal, normalize=False),
        Literal("a\tb"),
    ),
    (URIRef("https://data.example.org/id/unit/USD"), Literal("2016", datatype=XSD.gYear), Literal("")),
)
ANSWER = Answer("SELECT …", "SELECT", ("one", "two", "three"), ROWS)
YES = Answer("ASK …", "ASK", truth=True)
TRIPLES = Answer(
    "CONSTRUCT …",
    "CONSTRUCT",
    triples=((ROWS[0][0], URIRef("http://www.w3.org/2000/01/rdf-schema#label"), Literal("Кения", lang="ru")),),
)


def plain(term):
    """The term without what XML Schema says of its value."""
    return (
        None
        if term is None
        else (type(term).__name__, str(term), getattr(term, "language", None), getattr(term, "datatype", None))
    )


@pytest.mark.parametrize("format", ["json", "xml", "tsv"])
def test_rdflib_reads_the_same_rows_back(format):
    read = Result.parse(io.BytesIO(write(ANSWER, format).encode()), format=format)
    assert [str(name) for name in read.vars] == list(ANSWER.columns)
    found = [[plain(row.get(name)) for name in read.vars] for row in read.bindings]
    assert found == [[plain(term) for term in row] for row in ROWS]


def test_csv_has_plain_values_and_its_own_line_ends():
    text = write(ANSWER, "csv")
    assert text.startswith("one,two,three\r\n")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert rows[1] == [str(ROWS[0][0]), str(ROWS[0][1]), ""]
    assert rows[2][1] == "12.50"


@pytest.mark.parametrize("format", ["json", "xml"])
def test_yes_and_no_are_written(format):
    assert Result.parse(io.BytesIO(write(YES, format).encode()), format=format).askAnswer is True


def test_triples_are_written_as_turtle():
    text = write(TRIPLES, "turtle")
    assert set(Graph().parse(data=text, format="turtle")) == set(TRIPLES.triples)


def test_people_see_short_names_and_readable_numbers():
    assert people(ROWS)[0][0] == "country/KE"
    assert people(ROWS)[1] == ["over", "12.50", "a\tb"]
    assert people(ROWS)[2] == ["USD", "2016", ""]
    assert people([(Literal("-1234567.5", datatype=XSD.decimal), Literal("0", datatype=XSD.integer))]) == [
        ["-1,234,567.5", "0"]
    ]
    assert write(YES, "table") == "yes\n"


@pytest.mark.parametrize(("answer", "format"), [(ANSWER, "turtle"), (TRIPLES, "csv"), (YES, "tsv"), (ANSWER, "pdf")])
def test_a_format_that_does_not_fit_is_told(answer, format):
    with pytest.raises(UsageError):
        write(answer, format)


def test_an_answer_of_no_rows_still_names_its_columns():
    empty = Answer("SELECT …", "SELECT", ("a", "b"))
    assert [write(empty, format).splitlines()[0] for format in ("csv", "tsv", "table")] == ["a,b", "?a\t?b", "a  b"]
    assert set(FORMATS) == {"table", "json", "csv", "tsv", "xml", "turtle"}
