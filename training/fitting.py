"""Weights from examples: L2-regularised log-linear choice among candidates, by L-BFGS from zero.

The likelihood of an example is the probability of all its right candidates together. A clue has one weight for all
languages and one for each. A language's own is held more tightly: it needs more texts that say so, and a language with
few texts leans on the others (a hierarchical prior: Finkel and Manning, "Hierarchical Bayesian Domain Adaptation",
NAACL 2009). In the same way the commonest clues have a weight that only texts of the corpus teach: composed news tell
which clue speaks for what, but not how often a figure is of no goods in particular. What ships is the sum of both.
"""

import multiprocessing
import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize  # type: ignore[import-untyped]
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

from kg.extract.deciding import Clues
from kg.extract.weight_files import ACROSS
from training.teaching import Example

_DIGITS = 2  # of a weight
_APART = 3.0  # how much tighter the weights of one language are held
_LEAST = 0.05  # smaller weights are left out
_SEEN = 3  # examples that a clue has to stand in
_SEEN_APART = 8  # and within one language
_LIKE = "\N{ALMOST EQUAL TO}"  # before a clue, and in none: its weight in texts that are like those that will be read
_COMMON = 30  # clues of a decision that have one
_PROCESSES = os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class _Table:
    """`parts` has a row for each different tuple of clues and a column for each clue; `sums` adds parts to candidates.

    `first` is the row of `sums` that each example begins with, `right` says which rows are right.
    """

    parts: csr_matrix
    sums: csr_matrix
    first: np.ndarray
    right: np.ndarray
    names: list[str]


def fitted(
    examples: Iterable[Example], strength: float = 1.0, firmer: Mapping[str, float] | None = None
) -> dict[str, dict[str, float]]:
    """{decision: {clue: weight}}; the clue `ru|clue` adds to `clue` in Russian. `strength` is that of the L2 term.

    `firmer` multiplies it for some decisions: looser where a few clues decide, tighter where many say nearly the same.
    Decisions are fitted side by side, on as many processes as there are cores; each gives the same weights as alone.
    """
    grouped: dict[str, list[Example]] = {}
    for example in examples:
        if len(example.right) < len(example.candidates):
            grouped.setdefault(example.decision, []).append(example)
    _asked.clear()
    _asked.update(grouped)
    held = {decision: strength * (firmer or {}).get(decision, 1.0) for decision in sorted(grouped)}
    most = sorted(held, key=lambda decision: -sum(len(e.candidates) for e in grouped[decision]))  # the longest first
    with ProcessPoolExecutor(_PROCESSES, multiprocessing.get_context("fork")) as pool:
        fits = {decision: pool.submit(_fit, decision, held[decision]) for decision in most}
        found = {decision: fits[decision].result() for decision in held}
    _asked.clear()
    return found


_asked: dict[str, list[Example]] = {}  # what the processes of a pool are born with: too much to be sent


def _fit(decision: str, strength: float) -> dict[str, float]:
    return _weights(_table(_asked[decision]), strength)


def _weights(table: _Table, strength: float) -> dict[str, float]:
    held = np.array([strength * (_APART if ACROSS in name else 1.0) for name in table.names])
    answer = minimize(
        _loss,
        np.zeros(len(table.names)),
        args=(table, held),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": 60, "ftol": 1e-4},
    )
    found: dict[str, float] = {}
    for name, weight in zip(table.names, answer.x, strict=True):
        bare = name.replace(_LIKE, "")
        found[bare] = found.get(bare, 0.0) + float(weight)
    told = {}
    for name, weight in found.items():
        size = round(weight, _DIGITS)
        if abs(size) >= _LEAST:
            told[name] = size
    return told


def _loss(weights: np.ndarray, table: _Table, strength: np.ndarray) -> tuple[float, np.ndarray]:
    """Negative log-likelihood with its gradient."""
    scores = table.sums @ (table.parts @ weights)
    free = _spread(scores, table)
    held = _spread(np.where(table.right, scores, -np.inf), table)
    value = float(np.sum(free[1] - held[1])) + 0.5 * float(strength @ (weights * weights))
    return value, table.parts.T @ (table.sums.T @ (free[0] - held[0])) + strength * weights


def _spread(scores: np.ndarray, table: _Table) -> tuple[np.ndarray, np.ndarray]:
    """The probability of each candidate, and the log of the sum of the exponentials of each example."""
    sizes = np.diff(np.append(table.first, len(scores)))
    top = np.maximum.reduceat(scores, table.first)
    powers = np.exp(scores - np.repeat(top, sizes))
    sums = np.add.reduceat(powers, table.first)
    return powers / np.repeat(sums, sizes), np.log(sums) + top


def _table(examples: Sequence[Example]) -> _Table:
    first: list[int] = []
    right: list[bool] = []
    parts: dict[tuple[str, bool, Clues], int] = {}
    candidates: list[list[int]] = []
    for example in examples:
        first.append(len(right))
        for place, held in enumerate(example.candidates):
            named = ((example.language, example.like, part) for part in held if part)
            candidates.append([parts.setdefault(name, len(parts)) for name in named])
            right.append(place in example.right)
    number = {name: place for place, name in enumerate(_known(examples))}
    rows = [[number[n] for c in clues for n in _names(c, lang, like) if n in number] for lang, like, clues in parts]
    tables = matrix(rows, len(number)), matrix(candidates, len(parts))
    return _Table(*tables, np.array(first), np.array(right), list(number))


def matrix(rows: Sequence[Sequence[int]], width: int) -> csr_matrix:
    """A matrix of ones at the columns that each row names."""
    starts = np.cumsum([0, *map(len, rows)])
    columns = np.fromiter((column for row in rows for column in row), dtype=np.int32, count=int(starts[-1]))
    return csr_matrix((np.ones(len(columns)), columns, starts), shape=(len(rows), width))


def _names(clue: str, language: str, like: bool) -> tuple[str, ...]:
    """The names that a clue has weights under."""
    names = (clue, f"{language}{ACROSS}{clue}")
    return (*names, f"{_LIKE}{clue}", f"{language}{ACROSS}{_LIKE}{clue}") if like else names


def _known(examples: Sequence[Example]) -> list[str]:
    """The names that enough examples have, in order: of clues as such and within their languages."""
    seen, common = Counter[str](), Counter[str]()
    for example in examples:
        clues = {clue for parts in {part for held in example.candidates for part in held} for clue in parts}
        seen.update(name for clue in clues for name in _names(clue, example.language, example.like))
        if example.like:
            common.update(clue for held in example.candidates for part in held for clue in part)
    likely = {clue for clue, _ in sorted(common.items(), key=lambda pair: (-pair[1], pair[0]))[:_COMMON]}
    return sorted(
        name
        for name, count in seen.items()
        if count >= (_SEEN_APART if ACROSS in name else _SEEN)
        and (_LIKE not in name or name.partition(_LIKE)[2] in likely)
    )
