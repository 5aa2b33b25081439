"""Whether a number can be read out of figures that stand in a text: any magnitude, and the ways changes are told."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

_FIGURES = re.compile(r"\d+(?:[.,' \u00a0\u202f\u2009’]\d+)*")
_TENTH = Decimal("0.06")  # what "six times less" may be off when it is written as -83.3
_MAGNITUDES = tuple(Decimal(10) ** power for power in range(13))
_THOUSANDS = tuple(Decimal(1000) ** power for power in range(5))
_HUNDRED = Decimal(100)


def figures(words: str) -> tuple[Decimal, ...]:
    """The numbers written in figures, in each way that their marks can be meant.

    >>> [str(number) for number in figures("1,250 tonnes in 2024")]
    ['1250', '1.250', '2024']
    """
    return tuple(dict.fromkeys(number for match in _FIGURES.finditer(words) for number in _meant(match[0])))


def _meant(written: str) -> Iterator[Decimal]:
    bare = re.sub(r"[ '\u00a0\u202f\u2009’]", "", written)
    groups = re.split(r"[.,]", bare)
    if len(groups) == 1 or all(len(group) == 3 for group in groups[1:]):
        yield Decimal("".join(groups))
    if len(groups) > 1:
        yield Decimal("".join(groups[:-1]) + "." + groups[-1])
    if bare != written:  # "in 2023 15 ships": two numbers side by side
        yield from (Decimal(part) for part in re.findall(r"\d+", written))


def amounts_to(value: Decimal, words: str) -> bool:
    """Whether a level can be what the figures say: one of them in some magnitude, or two that follow each other.

    >>> amounts_to(Decimal(13910700000), "13 млрд 910,7 млн"), amounts_to(Decimal(5000), "4 тыс.")
    (True, False)
    """
    wanted = abs(value)
    there = figures(words)
    if any(number * magnitude == wanted for number in there for magnitude in _MAGNITUDES):
        return True
    pairs = ((a * x, b * y) for a, b in pairwise(there) for x in _THOUSANDS for y in _THOUSANDS if x > y)
    return any(a + b == wanted for a, b in pairs)


def changes_by(value: Decimal, words: str) -> bool:
    """Whether a relative change in percent can be what the figures say: as such, as a multiple, as an index.

    >>> changes_by(Decimal(110), "2.1 times"), changes_by(Decimal("8.7"), "108,7"), changes_by(Decimal(5), "4 %")
    (True, True, False)
    """
    return any(abs(abs(value) - abs(told)) <= slack for number in figures(words) for told, slack in _told(number))


def _told(number: Decimal) -> Iterator[tuple[Decimal, Decimal]]:
    exact = Decimal(0)
    yield number, exact
    yield number - _HUNDRED, exact
    yield (number - 1) * _HUNDRED, exact
    yield number * _HUNDRED, exact
    if number:
        yield (1 - 1 / number) * _HUNDRED, _TENTH
        yield _HUNDRED / number, _TENTH
