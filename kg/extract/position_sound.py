"""How sure each part of a position is, for the probability that all of it is right."""

from collections.abc import Mapping

from kg.extract.deciding import Choice
from kg.language.people import Holding

_CERTAIN = {True: 0.95, False: 0.65}  # a name of two words and one of one


def told_shares(holding: Holding, choice: Choice) -> Mapping[str, float]:
    """The probability of the owner chosen (1 where no weights have been learned), and how much of a name there is."""
    whose = choice.probability if choice.weights else 1.0
    return {"all": whose, "whose": whose, f"kind {holding.of}": 0.95, "name": _CERTAIN[" " in holding.person.name]}
