"""Places of a document: economies by code, cities and regions by name, each with what ties it to its neighbour.

A country inside a currency, a language or a cuisine is none; a capital may stand for its government, but not where
somebody is in it. Words stand in the packs `places`, `markers` and the reference tables (`kg.language.gazetteer`).
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.language.annotations import Annotation, Marker, PlaceMention, Token
from kg.language.draft import Draft
from kg.language.halves import Found, halves
from kg.language.lexicon import Hit
from kg.language.locals import is_local
from kg.language.markers import Markers, marker, marker_of_noun, markers
from kg.language.namesakes import Namesakes, namesakes
from kg.language.shared_heads import sharing
from kg.language.suffixed import marker_behind
from kg.language.words import Words
from kg.model import Party, PartyKind, Span

_LAYER = "places"
_SCHEMES = ("economy", "adjective", "demonym", "capital", "city", "region", "area", "local")
_RANK = {"economy": 0, "capital": 1, "region": 2, "local": 3, "city": 4, "area": 5, "adjective": 6, "demonym": 7}
_SMALL = {"adjective", "demonym", "area", "local"}  # what languages may write without a capital
_TITLES = frozenset({"economy", "capital", "city", "region", "area", "adjective", "post", "month"})
_INSIDE_NAME = 0.7  # how sure a country is that a region's name holds
_NESTED = 4  # names in quotation marks that may begin before a place and still hold it
_INSIDE = {Marker.IN, Marker.TO, Marker.FROM}


@dataclass(frozen=True, slots=True)
class _Rules:
    """What the pack says about words that only look like places."""

    language: frozenset[str]
    ambiguous: frozenset[str]
    city_words: frozenset[str]
    names: frozenset[str]
    acting: frozenset[str]
    locals: frozenset[str]


def places(draft: Draft) -> Iterator[Annotation]:
    """Every place of the document, in order."""
    known, rules = markers(draft.pack), _rules(draft)
    names = sorted(quote.span for quote in draft.quotes if not quote.speech)
    pair, meant = 0, namesakes(draft)
    for words, hits in zip(draft.words, draft.hits, strict=True):
        found = list(_found(draft, words, hits, rules, meant))
        found, pair = _paired(words, known, found, pair)
        taken = frozenset(number for place in found for number in range(place.start, place.stop))
        for place in found:
            yield _annotation(words, known, rules, place, taken, names)


def _rules(draft: Draft) -> _Rules:
    given = draft.pack.sections.get("places", {})
    keys = ("language", "ambiguous", "city_words", "names", "acting", "locals")
    return _Rules(*(frozenset(given.get(key, ())) for key in keys))


def _found(draft: Draft, words: Words, hits: list[Hit], rules: _Rules, meant: Namesakes) -> Iterator[Found]:
    """Places that do not overlap, the longest first, without those that another meaning swallows."""
    swallowed = _swallowed(words)
    free = 0
    for hit in _best(words, [*hits, *sharing(draft.pack, words, hits)]):
        if hit.start < free or swallowed & set(range(hit.start, hit.stop)) or _unlike(words, hit, rules):
            continue
        free = hit.stop
        yield meant(_place(words, hit), hit.entry.pattern)
        yield from _named_in_region(words, hit)
    yield from halves(draft.pack, words, swallowed)


def _named_in_region(words: Words, region: Hit) -> Iterator[Found]:
    """The country that a region's name holds, if it lies there: "Western Australia", never "New Mexico"."""
    for number in range(region.start + 1, region.stop) if region.entry.scheme == "region" else ():
        hit = words.starting(number, "economy")
        if hit is not None and hit.stop <= region.stop and region.entry.notation.startswith(hit.entry.notation + ":"):
            yield Found(hit.start, hit.stop, "economy", hit.entry.notation, hit.entry.label, _INSIDE_NAME)


def _best(words: Words, hits: list[Hit]) -> list[Hit]:
    candidates = [hit for hit in hits if hit.entry.scheme in _SCHEMES and _capital(words, hit)]
    return sorted(candidates, key=lambda hit: (hit.start, -hit.stop, _RANK[hit.entry.scheme], hit.entry.concept))


def _capital(words: Words, hit: Hit) -> bool:
    """Names begin with a capital but those written small ("euro area"); adjectives, people and areas need none."""
    if hit.entry.scheme in _SMALL or hit.entry.notation == "WORLD" or hit.entry.label[:1].islower():
        return True
    return any(token.text[0].isupper() for token in words.tokens[hit.start : hit.stop])


def _swallowed(words: Words) -> set[int]:
    """Tokens inside the name of a currency: "долларов США", "Japanese yen"."""
    return {
        number for hit in words.of_scheme("unit") if hit.stop - hit.start > 1 for number in range(hit.start, hit.stop)
    }


def _unlike(words: Words, hit: Hit, rules: _Rules) -> bool:
    """Whether the words beside show that no place is meant: a language, a cuisine, a pronoun like a country."""
    following = words.tokens[hit.stop] if hit.stop < len(words) else None
    if hit.entry.scheme == "local":
        return not is_local(words, hit, rules.locals)
    if hit.entry.scheme == "adjective" and following is not None and following.kind == "word":
        return bool({following.lower, *following.lemmas} & rules.language) and not _traded(words, hit.stop + 1, rules)
    first = words.tokens[hit.start]
    if hit.entry.scheme != "economy" or following is None or following.kind != "word":
        return False
    named = first.lower in rules.names and following.text.istitle() and not words.begins(hit.stop, _TITLES)
    return named or (hit.start == 0 and _ambiguous(first, following, rules))


def _traded(words: Words, number: int, rules: _Rules) -> bool:
    """Whether goods are meant and no cuisine: "Spanish food exports", "Thai food companies"."""
    if number >= len(words):
        return False
    return words.starting(number, "indicator") is not None or not rules.locals.isdisjoint(words.tokens[number].lemmas)


def _ambiguous(first: Token, following: Token, rules: _Rules) -> bool:
    """Whether a sentence's first word may be no country; some of these are one before a verb: "Перу вывезло"."""
    acts = first.lower in rules.acting and following.readings[0].pos == "verb"
    return first.lower in rules.ambiguous and not acts


def _place(words: Words, hit: Hit) -> Found:
    country, _, slug = hit.entry.notation.partition(":")
    scheme = hit.entry.scheme
    name = hit.entry.label or slug.replace("_", " ")
    if scheme == "capital":
        name = hit.entry.label or _shown(words, hit)
    if scheme == "area":
        country, name = "", hit.entry.notation.replace("_", " ")
    return Found(hit.start, hit.stop, scheme, country or None, name, hit.entry.score)


def _shown(words: Words, hit: Hit) -> str:
    """The base form of a capital, from the pattern that found it, with its capitals."""
    pattern = hit.entry.pattern
    parts = [[half[:1].upper() + half[1:] for half in word.split("-")] for word in pattern.split()]
    return " ".join("-".join(part) for part in parts)


def _paired(words: Words, known: Markers, found: list[Found], pair: int) -> tuple[list[Found], int]:
    """Number the two of "between X and Y", "X – Y" and of compounds, one number a pair."""
    ordered = sorted(found, key=lambda place: (place.start, place.span or Span(0, 0)))
    result = list(ordered)
    for index in range(len(ordered) - 1):
        first, second = result[index], result[index + 1]
        if first.pair is None and second.pair is None and _joined(words, known, first, second):
            pair += 1
            result[index], result[index + 1] = replace(first, pair=pair), replace(second, pair=pair)
    return result, pair


def _joined(words: Words, known: Markers, first: Found, second: Found) -> bool:
    if first.span is not None and second.span is not None and first.start == second.start:
        return True
    between = [words.lower(number) for number in range(first.stop, second.start)]
    if between in (["–"], ["—"], ["-"], ["/"]):
        return _is_country(first) and _is_country(second)
    if len(between) > 3 or not set(between) & known.pairing:
        return False
    taken = frozenset(range(second.start, second.stop))
    return _marked(words, known, first.start, first.stop, taken) is Marker.BETWEEN


def _marked(words: Words, known: Markers, start: int, stop: int, taken: frozenset[int]) -> Marker | None:
    """By the ending of the last word in a language that has such, else by preposition and case."""
    if known.suffixed is not None:
        return marker_behind(words, known.suffixed, stop, taken)
    return marker(words, known, start, stop, taken)


def _is_country(place: Found) -> bool:
    return place.scheme in ("economy", "adjective", "capital", "demonym")


def _annotation(
    words: Words, known: Markers, rules: _Rules, place: Found, taken: frozenset[int], names: list[Span]
) -> Annotation:
    tied = _tied(words, known, place, taken)
    governing = place.scheme == "capital" and _governs(words, rules, place, tied)
    country = place.country
    economy = place.scheme in ("economy", "adjective", "demonym")
    scheme = place.scheme if place.scheme != "local" else "region" if country else "area"
    party = Party(country or "", PartyKind.ECONOMY) if economy else Party(place.name, PartyKind.PLACE)
    form = _form(words, place)
    own = country if country and len(country) == 2 and country != "EU" else None
    span = place.span or words.span(place.start, place.stop)
    score = 0.5 if _in_name(words, span, names) else place.score
    mention = PlaceMention(party, form, own or (country if governing else None), tied, governing, place.pair, scheme)
    return Annotation(span, "place", mention, _LAYER, score)


def _form(words: Words, place: Found) -> str:
    if place.scheme in ("adjective", "capital", "local"):
        return "capital" if place.scheme == "capital" else "adjective"
    shown = words.span(place.start, place.stop).of(words.text)
    return "abbreviation" if shown.replace(".", "").isupper() and len(shown) < 7 else "noun"


def _tied(words: Words, known: Markers, place: Found, taken: frozenset[int]) -> Marker | None:
    if place.scheme in ("adjective", "local") and not _inflected(words, known, place):
        if words.starting(place.stop, "product") is not None:
            return Marker.ORIGIN
        return marker_of_noun(words, known, place.start, place.stop, taken) or Marker.OWN
    found = _marked(words, known, place.start, place.stop, taken)
    if found is Marker.OWN and place.start and words.ending(place.start, "product") is not None:
        return Marker.ORIGIN
    return found


def _inflected(words: Words, known: Markers, place: Found) -> bool:
    """Whether an adjective stands for its people and carries their case: "түріктерге"."""
    first = words.tokens[place.stop - 1].readings[0]
    return known.suffixed is not None and bool(first.cases) and "nominative" not in first.cases


def _governs(words: Words, rules: _Rules, place: Found, tied: Marker | None) -> bool:
    """A capital is its government unless somebody is in it or goes there, it dates the text, or is told as a city."""
    if tied in _INSIDE or tied is None or _dateline(words, place):
        return False
    if tied is Marker.OWN and not words.tokens[place.stop - 1].lower.endswith("'s"):
        return words.ending(place.start, "indicator") is not None or words.ending(place.start, "sign") is not None
    beside = {
        lemma for at in (place.start - 1, place.stop) if 0 <= at < len(words) for lemma in words.tokens[at].lemmas
    }
    return not beside & rules.city_words


def _dateline(words: Words, place: Found) -> bool:
    """ "АСТАНА, 4 декабря", "ANKARA, Feb 9." at a sentence's start, or the name as a line of its own."""
    if place.start > 2:
        return False
    following = words.lower(place.stop)
    return following in {",", ".", "/", "("} or place.stop == len(words) or words.tokens[place.start].text.isupper()


def _in_name(words: Words, span: Span, names: list[Span]) -> bool:
    """Inside a name in quotation marks."""
    behind = bisect_right(names, span)
    return any(span in name for name in (*names[max(0, behind - _NESTED) : behind], *names[behind : behind + 1]))
