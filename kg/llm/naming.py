"""Whether a name stands in the text, whatever its case and ending: models are given base forms to write."""

import re
import unicodedata
from collections import defaultdict
from functools import lru_cache

from kg.model import Document

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SHORT = 3  # letters up to which a word has to stand as it is
_STEM = 0.6  # share of the shorter word that two forms of one word begin with alike


class Names:
    """The words of a text, looked up by how they begin."""

    def __init__(self, *texts: str) -> None:
        self._words: dict[str, set[str]] = defaultdict(set)
        self._runs = "".join(word for text in texts for word in words(text) if not word[0].isascii())
        for text in texts:
            for word in words(text):
                self._words[word[:2]].add(word)

    def has(self, name: str) -> bool:
        """Whether every word of a name stands in the text in some form; of a name without words, that it does not."""
        found = words(name)
        return bool(found) and all(self._word(word) or self._run(word) for word in found)

    def _run(self, word: str) -> bool:
        """Whether a word of a script without spaces stands somewhere in the text."""
        return len(word) > 1 and all(sign.lower() == sign.upper() for sign in word) and word in self._runs

    def _word(self, word: str) -> bool:
        there = self._words.get(word[:2], set())
        if word in there:
            return True
        return any(same(word, other) for other in there)


def same(one: str, other: str) -> bool:
    """Whether two folded words may be forms of one.

    >>> same("министерство", "министерства"), same("китай", "китайский"), same("ткань", "такси")
    (True, True, False)
    """
    short, long = sorted((one, other), key=len)
    if len(short) <= _SHORT:
        return len(short) > 1 and long.startswith(short) and (len(long) - len(short) <= 2 or not short.isascii())
    alike = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return alike >= max(_SHORT, round(_STEM * len(short)), len(short) - 4)


def words(text: str) -> list[str]:
    """The words of a text, folded: lower case, without accents, ё as е."""
    plain = unicodedata.normalize("NFKD", text.replace("й", "\0").replace("Й", "\0"))
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign)).replace("\0", "й")
    return [match[0].casefold().replace("’", "'") for match in _WORD.finditer(plain)]


@lru_cache(maxsize=8)
def names(document: Document) -> Names:
    """What may be named in facts about a document: its text, its headline, and who published it."""
    return Names(document.text, document.title or "", document.publisher or "")
