"""Scores: how many facts were found, right and missed, of any part of what was judged."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.evaluation.judging import Judged, Verdict

APART = frozenset({"organization", "place"})  # names: counted by kind, not among "all facts"


@dataclass(frozen=True, slots=True)
class Ratio:
    """Right ones of those found and of those there: precision, recall and F1, each from 0 to 1."""

    right: int = 0
    found: int = 0
    there: int = 0

    def __add__(self, other: "Ratio") -> "Ratio":
        return Ratio(self.right + other.right, self.found + other.found, self.there + other.there)

    @property
    def precision(self) -> float:
        """Of what was found, the right part; where nothing was found, 1 when nothing was there."""
        return self.right / self.found if self.found else float(not self.there)

    @property
    def recall(self) -> float:
        """Of what was there, the part found right."""
        return self.right / self.there if self.there else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of a group of texts: `strict` and `argument` by kind, `slots` by kind and field, and of all quotes."""

    texts: int
    strict: Mapping[str, Ratio]
    argument: Mapping[str, Ratio]
    slots: Mapping[tuple[str, str], Ratio]
    quotes: Ratio
    sentences: Ratio
    hedges: Ratio

    @property
    def facts(self) -> Ratio:
        """All kinds but names."""
        return sum((ratio for kind, ratio in self.strict.items() if kind not in APART), Ratio())

    @property
    def arguments(self) -> Ratio:
        """Fields of all kinds but names."""
        return sum((ratio for kind, ratio in self.argument.items() if kind not in APART), Ratio())


def scores(group: Iterable[Judged]) -> Scores:
    """The scores of the texts of a group together."""
    texts = list(group)
    strict: dict[str, Ratio] = {}
    argument: dict[str, Ratio] = {}
    slots: dict[tuple[str, str], Ratio] = {}
    for verdict in _counting(texts):
        strict[verdict.kind] = strict.get(verdict.kind, Ratio()) + _fact(verdict)
        for slot in verdict.slots:
            one = Ratio(slot.right, slot.said, slot.needed)
            argument[verdict.kind] = argument.get(verdict.kind, Ratio()) + one
            slots[verdict.kind, slot.name] = slots.get((verdict.kind, slot.name), Ratio()) + one
    return Scores(len(texts), strict, argument, slots, *_quotes(texts))


def _counting(texts: Iterable[Judged]) -> Iterator[Verdict]:
    return (verdict for each in texts for verdict in each.verdicts if verdict.counts)


def _fact(verdict: Verdict) -> Ratio:
    return Ratio(verdict.strict, verdict.found is not None, verdict.gold is not None)


def _quotes(texts: list[Judged]) -> tuple[Ratio, Ratio, Ratio]:
    pairs = (("exact", "quotes"), ("at_sentence", "matched"), ("kept", "hedges"))
    sums = [[sum(getattr(each, name) for each in texts) for name in pair] for pair in pairs]
    first, second, third = (Ratio(right, found, found) for right, found in sums)
    return first, second, third
