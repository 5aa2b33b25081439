"""The mean of two weights of a family: what two trainings on other texts agree on counts, what one alone saw, half.

    python -m training.mean EARLIER.json.gz LATER.json.gz figures --later product --earlier home away

Every decision is weighed by both, save those that one of them makes alone: where clues have changed between the two,
or one has learned it better. Trees are always the later ones.
"""

import argparse
from collections.abc import Collection, Mapping
from pathlib import Path

from kg.extract import weight_files
from kg.extract.weight_files import Held

_DIGITS = 2  # of a weight
_LEAST = 0.05  # smaller weights are left out


def mean(
    earlier: Mapping[str, Held], later: Mapping[str, Held], first: Collection[str] = (), last: Collection[str] = ()
) -> dict[str, Held]:
    """Each decision of the later weights by the mean of both, save those named (`product` of `figure.product`)."""
    return {decision: _mean(decision, earlier.get(decision), held, first, last) for decision, held in later.items()}


def _mean(decision: str, one: Held | None, other: Held, first: Collection[str], last: Collection[str]) -> Held:
    name = decision.partition(".")[2]
    if name in last or not isinstance(one, Mapping) or not isinstance(other, Mapping):
        return other
    if name in first:
        return one
    both = {clue: round((one.get(clue, 0.0) + other.get(clue, 0.0)) / 2, _DIGITS) for clue in {*one, *other}}
    return {clue: weight for clue, weight in both.items() if abs(weight) >= _LEAST}


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="The mean of two weights of a family")
    parser.add_argument("before", type=Path, help="a file of weights")
    parser.add_argument("after", type=Path, help="a file of weights learned later")
    parser.add_argument("family", help="the family that the mean is written for")
    parser.add_argument("--earlier", nargs="*", default=(), help="decisions that the earlier weights make alone")
    parser.add_argument("--later", nargs="*", default=(), help="decisions that the later weights make alone")
    given = parser.parse_args()
    weights = mean(weight_files.taught(given.before), weight_files.taught(given.after), given.earlier, given.later)
    print(f"{weight_files.write(given.family, weights):,} bytes")


if __name__ == "__main__":
    main()
