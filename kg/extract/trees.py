"""Boosted trees over clues: a probability where clues tell something in company, not one by one.

A tree asks for one clue after the other: `["refused=True", [...], -0.3]` goes on in the second place where the clue is
missing, in the third where it stands, and a number is what it adds to the sum. The probability is the logistic of the
sum over all trees (Friedman, "Greedy function approximation: a gradient boosting machine", Annals of Statistics, 2001).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol, TypeAlias

Tree: TypeAlias = Any  # a number, or (clue, tree where it is missing, tree where it stands), as JSON has it


_FORKS = (tuple, list)  # as `told_in` makes them, as JSON has them
_SPOKEN = "in language "  # before the code of a language: a clue that holds of a whole text


def asked_of(language: str) -> str:
    """The clue that a text is in a language."""
    return _SPOKEN + language


def told_in(tree: Tree, language: str) -> Tree:
    """The tree as it is in one language: what it asks of the language is answered."""
    if isinstance(tree, int | float):
        return tree
    clue, without, having = tree
    if clue.startswith(_SPOKEN):
        return told_in(having if clue == asked_of(language) else without, language)
    return (clue, told_in(without, language), told_in(having, language))


class Clued(Protocol):
    """Anything that clues speak for."""

    def every(self) -> list[str]:
        """All its clues."""
        ...


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees that say of a candidate how sound it is; a candidate without clues is what it is held against."""

    trees: Sequence[Tree]
    weights: ClassVar[Mapping[str, float]] = {}  # no clue has a weight of its own

    def sums(self, candidates: Sequence[Clued]) -> list[float]:
        """The sum over all trees for each candidate, 0 for one without clues."""
        return [self._sum(set(candidate.every())) for candidate in candidates]

    def _sum(self, clues: Collection[str]) -> float:
        return sum([_leaf(tree, clues) for tree in self.trees]) if clues else 0.0


def _leaf(tree: Tree, clues: Collection[str]) -> float:
    while isinstance(tree, _FORKS):
        clue, without, having = tree
        tree = having if clue in clues else without
    return float(tree)
