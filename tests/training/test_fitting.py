"""Weights from examples: what told right from wrong weighs, and the same examples give the same weights."""

from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("scipy", reason="training needs the dependency group `training`")

from kg.extract.deciding import Candidate, LinearJudge  # noqa: E402
from kg.extract.weight_files import spoken  # noqa: E402
from kg.model import Span  # noqa: E402
from training.fitting import fitted  # noqa: E402
from training.tables import tables  # noqa: E402
from training.teaching import Example, Teacher  # noqa: E402

AT = Span(0, 1)


def examples(language: str, right: int, number: int) -> list[Example]:
    return [Example("d", language, ((("here",),), (("there",),)), frozenset({right}))] * number


def test_what_is_mostly_right_weighs_more() -> None:
    judge = LinearJudge(spoken(fitted([*examples("en", 1, 30), *examples("en", 0, 10)]), "en"))
    choice = judge.choose("d", AT, [Candidate(0, ("here",)), Candidate(1, ("there",))])
    assert choice.index == 1
    assert choice.probability == pytest.approx(0.75, abs=0.06)


def test_a_language_may_differ() -> None:
    weights = fitted([*examples("en", 1, 60), *examples("kk", 0, 60)])
    asked = [Candidate(0, ("here",)), Candidate(1, ("there",))]
    found = [LinearJudge(spoken(weights, name)).choose("d", AT, asked).index for name in ("en", "kk")]
    assert found == [1, 0]


def test_what_is_common_in_the_corpus_has_the_last_word() -> None:
    composed = examples("en", 0, 60)
    of_corpus = [replace(example, like=True) for example in examples("en", 1, 20)]
    judge = LinearJudge(spoken(fitted([*composed, *of_corpus]), "en"))
    assert judge.choose("d", AT, [Candidate(0, ("here",)), Candidate(1, ("there",))]).index == 1


def test_signs_within_clues_keep_them_apart() -> None:
    asked = ((("clause",),), (("clause§",),), (("clause*",),))
    weights = fitted([Example("d", "en", asked, frozenset({1}), like=like) for like in (True, False) * 20])["d"]
    assert weights["clause§"] > 0 > weights["clause"]


def test_the_same_examples_give_the_same_weights() -> None:
    given = [*examples("ru", 1, 20), *examples("en", 0, 7), *examples("kk", 1, 9)]
    assert fitted(given) == fitted(given)


def test_a_teacher_answers_as_the_gold_says_and_writes_down_what_it_was_asked() -> None:
    teacher = Teacher(lambda decision, at, candidates: frozenset({1}), "en")
    assert teacher.choose("d", AT, [Candidate("a"), Candidate("b")]).value == "b"
    assert [(e.right, e.chosen) for e in teacher.examples] == [(frozenset({1}), 0)]


def test_a_question_without_a_right_answer_is_counted() -> None:
    teacher = Teacher(lambda decision, at, candidates: frozenset(), "en")
    assert teacher.choose("d", AT, [Candidate("a"), Candidate("b")]).value == "a"
    assert (teacher.unanswerable, teacher.examples) == (["d"], [])


def test_the_tables_of_truth_are_read_as_gold() -> None:
    texts = list(tables(Path(__file__).parents[1] / "extract"))
    first = next(text for text in texts if text.document.language == "en")
    assert first.gold[0].fields == {
        "indicator": "exports",
        "reporter": "GE",
        "partner": "AM",
        "period": "2023",
        "value": 812e6,
        "unit": "USD",
    }
