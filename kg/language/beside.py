"""Organisations known by what stands beside a capitalised name: a noun that announces it, what it does, a post, its partner."""

from collections.abc import Iterator

from kg.language.annotations import Token
from kg.language.capitalised_names import runs
from kg.language.lines import Line
from kg.language.named import Name
from kg.language.organisation_words import OrganisationWords, lookup
from kg.language.quoted_names import camel

_NEAR = 3


def beside_names(line: Line, words: OrganisationWords, taken: list[bool], common: frozenset[str]) -> Iterator[Name]:
    """The runs of capitals of a sentence that what stands beside them makes organisations.

    `taken` tells the tokens of people; `common` the folded words that the text has in small letters as well.
    """
    if line.sentence.sort == "heading":
        return
    for start, stop in runs(line, words):
        if any(taken[start:stop]) or not _nameable(line, start, stop, words, common):
            continue
        if ground := _ground(line, start, stop, words):
            type = _announced(line, start, words) or "company"
            yield Name(start, stop, line.words(start, stop), type, line.country(start - 1), ground)


def _nameable(line: Line, start: int, stop: int, words: OrganisationWords, common: frozenset[str]) -> bool:
    tokens = line.tokens[start:stop]
    if all(line.places[start:stop]) or tokens[-1].lower in words.barred or tokens[0].lower in words.none:
        return False
    if any(words.head(t) for t in tokens) and not tokens[0].text.isascii():
        return False
    if any(t.lower in common for t in tokens) and stop - start == 1:
        return False
    return len(line.words(start, stop)) > 1 and not (line.opens(start) and tokens[0].lower in common)


def _ground(line: Line, start: int, stop: int, words: OrganisationWords) -> str | None:
    first = line.tokens[start]
    single = stop - start == 1
    if single and camel(first.text):
        return "shape"
    if _announced(line, start, words) or _apposed(line, stop, words):
        return "announced"
    if single and not first.text.isascii() and not first.text.isupper():
        return None
    return "act" if _acting(line, start, stop, words) else None


def _announced(line: Line, start: int, words: OrganisationWords) -> str | None:
    """The type by the noun right before: "the Danish company Vandrek"."""
    before = line.tokens[start - 1] if start else None
    if before is None or before.kind != "word" or before.text[0].isupper():
        return None
    found = lookup(words.announce, before)
    return str(found[1]) if found else None


def _apposed(line: Line, stop: int, words: OrganisationWords) -> bool:
    """Whether a noun after a comma says what it is: "Vandrek, a dairy company from …"."""
    tokens = line.tokens[stop : stop + 7]
    if len(tokens) < 3 or tokens[0].text != "," or tokens[1].lower not in words.joiners.get("article", ()):
        return False
    return any(t.kind == "word" and t.text[0].islower() and lookup(words.announce, t) for t in tokens[2:])


def _acting(line: Line, start: int, stop: int, words: OrganisationWords) -> bool:
    """Whether a verb of what organisations do follows closely, past a partner joined by "and"."""
    number = stop
    if number < len(line.tokens) and line.tokens[number].lower in words.joiners.get("and", ()):
        number += 1
        while number < len(line.tokens) and line.capital(number):
            number += 1
    near = line.tokens[number : number + _NEAR]
    return any(_verb(token, words) for token in near) and not any(t.text in ".,;:" for t in near[:1])


def _verb(token: Token, words: OrganisationWords) -> bool:
    return token.kind == "word" and token.text[0].islower() and lookup(dict.fromkeys(words.acts), token) is not None
