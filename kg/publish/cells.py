"""Cells of CSV files that a spreadsheet shows as they are and never runs."""

from decimal import Decimal

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # OWASP, CSV injection; also full width


def safe(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe goes before what could start one.

    >>> safe("=1+2"), safe("Kolkheti Foods")
    ("'=1+2", 'Kolkheti Foods')
    """
    return f"'{text}" if text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA) else text


def cell(value: object) -> str:
    """A field of a flat fact as the text of one cell: numbers as they are, lists joined by `; `, absent empty.

    >>> cell(-9.1), cell("-9.1 %"), cell(["KZ", "GE"]), cell(None)
    ('-9.1', "'-9.1 %", 'KZ; GE', '')
    """
    if value is None:
        return ""
    if isinstance(value, int | float | Decimal):
        return str(value)
    if isinstance(value, list):
        return safe("; ".join(_item(item) for item in value))
    return safe(str(value))


def _item(item: object) -> str:
    """One of several values; of a passage its quote."""
    return str(item["quote"]) if isinstance(item, dict) else str(item)
