"""Phrases that name a post: "First Deputy Prime Minister of Georgia", "заместителем председателя правления АО «…»".

A phrase begins with its modifiers, has one or more heads, and goes on over the words that say of what: organisations,
countries, offices. Whose post it is follows from the head's kind (see the pack file).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.language.annotations import Annotation, OrganisationMention, PlaceMention, Token
from kg.language.headed_names import dressed
from kg.language.inflection import nominative
from kg.language.lines import Line
from kg.language.organisation_words import OrganisationWords, lookup
from kg.language.post_bodies import body_before, body_behind
from kg.language.post_words import PostWords
from kg.model import Party, PartyKind

_LONGEST = 18
_APOSTROPHES = ("'", "’")
_OBJECT = 4  # words of what somebody leads
_ACRONYM = 5  # letters of one behind a name, and one
_NOMINAL = ("noun", "adjective", "participle", "numeral")


@dataclass(frozen=True, slots=True)
class PostPhrase:
    """Tokens `[start, stop)` that name a post. `head` is the number of its head, `of` the head's kind.

    `words` is the post in base form without what it belongs to; `organisation` and `places` stand in the phrase or
    right before it; `unnamed` are the words of an organisation without a name, `receivers` where the holder is at work;
    `cases` are those the head can stand in (none where the language has none).
    """

    start: int
    stop: int
    head: int
    of: str
    words: str
    organisation: Party | None = None
    places: tuple[PlaceMention, ...] = ()
    owner: PlaceMention | None = None
    unnamed: str = ""
    receivers: tuple[PlaceMention, ...] = ()
    cases: frozenset[str] = frozenset()
    former: bool = False

    @property
    def country(self) -> str | None:
        """The country the post is of, where the phrase says so; never the one an envoy is sent to."""
        named = [p.country for p in self.places if p.country]
        if self.owner and self.owner.country:
            return self.owner.country
        return named[0] if named else None


def post_phrases(line: Line, posts: PostWords, words: OrganisationWords) -> Iterator[PostPhrase]:
    """The post phrases of a sentence, in order."""
    number = 0
    last: PostPhrase | None = None
    while number < len(line.tokens):
        found = posts.match(line.tokens, number) if line.tokens[number].kind == "word" else None
        if (led := _led(line, number, posts, words)) is not None:
            yield led
            number = led.stop
            continue
        verbal = number > 0 and line.tokens[number - 1].lower in posts.modals
        if found is None or line.names[number] is not None or verbal:
            number += 1
            continue
        phrase = _deputising(line, _phrase(line, number, *found, posts, words), last, posts)
        yield (last := phrase)
        number = max(phrase.stop, number + 1)


def _deputising(line: Line, phrase: PostPhrase, last: PostPhrase | None, posts: PostWords) -> PostPhrase:
    """The phrase with the post right before whose holder it stands in for: «облыс әкімінің орынбасары»."""
    lemmas = line.tokens[phrase.head].lemmas
    if last is None or last.stop != phrase.start or not any(lemma in posts.deputies for lemma in lemmas):
        return phrase
    if "genitive" not in {case for r in line.tokens[last.stop - 1].readings for case in r.cases}:
        return phrase
    return replace(
        phrase,
        start=last.start,
        of=last.of,
        words=f"{line.words(last.start, last.stop)} {phrase.words}",
        organisation=phrase.organisation or last.organisation,
        places=phrase.places or last.places,
        owner=phrase.owner or last.owner,
        unnamed=last.unnamed,
    )


def _led(line: Line, number: int, posts: PostWords, words: OrganisationWords) -> PostPhrase | None:
    """What a verb tells of who leads a body: "who chairs the Guild", «возглавляющий Союз», «Союз возглавил»."""
    post = _leading(line.tokens[number], line.tokens[number - 1] if number else None, posts)
    if post is None:
        return None
    at = number + 1
    while at < len(line.tokens) and line.tokens[at].lower in words.joiners.get("article", ()):
        at += 1
    if (name := _organisation(line, at)) is not None:
        return PostPhrase(number, line.number(name.span.stop), number, "body", post, name.value.party)
    end = _object(line, at, posts)
    if behind := body_behind(line, at, end, posts, words):
        return PostPhrase(number, end, number, "body", post, unnamed=behind)
    if not posts.relatives and (name := _organisation(line, number - 1)) is not None:
        first = line.number(name.span.start)
        if first == 0 or line.tokens[first - 1].readings[0].pos not in ("noun", "adjective"):
            return PostPhrase(number, number + 1, number, "body", post, name.value.party)
    return None


def _bare(unnamed: str, words: OrganisationWords) -> str:
    """The words of a body without the ties and articles before them."""
    ties = words.joiners.get("post", frozenset()) | words.joiners.get("article", frozenset())
    parts = unnamed.split()
    while parts and parts[0] in ties:
        parts = parts[1:]
    return " ".join(parts)


def _object(line: Line, start: int, posts: PostWords) -> int:
    """Where the few words in small letters end that may be what somebody leads."""
    stop = start
    while stop < min(len(line.tokens), start + _OBJECT) and line.tokens[stop].text[0].islower():
        if posts.head(line.tokens[stop]) is not None:
            break
        stop += 1
    return stop


def _organisation(line: Line, number: int) -> Annotation | None:
    """The name of an organisation that covers a token."""
    name = line.names[number] if 0 <= number < len(line.tokens) else None
    return name if name is not None and isinstance(name.value, OrganisationMention) else None


def _leading(token: Token, before: Token | None, posts: PostWords) -> str | None:
    """The post that a verb tells, behind "who" in a language that has no other way to show that it is a verb."""
    if token.kind != "word" or token.text[0].isupper():
        return None
    if posts.relatives:
        return posts.leading.get(token.lower) if before is not None and before.lower in posts.relatives else None
    return next((posts.leading[r.lemma] for r in token.readings[:1] if r.lemma in posts.leading), None)


def _phrase(line: Line, number: int, head: str, after: int, posts: PostWords, words: OrganisationWords) -> PostPhrase:
    start = _modified(line, number, posts, words)
    organisation, places, receivers, cut, stop = _complement(line, after, posts, words)
    own = _untied(line, after, cut, words) if posts.heads[head] == "body" else _tight(line, after, cut, words)
    before, owner = _before(line, start)
    unnamed = line.words(own, stop) if own < cut and not any(line.places[own:stop]) else ""
    if organisation is None and before is None:
        behind = body_behind(line, after, cut, posts, words)
        unnamed = behind or _bare(unnamed, words) or body_before(line, start, posts, words)
    kind = _kind(line, head, after, own, posts)
    former = start > 0 and any(lemma in posts.former for lemma in line.tokens[start - 1].lemmas)
    return PostPhrase(
        start,
        stop,
        number,
        "body" if unnamed and kind == "state" and not places else kind,
        _wording(line, start, number, after, own, head),
        organisation or before,
        tuple(places),
        owner,
        unnamed,
        tuple(receivers),
        frozenset(case for r in line.tokens[number].readings if r.lemma == head for case in r.cases),
        former,
    )


def _kind(line: Line, head: str, start: int, stop: int, posts: PostWords) -> str:
    """Whose post it is: a deputy's that of whom he stands in for, a president's and chief executive's a body's."""
    inner = [posts.head(token) for token in line.tokens[start:stop] if token.kind == "word"]
    kinds = [posts.heads[found] for found in inner if found]
    if head in posts.deputies and kinds:
        return kinds[-1]
    return "body" if posts.heads[head] == "state" and "body" in kinds else posts.heads[head]


def _modified(line: Line, number: int, posts: PostWords, words: OrganisationWords) -> int:
    """Where the phrase begins, modifiers before the head included."""
    start = number
    joins = 0
    while start > 0 and line.names[start - 1] is None and line.tokens[start - 1].kind == "word":
        token = line.tokens[start - 1]
        area = line.places[start - 1] is not None and (line.country(start - 1) is not None or line.adjective(start - 1))
        portfolio = line.capital(start - 1) and token.lower in posts.inner and not token.readings[0].cases
        if not area and (portfolio or any(lemma in posts.modifiers for lemma in (token.lower, *token.lemmas))):
            start -= 1
        elif token.lower in words.joiners.get("and", ()) and start > 1 and start < number and not joins:
            if not any(lemma in posts.modifiers for lemma in line.tokens[start - 2].lemmas):
                break
            start, joins = start - 1, 1
        else:
            break
    return start


def _before(line: Line, start: int) -> tuple[Party | None, PlaceMention | None]:
    """What stands right before the phrase as its owner: an organisation, or a country by adjective or possessive."""
    number = start - 1
    if number > 0 and _plain(line, number) and line.tokens[number - 1].lower.endswith("'s"):
        number -= 1
    if number < 0:
        return None, None
    name, place = line.names[number], line.places[number]
    possessive = line.tokens[number].lower.endswith("'s")
    if name is not None and isinstance(name.value, OrganisationMention):
        whole = line.tokens[number].span.stop == name.span.stop
        latin = line.tokens[number].text.isascii()
        return (name.value.party if whole and (possessive or latin) else None), None
    if place is None or not isinstance(place.value, PlaceMention):
        return None, None
    if possessive or place.value.form == "adjective" or line.tokens[number].text.isupper():
        return None, place.value
    return None, None


def _plain(line: Line, number: int) -> bool:
    """Whether an epithet in small letters stands there: "the bloc's new chairman"."""
    return line.tokens[number].kind == "word" and not line.capital(number) and not line.places[number]


def _complement(
    line: Line, start: int, posts: PostWords, words: OrganisationWords
) -> tuple[Party | None, list[PlaceMention], list[PlaceMention], int, int]:
    """The first organisation, the places, those it is at, where the post's own words end, and where the phrase ends."""
    organisation: Party | None = None
    places: list[PlaceMention] = []
    receivers: list[PlaceMention] = []
    number, stop, cut = _bracketed(line, start), start, 0
    governed = ""
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
        elif _links(line, number, words) or _comma(line, number, stop, posts, words):
            governed = words.connectors.get(line.tokens[number].lower, governed)
            number += 1
        elif organisation is None and _goes_on(line, number, stop, posts, words, governed):
            stop = number = number + 1
        else:
            break
    return organisation, places, receivers, min(cut or stop, stop), stop


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


def _untied(line: Line, start: int, stop: int, words: OrganisationWords) -> int:
    """The end of the post's own words: no tie hangs loose there, and no noun that announces an organisation."""
    for number in range(start, stop):
        token = line.tokens[number]
        if token.kind == "word" and token.text[0].islower() and lookup(words.announce, token):
            stop = number
            break
    while stop > start and _epithet(line, stop - 1):
        stop -= 1
    return _tight(line, start, stop, words)


def _tight(line: Line, start: int, stop: int, words: OrganisationWords) -> int:
    """The end without ties that hang loose."""
    while stop > start and _links(line, stop - 1, words):
        stop -= 1
    return stop


def _epithet(line: Line, number: int) -> bool:
    """Whether an adjective hangs loose there: what it belonged to is no part of the post."""
    reading = line.tokens[number].readings[0]
    return bool(reading.cases) and reading.pos in ("adjective", "participle")


def _place_goes_on(line: Line, number: int, stop: int) -> bool:
    token = line.tokens[number]
    cased = [r for r in token.readings if r.cases]
    if number == stop and cased:
        return any("genitive" in r.cases or "locative" in r.cases for r in cased)
    return number > stop or not token.readings or token.text.isupper() or line.adjective(number)


def _links(line: Line, number: int, words: OrganisationWords) -> bool:
    """Whether a word only ties what follows to the post: "of the", "по", "в", "and"."""
    token = line.tokens[number]
    known = words.joiners
    if token.text in _APOSTROPHES and number and line.tokens[number - 1].lower.endswith("s"):
        return True
    tied = token.lower in known.get("post", ()) or token.lower in words.connectors
    return tied or token.lower in known.get("and", ()) or token.lower in known.get("article", ())


def _goes_on(
    line: Line, number: int, stop: int, posts: PostWords, words: OrganisationWords, governed: str
) -> bool:
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


def _common(token: Token, posts: PostWords) -> bool:
    """Whether a body's noun stands for its name: «министр Комиссии»."""
    return any(lemma in posts.bodies for lemma in token.lemmas)


def _area(line: Line, number: int, stop: int, posts: PostWords) -> bool:
    """Whether a capital that no list knows names an area behind its noun, so that a whole name is left: провинции X."""
    before = line.tokens[number - 1] if number and number == stop else None
    if before is None or before.text[0].isupper() or not any(lemma in posts.areas for lemma in before.lemmas):
        return False
    named = any("name" in r.traits for r in line.tokens[number].readings[:1])
    follow = line.tokens[number + 1 : number + 3]
    return line.capital(number) and not named and len(follow) == 2 and all(t.text[0].isupper() for t in follow)


def _placed(line: Line, number: int, words: OrganisationWords) -> bool:
    """Whether a capital that no list knows stands behind «в» in the locative: the town where somebody is at work."""
    before = line.tokens[number - 1].lower if number else ""
    return before in words.joiners.get("at", ()) and "locative" in line.tokens[number].readings[0].cases


def _goes_on_uncased(
    line: Line, number: int, stop: int, posts: PostWords, words: OrganisationWords, capital: bool
) -> bool:
    token = line.tokens[number]
    body = token.lower.removesuffix("'s").removesuffix("’s") in posts.bodies
    inner = body or token.lower in posts.polities or token.lower in posts.inner or token.lower in posts.modifiers or token.lower in posts.heads
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


def _wording(line: Line, start: int, head: int, after: int, stop: int, lemma: str) -> str:
    """The words of a post in base form: its head, up to `after`, and modifiers before it, in the nominative."""
    if not any(r.cases for r in line.tokens[head].readings):
        return _single(line.words(start, max(stop, head + 1)), line.tokens[head], lemma)
    tokens = line.tokens[start : head + 1]
    upright = nominative(tokens[-1].reader, (*(t.lower for t in tokens[:-1]), lemma), lemma)
    dressed_words = [dressed(word, t.text) for word, t in zip(upright, tokens, strict=True)]
    return f"{' '.join(dressed_words)} {line.words(after, stop)}".strip()


def _single(words: str, head: Token, lemma: str) -> str:
    """The post of one of several holders."""
    if head.lower == lemma or " " in lemma or not any("plural" in r.traits for r in head.readings):
        return words
    return words.replace(head.text, dressed(lemma, head.text), 1)


def economy(code: str) -> Party:
    """A country as a party."""
    return Party(code, PartyKind.ECONOMY)
