"""Kazakh words: the longest known base whose rest is a legal tail; base forms keep their possessive."""

import pytest

from kg.language import analyse
from kg.language.inflection import phrase
from kg.language.kazakh import known, nominative, readings
from kg.model import Document

CASES = [
    ("қазақстаннан", "қазақстан", "ablative"),
    ("қазақстан", "қазақстан", "nominative"),
    ("канада", "канада", "nominative"),
    ("қытаймен", "қытай", "instrumental"),
    ("түркияның", "түркия", "genitive"),
    ("ақш-тан", "ақш", "ablative"),
    ("республикасынан", "республикасы", "ablative"),
    ("тоннасына", "тонна", "dative"),
    ("тарабы", "тарап", "nominative"),
    ("миллиардқа", "миллиард", "dative"),
]
VERBS = [
    ("өсті", "өсу"),
    ("көбейіп", "көбею"),
    ("кеміді", "кему"),
    ("ұлғайған", "ұлғаю"),
    ("жоспарланған-ды", "жоспарлану"),
]


@pytest.mark.parametrize(("word", "base", "case"), CASES)
def test_a_noun_is_its_longest_known_base_and_a_case(word: str, base: str, case: str) -> None:
    first = readings(word)[0]
    assert (first.lemma, first.cases) == (base, frozenset({case}))


@pytest.mark.parametrize(("word", "verb"), VERBS)
def test_a_verb_is_known_by_its_form_in_u(word: str, verb: str) -> None:
    assert verb in {reading.lemma for reading in readings(word)}


@pytest.mark.parametrize(
    ("word", "upright"),
    [("министрлігінің", "министрлігі"), ("терісін", "терісі"), ("ұнды", "ұн"), ("masdar-дың", "masdar")],
)
def test_the_nominative_keeps_the_possessive(word: str, upright: str) -> None:
    assert nominative(word) == upright


def test_a_family_name_loses_only_its_case() -> None:
    assert nominative("волковты", name=True) == "волков"
    assert nominative("волков", name=True) == "волков"


CASE_ENDINGS = ("нан", "нің", "мен", "да", "ға", "дан", "ның", "тың", "те")


@pytest.mark.parametrize("country", ["грузия", "италия", "моңғолия", "өзбекстан", "литва", "чили"])
@pytest.mark.parametrize("ending", CASE_ENDINGS)
def test_no_ending_makes_a_country_another_word(country: str, ending: str) -> None:
    bases = {reading.lemma for reading in readings(country + ending) if reading.lemma in known()}
    assert country in bases


def test_goods_alone_lose_the_ending_that_says_whose_they_are() -> None:
    for word, base in (("ұнының", "ұн"), ("газын", "газ"), ("ұн", "ұн")):
        (token,) = analyse(Document(name="word", text=word, language="kk")).sentences[0].tokens
        assert phrase([token]) == base
