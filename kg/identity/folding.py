"""The form of a name in which case, ё, quotes, punctuation and accents do not count."""

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=8192)
def tokens(name: str) -> tuple[str, ...]:
    """The words of a name, folded.

    >>> tokens("АО «Озёрный Край»")
    ('ао', 'озерный', 'край')
    """
    plain = unicodedata.normalize("NFKC", name).casefold().replace("ё", "е")
    return tuple(_WORD.findall(plain))


def folded(name: str) -> str:
    """The words of a name, folded, with single spaces between them.

    >>> folded("Rock  salt, iodised")
    'rock salt iodised'
    """
    return " ".join(tokens(name)) or name.strip()
