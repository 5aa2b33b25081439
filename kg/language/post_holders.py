"""Names that stand with a post: how sure a run of capitals is a person's, and names that a verb ties to the post."""

from kg.language.annotations import PlaceMention, Token
from kg.language.lines import Line
from kg.language.person_names import LONGEST, ended, name_run
from kg.language.post_words import PersonWords, PostWords
from kg.language.posts import PostPhrase
from kg.model import PartyKind

NAMED = frozenset({"name", "surname", "patronymic"})
_NEAR = 8  # tokens between a name and a post that a verb ties together


def certain(line: Line, start: int, stop: int, people: PersonWords) -> bool:
    """Whether a run of capitals is a person's name by itself."""
    words = [token for token in line.tokens[start:stop] if token.kind == "word"]
    if len(words) < 2:
        return False
    first = words[0]
    if len(first.text) == 1 or line.tagged(start, stop, "PER"):
        return True
    return (
        given(first, people) or any(NAMED & r.traits for w in words for r in w.readings[:2]) or ended(words[-1], people)
    )


def _located(line: Line, number: int) -> bool:
    """Whether a place stands there that a word like "in" before it makes one: "In Riga, the director"."""
    place = line.places[number]
    return place is not None and isinstance(place.value, PlaceMention) and place.value.marker is not None


def given(token: Token, people: PersonWords) -> bool:
    """Whether a word is a given name, by the pack or by the dictionary of base forms."""
    return token.lower in people.given or "name" in token.readings[0].traits


def name_before(line: Line, stop: int, posts: PostWords, people: PersonWords) -> tuple[int, int] | None:
    """The run of two to four capitals that ends before a token."""
    start = stop
    while start > 0 and stop - start < LONGEST and _back(line, start - 1, people, posts):
        start -= 1
    while start < stop and not line.capital(start):
        start += 1
    if start < stop and line.places[start] is not None:
        return None
    if start < stop and posts.head(line.tokens[start]) and not given(line.tokens[start], people):
        return None
    if start < stop and (line.tokens[start].readings[0].pos == "preposition"):
        return None
    if start < stop and any(_located(line, number) for number in range(start, stop)):
        return None
    alone = start == 0 or not line.capital(start - 1) or line.tokens[start - 1].lower in posts.titles
    return (start, stop) if 2 <= stop - start <= 4 and alone and not line.loud else None


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


def linked(line: Line, phrase: PostPhrase, posts: PostWords, people: PersonWords) -> tuple[int, int] | None:
    """NAME became post: back over a verb of being, becoming, choosing or following somebody."""
    number = phrase.start - 1
    if number >= 0 and line.capital(number) and line.names[number] is None:
        found = name_before(line, phrase.start, posts, people)
        return found if found and certain(line, *found, people) else None
    seen = False
    while number > 0 and phrase.start - number < _NEAR and _between(line, number):
        seen = seen or any(lemma in posts.copulas for lemma in line.tokens[number].lemmas)
        number -= 1
    if not seen and posts.successions:
        return _succeeding(line, number + 1, posts, people)
    while seen and number > 2 and (name := line.names[number]) is not None:
        number = line.number(name.span.start) - 2
    found = name_before(line, number + 1, posts, people) if seen and line.capital(number) else None
    return found if found and (certain(line, *found, people) or _settled(line, found, phrase, posts)) else None


def _settled(line: Line, found: tuple[int, int], phrase: PostPhrase, posts: PostWords) -> bool:
    """Whether two or three capitals before "remains chairman of …" are a person: firms hold no such posts."""
    own = phrase.organisation is not None and not any(line.places[found[0] : found[1]])
    return own and line.tokens[phrase.head].lower not in posts.shared and found[1] - found[0] < 4


def _succeeding(line: Line, stop: int, posts: PostWords, people: PersonWords) -> tuple[int, int] | None:
    """NAME succeeds OTHER as post: the name before the verb, over the name that ends there."""
    other = name_before(line, stop, posts, people)
    number = other[0] - 1 if other else 0
    while number > 0 and stop - number < _NEAR and _between(line, number):
        if any(lemma in posts.successions for lemma in (line.tokens[number].lower, *line.tokens[number].lemmas)):
            while number > 0 and not line.capital(number) and line.tokens[number].kind == "word":
                number -= 1
            number -= line.tokens[number].text == ","
            return name_before(line, number + 1, posts, people)
        number -= 1
    return None


def appointed(line: Line, phrase: PostPhrase, posts: PostWords, people: PersonWords) -> tuple[int, int] | None:
    """Post was given to NAME: «директором избран NAME», «директор болып NAME тағайындалды», or NAME before it all."""
    number = phrase.stop
    if number + 1 >= len(line.tokens):
        return None
    token = line.tokens[number]
    if token.lower in posts.equals:
        stop = name_run(line, number + 1, people)
        closed = stop == len(line.tokens) or line.tokens[stop].text in ".,;"
        return (number + 1, stop) if closed and certain(line, number + 1, stop, people) else None
    if token.lower in posts.roles:
        return _given(line, phrase, number, posts, people)
    chosen = any(lemma in posts.copulas for lemma in token.lemmas) and phrase.cases != {"nominative"}
    if not phrase.cases or not chosen:
        return None
    stop = name_run(line, number + 1, people)
    return (number + 1, stop) if certain(line, number + 1, stop, people) else None


def _given(line: Line, phrase: PostPhrase, role: int, posts: PostWords, people: PersonWords) -> tuple[int, int] | None:
    """The name behind or before a post that ends with a word like «болып», where its verb says so."""
    stop = name_run(line, role + 1, people)
    verbs = line.tokens[stop : stop + 4]
    if not any(lemma in posts.copulas for token in verbs for lemma in (token.lower, *token.lemmas)):
        return None
    if certain(line, role + 1, stop, people):
        return role + 1, stop
    number = phrase.start
    while number > 0 and phrase.start - number < _NEAR and _owning(line, number - 1):
        number -= 1
    found = name_before(line, number, posts, people)
    return found if found and certain(line, *found, people) else None


def _owning(line: Line, number: int) -> bool:
    """Whether what stands there between a name and a post says whose and what post it is."""
    covered = line.names[number] is not None or line.places[number] is not None
    return covered or (line.tokens[number].kind == "word" and not line.capital(number))


def _between(line: Line, number: int) -> bool:
    """Whether a word may stand between a name and the verb that ties a post to it."""
    return line.tokens[number].kind != "mark" and (line.dated[number] is not None or not line.capital(number))
