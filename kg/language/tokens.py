"""Words, numbers and marks of a text, in one linear pass."""

import re
from functools import lru_cache

from kg.language.annotations import Readings, Token
from kg.model import Span

_TOKEN = re.compile(
    r"""
    (?P<word>(?:https?://|www\.)[^\s<>"»”)]+                             # an address is one word
      |(?<![\w.])[A-Za-z][A-Za-z0-9-]{0,62}(?:\.[A-Za-z0-9-]{1,62}){0,3}\.(?:[a-z]{2,4}|[A-Z]{2,3})(?![\w.])  # a domain
      |(?:[A-ZА-Я]\.){2,}(?![a-zа-я])                                     # U.S., Т.П.
      |(?<=\d[-‑])[^\W\d_]+                                               # 12-million-dollar: each part a word
      |(?:[QHG]|FY|CO|PM)\d{1,2}(?![\d.,]*\d)                                   # Q3, H1, G20
      |[^\W\d_]+(?:[-‑'’·](?=[^\W\d_])[^\W\d_]+)*[²³]?)                   # a word with its hyphens and apostrophes
    |(?P<number>\d+(?:[.,]\d+)*)
    |(?P<mark>\S)
    """,
    re.VERBOSE,
)


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """A word as it is compared: lower case, ё as е, curly apostrophes and unusual hyphens straight."""
    return word.lower().replace("ё", "е").replace("’", "'").replace("‑", "-")


def folded(text: str) -> str:
    """A text as patterns see it; as long as it was, so that offsets hold."""
    lower = fold(text)
    return lower if len(lower) == len(text) else "".join(fold(c) if len(fold(c)) == 1 else c for c in text)


def tokens(text: str, readings: Readings) -> list[Token]:
    """Every word, number and mark, in order; blanks are nobody's."""
    return [
        Token(Span(match.start(), match.end()), match[0], fold(match[0]), str(match.lastgroup), readings)
        for match in _TOKEN.finditer(text)
    ]
