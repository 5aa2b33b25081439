"""Regions that share the noun behind the last of them: "Псковской и Тверской областях", "Atyrau and Aktobe regions"."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from kg.language.annotations import Token
from kg.language.lexicon import Hit
from kg.language.packs import Pack
from kg.language.words import Words

_FEWEST = 2  # tokens of a region's name that has such a noun


@dataclass(frozen=True)
class SharedHeads:
    """Nouns that regions can share, by base form with the form that stands in a region's name; what joins the names.

    `plural`: only a noun in the plural is shared, since the name before may be a town ("Алматы мен Жамбыл облысы").
    """

    nouns: Mapping[str, str] = field(default_factory=dict)
    links: frozenset[str] = frozenset()
    plural: bool = False

    @classmethod
    def of(cls, pack: Pack) -> "SharedHeads":
        """Read from the key `shared` of a pack's section `places`."""
        given = pack.sections.get("places", {}).get("shared", {})
        return cls(given.get("nouns", {}), frozenset(given.get("links", ())), bool(given.get("plural")))


@cache
def shared_heads(pack: Pack) -> SharedHeads:
    """The shared nouns of a pack, read once."""
    return SharedHeads.of(pack)


def sharing(pack: Pack, words: Words, hits: Iterable[Hit]) -> Iterator[Hit]:
    """The regions before each of these hits that share its noun, as hits on their own words."""
    known = shared_heads(pack)
    for hit in hits:
        head = _head(words, known, hit)
        if head is not None:
            yield from _before(pack, words, known, hit.start, head)


def _head(words: Words, known: SharedHeads, hit: Hit) -> Token | None:
    """The noun at the end of a region's name, as it stands in a single name; None if it cannot be shared."""
    if hit.entry.scheme != "region" or hit.stop - hit.start < _FEWEST or words.lower(hit.start - 1) not in known.links:
        return None
    token = words.tokens[hit.stop - 1]
    noun = next((known.nouns[lemma] for lemma in token.lemmas if lemma in known.nouns), None)
    plural = any("plural" in reading.traits for reading in token.readings)
    return _as_base(token, noun) if noun is not None and (plural or not known.plural) else None


def _as_base(token: Token, noun: str) -> Token:
    return replace(token, text=noun, lower=noun)


def _before(pack: Pack, words: Words, known: SharedHeads, start: int, head: Token) -> Iterator[Hit]:
    """Walk back over links and names, as long as a name makes a region with the noun."""
    while words.lower(start - 1) in known.links:
        found = _named(pack, words, start - 1, head)
        if found is None:
            return
        yield found
        start = found.start


def _named(pack: Pack, words: Words, stop: int, head: Token) -> Hit | None:
    """The region that one or two words before `stop` name with the noun."""
    for start in (stop - 2, stop - 1):
        if start < 0:
            continue
        for hit in pack.lexicon.hits((*words.tokens[start:stop], head)):
            if hit.entry.scheme == "region" and (hit.start, hit.stop) == (0, stop - start + 1):
                return Hit(start, stop, hit.entry)
    return None
