"""Magnitudes: "million", "тыс.", "bn", one letter glued to figures with a currency, and what a part is a part of."""

from decimal import Decimal

from kg.language.words import Words


def magnitude_at(words: Words, number: int) -> tuple[Decimal, int] | None:
    """A magnitude at a token, behind a hyphen, or one letter glued to figures with a currency before; and its end."""
    if words.lower(number) == "-" and words.glued(number) and words.glued(number + 1):
        number += 1
    hit = words.starting(number, "magnitude")
    if hit is None:
        hit = words.starting(number, "glued")
        priced = hit is not None and (
            words.ending(number - 1, "unit") or (words.glued(number) and words.starting(hit.stop, "unit"))
        )
        hit = hit if priced else None
    if hit is None:
        return None
    last = hit.stop == len(words) and words.tokens[hit.stop - 1].text == "."
    return Decimal(hit.entry.notation), hit.stop - last


def magnitude_of_part(words: Words, stop: int) -> tuple[Decimal, int] | None:
    """The magnitude that a part is a part of, behind "of" and an article where the language has them, and its end."""
    for scheme in ("of", "article"):
        hit = words.starting(stop, scheme)
        stop = hit.stop if hit is not None else stop
    return magnitude_at(words, stop)
