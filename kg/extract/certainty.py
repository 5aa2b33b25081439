"""How probable each answer of a choice is, and a probability as a record's confidence."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from math import exp

from kg.extract.deciding import Candidate, Choice, Clues, Judge, family
from kg.model import Record, Span

_MARKS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.96)
_STEPS = (0.03, 0.06, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)


def passed(name: str, chance: float, marks: Sequence[float] = _STEPS) -> Clues:
    """A probability as on a thermometer, by the marks (rising) it has passed, so that more is never told by less."""
    return _marked(name, tuple(marks[: bisect_left(marks, chance)]))


@family
def _marked(name: str, marks: tuple[float, ...]) -> Iterator[str]:
    yield from (f"{name}>{mark}" for mark in marks)


def shares(choice: Choice) -> list[float]:
    """The probability of each candidate, in their order; the chosen one's is the choice's own."""
    if not choice.weights:
        rest = (1 - choice.probability) / max(1, len(choice.candidates) - 1)
        return [choice.probability if n == choice.index else rest for n in range(len(choice.candidates))]
    powers = [exp(each - max(choice.sums)) for each in choice.sums]
    return [power / sum(powers) for power in powers]


def soundness(
    decision: str, judge: Judge, at: Span, record: Record, told: Mapping[str, float], beside: Clues = ()
) -> Decimal:
    """The probability that a whole record is right, from the probabilities of its parts by name and clues `beside`."""
    clues = tuple(clue for name, share in told.items() for clue in passed(name, share, _MARKS))
    sound = Candidate(record, ("sound", *clues), (beside,) if beside else ())
    choice = judge.choose(decision, at, (sound, Candidate(None)))
    if not choice.weights and choice.probability in (0.5, 1.0):
        return certainty(told["all"])
    return certainty(shares(choice)[0])


def certainty(probability: float) -> Decimal:
    """A probability as a record's confidence, in hundredths; never quite certain."""
    return min(Decimal(round(probability, 2)).quantize(Decimal("0.01")), Decimal("0.99"))
