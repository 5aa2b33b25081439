"""When two values of a field say the same: numbers by size, periods by their ends, names by their words."""

import difflib
import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal

from kg.evaluation.gold import Value, alternatives

LOOSE = frozenset({"subject", "post", "product"})  # free wording: one word in common is enough
NAMES = frozenset({"name", "city", "person", "post", "organization", "product", "place", "subject"})
SETS = frozenset({"organizers", "participants", "parties"})
_ALIKE = 0.8  # of the letters of two words that are forms of one
_LOOSELY = 0.75
_CODE = 3  # letters: a shorter name is a code and has to be the same
_CLOSE = 1e-9
_MOST = 0.66  # F1 of the names of a set, where not all have to be there
_ALL = 0.999
_MONTHS = ("-01", "-12")
_YEAR = 4  # digits


def folded(value: object) -> str:
    """A text in small letters without accents and signs, its words parted by one space."""
    plain = unicodedata.normalize("NFKD", str(value)).casefold().replace("ё", "е").replace("_", " ")
    return " ".join(re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c))))


def same_name(one: object, other: object, *, loosely: bool = False) -> bool:
    """Whether two names are forms of one: the shorter has half the words of the longer, each like one of them."""
    first, second = folded(one), folded(other)
    if not first or not second or first == second:
        return bool(first) and first == second
    if min(len(first), len(second)) <= _CODE:
        return False
    short, long = sorted((first.split(), second.split()), key=len)
    if loosely:
        words = [(a, b) for a in first.split() for b in second.split() if min(len(a), len(b)) > _CODE - 1]
        return any(_likeness(a, b) >= _LOOSELY for a, b in words)
    found = sum(any(_likeness(word, each) >= _ALIKE for each in long) for word in short)
    return found == len(short) and 2 * len(short) >= len(long)


def _likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other).ratio()


def ends(period: object) -> tuple[str, str]:
    """The first and the last month or day of a period: a year and its twelve months are the same."""
    first, _, last = str(period).partition("/")
    last = last or first
    return tuple(end + month if len(end) == _YEAR else end for end, month in zip((first, last), _MONTHS, strict=True))  # type: ignore[return-value]


def same(field: str, right: Value, said: Value) -> bool:
    """Whether a value said for a field is the right one."""
    if _number(right) and _number(said):
        return abs(float(right) - float(said)) <= _CLOSE * max(abs(float(right)), 1)  # type: ignore[arg-type]
    if field in SETS:
        return set_score(_listed(right), _listed(said)) >= (_ALL if field == "parties" else _MOST)
    if field == "period":
        return ends(right) == ends(said)
    if field in NAMES:
        return same_name(right, said, loosely=field in LOOSE)
    return folded(right) == folded(said)


def _number(value: Value) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _listed(value: Value) -> Sequence[Value]:
    return value if isinstance(value, list | tuple) else [value] if value else []


def set_score(right: Sequence[Value], said: Sequence[Value]) -> float:
    """F1 of the names said; one of the right names may have alternatives or be optional."""
    left, found = list(said), 0
    for each in right:
        names = alternatives(each)
        hit = next((name for name in left if any(same_name(a, name) for a in names)), None)
        if hit is not None:
            left.remove(hit)
            found += 1
    needed = [each for each in right if not (isinstance(each, dict) and each.get("optional"))]
    precision = found / len(said) if said else 1.0
    recall = min(1.0, found / len(needed)) if needed else 1.0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
