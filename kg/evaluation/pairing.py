"""Which fact that was found stands for which gold fact: the best fit first, each once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.evaluation.equality import same, same_name
from kg.evaluation.fields import FIELDS, KEYS, sides, value
from kg.evaluation.gold import ANY, Gold, Value, alternatives

Verdicts = Mapping[str, bool | None]  # a field is right, wrong, or there is nothing to score
_NAMED = frozenset({"organization", "place"})


@dataclass(frozen=True, slots=True)
class Fit:
    """How a fact that was found fits a gold fact, field by field. `strict`: every key field that counts is right."""

    verdicts: Verdicts
    strict: bool
    right: int
    keys_right: int
    keys: int

    def stands(self, kind: str) -> bool:
        """Whether it can be meant for the gold fact at all: half of the keys are right, or the name is."""
        if self.strict:
            return True
        if kind in _NAMED:
            return bool(self.verdicts.get("name"))
        return self.keys_right >= max(1, (self.keys + 1) // 2)


def fit(kind: str, gold: Mapping[str, Value], found: Mapping[str, Value]) -> Fit:
    """Every field of a fact held against the gold."""
    verdicts = {field: verdict(field, kind, gold, found) for field in FIELDS[kind]}
    keys = [verdicts[field] for field in KEYS[kind] if verdicts[field] is not None]
    right = sum(one is True for one in verdicts.values())
    return Fit(verdicts, bool(keys) and all(keys), right, sum(one is True for one in keys), len(keys))


def verdict(field: str, kind: str, gold: Mapping[str, Value], found: Mapping[str, Value]) -> bool | None:
    """Whether a field is right; None where nothing is to score."""
    if field == "indicator" and kind == "figure" and _mirrored(gold, found):
        return True
    rights, said = alternatives(value(gold, field, kind)), value(found, field, kind)
    if rights == [ANY]:
        return None
    if said is None:
        return None if rights == [None] else None in rights
    if field == "parties" and kind == "figure":
        return said in rights if None in rights else any(_same_sides(each, said) for each in rights)
    return any(each is not None and same(field, each, said) for each in rights)


def _same_sides(right: Value, said: Value) -> bool:
    assert isinstance(right, list)
    assert isinstance(said, list)
    return all(map(same_name, right, said))


def _mirrored(gold: Mapping[str, Value], found: Mapping[str, Value]) -> bool:
    """Exports from A to B are imports of B from A."""
    names = {str(gold.get("indicator")), str(found.get("indicator"))}
    said = sides(found)
    return names == {"exports", "imports"} and sides(gold) == said and "WORLD" not in (said or ())  # type: ignore[operator]


def paired(kind: str, gold: Sequence[Gold], found: Sequence[Mapping[str, Value]]) -> dict[int, tuple[int, Fit]]:
    """For the number of each gold fact that was found: the number of the fact found, and how it fits."""
    fits = []
    for number, right in enumerate(gold):
        for place, said in enumerate(found):
            each = fit(kind, right.fields, said)
            if each.stands(kind):
                fits.append((not each.strict, -each.right, number, place, each))
    pairs: dict[int, tuple[int, Fit]] = {}
    taken: set[int] = set()
    for _, _, number, place, each in sorted(fits, key=lambda one: one[:4]):
        if number not in pairs and place not in taken:
            pairs[number] = (place, each)
            taken.add(place)
    return pairs
