"""What ties a place to the words beside it: preposition and case, possessive, adjective, list, "between X and Y".

In Russian a word's case is a decision of the sentence (extraction.md, section 4): walk left over adjectives, other
places and list marks to a preposition and take the case that it governs; after a noun take the genitive; else the
first case.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from kg.language.annotations import Marker, Token
from kg.language.packs import Pack
from kg.language.suffixed import Suffixed, suffixed
from kg.language.words import Words

_STEPS = 60  # a list of a dozen countries is no rarity
_BRACKETED = 12  # tokens that an amount in brackets may take
_LISTS = frozenset({",", "–", "—", "-", "/", "&"})


@dataclass(frozen=True, slots=True)
class Rule:
    """A preposition with the case it governs (None where the language has none) and what it makes of the place."""

    case: str | None
    marker: Marker | None


@dataclass(frozen=True)
class Markers:
    """The prepositions of one language, what a bare case says, and which words await a goal ("exports to")."""

    rules: Mapping[str, tuple[Rule, ...]] = field(default_factory=dict)
    bare: Mapping[str, Marker | None] = field(default_factory=dict)
    towards: frozenset[str] = frozenset()
    links: frozenset[str] = _LISTS
    holders: frozenset[str] = frozenset()
    pairing: frozenset[str] = frozenset()
    held: frozenset[str] = frozenset()
    suffixed: Suffixed | None = None

    @classmethod
    def of(cls, pack: Pack) -> "Markers":
        """Read from a pack's sections `markers`, `bare`, `towards`, `links`, `holders`, `pairing`, `held`."""
        rules: dict[str, tuple[Rule, ...]] = {}
        for given in pack.sections.get("markers", ()):
            rule = Rule(given.get("case"), _marker(given.get("marker")))
            for word in given["words"]:
                rules[word] = (*rules.get(word, ()), rule)
        bare = {case: _marker(name) for case, name in pack.sections.get("bare", {}).items()}
        towards, links, holders = (frozenset(pack.sections.get(key, ())) for key in ("towards", "links", "holders"))
        pairing, held = (frozenset(pack.sections.get(key, ())) for key in ("pairing", "held"))
        return cls(rules, bare, towards, _LISTS | links, holders, pairing, held, suffixed(pack))


@cache
def markers(pack: Pack) -> Markers:
    """The markers of a pack, read once."""
    return Markers.of(pack)


def _marker(name: Any) -> Marker | None:
    return Marker(name) if name else None


def marker(words: Words, known: Markers, start: int, stop: int, places: frozenset[int]) -> Marker | None:
    """What ties the place at tokens `[start, stop)` to its neighbour. `places` are all tokens of places."""
    if _possessive(words.tokens, stop):
        return Marker.OWN
    head = words.tokens[start] if known.bare else words.tokens[stop - 1]
    cases = _cases(words.tokens, start, stop)
    rules, at, holder = _preposition(words, known, start, places, cases)
    if rules:
        governed = cases if holder is None else _cases(words.tokens, holder, holder + 1)
        return _governed(words, known, rules, governed, at)
    return _bare(words, known, head, cases, at)


def marker_of_noun(words: Words, known: Markers, start: int, stop: int, places: frozenset[int]) -> Marker | None:
    """What ties the noun behind an adjective, if it stands for the place: "на китайский рынок", "to the Thai market".

    Only where goods go or come from: what is in a market or with a buyer is the country's own.
    """
    if not known.held or stop >= len(words) or not known.held & set(words.tokens[stop].lemmas):
        return None
    cases = _cases(words.tokens, start, stop + 1)
    rules, at, holder = _preposition(words, known, start, places, cases)
    if not rules or holder is not None:
        return Marker.TO if cases == {"dative"} else None
    tied = _governed(words, known, rules, cases, at)
    return tied if tied in (Marker.TO, Marker.FROM) else None


def _possessive(tokens: Sequence[Token], stop: int) -> bool:
    following = tokens[stop].text if stop < len(tokens) else ""
    glued = stop < len(tokens) and tokens[stop].span.start == tokens[stop - 1].span.stop
    return tokens[stop - 1].lower.endswith(("'s", "s'")) or (following in {"'", "’"} and glued)


def _cases(tokens: Sequence[Token], start: int, stop: int) -> frozenset[str]:
    """The cases that the name can stand in: those on which its adjectives and its first noun agree."""
    agreed: frozenset[str] = frozenset()
    for token in tokens[start:stop]:
        cases = frozenset(case for reading in token.readings for case in reading.cases if token.kind == "word")
        agreed = (agreed & cases or agreed) if agreed else cases
        if cases and token.readings[0].pos == "noun":
            break
    return agreed


def _preposition(
    words: Words, known: Markers, start: int, places: frozenset[int], cases: frozenset[str]
) -> tuple[tuple[Rule, ...], int, int | None]:
    """The preposition before a place, over adjectives, articles and its list; the token before; the noun that holds it.

    Without a preposition the token before is that noun, if there is one.
    """
    at, holder, listed = start - 1, None, None
    for _ in range(_STEPS):
        before = _before_brackets(words, at)
        if before != at:
            at, listed = before, before
        if at < 0:
            break
        for length in (3, 2, 1):
            phrase = " ".join(token.lower for token in words.tokens[max(0, at - length + 1) : at + 1])
            if phrase in known.rules and (length == 1 or at - length + 1 >= 0):
                if listed is not None and not _agrees(words.tokens[listed], known.rules[phrase]):
                    return (), start - 1, None
                return known.rules[phrase], at - length, holder
        if known.holders and known.holders & set(words.tokens[at].lemmas):
            holder, cases = at, frozenset()
        elif not (at in places or words.tokens[at].lower in known.links or _modifier(words.tokens[at], cases)):
            break
        at -= 1
    if listed is not None:
        return (), start - 1, None
    return (), at if holder is None else holder, holder


def _agrees(token: Token, rules: tuple[Rule, ...]) -> bool:
    """Whether the name that a list with brackets begins with can stand in a case that a preposition governs."""
    cases = frozenset(case for reading in token.readings for case in reading.cases)
    return not cases or any(rule.case is None or rule.case in cases for rule in rules)


def _before_brackets(words: Words, at: int) -> int:
    """The token before what stands in brackets with a figure: "из Китая (45 %), России"."""
    if words.lower(at) != ")":
        return at
    for opening in range(at - 1, max(-1, at - _BRACKETED), -1):
        if words.lower(opening) == "(":
            figures = any(token.kind == "number" for token in words.tokens[opening:at])
            return opening - 1 if figures else at
    return at


def _modifier(token: Token, cases: frozenset[str]) -> bool:
    """An adjective, participle or a word like "стран" that may stand between preposition and name."""
    if token.kind != "word":
        return token.kind == "number"
    readings = token.readings
    if readings[0].pos in ("adjective", "participle", "numeral", "pronoun"):
        return not cases or any(reading.cases & cases for reading in readings)
    return False


def _governed(words: Words, known: Markers, rules: tuple[Rule, ...], cases: frozenset[str], at: int) -> Marker | None:
    fitting = [rule for rule in rules if rule.case is None or not cases or rule.case in cases]
    if not fitting:
        return rules[0].marker
    found = {rule.marker for rule in fitting}
    if found == {Marker.TO, Marker.IN}:
        return Marker.TO if _towards(words, known, at) else Marker.IN
    if found == {Marker.WITH, Marker.FROM}:
        return Marker.WITH
    return fitting[0].marker


def _towards(words: Words, known: Markers, at: int) -> bool:
    """Whether a word just before awaits a goal: "экспорт в США"."""
    schemes = {concept.partition("/")[0] for concept in known.towards}
    for number in range(at, max(-1, at - 4), -1):
        for scheme in schemes:
            hit = words.ending(number + 1, scheme)
            if hit is not None and hit.entry.concept in known.towards:
                return True
    return False


def _bare(words: Words, known: Markers, head: Token, cases: frozenset[str], at: int) -> Marker | None:
    """Without a preposition: genitive behind a noun, else what the first possible case says, else the subject."""
    if not known.bare:
        return Marker.SUBJECT
    before = words.tokens[at] if at >= 0 else None
    noun = before is not None and before.kind == "word" and before.readings[0].pos == "noun"
    if noun and (not cases or "genitive" in cases):
        return known.bare.get("genitive")
    for case in ("nominative", "dative", "instrumental", "genitive", "accusative", "locative"):
        if case in cases:
            return known.bare.get(case)
    return Marker.SUBJECT if before is None or not noun else known.bare.get("genitive")
