"""People's names as words: where a run of them begins and ends, and their base form."""

from collections.abc import Iterator

from kg.language.annotations import PlaceMention, Token
from kg.language.headed_names import dressed
from kg.language.inflection import nominative_name
from kg.language.lines import Line, latin
from kg.language.name_origins import origins
from kg.language.post_words import PersonWords
from kg.model import PartyKind

_SHORT = 8  # letters: a shorter first word is a given name rather than a family name with a case
LONGEST = 5  # words of a name


def name_run(line: Line, number: int, people: PersonWords) -> int:
    """Where the run of a person's name that begins at a token ends; the token's own number where none does."""
    stop = number
    while stop < min(len(line.tokens), number + LONGEST) and _name_word(line, stop, number, people):
        stop += 1
        first = stop - number == 1 and _goes_on(line, stop, people)
        if people.trailing and not first and (_closed(line, stop, people) or _next_person(line, number, stop, people)):
            break
        if stop < len(line.tokens) and line.tokens[stop].text == "." and len(line.tokens[stop - 1].text) == 1:
            stop += 1
    while stop > number and (line.tokens[stop - 1].lower in people.particles or line.tokens[stop - 1].kind == "mark"):
        stop -= 1
    return stop


def _closed(line: Line, stop: int, people: PersonWords) -> bool:
    """Whether a name whose case stands at its end is over: its last word has one, or a place in a case follows."""
    word = line.tokens[stop - 1]
    if word.lower in people.particles:
        return False
    if stop < len(line.tokens) and line.tokens[stop].lower in people.particles:
        return False
    if nominative_name(word.reader, (word.lower,), "genitive") != (word.lower,):
        return True
    return stop < len(line.tokens) and line.places[stop] is not None and line.tokens[stop].lower not in people.given


def _goes_on(line: Line, stop: int, people: PersonWords) -> bool:
    """Whether the word behind a first one is a name that ends as family names do: "Ханна Лаурсен" is no «Хан»."""
    following = line.tokens[stop] if stop < len(line.tokens) else None
    if following is None or following.kind != "word" or not following.text[0].isupper():
        return False
    free = line.places[stop] is None and line.names[stop] is None and following.lower not in people.given
    return free and not ended(line.tokens[stop - 1], people) and len(line.tokens[stop - 1].lower) < _SHORT


def _next_person(line: Line, start: int, stop: int, people: PersonWords) -> bool:
    """Whether a name is whole and the next word none of it: another's given name, a place; not a father's name."""
    following = line.tokens[stop] if stop < len(line.tokens) else None
    whole = stop - start > 1 and ended(line.tokens[stop - 1], people)
    return whole and following is not None and not ended(following, people)


def _name_word(line: Line, number: int, start: int, people: PersonWords) -> bool:
    token = line.tokens[number]
    if token.kind != "word" or line.names[number] is not None or line.dated[number] is not None:
        return False
    if token.lower in people.forms and len(token.text) > 1 and token.text != token.text.title():
        return False
    if number > start and not _one_script(token.text, line.tokens[start].text):
        return False
    if not token.text[0].isupper():
        return number > start and (token.lower in people.particles or token.lower.split("-")[0] in people.particles)
    if line.places[number] is not None and number == start:
        return token.lower in people.given or _namesake(line, number, people) or _called(line, number)
    return not (token.text.isupper() and 1 < len(token.text) < 5)


def _namesake(line: Line, number: int, people: PersonWords) -> bool:
    """Whether a town's name is a given name here: a particle or the ending of a family name follows."""
    place, following = line.places[number], line.tokens[number + 1 : number + 2]
    town = place is not None and isinstance(place.value, PlaceMention) and place.value.party.kind is PartyKind.PLACE
    if not town or not following or line.places[number + 1] is not None or following[0].kind != "word":
        return False
    particle = following[0].lower.split("-")[0] in people.particles
    surely = people.trailing and line.names[number + 1] is None and not following[0].text.isupper()
    return particle or (line.capital(number + 1) and (surely or ended(following[0], people)))


def _called(line: Line, number: int) -> bool:
    """Whether a region or town that is a given name stands before a family name, with no "in" or "from" before it."""
    token, following = line.tokens[number], line.tokens[number + 1 : number + 2]
    named = bool(token.readings) and {"name", "animate"} <= set(token.readings[0].traits)
    alone = number == 0 or not any(r.pos == "preposition" for r in line.tokens[number - 1].readings[:1])
    if not named or not alone or not following or following[0].kind != "word" or following[0].text.isupper():
        return False
    return line.capital(number + 1) and line.places[number + 1] is None and line.names[number + 1] is None


def _one_script(a: str, b: str) -> bool:
    return latin(a) == latin(b)


def ended(token: Token, people: PersonWords) -> bool:
    return len(token.lower) > 4 and token.lower.endswith(people.ends)


def loose_names(
    line: Line, people: PersonWords, taken: list[bool], of: frozenset[str] = frozenset()
) -> Iterator[tuple[int, int]]:
    """Names without a post: a given name and one to three capitals after it; before "of" any that look like one."""
    number = 0
    while number < len(line.tokens):
        token = line.tokens[number]
        if taken[number] or token.kind != "word" or not token.text[0].isupper() or line.names[number] is not None:
            number += 1
            continue
        stop = name_run(line, number, people)
        words = [t for t in line.tokens[number:stop] if t.kind == "word"]
        known = words and (words[0].lower in people.given or "name" in words[0].readings[0].traits)
        known = known or line.tagged(number, stop, "PER")
        if not known and 2 <= len(words) <= 3 and stop < len(line.tokens) and line.tokens[stop].lower in of:
            known = ended(words[-1], people) or bool(origins(line.words(number, stop))[0])
        if len(words) >= 2 and known and not line.places[number]:
            yield number, stop
        number = max(stop, number + 1)


def name_of(
    line: Line, start: int, stop: int, cases: frozenset[str], people: PersonWords
) -> tuple[tuple[str, ...], str]:
    """The folded words of a name and the name in its base form; `cases` are those the words beside it allow."""
    tokens = [token for token in line.tokens[start:stop] if token.kind == "word"]
    folded = tuple(token.lower for token in tokens)
    case = "genitive" if people.trailing else _case(tokens, cases)
    if case is None:
        return folded, " ".join(token.text for token in tokens)
    upright = nominative_name(tokens[-1].reader, folded, case)
    if upright == folded and len(folded) > 1 and (tail := _tail(folded[-1], people)):
        upright = (*folded[:-1], folded[-1].removesuffix(tail).rstrip("-"))
    return upright, " ".join(dressed(word, token.text) for word, token in zip(upright, tokens, strict=True))


def _tail(word: str, people: PersonWords) -> str:
    """The case that hangs at the end of a family name nobody knows; two letters at least are left."""
    return next((tail for tail in people.tails if word.endswith(tail) and len(word) > len(tail) + 1), "")


def _case(tokens: list[Token], cases: frozenset[str]) -> str | None:
    """The case a name stands in, None for the nominative and for words without cases."""
    if not any(r.cases for t in tokens for r in t.readings[:1]):
        return None
    possible = [frozenset(c for r in t.readings if r.pos in ("noun", "adjective") for c in r.cases) for t in tokens]
    shared = frozenset.intersection(*possible) if possible else frozenset()
    if "nominative" in cases or ("nominative" in shared and cases and not shared & cases):
        return None
    narrowed = (shared & cases) or cases or shared
    if not narrowed or ("nominative" in narrowed and not cases):
        return None
    return next((c for c in ("genitive", "dative", "instrumental", "locative", "accusative") if c in narrowed), None)
