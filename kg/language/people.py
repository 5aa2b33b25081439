"""People and their posts: names beside posts, names known by their given name, and later mentions by family name alone.

A person's party has the name in base form; every mention of one person in a document carries the same party.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from kg.language.annotations import OrganisationMention, PlaceMention, PostMention, Token
from kg.language.lines import Line
from kg.language.organisation_words import OrganisationWords
from kg.language.person_names import ended, name_run
from kg.language.post_holders import NAMED, appointed, certain, given, linked, name_before
from kg.language.post_owners import owner_at
from kg.language.post_words import PersonWords, PostWords
from kg.language.posts import PostPhrase
from kg.model import Party, PartyKind

_LANDED = ("state", "minister", "envoy")
_UPRIGHT = frozenset({"nominative"})
_JOINED = frozenset({",", "–", "—", "-"})  # between two posts of one person
_APPOSED = frozenset({",", "–", "—", "-", "("})
_POSTS = 4  # posts of one person in a row, at most
_OWNER = 7  # tokens before a post that say whose it is, fewer than
_ALIKE = 4  # letters that two forms of a name have in common at least


@dataclass(frozen=True, slots=True)
class Holding:
    """A person in a post, told in one place: the value of annotations of type `holding`.

    `of` is the kind of post (see the pack), `receiver` the country an envoy is sent to, `unnamed` the words of an
    organisation that has no name.
    """

    person: Party
    post: PostMention
    of: str
    former: bool = False
    unnamed: str = ""
    receiver: str | None = None


@dataclass(slots=True)
class People:
    """Who a document names: full names in the order of their first mention, and by folded family name."""

    full: dict[tuple[str, ...], Party] = field(default_factory=dict)
    families: dict[str, Party] = field(default_factory=dict)
    _begun: dict[str, dict[tuple[str, ...], int]] = field(default_factory=dict)  # full names by how a word begins
    _kin: dict[str, dict[str, Party]] = field(default_factory=dict)  # family names by how they begin

    def add(self, words: tuple[str, ...], name: str) -> Party:
        """The party of a full name; a longer form of a known name is that person."""
        for known in self._near(words):
            if _same(known, words):
                return self.full[known]
        for word in words:
            self._begun.setdefault(word[:_ALIKE], {})[words] = len(self.full)
        party = self.full[words] = Party(name, PartyKind.PERSON)
        if words[-1] not in self.families:
            self.families[words[-1]] = self._kin.setdefault(words[-1][:_ALIKE], {})[words[-1]] = party
        return party

    def family(self, word: str) -> Party | None:
        """Whose family name a folded word is, in any case form."""
        if word in self.families:
            return self.families[word]
        for family, party in self._kin.get(word[:_ALIKE], {}).items():
            if _inflected(family, word):
                return party
        return None

    def _near(self, words: tuple[str, ...]) -> list[tuple[str, ...]]:
        """The full names with a word that can be alike, in the order they came: no search through all of them."""
        found: dict[tuple[str, ...], int] = {}
        for word in words:
            found |= self._begun.get(word[:_ALIKE], {})
        return sorted(found, key=found.__getitem__)


def _same(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two full names are one person's: all words of the shorter are forms of words of the longer."""
    short, long = sorted((a, b), key=len)
    return all(any(_inflected(x, y) for y in long) for x in short)


def _inflected(a: str, b: str) -> bool:
    """Whether two words differ by an ending alone."""
    if a == b:
        return True
    common = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        common += 1
    return common >= _ALIKE and max(len(a), len(b)) - common <= 3 and min(len(a), len(b)) - common <= 2


def holdings(
    line: Line, phrases: list[PostPhrase], posts: PostWords, people: PersonWords, words: OrganisationWords
) -> Iterator[tuple[PostPhrase, int, int]]:
    """The phrases that have a person beside them, with the tokens of the person's name."""
    for number, phrase in enumerate(phrases):
        phrase = _apposed(line, phrase, phrases[number - 1] if number else None)
        after, before = _after(line, phrase, posts, people, words), _before(line, phrase, posts, people, words)
        if (
            after
            and before
            and not phrase.cases
            and phrase.stop > phrase.head + 1
            and not certain(line, *after, people)
        ):
            after = None  # what follows "director of the maker" is whose the post is: its holder stands before
        found = after or before or linked(line, phrase, posts, people)
        if found is None and (chosen := appointed(line, phrase, posts, people)):
            found, phrase = chosen, replace(phrase, cases=phrase.cases & {"nominative"} or _UPRIGHT)
        if found is None:
            found = _shared(line, phrases[number : number + _POSTS], posts, people, words)
        if found:
            yield _owned(line, phrase, found[1], words), *found
        if after and _plural(line.tokens[phrase.head]):
            for number, (start, stop) in enumerate(_further(line, after[1], people, words, posts), 1):
                each = phrase.places[number : number + 1] if len(phrase.places) == number + 1 else ()
                yield _owned(line, replace(phrase, places=each), stop, words), start, stop


def _shared(
    line: Line, phrases: list[PostPhrase], posts: PostWords, people: PersonWords, words: OrganisationWords
) -> tuple[int, int] | None:
    """The name behind the last of some posts that one person holds: «вице-премьер – министр торговли NAME»."""
    if line.tokens[max(phrases[0].start - 1, 0)].lower in words.joiners.get("article", ()):
        return None  # "the envoy of Norway, Minister NAME": told already, or somebody else
    for phrase, following in pairwise(phrases):
        owner = range(phrase.stop + 1, following.start)
        joined = phrase.stop < following.start and line.tokens[phrase.stop].text in _JOINED and len(owner) < _OWNER
        joined = joined and all(_owning(line, number, words) for number in owner)
        if not joined or not _agreeing(line.tokens[phrase.head], line.tokens[following.head]):
            return None
        if found := _after(line, following, posts, people, words):
            return found
    return None


def _owning(line: Line, number: int, words: OrganisationWords) -> bool:
    """Whether what stands there before a post may say whose it is, or what of: «көлік министрі»."""
    token = line.tokens[number]
    portfolio = words.trailing and token.kind == "word" and not line.capital(number)
    return bool(line.names[number] or line.places[number]) or (portfolio and token.readings[0].pos != "verb")


def _agreeing(one: Token, other: Token) -> bool:
    """Whether two heads can be told of one person: neither of several, both in one case where there are cases."""
    cases = [{case for reading in token.readings for case in reading.cases} for token in (one, other)]
    return not _plural(one) and not _plural(other) and (cases[0] == cases[1] == set() or bool(cases[0] & cases[1]))


def _apposed(line: Line, phrase: PostPhrase, last: PostPhrase | None) -> PostPhrase:
    """The phrase with the country of the one that it stands in apposition to: "the envoy of Peru, Minister …"."""
    beside = last is not None and last.stop + 1 == phrase.start and line.tokens[last.stop].text == ","
    if last is None or not beside or phrase.of not in _LANDED or phrase.organisation or phrase.country:
        return phrase
    return replace(phrase, owner=last.owner, places=last.places) if last.of in _LANDED else phrase


def _owned(line: Line, phrase: PostPhrase, stop: int, words: OrganisationWords) -> PostPhrase:
    """The phrase with the country or organisation that follows the name: "President Anna Wolkow of Peru"."""
    number = owner_at(line, stop, words)
    if number is None:
        return phrase
    place, name = line.places[number], line.names[number]
    if name is not None and isinstance(name.value, OrganisationMention) and phrase.organisation is None:
        return replace(phrase, organisation=name.value.party)
    if place is not None and isinstance(place.value, PlaceMention) and phrase.country is None:
        return replace(phrase, places=(*phrase.places, place.value))
    return phrase


def _plural(token: Token) -> bool:
    return any("plural" in r.traits for r in token.readings)


def _further(
    line: Line, number: int, people: PersonWords, words: OrganisationWords, posts: PostWords
) -> Iterator[tuple[int, int]]:
    """More names of a list after the first: "Presidents A B of X and C D of Y"."""
    while True:
        owner = owner_at(line, number, words)
        if owner is not None and (place := line.places[owner]):
            bracket = line.tokens[owner - 1].text == "("
            number = line.number(place.span.stop) + bracket
        if number + 1 >= len(line.tokens) or line.tokens[number].lower not in (*words.joiners.get("and", ()), ","):
            return
        start, number = number + 1, name_run(line, number + 1, people)
        if number - start < 2 or posts.head(line.tokens[start]):
            return
        yield start, number


def _after(
    line: Line, phrase: PostPhrase, posts: PostWords, people: PersonWords, words: OrganisationWords
) -> tuple[int, int] | None:
    number, count = _past_bracket(line, phrase.stop), len(line.tokens)
    comma = titled = False
    if number < count and line.tokens[number].text in (",", "("):
        comma, number = True, number + 1
    while number < count and line.tokens[number].lower in posts.titles | {"."}:
        number, titled = number + 1, True
    stop = name_run(line, number, people) if number < count else number
    if number < stop and posts.head(line.tokens[number]) and not given(line.tokens[number], people):
        return None
    if _plural(line.tokens[phrase.head]) and not phrase.cases and not _several(line, number, stop, people, words):
        return None
    apart = comma and not titled and not certain(line, number, stop, people)
    if stop == number or (apart and not _definite(line, phrase, number, stop, posts, words)):
        return None
    if stop - number == 1 and not titled and not _single(line, number, phrase, people):
        return None
    return number, stop


def _several(line: Line, start: int, stop: int, people: PersonWords, words: OrganisationWords) -> bool:
    """Whether a list of holders stands there, or one that is surely a person."""
    listed = stop + 1 < len(line.tokens) and line.tokens[stop].lower in (*words.joiners.get("and", ()), ",", "(")
    owned = stop < len(line.tokens) and line.tokens[stop].lower in words.joiners.get("of", ())
    return listed or owned or certain(line, start, stop, people)


def _definite(
    line: Line, phrase: PostPhrase, start: int, stop: int, posts: PostWords, words: OrganisationWords
) -> bool:
    """Whether a post that only one can hold is told, so that a run of two or three words set off by marks is he."""
    near = phrase.start - 1 - (phrase.start > 1 and line.adjective(phrase.start - 1))  # "the Peruvian ambassador"
    before = line.tokens[near].lower if near >= 0 else ""
    the = before in words.joiners.get("article", ()) and not _plural(line.tokens[phrase.head])
    listed = _plural(line.tokens[phrase.head]) and stop < len(line.tokens) - 2
    if listed and line.tokens[stop].lower in words.joiners.get("and", ()) and line.capital(stop + 1):
        return not any(line.places[start:stop]) and not any(line.names[stop + 1 : stop + 2])
    told = the or phrase.organisation is not None or before in posts.possessives or before.endswith("'s")
    run = [token for token in line.tokens[start:stop] if token.kind == "word"]
    closed = stop == len(line.tokens) or line.tokens[stop].kind == "mark"
    return told and closed and 2 <= len(run) <= 3 and line.places[start] is None


def _past_bracket(line: Line, number: int) -> int:
    """The number after a short name in brackets that stands there."""
    tokens = line.tokens[number : number + 3]
    return number + 3 if len(tokens) == 3 and tokens[0].text == "(" and tokens[2].text == ")" else number


def _single(line: Line, number: int, phrase: PostPhrase, people: PersonWords) -> bool:
    """One word right after a post is a family name, unless it may be a place or an acronym."""
    token = line.tokens[number]
    plain = line.places[number] is None and not token.text.isupper() and len(token.text) > 2
    plain = plain and token.text.rpartition("-")[2][:1].isupper()  # "President Jokowi-era"
    named = any(NAMED & r.traits for r in token.readings[:2])
    plain = plain and (named or token.readings[0].pos != "adjective")
    likely = phrase.of != "body" or ended(token, people) or named
    return plain and number == phrase.stop and likely


def _before(
    line: Line, phrase: PostPhrase, posts: PostWords, people: PersonWords, words: OrganisationWords
) -> tuple[int, int] | None:
    """NAME, post: back over the comma or dash to the run of capitals that ends there."""
    number = phrase.start - 1
    while number > 0 and phrase.start - number < 6 and line.tokens[number].text not in _APPOSED:
        if not _passable(line, number, phrase, posts):
            return None
        number -= 1
    if phrase.start and line.tokens[phrase.start - 1].lower in posts.possessives:
        found = name_before(line, number, posts, people) if line.tokens[number].text in _APPOSED else None
        return found if found and certain(line, *found, people) else None
    if line.tokens[number + 1].lower in words.joiners.get("and", ()) or _listing(line, phrase, posts):
        return None
    return name_before(line, number, posts, people) if line.tokens[number].text in _APPOSED else None


def _passable(line: Line, number: int, phrase: PostPhrase, posts: PostWords) -> bool:
    """Whether a word may stand between the comma and the post: an owner, an article, a date, a small word."""
    if line.names[number] or line.places[number] or line.dated[number]:
        return True
    token = line.tokens[number]
    if token.lower in posts.modals or (token.lower.endswith("ed") and _verbal(token, posts)):
        return False
    return token.kind == "word" and not line.capital(number) and not any(r.pos == "verb" for r in token.readings[:1])


def _verbal(token: Token, posts: PostWords) -> bool:
    """Whether a word is a verb's form, and none of those that tie a post to its holder: "newly elected"."""
    lemmas = [r.lemma for r in token.readings if r.pos == "verb"]
    return bool(lemmas) and not any(lemma in posts.copulas for lemma in lemmas)


def _listing(line: Line, phrase: PostPhrase, posts: PostWords) -> bool:
    """Whether several hold the post and something is told of them all: "…, which both presidents were to open"."""
    led = phrase.head > 0 and line.tokens[phrase.head - 1].lower in posts.relatives
    readings = [r for r in line.tokens[phrase.head].readings if r.traits]
    only = bool(readings) and all("plural" in r.traits and "singular" not in r.traits for r in readings)
    return only and phrase.start > 0 and not led
