"""Codes of economies in flat facts: what is one, what only looks like one, and what it may have been meant to be."""

import re
from functools import cache

from kg.model import Party, PartyKind
from kg.vocabulary import blocs, countries, economy

_ACRONYM = re.compile(r"[A-Z][A-Z0-9+&-]{2,}")
_PAIR = re.compile(r"[A-Za-z]{2}")


@cache
def _spellings() -> dict[str, str]:
    return {
        name.casefold(): economy.code
        for economy in (*countries(), *blocs())
        for names in economy.names.values()
        for name in names
    }


@cache
def meant(word: str) -> str | None:
    """The code of the economy that a wrong code was probably meant to be, by its names and CLDR's former codes.

    >>> meant("UK"), meant("kz"), meant("QQ")
    ('GB', 'KZ', None)
    """
    from babel.core import get_global  # late: opens a file, and only for a fact that is refused

    if economy(word.upper()):
        return word.upper()
    if code := _spellings().get(word.casefold()):
        return code
    former = [code for code in get_global("territory_aliases").get(word.upper(), ()) if economy(code)]
    return former[0] if len(former) == 1 else None


def _refuse(word: str) -> ValueError:
    hint = meant(word)
    return ValueError(f"{word} is no ISO 3166-1 code" + (f", did you mean {hint}?" if hint else ""))


def place(word: str, otherwise: PartyKind = PartyKind.PLACE) -> Party:
    """Whom a word names where a place is expected: a code, an acronym of a bloc we do not list, else a name.

    ValueError for two letters that are no code.

    >>> place("KZ").kind, place("UNASUR").kind, place("Mangystau Region").kind
    (<PartyKind.ECONOMY: 'economy'>, <PartyKind.ECONOMY: 'economy'>, <PartyKind.PLACE: 'place'>)
    """
    if economy(word) or _ACRONYM.fullmatch(word):
        return Party(word, PartyKind.ECONOMY)
    if _PAIR.fullmatch(word):
        raise _refuse(word)
    return Party(word, otherwise)


def party(word: str) -> Party:
    """Whom a word names where anybody may take part: a code, else a name of unknown kind.

    Two capitals may be a firm (BP); only those that are another's former or wrong code are a ValueError (UK).
    """
    if economy(word):
        return Party(word, PartyKind.ECONOMY)
    if _PAIR.fullmatch(word) and meant(word):
        raise _refuse(word)
    return Party(word, PartyKind.UNKNOWN)
