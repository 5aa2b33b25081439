"""How probable each answer of a choice is, and a probability as a record's confidence."""

from decimal import Decimal
from math import exp

from kg.extract.deciding import Choice, scores


def shares(choice: Choice) -> list[float]:
    """The probability of each candidate, in their order; the chosen one's is the choice's own."""
    if not choice.weights:
        rest = (1 - choice.probability) / max(1, len(choice.candidates) - 1)
        return [choice.probability if n == choice.index else rest for n in range(len(choice.candidates))]
    sums = scores(choice.weights, choice.candidates)
    powers = [exp(each - max(sums)) for each in sums]
    return [power / sum(powers) for power in powers]


def certainty(probability: float) -> Decimal:
    """A probability as a record's confidence, in hundredths; never quite certain."""
    return min(Decimal(round(probability, 2)).quantize(Decimal("0.01")), Decimal("0.99"))
