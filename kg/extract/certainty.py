"""How probable each answer of a choice is, and a probability as a record's confidence."""

from collections.abc import Mapping
from decimal import Decimal
from math import exp

from kg.extract.deciding import Candidate, Choice, Clues, Judge
from kg.model import Record, Span

_MARKS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.96)


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
    """The probability that a whole record is right, from the probabilities of its parts by name and clues `beside`.

    They are read off like a thermometer, by how many marks each has passed, so that more is never told by less.
    """
    clues = tuple(f"{name}>{mark}" for name, share in told.items() for mark in _MARKS if share > mark)
    sound = Candidate(record, ("sound", *clues), (beside,) if beside else ())
    choice = judge.choose(decision, at, (sound, Candidate(None)))
    if not choice.weights and choice.probability in (0.5, 1.0):
        return certainty(told["all"])
    return certainty(shares(choice)[0])


def certainty(probability: float) -> Decimal:
    """A probability as a record's confidence, in hundredths; never quite certain."""
    return min(Decimal(round(probability, 2)).quantize(Decimal("0.01")), Decimal("0.99"))
