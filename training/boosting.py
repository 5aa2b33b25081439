"""Trees over clues from examples: gradient boosting of a yes-or-no decision, with the same bytes for the same examples.

Used where a record's soundness is weighed: how sure one decision is counts for more where another is doubtful, and
pairs of clues written out by hand did not find as much.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import lightgbm
import numpy as np
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

from kg.extract.trees import Tree, asked_of
from training.fitting import matrix
from training.teaching import Example

_SEEN = 60  # examples that a clue has to stand in
_DIGITS = 3
_TREES = 300
_OF_CORPUS = 2.0  # how much more an example of the corpus counts
_THERE = "of the corpus"
_HOW = {
    "objective": "binary",
    "learning_rate": 0.06,
    "num_leaves": 8,
    "min_data_in_leaf": 60,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "seed": 1,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "verbose": -1,
}


def grown(examples: Sequence[Example], of_corpus: Sequence[bool]) -> list[Tree]:
    """Trees for a decision whose first candidate is right or not; the other has no clues.

    Examples of the corpus count more, and that they are of it is a clue: composed news may be harder or easier than
    it looks. The trees then speak of texts as in the corpus.
    """
    told = [_clues(example, own) for example, own in zip(examples, of_corpus, strict=True)]
    seen = Counter(clue for clues in told for clue in clues)
    names = sorted(clue for clue, count in seen.items() if _SEEN <= count <= len(told) - _SEEN)
    right = np.array([0 in example.right for example in examples], dtype=float)
    weight = np.where(of_corpus, _OF_CORPUS, 1.0)
    model = lightgbm.train(_HOW, lightgbm.Dataset(_table(told, names), right, weight=weight), _TREES)
    return [_tree(each["tree_structure"], names) for each in model.dump_model()["tree_info"]]


def _clues(example: Example, of_corpus: bool) -> set[str]:
    clues = {clue for part in example.candidates[0] for clue in part} | {asked_of(example.language)}
    return clues | {_THERE} if of_corpus else clues


def _table(told: Sequence[set[str]], names: Sequence[str]) -> csr_matrix:
    """A row for each example, with ones at the clues it has."""
    number = {name: place for place, name in enumerate(names)}
    return matrix([sorted(number[clue] for clue in clues if clue in number) for clues in told], len(names))


def _tree(node: dict[str, Any], names: Sequence[str]) -> Tree:
    if "leaf_value" in node:
        return round(node["leaf_value"], _DIGITS)
    name, having = names[node["split_feature"]], _tree(node["right_child"], names)
    return having if name == _THERE else [name, _tree(node["left_child"], names), having]
