"""What ties a place to its neighbour in a language whose cases stand at the end of the name (Kazakh).

The case is that of the last word, of a tail behind its hyphen or quotation mark, or of the noun that holds the name
("Қытай нарығына"); in a list all places share the case of the last; a postposition behind outranks it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.language.annotations import Marker, Token
from kg.language.packs import Pack
from kg.language.words import Words

_MARKS = frozenset({",", "–", "—", "-", "/"})
_CLOSING = frozenset({"»", "”", '"'})
_MEASURES = ("indicator", "weak")
_STEPS = 60


@dataclass(frozen=True)
class Suffixed:
    """What each case says, which words hold a name, join a list or stand behind it as postpositions."""

    cases: Mapping[str, Marker | None]
    links: frozenset[str]
    holders: frozenset[str]
    behind: Mapping[str, Marker | None]


@cache
def suffixed(pack: Pack) -> Suffixed | None:
    """The sections `suffixed links holders postpositions` of a pack; None for a language that marks no case so."""
    given = pack.sections.get("suffixed")
    if given is None:
        return None
    cases = {case: Marker(name) if name else None for case, name in given.items()}
    behind = {w: Marker(m) if m else None for w, m in pack.sections.get("postpositions", {}).items()}
    links, holders = (frozenset(pack.sections.get(key, ())) for key in ("links", "holders"))
    return Suffixed(cases, links | _MARKS, holders, behind)


def marker_behind(words: Words, known: Suffixed, stop: int, places: frozenset[int]) -> Marker | None:
    """The marker of the place that ends before `stop`. `places` are all tokens of places."""
    at = stop
    for _ in range(_STEPS):
        case, at = _case(words, at)
        if case == "nominative" and at < len(words) and known.holders & set(words.tokens[at].lemmas):
            case, at = _case(words, at + 1)
        following = words.tokens[at] if at < len(words) else None
        if following is not None and (found := _postposition(following, known)) is not None:
            beside = found is Marker.BETWEEN and case == "instrumental"  # "Қытаймен арадағы сауда"
            return Marker.WITH if beside else found
        if case != "nominative" or following is None:
            return known.cases.get(case)
        if any(words.starting(at, scheme) for scheme in _MEASURES):  # "Қазақстан экспорты"
            return Marker.OWN
        onward = _list(words, known, at, places)
        if onward is None:
            return known.cases.get(case)
        at = onward
    return None


def _case(words: Words, stop: int) -> tuple[str, int]:
    """The case of the word before `stop`, or of a tail behind a hyphen or closing mark there, and where that ends."""
    at = stop
    while at < len(words) and words.tokens[at].text in _CLOSING:
        at += 1
    if at + 1 < len(words) and words.tokens[at].text == "-" and words.glued(at) and words.glued(at + 1):
        tail = words.tokens[at + 1]
        if tail.kind == "word" and tail.readings[0].pos == "other" and tail.readings[0].cases:
            return _first(tail), at + 2
    return _first(words.tokens[stop - 1]), stop


def _first(token: Token) -> str:
    return next((case for reading in token.readings for case in sorted(reading.cases)), "nominative")


def _postposition(token: Token, known: Suffixed) -> Marker | None:
    return next((known.behind[w] for w in (token.lower, *token.lemmas) if w in known.behind), None)


def _list(words: Words, known: Suffixed, at: int, places: frozenset[int]) -> int | None:
    """Where the next place of a list ends, if one follows over links."""
    start = at
    while at < len(words) and words.tokens[at].lower in known.links:
        at += 1
    if at == start or at not in places or at - start > 2:
        return None
    while at < len(words) and at in places:
        at += 1
    return at
