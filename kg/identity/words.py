"""The words of a name: folded, with the base form and whether a noun stands in another form than that."""

import re
from dataclasses import dataclass
from functools import lru_cache

from kg.identity.base_forms import forms
from kg.identity.folding import tokens

RUSSIAN = re.compile(r"[а-я]+")
_QUOTED = re.compile(r"«([^«»]+)»|“([^“”]+)”|\"([^\"]+)\"|„([^„“”]+)[“”]")


@dataclass(frozen=True, slots=True)
class Word:
    """One word: as folded, its base form, and whether it is a noun in another form."""

    folded: str
    base: str
    inflected: bool = False


@lru_cache(maxsize=65536)
def word(folded: str, heads: frozenset[str] = frozenset()) -> Word:
    """A folded word with its base form; of several base forms one of `heads` is preferred, else the likeliest.

    >>> word("министерству")
    Word(folded='министерству', base='министерство', inflected=True)
    """
    if not RUSSIAN.fullmatch(folded):
        return Word(folded, folded)
    found = forms(folded)
    if not found:
        return Word(folded, folded)
    base, pos = next((each for each in found if each[0] in heads), found[0])
    return Word(folded, base, pos == "noun" and base != folded)


def words(name: str, heads: frozenset[str] = frozenset()) -> tuple[Word, ...]:
    """The words of a name in order."""
    return tuple(word(token, heads) for token in tokens(name))


def quoted(name: str) -> str | None:
    """What stands in quotes at the end of a name, if that is not all of it.

    >>> quoted("Агентство по экспорту «ОРИОН»"), quoted("«Нива»")
    ('ОРИОН', None)
    """
    found = list(_QUOTED.finditer(name))
    if not found or found[-1].end() < len(name.rstrip('»”" ')) or not tokens(name[: found[-1].start()]):
        return None
    return next(group for group in found[-1].groups() if group)
