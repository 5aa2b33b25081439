"""Magnitudes: "million", "тыс.", "bn", one letter glued to figures with a currency, and what a part is a part of."""

from decimal import Decimal

from kg.language.lexicon import Hit
from kg.language.words import Words

_REACH = 60  # tokens back that say what a letter means: no sentence of thousands is searched at each of its numbers


def magnitude_at(words: Words, number: int) -> tuple[Decimal, int] | None:
    """A magnitude at a token, behind a hyphen, or one letter glued to figures with a currency before; and its end."""
    if words.lower(number) == "-" and words.glued(number) and words.glued(number + 1):
        number += 1
    hit = words.starting(number, "magnitude")
    if hit is None:
        hit = words.starting(number, "glued")
        hit = hit if hit is not None and _priced(words, number, hit) else None
    if hit is None:
        return None
    last = hit.stop == len(words) and words.tokens[hit.stop - 1].text == "."
    return Decimal(hit.entry.notation), hit.stop - last


def _priced(words: Words, number: int, hit: Hit) -> bool:
    """Whether a currency stands before the figures, or behind; or the sentence has said so: "£276m, of which 148m"."""
    if words.ending(number - 1, "unit") or (words.glued(number) and words.starting(hit.stop, "unit")):
        return True
    before = (at for at in range(max(2, number - _REACH), number - 1) if words.lower(at) == words.lower(number))
    return words.glued(number) and any(words.glued(at) and words.ending(at - 1, "unit") for at in before)


def magnitude_of_part(words: Words, stop: int) -> tuple[Decimal, int] | None:
    """The magnitude that a part is a part of, behind "of" and an article where the language has them, and its end."""
    for scheme in ("of", "article"):
        hit = words.starting(stop, scheme)
        stop = hit.stop if hit is not None else stop
    return magnitude_at(words, stop)
