"""What people type for a parameter becomes the term that its type wants, or a message that says what would be right."""

import pytest
from rdflib import XSD, Literal, URIRef

from kg.errors import NotFound, UsageError
from kg.questions.header import Parameter
from kg.questions.values import term, untyped

ID = "https://data.example.org/id/"
CODE = "https://w3id.org/tradegraph/codes#"


def found(text):
    if text != "Lakeside Herald":
        raise NotFound(text)
    return URIRef(ID + "agent/1")


def read(type, text):
    return term(Parameter("p", type, "something"), text, found)


@pytest.mark.parametrize(
    ("type", "text", "wanted"),
    [
        ("economy", "KZ", URIRef(ID + "country/KZ")),
        ("economy", "kz", URIRef(ID + "country/KZ")),
        ("economy", "EAEU", URIRef(ID + "bloc/EAEU")),
        ("economy", "WORLD", URIRef(ID + "economy/WORLD")),
        ("economy", "Латвия", URIRef(ID + "country/LV")),
        ("economy", "Қазақстан", URIRef(ID + "country/KZ")),
        ("economy", "id:country/KZ", URIRef(ID + "country/KZ")),
        ("economy", "https://other.example/x", URIRef("https://other.example/x")),
        ("code:eventStatus", "held", URIRef(CODE + "eventStatus-held")),
        ("code:agreementStatus", "UNDERNEGOTIATION", URIRef(CODE + "agreementStatus-underNegotiation")),
        ("code:eventStatus", "code:eventStatus-held", URIRef(CODE + "eventStatus-held")),
        ("class:Event", "tradeMission", URIRef("https://w3id.org/tradegraph/ns#TradeMission")),
        ("period", "2016-11", URIRef(ID + "period/2016-11")),
        ("period", "2020-01/2020-06", URIRef(ID + "period/2020-01--2020-06")),
        ("unit", "usd", URIRef(ID + "unit/USD")),
        ("unit", "tonne", URIRef(ID + "unit/tonne")),
        ("thing", "Lakeside Herald", URIRef(ID + "agent/1")),
        ("IRI", "<urn:x>", URIRef("urn:x")),
        ("IRI", "trd:Visit", URIRef("https://w3id.org/tradegraph/ns#Visit")),
        ("xsd:gYear", "2016", Literal("2016", datatype=XSD.gYear)),
        ("xsd:integer", "2016", Literal("2016", datatype=XSD.integer)),
        ("xsd:decimal", "12.5", Literal("12.5", datatype=XSD.decimal)),
        ("xsd:date", "2016-11-07", Literal("2016-11-07", datatype=XSD.date)),
        ("xsd:string", 'say "hi" }', Literal('say "hi" }')),
        ("rdf:langString", "Рига@ru", Literal("Рига", lang="ru")),
    ],
)
def test_what_is_typed_becomes_a_term(type, text, wanted):
    assert read(type, text) == wanted


@pytest.mark.parametrize(
    ("type", "text", "told"),
    [
        ("economy", "Kazahstan", "kazakhstan? "),
        ("economy", "XQ", "a code like KZ"),
        ("code:eventStatus", "finished", "one of cancelled, held, ongoing, planned, postponed"),
        ("class:Event", "Party", "TradeMission"),
        ("period", "2016/11", "like 2015, 2016-11"),
        ("unit", "ton", "tonne"),
        ("IRI", "Riga", "an IRI like"),
        ("IRI", "<urn:a> } #", "an IRI like"),
        ("xsd:gYear", "16", "a year like 2016"),
        ("xsd:integer", "2016.5", "a whole number"),
        ("xsd:decimal", "12,5", "a number like 12.5"),
        ("xsd:date", "2016-02-31", "a day like"),
        ("rdf:langString", "Рига", "Рига@ru"),
        ("economy", "  ", "nothing is given"),
    ],
)
def test_what_does_not_fit_is_told_with_what_would(type, text, told):
    with pytest.raises(UsageError, match="^p: .*") as error:
        read(type, text)
    assert told in str(error.value)


def test_without_a_header_a_term_looks_like_itself():
    assert untyped("trd:Visit") == URIRef("https://w3id.org/tradegraph/ns#Visit")
    assert untyped("2016") == Literal("2016", datatype=XSD.integer)
    assert untyped("a@b c") == Literal("a@b c")
    assert untyped("http is no IRI") == Literal("http is no IRI")
