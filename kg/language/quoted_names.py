"""Names of organisations in quotation marks, by what stands beside them: a legal form, a noun, a post, a verb."""

from collections.abc import Iterator
from functools import lru_cache

from kg.language.annotations import Token
from kg.language.inflection import upright
from kg.language.lines import Line
from kg.language.named import Name
from kg.language.organisation_words import OrganisationWords, lookup
from kg.language.post_words import PostWords

_LONGEST = 6  # words in the marks
_ADJECTIVE = 7  # letters from which an ending of origin is one
_FOLLOWING = 3  # words behind the marks
_NEAR = 4  # tokens within which a verb counts as the name's own


def quoted_names(line: Line, words: OrganisationWords, posts: PostWords) -> Iterator[Name]:
    """The quoted names of a sentence that name an organisation, where no name was found yet."""
    free = [(start, stop) for start, stop in sorted(line.quoted.items()) if line.free(start, stop)]
    free = [(start, stop) for start, stop in free if _nameable(line, start + 1, stop - 1)]
    judged = {start: _judged(line, start, stop, words, posts) for start, stop in free}
    for (start, stop), (after, _) in reversed(list(zip(free, free[1:], strict=False))):
        told, next_ = judged[start], judged[after]
        if told is None and next_ is not None and _listed(line, stop, after, words):
            judged[start] = Name(start, stop, line.words(start + 1, stop - 1), next_.type, None, "act")
    yield from (name for name in judged.values() if name is not None)


def _listed(line: Line, stop: int, after: int, words: OrganisationWords) -> bool:
    """Whether a comma or "and", perhaps with an adjective, joins two quoted names: «A», «B» и чешская «C»."""
    between = line.tokens[stop:after]
    joins = bool(between) and (between[0].text == "," or between[0].lower in words.joiners.get("and", ()))
    return joins and all(_origin(token, words) for token in between[1:2]) and len(between) <= 2


def _origin(token: Token, words: OrganisationWords) -> bool:
    """Whether a word is an adjective that says where somebody is from."""
    if token.kind != "word" or token.text[0].isupper() or len(token.lower) < _ADJECTIVE:
        return False
    return any(form.endswith(words.origins) for form in (token.lower, *token.lemmas[:1]))


def _nameable(line: Line, start: int, stop: int) -> bool:
    first = line.tokens[start]
    placed = all(line.places[n] for n in range(start, stop) if line.tokens[n].kind == "word")
    return stop - start <= _LONGEST and first.kind != "mark" and not first.text[0].islower() and not placed


def _judged(line: Line, start: int, stop: int, words: OrganisationWords, posts: PostWords) -> Name | None:
    inner = line.words(start + 1, stop - 1)
    begin = _after_forms(line, start, words)
    country = line.country(begin - 1) if line.adjective(begin - 1) else _inside(line, start, stop)
    if begin < start:
        return Name(begin, stop, inner, "company", country, "form")
    if words.trailing and (name := _behind(line, start, stop, inner, country, words)) is not None:
        return name
    before = line.tokens[start - 1] if start else None
    barred = before is not None and before.kind == "word" and lookup(dict.fromkeys(words.barred), before)
    if not barred and _formed(line, start, stop, words):
        return Name(start, stop, inner, "company", country, "form")
    if before is None or before.kind != "word":
        if _acts(line, start, stop, words) or (words.trailing and _alone(line, start, stop)):
            return Name(start, stop, inner, _settled(line, start, stop, "company", words), country, "act")
        return _camel(line, start, stop, inner, country)
    if barred or _barred(line, start, words):
        return None
    if announced := lookup(words.announce, before):
        return Name(start, stop, inner, _settled(line, start, stop, announced[1], words), country, "announced")
    if posts.head(before):
        return Name(start, stop, inner, _settled(line, start, stop, "company", words), country, "announced")
    placed = line.places[start - 1] is not None and before.lower.endswith(words.origins)
    told = line.adjective(start - 1) or placed or _origin(before, words) or _somebody(line, start, stop, words)
    if told or _acts(line, start, stop, words):
        return Name(start, stop, inner, _settled(line, start, stop, "company", words), country, "act")
    return _camel(line, start, stop, inner, country)


def _behind(
    line: Line, start: int, stop: int, inner: str, country: str | None, words: OrganisationWords
) -> Name | None:
    """What stands behind the marks where heads stand last: a legal form, an announcing noun; adjectives passed over."""
    for number in range(stop, min(stop + _FOLLOWING, len(line.tokens))):
        after = line.tokens[number]
        if after.kind != "word" or (line.capital(number) and after.lower not in words.forms):
            return None
        if form := lookup(words.forms, after):
            return Name(start, number + 1, inner, form[1], country, "form")
        if lookup(dict.fromkeys(words.barred), after):
            return None
        if announced := lookup(words.announce, after):
            type = words.settle(announced[0], announced[1], (token.lower for token in line.tokens[start:stop]))
            return Name(start, number + 1, inner, type, country, "announced")
        if not _before_noun(after):
            return None
    return None


def _before_noun(token: Token) -> bool:
    """Whether a word without a case of its own may stand before the noun that a name belongs to."""
    return token.readings[0].pos in ("noun", "adjective", "other") and not _owned(token)


def _owned(token: Token) -> bool:
    """Whether a Kazakh noun says by its ending that it belongs to what stands before it: форумында."""
    return upright(token.reader, token.lower, token.lower).endswith(("ы", "і"))


def _alone(line: Line, start: int, stop: int) -> bool:
    """Whether no noun behind the marks owns the name, so that it stands for somebody: «Көк Құс» жөнелтті."""
    if not _spelled(line, start, stop):
        return False
    for number in range(stop, min(stop + _FOLLOWING, len(line.tokens))):
        token = line.tokens[number]
        if token.kind != "word" or line.capital(number):
            return True
        if _owned(token):
            return False
    return True


def _somebody(line: Line, start: int, stop: int, words: OrganisationWords) -> bool:
    """Whether the word before the marks leaves no doubt that the name is somebody's: a noun for people, an adjective.

    Where heads stand last, the words behind them decide.
    """
    if words.trailing:
        return _alone(line, start, stop)
    token = line.tokens[start - 1]
    reading = token.readings[0]
    if not reading.cases or line.capital(start - 1) or not _spelled(line, start, stop):
        return False
    return reading.pos == "adjective" or (reading.pos == "noun" and "animate" in reading.traits)


def _spelled(line: Line, start: int, stop: int) -> bool:
    """Whether each word of the name but small ones has a capital, and no dash of a route stands in it."""
    inside = line.tokens[start + 1 : stop - 1]
    capitals = all(token.text[0].isupper() for token in inside if token.kind == "word" and len(token.text) > 2)
    return capitals and not any(token.text in ("–", "—") for token in inside)


def _formed(line: Line, start: int, stop: int, words: OrganisationWords) -> bool:
    """Whether a legal form stands inside the marks, first or last: «Vandrek GmbH»."""
    inside = [token for token in line.tokens[start + 1 : stop - 1] if token.kind == "word"]
    return len(inside) > 1 and any(
        token.lower in words.forms and token.text[0].isupper() for token in (inside[0], inside[-1])
    )


def _after_forms(line: Line, start: int, words: OrganisationWords) -> int:
    """The number of the first of the legal forms right before the marks; `start` where there is none."""
    while start > 0 and line.tokens[start - 1].lower in words.forms and line.capital(start - 1):
        start -= 1
    return start


def _inside(line: Line, start: int, stop: int) -> str | None:
    return next((country for n in range(start, stop) if (country := line.country(n))), None)


def _settled(line: Line, start: int, stop: int, type: str, words: OrganisationWords) -> str:
    inner = [token.lower for token in line.tokens[start:stop]]
    for token in line.tokens[start:stop]:
        if token.kind == "word" and (found := words.head(token)):
            return words.settle(found[0], found[1].type, inner)
    return type


def _barred(line: Line, start: int, words: OrganisationWords) -> bool:
    """Whether the noun one word further left, past an adjective or apposition, is one of things and titles."""
    return (
        start > 1
        and line.tokens[start - 2].kind == "word"
        and not line.adjective(start - 1)
        and not _origin(line.tokens[start - 1], words)
        and bool(lookup(dict.fromkeys(words.barred), line.tokens[start - 2]))
    )


def _acts(line: Line, start: int, stop: int, words: OrganisationWords) -> bool:
    """Whether a verb of what organisations do stands close before or after, and no dash of a route inside."""
    if any(token.text in ("–", "—") for token in line.tokens[start + 1 : stop - 1]):
        return False
    near = (*line.tokens[max(0, start - _NEAR) : start], *line.tokens[stop : stop + _NEAR])
    return any(token.kind == "word" and lookup(dict.fromkeys(words.acts), token) for token in near)


def _camel(line: Line, start: int, stop: int, inner: str, country: str | None) -> Name | None:
    """A capital inside a word of small letters is a company's way to write its name."""
    single = stop - start == 3 and camel(inner)
    return Name(start, stop, inner, "company", country, "shape") if single else None


@lru_cache(maxsize=100_000)
def camel(word: str) -> bool:
    """Whether a capital follows a small letter inside one part of a word."""
    return any(a.islower() and b.isupper() for part in word.split("-") for a, b in zip(part, part[1:], strict=False))
