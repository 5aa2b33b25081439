"""Decisions: grammar proposes candidates, each with the clues that speak for it, and a linear model chooses.

    judge = learned("figures", language)                  # weights that ship as data, one file a family of decisions
    choice = judge.choose("figure.period", span, [Candidate(period, ("in_clause", "before_amount")), Candidate(None)])
    choice.index, choice.probability, choice.why()

A clue is the name of something that holds of a candidate (`marker:to`, `far`); numbers are told in steps
(`characters<15`). The probability of a candidate is the softmax of the sums of its clues' weights, so what is true of
all candidates alike decides nothing: write clues that tell candidates apart (`none:no_place_in_clause` on the candidate
None, not `no_place_in_clause` on all). A yes-or-no decision has two candidates and clues on one of them only. Ties go
to the first candidate, so propose the fixed order's answer first. Rules name no words of a language; a clue may carry
one that stands in the text (`word+0=tonne`). The model knows itself where languages differ (weights written `ru|clue`
add to those of `clue` in texts in Russian), so no clue has a `|` in it, nor the `≈` by which training marks some.

Whoever trains gives another Judge to the same finder: it writes down what it was asked and answers as the gold says.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache, wraps
from math import exp, fsum, inf
from typing import NamedTuple, ParamSpec, Protocol, cast

from kg.extract.trees import Forest
from kg.extract.weight_files import Held, read
from kg.model import Span

_TELLING = 5  # clues that an explanation names
_LAST = "\U0010ffff"  # sorts behind whatever a clue goes on with
_MEMORY = 20_000  # parts of one decision whose sums are remembered

Clues = tuple[str, ...]
P = ParamSpec("P")


def family(write: Callable[P, Iterable[str]]) -> Callable[P, Clues]:
    """Clues that follow from a few plain values alone: written once for the same values, for `Candidate.parts`."""

    @wraps(write)
    def written(*given: P.args, **named: P.kwargs) -> Clues:
        return tuple(write(*given, **named))

    return cast(Callable[P, Clues], lru_cache(maxsize=_MEMORY)(written))


@dataclass(frozen=True)
class Bundle:
    """Clues that several answers to a question have together, added up once: `under` stands before their names."""

    under: str
    clues: Clues

    @cached_property
    def written(self) -> Clues:
        """The clues with their whole names."""
        return tuple(self.under + clue for clue in self.clues)


class Candidate(NamedTuple):
    """One answer to a question. `parts` are clues that come back, here or in other questions: summed once.

    `asked` are clues of the question that speak for each answer apart: `under` stands before their names.
    """

    value: object
    clues: Clues = ()
    parts: tuple[Clues, ...] = ()
    bundles: tuple[Bundle, ...] = ()
    under: str = ""
    asked: Clues = ()

    @property
    def pieces(self) -> tuple[Clues, ...]:
        """Its clues as they come: its own, those of the question, then part by part and bundle by bundle."""
        asked = tuple(self.under + clue for clue in self.asked)
        return (self.clues, *((asked,) if asked else ()), *self.parts, *(bundle.written for bundle in self.bundles))

    def every(self) -> list[str]:
        """All its clues."""
        return [clue for piece in self.pieces for clue in piece]


@dataclass(frozen=True, slots=True)
class Choice:
    """The candidate chosen, by its place in the list, and how probable the model holds it to be.

    `sums` are the weights of all candidates, `rival` is the next best.
    """

    index: int
    probability: float
    candidates: Sequence[Candidate] = field(repr=False, default=())
    weights: Mapping[str, float] = field(repr=False, default_factory=dict)
    rival: int | None = None
    sums: Sequence[float] = field(repr=False, default=())

    @property
    def value(self) -> object:
        """The value of the candidate chosen."""
        return self.candidates[self.index].value

    def why(self) -> tuple[tuple[str, float], ...]:
        """The clues that decided, the heaviest first: for it, or (with `not `) against the next best."""
        mine = self.candidates[self.index].every()
        other = self.candidates[self.rival].every() if self.rival is not None else []
        told = {clue: self.weights.get(clue, 0.0) for clue in mine if clue not in other}
        told |= {f"not {clue}": -self.weights.get(clue, 0.0) for clue in other if clue not in mine}
        return tuple(sorted(told.items(), key=lambda pair: (-pair[1], pair[0]))[:_TELLING])


class Judge(Protocol):
    """Chooses among candidates."""

    def choose(self, decision: str, at: Span, candidates: Sequence[Candidate]) -> Choice:
        """The choice for one decision (`figure.period`) about what stands at a span; at least one candidate."""
        ...


@dataclass(frozen=True, slots=True)
class LinearJudge:
    """Chooses by weights: for each decision, of each clue. A decision without weights takes the first candidate.

    A decision that has trees in the place of weights is made by these.
    """

    weights: Mapping[str, Held]
    _scales: dict[str, "_Scale | Forest"] = field(init=False, repr=False, compare=False, default_factory=dict)

    def choose(self, decision: str, at: Span, candidates: Sequence[Candidate]) -> Choice:
        """The candidate with the greatest sum of weights."""
        scale = self._scales.get(decision)
        if scale is None:
            held = self.weights.get(decision, {})
            scale = _Scale(held) if isinstance(held, Mapping) else Forest(held)
            self._scales[decision] = scale
        sums = scale.sums(candidates)
        best = sums.index(max(sums))
        rest = [*sums[:best], -inf, *sums[best + 1 :]]
        rival = rest.index(max(rest)) if len(sums) > 1 else None
        share = 1 / sum([exp(total - sums[best]) for total in sums])
        return Choice(best, share, candidates, scale.weights, rival, sums)


@dataclass(frozen=True, slots=True)
class _Scale:
    """The weights of one decision, with what has been added up before: `known` by part, `apart` by what is under."""

    weights: Mapping[str, float]
    ordered: list[str] = field(default_factory=list)
    known: dict[Clues, float] = field(default_factory=dict)
    apart: dict[str, dict[str, float]] = field(default_factory=dict)

    def sums(self, candidates: Sequence[Candidate]) -> list[float]:
        """The sum of its clues' weights for each candidate."""
        if len(self.known) > _MEMORY:
            self.known.clear()
        bundles = {id(bundle): bundle for candidate in candidates for bundle in candidate.bundles}
        bundled = {key: _sum(self._under(bundle.under), bundle.clues) for key, bundle in bundles.items()}
        sums: list[float] = []
        for _, clues, parts, held, under, asked in candidates:
            total = _sum(self.weights, clues)
            if asked:
                total += _sum(self._under(under), asked)
            for bundle in held:
                total += bundled[id(bundle)]
            sums.append(total + self._told(parts) if parts else total)
        return sums

    def _told(self, parts: tuple[Clues, ...]) -> float:
        known, total = self.known, 0.0
        for part in parts:
            told = known.get(part)  # one look-up: to hash a part takes as long as to add it up
            if told is None:
                told = known[part] = _sum(self.weights, part)
            total += told
        return total

    def _under(self, word: str) -> dict[str, float]:
        """The weights of the clues that begin so, by what follows."""
        if word not in self.apart:
            if not self.ordered:
                self.ordered.extend(sorted(self.weights))
            begun = self.ordered[bisect_left(self.ordered, word) : bisect_left(self.ordered, word + _LAST)]
            self.apart[word] = {clue[len(word) :]: self.weights[clue] for clue in begun}
        return self.apart[word]


def _sum(weights: Mapping[str, float], clues: Clues) -> float:
    """Rounded once, so that the order of the clues decides nothing: some come out of sets."""
    return fsum(filter(None, map(weights.get, clues)))


@cache
def learned(family: str, language: str) -> LinearJudge:
    """The judge of the weights that ship for a family of decisions, for texts in a language.

    Without weights every decision takes its first candidate.
    """
    return LinearJudge(read(family, language))
