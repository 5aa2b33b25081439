"""Trees from examples find what clues tell in company, and the same trees for the same examples."""

import random

from kg.extract.deciding import Candidate
from kg.extract.trees import Forest
from training.boosting import grown
from training.teaching import Example


def _examples(seed: int) -> list[Example]:
    """Right where just one of two clues stands: what each tells turns with the other."""
    told = []
    chance = random.Random(seed)
    for _ in range(1200):
        one, other = chance.random() < 0.5, chance.random() < 0.25
        clues = ("bias", *("one",) * one, *("other",) * other, *(n for n in "abcdefgh" if chance.random() < 0.5))
        told.append(Example("sound", "en", ((clues,), ()), frozenset({0 if one != other else 1})))
    return told


def _chosen(trees: list[object], *clues: str) -> bool:
    return Forest(trees).sums([Candidate("it", ("bias", *clues))])[0] > 0


def test_what_clues_tell_in_company_is_found() -> None:
    trees = grown(_examples(1), [True] * 1200)
    assert _chosen(trees, "one")
    assert _chosen(trees, "other", "a")
    assert not _chosen(trees, "one", "other")
    assert not _chosen(trees)


def test_the_same_examples_give_the_same_trees() -> None:
    assert grown(_examples(2), [False] * 1200) == grown(_examples(2), [False] * 1200)


def test_trees_speak_of_texts_as_in_the_corpus() -> None:
    told, right = [], random.Random(3)
    for number in range(1200):
        sound = right.random() < (0.9 if number % 3 == 0 else 0.1)
        told.append(Example("sound", "en", ((("bias",),), ()), frozenset({0 if sound else 1})))
    trees = grown(told, [number % 3 == 0 for number in range(1200)])
    assert _chosen(trees)
    assert "corpus" not in str(trees)
