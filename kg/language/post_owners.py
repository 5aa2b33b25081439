"""Whose somebody is by what follows the name: "Anna Wolkow of Peru", "… of the growers' union"."""

from kg.language.annotations import OrganisationMention, Token
from kg.language.lines import Line
from kg.language.organisation_words import OrganisationWords, lookup
from kg.language.post_bodies import body_behind
from kg.language.post_words import PostWords


def fellow(line: Line, stop: int, words: OrganisationWords) -> OrganisationMention | None:
    """The organisation that somebody is told to be of, without a post: "Anna Wolkow of the Customs Service"."""
    number = owner_at(line, stop, words)
    name = line.names[number] if number is not None else None
    return name.value if name is not None and isinstance(name.value, OrganisationMention) else None


def fellow_body(line: Line, stop: int, posts: PostWords, words: OrganisationWords) -> str:
    """The body without a name that somebody is told to be of: "Anna Wolkow of the growers' union"; else empty."""
    number = owner_at(line, stop, words)
    articles = words.joiners.get("article", frozenset())
    if number is None or not articles or line.tokens[number - 1].lower not in articles:
        return ""
    end = number
    while end < min(len(line.tokens), number + 5) and line.names[end] is None and not line.capital(end):
        end += 1
    return body_behind(line, number, end, posts, words)


def owner_at(line: Line, number: int, words: OrganisationWords) -> int | None:
    """The number of what follows "of the" there, None where no such words stand."""
    if number >= len(line.tokens):
        return None
    if line.tokens[number].text == "(" and (closed := _bracketed(line, number + 1)) is not None:
        return closed
    if line.tokens[number].lower not in words.joiners.get("holds", ()):
        return None
    number += 1
    while number < len(line.tokens) and _passed(line.tokens[number], words):
        number += 1
    return number if number < len(line.tokens) else None


def _bracketed(line: Line, number: int) -> int | None:
    """The number of a place or name that fills a bracket."""
    inside = line.places[number] or line.names[number] if number < len(line.tokens) else None
    stop = line.number(inside.span.stop) if inside is not None else number
    return number if inside is not None and stop < len(line.tokens) and line.tokens[stop].text == ")" else None


def _passed(token: Token, words: OrganisationWords) -> bool:
    """Whether a word between "of" and a name only announces it: "of the", «из компании»."""
    announced = token.kind == "word" and token.text[0].islower() and lookup(words.announce, token) is not None
    return token.lower in words.joiners.get("article", ()) or announced
