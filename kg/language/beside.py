"""Organisations known by what stands beside a capitalised name: a noun that announces it, what it does, its partner."""

from collections.abc import Iterator

from kg.language.annotations import OrganisationMention, Token
from kg.language.lines import Line
from kg.language.named import Name, bare
from kg.language.organisation_words import OrganisationWords, lookup
from kg.language.post_words import PostWords
from kg.language.quoted_names import camel
from kg.language.runs import runs

_NEAR = 3


def beside_names(
    line: Line, words: OrganisationWords, posts: PostWords, taken: list[bool], common: frozenset[str], dealing: bool
) -> Iterator[Name]:
    """The runs of capitals of a sentence that what stands beside them makes organisations.

    `taken` tells the tokens of people; `common` the folded words that the text has in small letters as well;
    `dealing` whether the sentence speaks of an agreement.
    """
    if line.loud:
        return
    for start, stop in runs(line, words):
        while start < stop and line.tokens[start].lower in words.starters:
            start += 1
        if start == stop or any(taken[start:stop]) or not _nameable(line, start, stop, words, posts, common):
            continue
        if ground := _ground(line, start, stop, words, dealing):
            type = _announced(line, start, words) or "company"
            name = bare(line.words(start, stop))
            yield Name(start, stop, name, type, line.country(start - 1), ground)


def _nameable(
    line: Line, start: int, stop: int, words: OrganisationWords, posts: PostWords, common: frozenset[str]
) -> bool:
    tokens = line.tokens[start:stop]
    if all(line.places[start:stop]) or tokens[-1].lower in words.barred or line.quoted_at(start):
        return False
    if any(t.lower.removesuffix("'s") in words.none for t in tokens) or len(line.words(start, stop)) < 2:
        return False
    if all(_generic(t, words, posts) for t in tokens):
        return False
    if line.places[start] is not None and stop - start == 2 and line.adjective(start):
        return False
    return not all(t.lower in common for t in tokens)


def _generic(token: Token, words: OrganisationWords, posts: PostWords) -> bool:
    """Whether a word only says what sort of body, form, office or post it is."""
    word = token.lower
    return word in words.heads or word in words.forms or word in posts.inner or word in posts.heads


def _ground(line: Line, start: int, stop: int, words: OrganisationWords, dealing: bool) -> str | None:
    first, single = line.tokens[start], stop - start == 1
    if single and camel(first.text) and not line.opens(start):
        return "shape"
    if _announced(line, start, words) or _apposed(line, stop, words):
        return "announced"
    if not line.opens(start) and _fellow(line, start, stop, words):
        return "act"
    if not first.text.isascii() or line.foreign:
        if single and capitals(bare(first.text)) and not line.opens(start):
            return "shape"
        if single and words.trailing and bare(first.text) != first.text:
            return "shape"
        return "act" if first.text.isascii() and _acting(line, start, stop, words) else None
    if single and line.opens(start) and not camel(first.text) and not first.text.isupper():
        return "act" if _acting(line, start, stop, words) and _partnered(line, stop, words) else None
    tied = dealing and start > 0 and line.tokens[start - 1].lower in words.joiners.get("with", ())
    return "act" if tied or _acting(line, start, stop, words) else None


def _fellow(line: Line, start: int, stop: int, words: OrganisationWords) -> bool:
    """Whether a comma or "and" ties the run to an organisation before or after it."""
    joins = (*words.joiners.get("and", ()), ",")
    before = start > 1 and line.tokens[start - 1].lower in joins and _body(line, start - 2)
    after = stop + 1 < len(line.tokens) and line.tokens[stop].lower in joins and _body(line, stop + 1)
    return before or after


def _body(line: Line, number: int) -> bool:
    name = line.names[number]
    return name is not None and isinstance(name.value, OrganisationMention) and name.value.type == "company"


def capitals(text: str) -> bool:
    """Whether a word is an acronym: three capitals or more, then at most two small letters of an ending."""
    core = next((text[:n] for n in range(len(text), 2, -1) if text[:n].isupper()), "")
    return core.isalpha() and len(text) - len(core) < 3


def _partnered(line: Line, stop: int, words: OrganisationWords) -> bool:
    """Whether "and" and another capital follow."""
    joined = stop + 1 < len(line.tokens) and line.tokens[stop].lower in words.joiners.get("and", ())
    return joined and line.capital(stop + 1)


def _announced(line: Line, start: int, words: OrganisationWords) -> str | None:
    """The type by the noun right before: "the Danish company Vandrek"."""
    number = start - 2 if start > 1 and line.tokens[start - 1].text == "," and _closed(line, start) else start - 1
    before = line.tokens[number] if start else None
    if before is None or before.kind != "word" or before.text[0].isupper():
        return None
    found = lookup(words.announce, before)
    return str(found[1]) if found else None


def _closed(line: Line, start: int) -> bool:
    """Whether a comma closes the apposition that begins after one: "a Riga dealer, Vandrek, signed"."""
    return any(token.text == "," for token in line.tokens[start : start + 5])


def _apposed(line: Line, stop: int, words: OrganisationWords) -> bool:
    """Whether a noun after a comma says what it is: "Vandrek, a dairy company from …"."""
    tokens = line.tokens[stop : stop + 7]
    if len(tokens) < 3 or tokens[0].text != "," or tokens[1].lower not in words.joiners.get("article", ()):
        return False
    return any(t.kind == "word" and t.text[0].islower() and lookup(words.announce, t) for t in tokens[2:])


def _acting(line: Line, start: int, stop: int, words: OrganisationWords) -> bool:
    """Whether a verb of what organisations do follows closely, past a partner joined by "and"."""
    number = _past_place(line, stop)
    if number < len(line.tokens) and line.tokens[number].lower in words.joiners.get("and", ()):
        number += 1
        while number < len(line.tokens) and line.capital(number):
            number += 1
    near = line.tokens[number : number + _NEAR]
    return any(_verb(token, words) for token in near) and not any(t.text in ".,;:" for t in near[:1])


def _past_place(line: Line, number: int) -> int:
    """The token behind what says where somebody is from: "of Riga", "(Riga)"."""
    inside = number + 1 < len(line.tokens) and line.places[number + 1] is not None
    if not inside or line.tokens[number].lower not in ("of", "from", "in", "("):
        return number
    while number + 1 < len(line.tokens) and line.places[number + 1] is not None:
        number += 1
    closing = number + 1 < len(line.tokens) and line.tokens[number + 1].text in (")", ",")
    return number + 1 + closing


def _verb(token: Token, words: OrganisationWords) -> bool:
    return token.kind == "word" and token.text[0].islower() and lookup(dict.fromkeys(words.acts), token) is not None
