"""Numbers on their way between JSON, records and the graph: decimals throughout, never float arithmetic."""

from decimal import Decimal

WHOLE_LIMIT = Decimal(10) ** 21  # beyond this, a float would print with an exponent and an integer helps nobody


def decimal(value: object) -> Decimal:
    """The decimal that a JSON number prints as; ValueError for anything else.

    >>> decimal(161.2), decimal(5.0)
    (Decimal('161.2'), Decimal('5.0'))
    """
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise ValueError(f"{value!r} is not a number")
    number = value if isinstance(value, Decimal) else Decimal(repr(value))
    if not number.is_finite() or abs(number) >= WHOLE_LIMIT:
        raise ValueError(f"{value} is not a number that an amount can have")
    if lexical(number) != lexical(Decimal(repr(plain(number)))):
        raise ValueError(f"{value} has more digits than a JSON number keeps")
    return number


def plain(value: Decimal) -> int | float:
    """The same number for JSON: an integer where it is whole, else the float that prints the same.

    >>> plain(Decimal("26000000000.0")), plain(Decimal("-9.10"))
    (26000000000, -9.1)
    """
    return int(value) if value == value.to_integral_value() else float(value)


def lexical(value: Decimal) -> str:
    """The canonical plain form: no exponent, no trailing zeros, no negative zero.

    >>> lexical(Decimal("2.60E+10")), lexical(Decimal("-9.10")), lexical(Decimal("-0.0"))
    ('26000000000', '-9.1', '0')
    """
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
