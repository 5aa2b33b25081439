"""People: one by the words of the full name; in one document also by surname, initials or without the patronymic."""

from kg.identity.folding import tokens
from kg.language import russian

_ENDINGS = ("а", "у", "ом", "ым", "е", "ем", "я", "ю")  # cases of masculine names in -в, -н and consonants


def key(name: str) -> str:
    """The words of a name whatever their order.

    >>> key("Серик Асанов") == key("АСАНОВ, Серик")
    True
    """
    return " ".join(sorted(tokens(name))) or name.strip()


def short_for(short: str, long: str) -> bool:
    """Whether, in one document, `short` may be the person named `long` in full.

    >>> [short_for(short, "Серик Асанов") for short in ("Асанов", "С. Асанов", "Серика Асанова")]
    [True, True, True]
    >>> short_for("Александра Белова", "Александр Белов"), short_for("Д. Асанов", "Серик Асанов")
    (False, False)
    """
    ours, theirs = tokens(short), list(tokens(long))
    if len(ours) == len(theirs):
        return _declined(ours, tuple(theirs)) or (_initials(ours, theirs) and any(len(each) == 1 for each in ours))
    return len(ours) < len(theirs) and _initials(ours, theirs)


def _initials(ours: tuple[str, ...], theirs: list[str]) -> bool:
    """Every word of ours is one of theirs or begins one; at least one is whole."""
    left = list(theirs)
    for word in sorted(ours, key=len, reverse=True):
        match = next((each for each in left if each == word or (len(word) == 1 and each.startswith(word))), None)
        if match is None:
            return False
        left.remove(match)
    return any(len(word) > 1 for word in ours)


def _declined(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Ours is theirs in another case, and not a woman's name."""
    if ours == theirs or _feminine(ours[0]):
        return False
    return all(a == b or any(a == b + ending for ending in _ENDINGS) for a, b in zip(ours, theirs, strict=True))


def _feminine(word: str) -> bool:
    readings = russian.readings(word)
    return bool(readings) and any({"name", "feminine"} <= each.traits and each.lemma == word for each in readings)
