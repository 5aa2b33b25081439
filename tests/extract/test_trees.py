"""Trees over clues: each question is answered by a clue that stands or is missing, and the leaves are added up."""

import pytest

from kg.extract.deciding import Candidate, LinearJudge
from kg.extract.trees import Forest
from kg.extract.weight_files import spoken
from kg.model import Span

AT = Span(0, 1)
TREES = [["sure", -1.0, ["refused", 2.0, -0.5]], ["many", 0.25, 0.5]]


@pytest.mark.parametrize(
    ("clues", "total"),
    [(("sure",), 2.25), (("sure", "refused"), -0.25), (("refused", "many"), -0.5), (("other",), -0.75)],
)
def test_leaves_are_added_up(clues: tuple[str, ...], total: float) -> None:
    assert Forest(TREES).sums([Candidate("all of it", clues)]) == [total]


def test_what_has_no_clues_weighs_nothing() -> None:
    assert Forest(TREES).sums([Candidate(None)]) == [0.0]


def test_a_judge_decides_by_trees_where_a_decision_has_them() -> None:
    judge = LinearJudge({"sound": TREES, "size": {"big": 1.0}})
    choice = judge.choose("sound", AT, [Candidate("right", ("sure",)), Candidate(None)])
    assert choice.value == "right"
    assert choice.probability == pytest.approx(1 / (1 + 2.718281828**-2.25))
    assert judge.choose("size", AT, [Candidate("a"), Candidate("b", ("big",))]).value == "b"


def test_what_trees_ask_of_the_language_is_answered() -> None:
    trees = [["sure", ["in language kk", 1.0, 2.0], ["in language ru", 3.0, 4.0]]]
    assert Forest(spoken({"sound": trees}, "kk")["sound"]).sums([Candidate("it", ("sure",))]) == [3.0]  # type: ignore[arg-type]
    assert Forest(spoken({"sound": trees}, "kk")["sound"]).sums([Candidate("it", ("other",))]) == [2.0]  # type: ignore[arg-type]
    assert Forest(spoken({"sound": trees}, "ru")["sound"]).sums([Candidate("it", ("sure",))]) == [4.0]  # type: ignore[arg-type]
