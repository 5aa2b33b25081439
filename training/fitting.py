"""Weights from examples: L2-regularised log-linear choice among candidates, by L-BFGS from zero.

The likelihood of an example is the probability of all its right candidates together. A clue has one weight for all
languages and one for each, the latter held four times as tight, so that a language with few texts leans on the others.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize  # type: ignore[import-untyped]
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

from training.teaching import Example

_APART = 0.5  # the size of a clue within one language
_DIGITS = 3  # of a weight
_LEAST = 0.01  # smaller weights are left out
_SEEN = 2  # examples in which a clue has to tell candidates apart


@dataclass(frozen=True, slots=True)
class _Table:
    """Candidates as rows, clues as columns; `first` is the row each example begins with."""

    rows: csr_matrix
    first: np.ndarray
    right: np.ndarray
    names: list[str]


def fitted(examples: Iterable[Example], strength: float = 1.0) -> dict[str, dict[str, float]]:
    """{decision: {clue: weight}}; the clue `ru|clue` adds to `clue` in Russian. `strength` is that of the L2 term."""
    grouped: dict[str, list[Example]] = {}
    for example in examples:
        if len(example.right) < len(example.candidates):
            grouped.setdefault(example.decision, []).append(example)
    return {decision: _weights(_table(grouped[decision]), strength) for decision in sorted(grouped)}


def _weights(table: _Table, strength: float) -> dict[str, float]:
    answer = minimize(
        _loss,
        np.zeros(len(table.names)),
        args=(table, strength),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": 150, "ftol": 1e-6},
    )
    told = {}
    for name, weight in zip(table.names, answer.x, strict=True):
        size = round(float(weight) * (_APART if "|" in name else 1.0), _DIGITS)
        if abs(size) >= _LEAST:
            told[name] = size
    return told


def _loss(weights: np.ndarray, table: _Table, strength: float) -> tuple[float, np.ndarray]:
    """Negative log-likelihood with its gradient."""
    scores = table.rows @ weights
    free = _spread(scores, table)
    held = _spread(np.where(table.right, scores, -np.inf), table)
    value = float(np.sum(free[1] - held[1])) + 0.5 * strength * float(weights @ weights)
    return value, table.rows.T @ (free[0] - held[0]) + strength * weights


def _spread(scores: np.ndarray, table: _Table) -> tuple[np.ndarray, np.ndarray]:
    """The probability of each candidate, and the log of the sum of the exponentials of each example."""
    sizes = np.diff(np.append(table.first, len(scores)))
    top = np.maximum.reduceat(scores, table.first)
    powers = np.exp(scores - np.repeat(top, sizes))
    sums = np.add.reduceat(powers, table.first)
    return powers / np.repeat(sums, sizes), np.log(sums) + top


def _table(examples: Sequence[Example]) -> _Table:
    number = {name: place for place, name in enumerate(_telling(examples))}
    starts, columns, sizes, first = [0], list[int](), list[float](), list[int]()
    right: list[bool] = []
    for example in examples:
        first.append(len(right))
        for place, clues in enumerate(example.candidates):
            for name in (n for clue in clues for n in (clue, f"{example.language}|{clue}")):
                if name in number:
                    columns.append(number[name])
                    sizes.append(_APART if "|" in name else 1.0)
            starts.append(len(columns))
            right.append(place in example.right)
    shape = (len(right), len(number))
    rows = csr_matrix((np.array(sizes), np.array(columns, dtype=np.int32), np.array(starts)), shape=shape)
    return _Table(rows, np.array(first), np.array(right), list(number))


def _telling(examples: Sequence[Example]) -> Iterator[str]:
    """The clues that tell candidates of some examples apart, in order."""
    seen: dict[str, int] = {}
    for example in examples:
        every = [set(clues) for clues in example.candidates]
        for clue in sorted(set[str]().union(*every) - every[0].intersection(*every)):
            for name in (clue, f"{example.language}|{clue}"):
                seen[name] = seen.get(name, 0) + 1
    return (name for name in sorted(seen) if seen[name] >= _SEEN)
