"""The header of a query file says everything about it, in three languages, and mistakes are told by file and line."""

import re
from collections import Counter

import pyoxigraph as ox
import pytest
from rdflib.plugins.sparql import prepareQuery

from kg import resources
from kg.errors import DefectiveFile, NotFound
from kg.questions import catalogue, question
from kg.questions.header import USERS, parse
from kg.questions.values import untyped
from kg.store.binding import bound, words
from kg.store.embedded import Embedded

QUESTIONS = catalogue()
HEADER = """#+ title@en: A
#+ title@ru: Б
#+ title@kk: Ә
#+ question@en: A?
#+ question@ru: Б?
#+ question@kk: Ә?
#+ asks: exporter
#+ parameter: country economy whose
#+ columns: figure the record
#+ rows: one a figure
SELECT ?figure WHERE { ?figure ?p ?country }
"""
# What is asked about the store as it is, withheld records and all; corrections tell what is withheld.
ABOUT_ALL = {"corrections", "graph-sizes", "terms-in-use", "labels", "outside-links", "possible-duplicates"}
ABOUT_ALL |= {"reprints", "revised-texts", "uncovered-documents"}
each = pytest.mark.parametrize("asked", QUESTIONS, ids=[asked.name for asked in QUESTIONS])


def test_there_are_at_least_two_questions_for_each_group_of_users():
    asking = Counter(asked.asks for asked in QUESTIONS)
    assert set(asking) == set(USERS)
    assert min(asking.values()) >= 2
    assert len(QUESTIONS) >= 28


@each
def test_title_and_question_stand_in_three_languages(asked):
    for said in (asked.titles, asked.questions):
        assert set(said) == {"en", "ru", "kk"}
        assert len(set(said.values())) == 3
    assert not re.search("[а-я]", asked.titles["en"] + asked.questions["en"])
    assert re.search("[а-я]", asked.titles["ru"]) and re.search("[а-я]", asked.titles["kk"])


@each
def test_the_columns_of_the_header_are_those_of_the_query(asked):
    empty = Embedded(ox.Store())
    assert empty.select(asked.text).columns == tuple(column.name for column in asked.columns)


@each
def test_it_answers_nothing_on_an_empty_store(asked):
    assert Embedded(ox.Store()).select(asked.text).rows == ()


@each
def test_another_engine_reads_it_too(asked):
    prepareQuery(asked.text)


@each
def test_each_parameter_is_a_variable_and_may_be_bound(asked):
    empty = Embedded(ox.Store())
    for parameter in asked.parameters:
        assert f"?{parameter.name}" in set(words(asked.text))
        text = bound(asked.text, {parameter.name: untyped("<urn:nothing>")})
        assert empty.select(text).rows == ()
        prepareQuery(text)


@each
def test_it_leaves_out_what_is_withheld(asked):
    assert ("trd:withheld" in asked.text) is (asked.name not in ABOUT_ALL)


@each
def test_it_keeps_to_what_every_engine_does_alike(asked):
    """Section 4 of the scale study: what Virtuoso 7.2.5 reads otherwise, or not at all."""
    body = re.sub(r"(?m)^#.*$", "", asked.text)
    assert not re.search(r"\bREGEX\s*\(|\bASK\b|COALESCE|\bSERVICE\b|\bFROM\b", body)
    aliases = set(re.findall(r"AS (\?\w+)\)", body.partition("WHERE")[0]))
    assert not aliases & set(re.findall(r"\?\w+", " ".join(re.findall(r"HAVING\s*\(.*", body))))
    assert not re.search(r"\w[*+]\s+\?", re.sub(r'"[^"]*"', "", body)), "a path of any length with free ends"


def test_every_file_is_in_the_catalogue():
    assert [asked.name for asked in QUESTIONS] == sorted(path.stem for path in resources.queries().glob("*.rq"))


def test_an_unknown_name_is_told_with_names_like_it():
    with pytest.raises(NotFound) as told:
        question("bilateral-serie")
    assert told.value.candidates[0] == "bilateral-series"


def test_a_whole_header_is_read():
    read = parse("a", HEADER, "a.rq")
    assert read.title("ru") == "Б"
    assert read.title("fr") == "A"
    assert read.parameter("country").type == "economy"
    assert read.columns[0].meaning == "the record"


@pytest.mark.parametrize(
    ("right", "wrong", "line", "told"),
    [
        ("#+ title@kk: Ә\n", "", 1, "title@kk is missing"),
        ("#+ asks: exporter", "#+ asks: everybody", None, "asks: one of"),
        ("#+ asks: exporter", "#+ ask: exporter", 7, "unknown key 'ask'"),
        ("#+ asks: exporter", "#+ asks@en: exporter", 7, "has no language"),
        ("#+ title@en: A", "#+ title: A", 1, "needs a language"),
        ("#+ parameter: country economy whose", "#+ parameter: country", 8, "name type meaning"),
        ("#+ columns: figure the record", "#+ columns: figure", 9, "name meaning"),
        ("#+ columns: figure the record", "#+ columns", 9, "`#+ key: value`"),
        ("#+ rows: one a figure\n", "", 1, "rows stands 0 times"),
        ("#+ rows", "#+ parameter: country IRI again\n#+ rows", 8, "stands twice"),
    ],
)
def test_a_mistake_in_a_header_is_told_by_file_and_line(right, wrong, line, told):
    with pytest.raises(DefectiveFile, match=re.escape(told)) as error:
        parse("a", HEADER.replace(right, wrong), "a.rq")
    assert (error.value.path, error.value.line) == ("a.rq", line)
