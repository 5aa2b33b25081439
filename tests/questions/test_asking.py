"""Asking: names, files and text; every form of query; parameters by name; nothing that changes the store."""

import pytest
from rdflib import URIRef

from kg import questions
from kg.errors import NotFound, QueryError, UsageError
from kg.questions.asking import form

PREFIX = "PREFIX trd: <https://w3id.org/tradegraph/ns#>\n"
FIGURE = URIRef("https://data.example.org/id/figure/1")


def test_a_name_is_asked_with_its_parameters(source):
    answer = questions.ask(source, "bilateral-series", {"reporter": "Kenya", "partner": "вьетнам"})
    assert [row[0] for row in answer.rows] == [FIGURE]
    assert questions.ask(source, "bilateral-series", {"reporter": "VN"}).rows == ()


def test_the_query_of_an_answer_gives_the_same_answer_as_it_stands(source):
    answer = questions.ask(source, "bilateral-series", {"reporter": "KE"})
    assert source.select(answer.query).rows == answer.rows


def test_text_of_every_form_is_answered(source):
    assert len(questions.ask(source, PREFIX + "SELECT ?x WHERE { ?x a trd:TradeFigure }").rows) == 2
    assert questions.ask(source, PREFIX + "ASK { ?x a trd:Visit }").truth is False
    made = questions.ask(source, PREFIX + "CONSTRUCT { ?x a trd:Figure } WHERE { ?x a trd:TradeFigure }")
    assert (made.form, len(made.triples)) == ("CONSTRUCT", 2)
    assert len(questions.ask(source, "DESCRIBE <https://data.example.org/id/part/1>").triples) == 4


def test_text_may_describe_its_parameters_or_not(source):
    text = PREFIX + "SELECT ?x WHERE { ?x trd:partner ?with }"
    typed = "#+ parameter: with economy whom\n" + text
    assert questions.ask(source, typed, {"with": "VN"}).rows == ((FIGURE,),)
    assert questions.ask(source, text, {"with": "id:country/VN"}).rows == ((FIGURE,),)
    assert questions.ask(source, text, {"with": "id:country/KE"}).rows == ()


@pytest.mark.parametrize(
    "update", ["INSERT DATA { <urn:a> <urn:b> 1 }", "# x\nDROP ALL", "PREFIX a: <urn:a> DELETE WHERE { ?s ?p ?o }"]
)
def test_updates_are_refused(source, update):
    with pytest.raises(QueryError, match="would change the store"):
        questions.ask(source, update)


@pytest.mark.parametrize("text", ["hello { world }", "", "{ }", "# SELECT\n"])
def test_what_is_no_query_is_told(source, text):
    with pytest.raises((QueryError, NotFound)):
        questions.ask(source, text)


def test_words_in_strings_and_names_are_no_keywords():
    assert form('PREFIX drop: <urn:insert> SELECT ?delete { ?s drop:x "CLEAR" }') == "SELECT"


def test_a_malformed_query_is_told(source):
    with pytest.raises(QueryError, match="cannot be read"):
        questions.ask(source, "SELECT ?x WHERE { ?x ?y }")


def test_an_unknown_parameter_is_told_with_the_known_ones(source):
    with pytest.raises(UsageError, match="'land'; there are: reporter .economy: whose trade it is.; partner"):
        questions.ask(source, "bilateral-series", {"land": "KE"})
    with pytest.raises(UsageError, match="there are: none"):
        questions.ask(source, "unnamed-agents", {"land": "KE"})
    with pytest.raises(UsageError, match=r"there are: \?x"):
        questions.ask(source, "SELECT ?x WHERE { ?x a <urn:y> }", {"y": "1"})


def test_a_thing_is_found_by_name_and_several_are_listed(source):
    assert questions.ask(source, "who-said-what", {"speaker": "грейс мванги"}).rows[0][2] == FIGURE
    with pytest.raises(NotFound, match="agency: 'Aspan Flour' can be 2 things") as told:
        questions.ask(source, "missions", {"agency": "Aspan Flour"})
    assert "id/org/2" in str(told.value)
    with pytest.raises(NotFound, match="nothing in the graph is called 'Nobody'"):
        questions.ask(source, "missions", {"agency": "Nobody"})


def test_an_unknown_name_is_told(source):
    with pytest.raises(NotFound, match="mission-list"):
        questions.ask(source, "mission-list")


def test_a_wrong_header_of_somebody_elses_file_is_no_defect_of_ours(source):
    with pytest.raises(QueryError, match="name type meaning"):
        questions.ask(source, "#+ parameter: x\nSELECT ?x WHERE { ?x ?y ?z }", {"x": "1"})
