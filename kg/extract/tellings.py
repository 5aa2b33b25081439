"""What words can tell of: something new, something told before, or nothing. Happenings and deals decide it alike."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from kg.extract.certainty import shares
from kg.extract.deciding import Candidate, Choice, Clues
from kg.model import Record


@dataclass(frozen=True, slots=True)
class Telling:
    """An answer: the record is new (`number` None) or the one that was told as number so and so."""

    event: Record
    number: int | None = None


def answers(new: Candidate, again: Sequence[Candidate], rule: int | None, *, refused: bool) -> list[Candidate]:
    """New, told before (`again`) or None, the rules' answer first: `rule` is the number they take it for."""
    none = Candidate(None, ())
    found = [none, new, *again] if refused else [new, none, *again]
    first = next((each for each in again if isinstance(each.value, Telling) and each.value.number == rule), None)
    return found if first is None or refused else [first, *(each for each in found if each is not first)]


def beside(choice: Choice, schemes: Collection[str]) -> Clues:
    """Clues of the answer "something new" that say how sound it is, chosen by what stands before their colon."""
    new = next(c for c in choice.candidates if isinstance(c.value, Telling) and c.value.number is None)
    return tuple(clue for clue in new.clues if clue.partition(":")[0] in schemes)


def toldness(choice: Choice) -> float:
    """The probability that the words tell of something, new or not."""
    return sum(share for each, share in zip(choice.candidates, shares(choice), strict=True) if each.value is not None)


def newness(choice: Choice) -> float:
    """The probability that the words tell of something new."""
    for candidate, share in zip(choice.candidates, shares(choice), strict=True):
        if isinstance(candidate.value, Telling) and candidate.value.number is None:
            return share
    return 0.0
