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
    longer = {
        own: [
            other
            for other in spelled
            if other != own and not apart(own, other) and _any(ours, spelled[other], short_for)
        ]
        for own, ours in spelled.items()
    }
    found: dict[K, K] = {}
    for own in spelled:
        _root(own, longer, found)
    return found


def _root(own: K, longer: Mapping[K, Sequence[K]], found: dict[K, K]) -> K:
    """The root of a key, found once for each; a key on the way to itself is its own."""
    if own not in found:
        found[own] = own
        roots = {_root(other, longer, found) for other in longer[own]}
        found[own] = roots.pop() if len(roots) == 1 else own
    return found[own]


def _any(ours: Sequence[str], theirs: Sequence[str], short_for: Callable[[str, str], bool]) -> bool:
    return any(short_for(short, long) for short in ours for long in theirs)
