"""Multiples as relative changes in percent, by FACTS.md."""

from decimal import ROUND_HALF_UP, Decimal

from kg.language.numbers import plain

_TENTH = Decimal("0.1")
_HUNDRED = Decimal(100)


def relative(factor: Decimal, *, less: bool = False) -> Decimal:
    """The signed change in percent of "so many times more" or "less".

    >>> relative(Decimal("2.1"), less=False), relative(Decimal(6), less=True), relative(Decimal("0.5"), less=False)
    (Decimal('110'), Decimal('-83.3'), Decimal('-50'))
    """
    ratio = 1 / factor if less and factor > 1 else factor
    percent = (ratio - 1) * _HUNDRED
    exact = percent == percent.quantize(Decimal("0.001"))
    return plain(percent if exact else percent.quantize(_TENTH, ROUND_HALF_UP))
