"""Things by IRI, code and name; what is said about them, in rows and in triples."""

import pytest
from rdflib import Graph, Literal, URIRef

from kg import questions
from kg.errors import NotFound
from kg.questions.finding import one
from kg.questions.results import people, turtle

ID = "https://data.example.org/id/"


@pytest.mark.parametrize(
    ("thing", "iris"),
    [
        ("KZ", ["country/KZ"]),
        ("kz", ["country/KZ"]),
        ("Казахстан", ["country/KZ"]),
        ("Қазақстан", ["country/KZ"]),
        ("EAEU", ["bloc/EAEU"]),
        ("USD", ["unit/USD"]),
        (ID + "person/1", ["person/1"]),
        (f"<{ID}person/1>", ["person/1"]),
        ("id:person/1", ["person/1"]),
        ("ГРЕЙС МВАНГИ", ["person/1"]),
        ("mill.txt", ["publication/1"]),
        ("Flour goes south", ["publication/1"]),
        ("aspan flour", ["org/1", "org/2"]),  # the one's other label counts as well
        ("mwan", ["person/1"]),  # in part, since nothing is called so
        ("id:person/404", []),
        ("Nobody", []),
        ("", []),
    ],
)
def test_a_thing_is_found(source, thing, iris):
    assert [match.iri.removeprefix(ID) for match in questions.find(source, thing)] == iris


def test_a_whole_name_keeps_parts_of_names_out(source):
    """`Oman` is a country; `Romania` only holds the letters."""
    assert [match.iri for match in questions.find(source, "Oman")] == [ID + "country/OM"]


def test_a_match_says_what_sort_of_thing_it_is(source):
    (match,) = questions.find(source, "id:org/1")
    assert (match.kind, match.label) == ("Company", "Аспан Ұн")
    assert str(match) == f"{ID}org/1  Аспан Ұн (Company)"


def test_one_thing_is_asked_for_and_none_is_chosen(source):
    assert one(source, "Grace Mwangi").iri == ID + "person/1"
    with pytest.raises(NotFound) as told:
        one(source, "Aspan Flour")
    assert len(told.value.candidates) == 2


def test_a_description_has_the_statement_its_words_and_its_source(source):
    described = questions.describe(source, ID + "country/KE")
    assert described.label == "Kenya"
    (row,) = people(described.rows)  # the withheld record is no statement
    told = dict(zip(described.columns, row, strict=True))
    assert told["statement"] == "exports, Kenya – Vietnam: over 12,000,000 USD"
    assert told["quote"] == "Flour for 12 million"
    assert (told["period"], told["document"], told["published"]) == ("2023", "mill.txt", "2024-02-01")
    assert (told["speaker"], told["confidence"], told["record"]) == ("Grace Mwangi", "0.9", "figure/1")


def test_a_record_is_described_by_itself_and_its_parts(source):
    described = questions.describe(source, ID + "figure/1")
    assert len(described.rows) == 1
    read = Graph().parse(data=turtle(described.triples), format="turtle")
    assert {str(value) for value in read.objects(URIRef(ID + "part/1"))} >= {ID + "unit/USD"}
    assert Literal("Flour for 12 million", lang="en") in set(read.objects(URIRef(ID + "part/2")))
    assert not any(ID + "figure/2" in map(str, triple) for triple in read)


def test_what_the_graph_does_not_know_has_no_description(source):
    described = questions.describe(source, ID + "country/ZZ")
    assert (described.rows, described.triples, described.label) == ((), (), "ZZ")
