"""Bodies that words beside a post tell without a name: the chamber's president, директор центра, комитет төрағасы.

Which nouns do so is said by `bodies` in a pack's section `posts`. A name is looked for elsewhere; these are the words.
"""

from kg.language.annotations import Token
from kg.language.headed_names import dressed
from kg.language.inflection import nominative
from kg.language.lines import Line
from kg.language.organisation_words import OrganisationWords
from kg.language.post_words import PostWords

_LONGEST = 4  # words of such a body before its noun


def body_behind(line: Line, start: int, stop: int, posts: PostWords, words: OrganisationWords) -> str:
    """The first body among tokens `[start, stop)` behind a post's head, in base form; empty where there is none."""
    for number in range(start, stop):
        lemma = _body(line, number, posts)
        if lemma and any(reading.cases for reading in line.tokens[number].readings):
            return _upright(line, start, number, stop, lemma)
        if lemma:
            begin = _begun(line, start, number, words)
            return line.words(begin, number + 1)
    return ""


def body_before(line: Line, stop: int, posts: PostWords, words: OrganisationWords) -> str:
    """The body that ends right before a post: "the growers' guild chairman", «одақтың төрағасы»."""
    number = stop - 1
    if number < 0 or not _body(line, number, posts):
        return ""
    token = line.tokens[number]
    if words.trailing:
        begin = _adjoined(line, number) if token.lower not in posts.bodies else number
        upright = nominative(token.reader, (token.lower,), token.lower)[-1]
        return f"{line.words(begin, number)} {dressed(upright, token.text)}".strip()
    if any(reading.cases for reading in token.readings):
        return ""
    begin = _article(line, number, words)
    return line.words(begin, stop).removesuffix("'s").removesuffix("’s")


def _body(line: Line, number: int, posts: PostWords) -> str | None:
    """The base form of the noun of a body that stands there outside all names."""
    token = line.tokens[number]
    if token.kind != "word" or line.names[number] is not None or line.places[number] is not None:
        return None
    forms = (token.lower.removesuffix("'s").removesuffix("’s"), *(r.lemma for r in token.readings if r.cases))
    return next((form for form in forms if form in posts.bodies), None)


def _upright(line: Line, start: int, number: int, stop: int, lemma: str) -> str:
    """The noun with its adjectives in the nominative and what goes on behind it."""
    begin = number
    while begin > start and _adjective(line.tokens[begin - 1]):
        begin -= 1
    tokens = line.tokens[begin : number + 1]
    bare = nominative(tokens[-1].reader, (*(t.lower for t in tokens[:-1]), lemma), lemma)
    shown = " ".join(dressed(word, token.text) for word, token in zip(bare, tokens, strict=True))
    return f"{shown} {line.words(number + 1, stop)}".strip()


def _adjective(token: Token) -> bool:
    return any(r.pos in ("adjective", "participle") and r.cases for r in token.readings[:1])


def _begun(line: Line, start: int, number: int, words: OrganisationWords) -> int:
    """Where the body's words begin behind the last article or tie before its noun."""
    ties = words.joiners.get("article", frozenset()) | words.joiners.get("post", frozenset())
    found = [n + 1 for n in range(start, number) if line.tokens[n].lower in ties]
    return found[-1] if found else start


def _article(line: Line, number: int, words: OrganisationWords) -> int:
    """Where the body's words begin behind a near article; at the noun itself where none stands near."""
    articles = words.joiners.get("article", frozenset())
    for begin in range(number - 1, max(-1, number - _LONGEST - 1), -1):
        token = line.tokens[begin]
        if token.lower in articles:
            return begin + 1
        if token.kind != "word" or line.names[begin] is not None or line.places[begin] is not None:
            break
    return number


def _adjoined(line: Line, number: int) -> int:
    """Where the uninflected nouns begin that a possessed noun takes before it: «ұн тартушылар қауымдастығы»."""
    begin = number
    while begin > 0 and number - begin < 2:
        token = line.tokens[begin - 1]
        bare = token.readings[0].pos != "verb" and (
            not token.readings[0].cases or "nominative" in token.readings[0].cases
        )
        if token.kind != "word" or not bare or line.places[begin - 1] is not None or line.names[begin - 1] is not None:
            break
        begin -= 1
        if token.text[0].isupper():
            break
    return begin
