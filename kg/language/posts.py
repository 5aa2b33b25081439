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
from kg.language.post_complements import complement, links
from kg.language.post_words import PostWords
from kg.model import Party, PartyKind

_OBJECT = 4  # words of what somebody leads


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
        phrase = _deputising(line, _phrase(line, number, *found, posts, words), last, posts, words.trailing)
        yield (last := phrase)
        number = max(phrase.stop, number + 1)


def _deputising(
    line: Line, phrase: PostPhrase, last: PostPhrase | None, posts: PostWords, trailing: bool
) -> PostPhrase:
    """The phrase with the post right before whose holder it stands in for: «облыс әкімінің орынбасары»."""
    lemmas = line.tokens[phrase.head].lemmas
    if (
        not trailing
        or last is None
        or last.stop != phrase.start
        or not any(lemma in posts.deputies for lemma in lemmas)
    ):
        return phrase
    if "genitive" not in {case for r in line.tokens[last.stop - 1].readings for case in r.cases}:
        return phrase
    return replace(
        phrase,
        start=last.start,
        of=last.of,
        words=f"{line.words(last.start, last.stop)} {_possessed(line.tokens[phrase.head])}",
        organisation=phrase.organisation or last.organisation,
        places=phrase.places or last.places,
        owner=phrase.owner or last.owner,
        unnamed=last.unnamed,
    )


def _possessed(head: Token) -> str:
    """A head with its possessive and without its case: «орынбасары»."""
    return nominative(head.reader, (head.lower,), head.lower)[-1]


def _led(line: Line, number: int, posts: PostWords, words: OrganisationWords) -> PostPhrase | None:
    """What a verb tells of who leads a body: "who chairs the Guild", «возглавляющий Союз», «Союз возглавил»."""
    post = _leading(line.tokens[number], line.tokens[number - 1] if number else None, posts)
    if post is None:
        return None
    at = number + 1
    while at < len(line.tokens) and line.tokens[at].lower in words.joiners.get("article", ()):
        at += 1
    if (named := _organisation(line, at)) is not None:
        return PostPhrase(number, line.number(named[0].span.stop), number, "body", post, named[1])
    end = _object(line, at, posts)
    if behind := body_behind(line, at, end, posts, words):
        return PostPhrase(number, end, number, "body", post, unnamed=behind)
    if not posts.relatives and (named := _organisation(line, number - 1)) is not None:
        first = line.number(named[0].span.start)
        if first == 0 or line.tokens[first - 1].readings[0].pos not in ("noun", "adjective"):
            return PostPhrase(number, number + 1, number, "body", post, named[1])
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
    while stop < min(len(line.tokens), start + _OBJECT) and (
        line.tokens[stop].text[0].islower() or line.tokens[stop].text in "'’"
    ):
        if posts.head(line.tokens[stop]) is not None:
            break
        stop += 1
    return stop


def _organisation(line: Line, number: int) -> tuple[Annotation, Party] | None:
    """The name of an organisation that covers a token, and the organisation."""
    name = line.names[number] if 0 <= number < len(line.tokens) else None
    return (name, name.value.party) if name is not None and isinstance(name.value, OrganisationMention) else None


def _leading(token: Token, before: Token | None, posts: PostWords) -> str | None:
    """The post that a verb tells, behind "who" in a language that has no other way to show that it is a verb."""
    if token.kind != "word" or token.text[0].isupper():
        return None
    if posts.relatives:
        return posts.leading.get(token.lower) if before is not None and before.lower in posts.relatives else None
    return next((posts.leading[r.lemma] for r in token.readings[:1] if r.lemma in posts.leading), None)


def _phrase(line: Line, number: int, head: str, after: int, posts: PostWords, words: OrganisationWords) -> PostPhrase:
    start = _modified(line, number, posts, words)
    organisation, places, receivers, cut, stop = complement(line, after, posts, words)
    own = _untied(line, after, cut, words) if posts.heads[head] == "body" else _tight(line, after, cut, words)
    before, owner = _before(line, start, posts)
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
        _settled(line, after, own, kind, unnamed if not places else "", posts),
        _wording(line, start, number, after, own, head),
        organisation or before,
        tuple(places),
        owner,
        unnamed,
        tuple(receivers),
        _cases(line.tokens[number], head),
        former,
    )


def _kind(line: Line, head: str, start: int, stop: int, posts: PostWords) -> str:
    """Whose post it is: a deputy's that of whom he stands in for, a president's and chief executive's a body's."""
    inner = [posts.head(token) for token in line.tokens[start:stop] if token.kind == "word"]
    kinds = [posts.heads[found] for found in inner if found]
    if head in posts.deputies and kinds:
        return kinds[-1]
    return "body" if posts.heads[head] == "state" and "body" in kinds else posts.heads[head]


def _cases(token: Token, head: str) -> frozenset[str]:
    """The cases a head can stand in; a form that is not its base form is a nominative in the plural alone."""
    cases = frozenset(case for r in token.readings if r.lemma == head for case in r.cases)
    return cases - {"nominative"} if token.lower != head and len(cases) > 1 else cases


def _settled(line: Line, start: int, stop: int, kind: str, unnamed: str, posts: PostWords) -> str:
    """The kind by what the post is of: a body's president is no head of state, a region's minister no country's."""
    if unnamed and kind == "state":
        return "body"
    areas = (t for t in line.tokens[start:stop] if t.kind == "word" and t.text[0].islower())
    return "region" if kind == "minister" and any(x in posts.areas for t in areas for x in t.lemmas) else kind


def _modified(line: Line, number: int, posts: PostWords, words: OrganisationWords) -> int:
    """Where the phrase begins, modifiers before the head included."""
    start = number
    joins = 0
    while start > 0 and line.names[start - 1] is None:
        token = line.tokens[start - 1]
        if token.kind != "word":
            if not (joins and _listed(line, start, posts)):
                break
            start -= 2
            continue
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


def _listed(line: Line, start: int, posts: PostWords) -> bool:
    """Whether one more of several portfolios stands before a comma: "Investment, Trade and Industry Minister"."""
    if start < 2 or line.tokens[start - 1].text != "," or line.names[start - 2] is not None:
        return False
    token = line.tokens[start - 2]
    return token.kind == "word" and line.capital(start - 2) and token.lower in posts.modifiers


def _before(line: Line, start: int, posts: PostWords) -> tuple[Party | None, PlaceMention | None]:
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
        if all(token.lower in posts.inner for token in line.tokens[line.number(name.span.start) : start]):
            return None, None  # a portfolio that is the short name of a ministry as well
        return (name.value.party if whole and (possessive or latin) else None), None
    if place is None or not isinstance(place.value, PlaceMention):
        return None, None
    if possessive or place.value.form == "adjective" or line.tokens[number].text.isupper():
        return None, place.value
    return None, None


def _plain(line: Line, number: int) -> bool:
    """Whether an epithet in small letters stands there: "the bloc's new chairman"."""
    return line.tokens[number].kind == "word" and not line.capital(number) and not line.places[number]


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
    while stop > start and links(line, stop - 1, words):
        stop -= 1
    return stop


def _epithet(line: Line, number: int) -> bool:
    """Whether an adjective hangs loose there: what it belonged to is no part of the post."""
    reading = line.tokens[number].readings[0]
    return bool(reading.cases) and reading.pos in ("adjective", "participle")


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
