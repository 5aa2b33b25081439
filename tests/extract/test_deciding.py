"""Decisions: the heaviest candidate wins, the first where nothing weighs, and the clues that decided are told."""

import gzip
import json
from collections.abc import Iterator

import pytest

from kg.extract.deciding import Candidate, LinearJudge
from kg.extract.weight_files import FOLDER, spoken
from kg.model import Span

AT = Span(0, 1)
WEIGHTS = {"size": {"big": 1.0, "near": 0.25, "old": -2.0}}


def test_the_heaviest_candidate_wins() -> None:
    choice = LinearJudge(WEIGHTS).choose("size", AT, [Candidate("a", ("near",)), Candidate("b", ("big", "near"))])
    assert choice.value == "b"
    assert choice.probability == pytest.approx(1 / (1 + 2.718281828**-1.0))


def test_clues_that_candidates_share_weigh_as_their_own_do() -> None:
    shared = ("big", "old")
    choice = LinearJudge(WEIGHTS).choose("size", AT, [Candidate("a", ("near",), (shared,)), Candidate("b", ("old",))])
    assert choice.value == "a"
    assert dict(choice.why()) == {"big": 1.0, "near": 0.25}


def test_the_first_candidate_wins_where_nothing_is_known() -> None:
    choice = LinearJudge({}).choose("size", AT, [Candidate("a", ("old",)), Candidate("b", ("big",))])
    assert (choice.value, choice.probability) == ("a", 0.5)


def test_what_speaks_against_the_next_best_is_told() -> None:
    choice = LinearJudge(WEIGHTS).choose("size", AT, [Candidate("a"), Candidate("b", ("old",))])
    assert choice.why() == (("not old", 2.0),)


def test_a_language_adds_its_own_weights() -> None:
    weights = {"size": {"big": 1.0, "kk|big": -3.0, "kk|near": 0.5}}
    assert spoken(weights, "kk") == {"size": {"big": -2.0, "near": 0.5}}
    assert spoken(weights, "en") == {"size": {"big": 1.0}}


def test_weights_are_small_and_numbers() -> None:
    files = sorted(FOLDER.glob("*.json.gz"))
    assert files
    assert sum(path.stat().st_size for path in files) < 1_000_000
    for path in files:
        for held in json.loads(gzip.decompress(path.read_bytes())).values():
            if isinstance(held, dict):
                weights = [weight for _, each in held.values() for weight in each]
                assert all(isinstance(weight, float) and abs(weight) < 20 for weight in weights)
            else:
                assert all(abs(leaf) < 20 for tree in held for leaf in _leaves(tree))


def _leaves(tree: object) -> Iterator[float]:
    """The leaves of a tree, each of whose other nodes is a clue with two trees."""
    if isinstance(tree, list):
        clue, without, having = tree
        assert isinstance(clue, str)
        yield from (*_leaves(without), *_leaves(having))
    else:
        assert isinstance(tree, int | float)
        yield float(tree)
