"""Short forms of names within one document: each joins the one longer name that contains it, if there is only one."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

K = TypeVar("K")


def roots(names: Mapping[str, K], short_for: Callable[[str, str], bool], apart: Callable[[K, K], bool]) -> dict[K, K]:
    """For every key the key of the longest form it stands for, itself where there is none or more than one.

    `names` are the document's names with their keys; `short_for` compares names; `apart` forbids.
    """
    spelled: dict[K, list[str]] = {}
    for name in sorted(names):
        spelled.setdefault(names[name], []).append(name)
    found: dict[K, K] = {}
    for own in sorted(spelled, key=lambda each: (-_length(spelled[each]), spelled[each])):
        longer = {
            found[other] for other in found if not apart(own, other) and _any(spelled[own], spelled[other], short_for)
        }
        found[own] = longer.pop() if len(longer) == 1 else own
    return found


def _length(names: Sequence[str]) -> int:
    return max(map(len, names))


def _any(ours: Sequence[str], theirs: Sequence[str], short_for: Callable[[str, str], bool]) -> bool:
    return any(short_for(short, long) for short in ours for long in theirs)
