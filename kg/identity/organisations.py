"""The canonical key of an organisation's name, and which short forms belong to which long ones in one document."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from kg.identity import states
from kg.identity.name_parts import legal_form, name_parts
from kg.identity.places import is_place
from kg.identity.words import Word, quoted, words

_NUMBERED = re.compile(r"\d|^[ivx]+$")


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """What two names of one organisation have in common: base forms without legal forms and fillers; whose it is."""

    bases: tuple[str, ...]
    countries: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple[str, ...]:
        """For hashing."""
        return (" ".join(self.bases), *self.countries)

    def of(self, country: str | None) -> "Key":
        """The key with a country that is stated elsewhere, where many countries have an organisation of that name."""
        if country is None or self.countries or not (self.headed or self.generic):
            return self
        return replace(self, countries=(country,))

    @property
    def generic(self) -> bool:
        """Whether nothing in it says which of many such organisations it is: every country has a ministry of trade.

        >>> key("Министерство торговли").generic, key("Министерство торговли РК").generic, key("Нива").generic
        (True, False, False)
        """
        parts = name_parts()
        return not self.countries and all(base in parts.heads or base in parts.generic for base in self.bases)

    @property
    def headed(self) -> bool:
        """Whether the name begins with a noun that many organisations share, adjectives before it included."""
        return head_end(self.bases) > 0


def head_end(bases: tuple[str, ...]) -> int:
    """Where the first head ends in the first three words (Kazakh heads come last), 0 where there is none."""
    heads = name_parts().heads
    at = next((at for at, base in enumerate(bases[:3]) if base in heads), None)
    if at is None:
        return len(bases) if bases and bases[-1] in heads else 0
    return at + 1


@lru_cache(maxsize=65536)
def key(name: str) -> Key:
    """The key of a name, from its words alone.

    >>> key("АО «Банк развития Казахстана»") == key("Банк развития Республики Казахстан")
    True
    """
    found = words(name, name_parts().heads)
    bases, countries = [], []
    for part in _parts(found):
        if isinstance(part, str):
            countries.append(part)
        else:
            bases.append(part.base)
    if not bases:
        return Key(tuple(word.base for word in found) or (name.strip(),))
    return Key(tuple(bases), tuple(countries))


def _parts(found: tuple[Word, ...]) -> Iterator[Word | str]:
    """Words of the key, and codes of the countries whose the organisation is."""
    bases = [word.base for word in found]
    kept = at = 0
    while at < len(found):
        if (size := legal_form(bases, at)) and (kept or at + size < len(found)):
            at += size
        elif owner := states.owner(found, at):
            at += owner[0] + (found[at + owner[0] : at + owner[0] + 1] == (Word("s", "s"),))
            yield owner[1]
        else:
            if bases[at] not in name_parts().fillers:
                kept += 1
                yield found[at]
            at += 1


def has_legal_form(name: str) -> bool:
    """Whether a capitalised name has words of a legal form, so that it can only be an organisation's.

    >>> has_legal_form("ТОО «Нива»"), has_legal_form("компания по продаже соли")
    (True, False)
    """
    bases = [word.base for word in words(name)]
    return name[:1].isupper() and len(bases) > 1 and any(legal_form(bases, at) for at in range(len(bases)))


def short_for(short: str, long: str) -> bool:
    """Whether, in one document, `short` may stand for `long`: never for a branch, a subsidiary or another number.

    >>> short_for("Министерство торговли", "Министерство торговли и интеграции РК")
    True
    >>> short_for("Токио Роуп", "Токио Роуп Алматы")
    False
    """
    ours, theirs = key(short), key(long)
    if ours.countries not in ((), theirs.countries) or len(ours.bases) > len(theirs.bases):
        return False
    if ours.bases == theirs.bases:
        return ours.headed and ours.countries != theirs.countries
    proper = quoted(long)
    if proper is not None and key(proper).bases == ours.bases:
        return not _another(theirs.bases[: -len(ours.bases)])
    if ours.headed:
        return theirs.bases[: len(ours.bases)] == ours.bases and not _another(theirs.bases[len(ours.bases) :])
    before = theirs.bases[: -len(ours.bases)]
    if _another(ours.bases):  # "область" is nobody's proper name
        return False
    return theirs.bases[-len(ours.bases) :] == ours.bases and head_end(before) > 0 and not _another(before)


def _another(extra: Collection[str]) -> bool:
    """Whether the words that one name has more than the other make another organisation of it."""
    qualifiers = name_parts().qualifiers
    return any(
        base in qualifiers or _NUMBERED.search(base) or is_place(base) or states.is_country(base) for base in extra
    )
