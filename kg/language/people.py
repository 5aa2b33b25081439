"""People and their posts: names beside posts, names known by their given name, and later mentions by family name alone.

A person's party has the name in base form; every mention of one person in a document carries the same party.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kg.language.annotations import OrganisationMention, PlaceMention, PostMention, Token
from kg.language.lines import Line
from kg.language.organisation_words import OrganisationWords
from kg.language.person_names import LONGEST, ended, name_run
from kg.language.post_words import PersonWords, PostWords
from kg.language.posts import PostPhrase
from kg.model import Party, PartyKind

_APPOSED = frozenset({",", "–", "—", "-", "("})
_NAMED = frozenset({"name", "surname", "patronymic"})
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
    for phrase in phrases:
        after, before = _after(line, phrase, posts, people), _before(line, phrase, posts, people)
        if (
            after
            and before
            and not phrase.cases
            and phrase.stop > phrase.head + 1
            and not _certain(line, *after, people)
        ):
            after = None  # what follows "director of the maker" is whose the post is: its holder stands before
        found = after or before or _linked(line, phrase, posts, people)
        if found:
            yield _owned(line, phrase, found[1], words), *found
        if after and _plural(line.tokens[phrase.head]):
            for start, stop in _further(line, after[1], people, words):
                yield _owned(line, replace(phrase, places=()), stop, words), start, stop


def _owned(line: Line, phrase: PostPhrase, stop: int, words: OrganisationWords) -> PostPhrase:
    """The phrase with the country or organisation that follows the name: "President Anna Wolkow of Peru"."""
    number = _owner_at(line, stop, words)
    if number is None:
        return phrase
    place, name = line.places[number], line.names[number]
    if name is not None and isinstance(name.value, OrganisationMention) and phrase.organisation is None:
        return replace(phrase, organisation=name.value.party)
    if place is not None and isinstance(place.value, PlaceMention) and phrase.country is None:
        return replace(phrase, places=(*phrase.places, place.value))
    return phrase


def fellow(line: Line, stop: int, words: OrganisationWords) -> OrganisationMention | None:
    """The organisation that somebody is told to be of, without a post: "Anna Wolkow of the Customs Service"."""
    number = _owner_at(line, stop, words)
    name = line.names[number] if number is not None else None
    return name.value if name is not None and isinstance(name.value, OrganisationMention) else None


def _owner_at(line: Line, number: int, words: OrganisationWords) -> int | None:
    """The number of what follows "of the" there, None where no such words stand."""
    if number >= len(line.tokens) or line.tokens[number].lower not in words.joiners.get("holds", ()):
        return None
    number += 1
    while number < len(line.tokens) and line.tokens[number].lower in words.joiners.get("article", ()):
        number += 1
    return number if number < len(line.tokens) else None


def _plural(token: Token) -> bool:
    return any("plural" in r.traits for r in token.readings)


def _further(line: Line, number: int, people: PersonWords, words: OrganisationWords) -> Iterator[tuple[int, int]]:
    """More names of a list after the first: "Presidents A B of X and C D of Y"."""
    while True:
        owner = _owner_at(line, number, words)
        if owner is not None and (place := line.places[owner]):
            number = line.number(place.span.stop)
        if number + 1 >= len(line.tokens) or line.tokens[number].lower not in (*words.joiners.get("and", ()), ","):
            return
        start, number = number + 1, name_run(line, number + 1, people)
        if number - start < 2:
            return
        yield start, number


def _after(line: Line, phrase: PostPhrase, posts: PostWords, people: PersonWords) -> tuple[int, int] | None:
    number, count = _past_bracket(line, phrase.stop), len(line.tokens)
    comma = titled = False
    if number < count and line.tokens[number].text in (",", "("):
        comma, number = True, number + 1
    while number < count and line.tokens[number].lower in posts.titles | {"."}:
        number, titled = number + 1, True
    stop = name_run(line, number, people) if number < count else number
    apart = comma and not titled and not _certain(line, number, stop, people)
    if stop == number or (apart and not _definite(line, phrase, number, stop, posts)):
        return None
    if stop - number == 1 and not titled and not _single(line, number, phrase, people):
        return None
    return number, stop


def _definite(line: Line, phrase: PostPhrase, start: int, stop: int, posts: PostWords) -> bool:
    """Whether a post that only one can hold is told, so that a run of two or three words set off by marks is he."""
    before = line.tokens[phrase.start - 1].lower if phrase.start else ""
    told = phrase.organisation is not None or before in posts.possessives or before.endswith("'s")
    words = [token for token in line.tokens[start:stop] if token.kind == "word"]
    closed = stop == len(line.tokens) or line.tokens[stop].kind == "mark"
    return told and closed and 2 <= len(words) <= 3 and not any(line.places[start:stop])


def _past_bracket(line: Line, number: int) -> int:
    """The number after a short name in brackets that stands there."""
    tokens = line.tokens[number : number + 3]
    return number + 3 if len(tokens) == 3 and tokens[0].text == "(" and tokens[2].text == ")" else number


def _single(line: Line, number: int, phrase: PostPhrase, people: PersonWords) -> bool:
    """One word right after a post is a family name, unless it may be a place or an acronym."""
    token = line.tokens[number]
    plain = line.places[number] is None and not token.text.isupper() and len(token.text) > 2
    likely = phrase.of != "body" or ended(token, people) or any(_NAMED & r.traits for r in token.readings[:2])
    return plain and number == phrase.stop and likely


def _certain(line: Line, start: int, stop: int, people: PersonWords) -> bool:
    """Whether a run of capitals is a person's name by itself."""
    words = [token for token in line.tokens[start:stop] if token.kind == "word"]
    if len(words) < 2:
        return False
    first = words[0]
    if len(first.text) == 1 or line.tagged(start, stop, "PER"):
        return True
    given = first.lower in people.given or "name" in first.readings[0].traits
    return given or any(_NAMED & r.traits for w in words for r in w.readings[:2]) or ended(words[-1], people)


def _before(line: Line, phrase: PostPhrase, posts: PostWords, people: PersonWords) -> tuple[int, int] | None:
    """NAME, post: back over the comma or dash to the run of capitals that ends there."""
    number = phrase.start - 1
    while number > 0 and phrase.start - number < 6 and line.tokens[number].text not in _APPOSED:
        if not _passable(line, number, phrase):
            return None
        number -= 1
    return _name_before(line, number, posts, people) if line.tokens[number].text in _APPOSED else None


def _passable(line: Line, number: int, phrase: PostPhrase) -> bool:
    """Whether a word may stand between the comma and the post: an owner, an article, a date, a small word."""
    if line.names[number] or line.places[number] or line.dated[number]:
        return True
    token = line.tokens[number]
    return token.kind == "word" and not line.capital(number) and not any(r.pos == "verb" for r in token.readings[:1])


def _name_before(line: Line, stop: int, posts: PostWords, people: PersonWords) -> tuple[int, int] | None:
    """The run of two to four capitals that ends before a token."""
    start = stop
    while start > 0 and stop - start < LONGEST and _back(line, start - 1, people, posts):
        start -= 1
    while start < stop and not line.capital(start):
        start += 1
    if start < stop and line.places[start] is not None:
        return None
    alone = start == 0 or not line.capital(start - 1) or line.tokens[start - 1].lower in posts.titles
    return (start, stop) if 2 <= stop - start <= 4 and alone and not line.loud else None


def _linked(line: Line, phrase: PostPhrase, posts: PostWords, people: PersonWords) -> tuple[int, int] | None:
    """NAME became post: back over a verb of being, becoming or choosing."""
    number = phrase.start - 1
    if number >= 0 and line.capital(number) and line.names[number] is None:
        found = _name_before(line, phrase.start, posts, people)
        return found if found and _certain(line, *found, people) else None
    seen = False
    while number > 0 and phrase.start - number < 8 and _between(line, number):
        seen = seen or any(lemma in posts.copulas for lemma in line.tokens[number].lemmas)
        number -= 1
    while seen and number > 2 and (name := line.names[number]) is not None:
        number = line.number(name.span.start) - 2
    found = _name_before(line, number + 1, posts, people) if seen and line.capital(number) else None
    return found if found and _certain(line, *found, people) else None


def _between(line: Line, number: int) -> bool:
    """Whether a word may stand between a name and the verb that ties a post to it."""
    return line.tokens[number].kind != "mark" and (line.dated[number] is not None or not line.capital(number))


def _back(line: Line, number: int, people: PersonWords, posts: PostWords) -> bool:
    token = line.tokens[number]
    if token.lower in posts.titles or line.dated[number] is not None:
        return False
    if token.text == "." and number and len(line.tokens[number - 1].text) == 1 and line.capital(number - 1):
        return True
    if token.kind != "word" or line.names[number] is not None:
        return False
    if line.places[number] is not None and not _namesake(line, number):
        return False
    return token.text[0].isupper() or token.lower.split("-")[0] in people.particles


def _namesake(line: Line, number: int) -> bool:
    """Whether a town's name right after another capital may be a person's: "Li Shanwei"."""
    place = line.places[number]
    town = place is not None and isinstance(place.value, PlaceMention) and place.value.party.kind is PartyKind.PLACE
    return town and number > 0 and line.capital(number - 1) and line.places[number - 1] is None
