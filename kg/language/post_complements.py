"""Where the phrase of a post goes on behind its head: over what the post is about, and over whose it is.

Words go on in the genitive, or in the case that a word like «по» asks for; in a language without cases small words do
that are known to be of portfolios and offices.
"""

from dataclasses import replace

from kg.language.annotations import OrganisationMention, PlaceMention, Token
from kg.language.lines import Line
from kg.language.organisation_words import OrganisationWords
from kg.language.post_words import PostWords
from kg.model import Party, PartyKind

_LONGEST = 18  # tokens behind a head
_ACRONYM = 5  # letters of one behind a name, and one
_APOSTROPHES = ("'", "’")
_NOMINAL = ("noun", "adjective", "participle", "numeral")


def complement(
    line: Line, start: int, posts: PostWords, words: OrganisationWords
) -> tuple[Party | None, list[PlaceMention], list[PlaceMention], int, int]:
    """The first organisation, the places, those it is at, where the post's own words end, and where the phrase ends."""
    organisation: Party | None = None
    places: list[PlaceMention] = []
    receivers: list[PlaceMention] = []
    number, stop, cut = _bracketed(line, start), start, 0
    governed = _ruled(line, start)
    while number < min(len(line.tokens), start + _LONGEST):
        name, place = line.names[number], line.places[number]
        if name is not None and isinstance(name.value, OrganisationMention):
            organisation = organisation or name.value.party
            cut = cut or number
            stop = number = _trailed(line, line.number(name.span.stop), words)
        elif place is not None and isinstance(place.value, PlaceMention) and _place_goes_on(line, number, stop):
            at = number > 0 and line.tokens[number - 1].lower in words.joiners.get("at", ())
            (receivers if at else places).append(_whole(line, number, place.value, words))
            cut = cut or (number if place.value.form != "adjective" else 0)
            stop = number = line.number(place.span.stop) + (places[-1:] != [place.value] and not at)
        elif number == stop and _bracketed(line, number) > number:
            stop = number = _bracketed(line, number)
        elif _titled(line, number, posts):
            stop = number = number + 2
        elif _polity(line, number, stop, posts):
            number += 1
        elif links(line, number, words) or _comma(line, number, stop, posts, words):
            governed = words.connectors.get(line.tokens[number].lower, governed)
            number += 1
        elif organisation is None and _goes_on(line, number, stop, posts, words, governed):
            stop = number = number + 1
        else:
            break
    return organisation, places, receivers, min(cut or stop, stop), stop


def _ruled(line: Line, start: int) -> str:
    """The case behind a head that is a participle: «заведующая сектором»."""
    head = line.tokens[start - 1] if start else None
    ruling = head is not None and bool(head.readings) and head.readings[0].pos == "participle"
    return "instrumental" if ruling else ""


def _trailed(line: Line, stop: int, words: OrganisationWords) -> int:
    """The number after a name and an acronym, or a few words in the genitive, between it and the next capital.

    The words may stand in the case of a word like «по» before them: «вице-президент Банка по торговле Иван Волков».
    """
    number = stop
    governed = words.connectors.get(line.tokens[stop].lower) if stop < len(line.tokens) else None
    if governed is not None:
        stop = number = stop + 1
    while number < min(len(line.tokens) - 1, stop + 3) and line.tokens[number].kind == "word":
        token = line.tokens[number]
        acronym = token.text.isupper() and 1 < len(token.text) < _ACRONYM and number == stop
        small = token.text[0].islower() and bool({"genitive", governed} & token.readings[0].cases)
        if not acronym and not (small and token.readings[0].pos in _NOMINAL):
            break
        number += 1
        if line.capital(number) and line.names[number] is None and line.places[number] is None:
            return number
    return stop - (governed is not None)


def _titled(line: Line, number: int, posts: PostWords) -> bool:
    """Whether an adjective with a capital and a body's noun stand there: «Союзного государства»."""
    if number + 1 >= len(line.tokens) or not line.capital(number) or line.names[number] or line.places[number]:
        return False
    first, noun = line.tokens[number], line.tokens[number + 1]
    held = any(lemma in posts.bodies for lemma in noun.lemmas) and noun.text[0].islower()
    return held and first.readings[0].pos == "adjective" and "genitive" in first.readings[0].cases


def _polity(line: Line, number: int, stop: int, posts: PostWords) -> bool:
    """Whether a word like "Republic" stands there, before the name of a country where words have cases."""
    token = line.tokens[number]
    told = line.capital(number) and any(lemma in posts.polities for lemma in (token.lower, *token.lemmas))
    if any(r.cases for r in token.readings):
        return told and number + 1 < len(line.tokens) and line.country(number + 1) is not None
    return told and number > stop


def _bracketed(line: Line, start: int) -> int:
    """The number after words in small letters in brackets right behind a head: «министр (по торговле)»."""
    if start >= len(line.tokens) or line.tokens[start].text != "(":
        return start
    for number in range(start + 1, min(len(line.tokens), start + 6)):
        if line.tokens[number].text == ")":
            return number + 1
        if line.capital(number):
            break
    return start


def _comma(line: Line, number: int, stop: int, posts: PostWords, words: OrganisationWords) -> bool:
    """Whether a comma parts the portfolios of one post: "of Agriculture, Forestry and Fisheries"."""
    tokens = line.tokens[number : number + 6]
    if tokens[0].text != "," or number != stop or len(tokens) < 4:
        return False
    if all("genitive" in r.cases for r in tokens[1].readings[:1]):
        joins = words.joiners.get("and", ())
        return tokens[1].text[0].islower() and any(t.lower in joins for t in tokens[2:5])
    if tokens[1].lower not in posts.inner:
        return False
    ahead = [token.lower for token in tokens[2:5]]
    joined = next((n for n, word in enumerate(ahead) if word in words.joiners.get("and", ())), None)
    return joined is not None and tokens[joined + 3].lower in posts.inner if (joined or 0) + 3 < len(tokens) else False


def _whole(line: Line, number: int, place: PlaceMention, words: OrganisationWords) -> PlaceMention:
    """A city followed by a noun that makes it a region: the region."""
    found = line.places[number]
    stop = line.number(found.span.stop) if found else number + 1
    if stop < len(line.tokens) and line.capital(stop) and line.tokens[stop].lower in words.barred:
        return replace(place, party=Party(f"{place.party.name} {line.tokens[stop].text}", PartyKind.PLACE), form="noun")
    return place


def _place_goes_on(line: Line, number: int, stop: int) -> bool:
    token = line.tokens[number]
    cased = [r for r in token.readings if r.cases]
    short = not token.text[1:].islower()  # РУз, КР: nobody knows their case
    if number == stop and cased and not short:
        return any("genitive" in r.cases or "locative" in r.cases for r in cased)
    return number > stop or not token.readings or short or line.adjective(number)


def links(line: Line, number: int, words: OrganisationWords) -> bool:
    """Whether a word only ties what follows to the post: "of the", "по", "в", "and"."""
    token = line.tokens[number]
    known = words.joiners
    if token.text in _APOSTROPHES and number and line.tokens[number - 1].lower.endswith("s"):
        return True
    tied = token.lower in known.get("post", ()) or token.lower in words.connectors
    return tied or token.lower in known.get("and", ()) or token.lower in known.get("article", ())


def _goes_on(line: Line, number: int, stop: int, posts: PostWords, words: OrganisationWords, governed: str) -> bool:
    """Whether a plain word goes on with the post, in the genitive or the case that a word like «по» asks for."""
    token = line.tokens[number]
    if token.kind != "word":
        return False
    if _area(line, number, stop, posts):
        return True
    capital = token.text[0].isupper()
    held = capital and "name" in token.readings[0].traits
    readings = token.readings[:3]
    if any(r.cases for r in readings):
        if capital and number == stop and not held and _common(token, posts):
            return "genitive" in readings[0].cases
        if capital and (held or not any(lemma in posts.inner or lemma in posts.heads for lemma in token.lemmas)):
            return (token.text.isupper() and len(token.text) < 6) or _placed(line, number, words)
        tied = number > stop
        wanted = {"genitive", governed}
        return any(r.pos in _NOMINAL and (wanted & r.cases or (tied and r.cases)) for r in readings)
    return _goes_on_uncased(line, number, stop, posts, words, capital)


def _area(line: Line, number: int, stop: int, posts: PostWords) -> bool:
    """Whether a capital that no list knows names an area behind its noun, so that a whole name is left: провинции X."""
    before = line.tokens[number - 1] if number and number == stop else None
    if before is None or before.text[0].isupper() or not any(lemma in posts.areas for lemma in before.lemmas):
        return False
    named = any("name" in r.traits for r in line.tokens[number].readings[:1])
    follow = line.tokens[number + 1 : number + 3]
    return line.capital(number) and not named and len(follow) == 2 and all(t.text[0].isupper() for t in follow)


def _common(token: Token, posts: PostWords) -> bool:
    """Whether a body's noun stands for its name: «министр Комиссии»."""
    return any(lemma in posts.bodies or lemma in posts.polities for lemma in token.lemmas)


def _placed(line: Line, number: int, words: OrganisationWords) -> bool:
    """Whether a capital that no list knows stands behind «в» in the locative: the town where somebody is at work."""
    before = line.tokens[number - 1].lower if number else ""
    return before in words.joiners.get("at", ()) and "locative" in line.tokens[number].readings[0].cases


def _goes_on_uncased(
    line: Line, number: int, stop: int, posts: PostWords, words: OrganisationWords, capital: bool
) -> bool:
    token = line.tokens[number]
    body = token.lower.removesuffix("'s").removesuffix("’s") in posts.bodies
    inner = (
        body
        or token.lower in posts.polities
        or token.lower in posts.inner
        or token.lower in posts.modifiers
        or token.lower in posts.heads
    )
    if number == stop and not capital and _closing(line, number, words):
        return True
    if number > stop:
        return inner or (not capital and token.readings[0].pos in ("other", "noun"))
    return inner and (capital or body or token.lower in posts.heads or token.lower in posts.inner)


def _closing(line: Line, number: int, words: OrganisationWords) -> bool:
    """Whether a last small word stands before the holder's name: "of industrial policy Ivan Wolkow"."""
    follow = line.tokens[number + 1 : number + 3]
    bare = line.names[number + 1 : number + 3] == [None, None] and not any(line.places[number + 1 : number + 3])
    tied = number > 1 and line.tokens[number - 2].lower in words.joiners.get("post", ())
    return tied and len(follow) == 2 and bare and all(t.kind == "word" and t.text[0].isupper() for t in follow)
