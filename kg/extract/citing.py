"""Whom a text gives as its source: the body, agency or newspaper beside a verb of saying, or after "according to".

People who speak are in the records themselves (`speaker`); here are those that a whole message rests on.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.language import Analysis, Annotation, OrganisationMention, Sentence
from kg.language.annotations import Token
from kg.language.tokens import fold
from kg.model import Party, PartyKind
from kg.vocabulary import publishers
from kg.yaml_files import yaml_file

_NEAR = 6  # tokens between the word that gives a source and the source
_BREAKS = frozenset(".!?;:")
Phrases = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Words:
    """What gives a source, in base forms: verbs, phrases before it and behind it, and what may stand between."""

    say: frozenset[str] = frozenset()
    before: Phrases = ()
    after: Phrases = ()
    between: frozenset[str] = frozenset()


@cache
def _words(language: str) -> Words:
    tables: Any = yaml_file(Path(__file__).with_name("citing.yaml"))
    given: Mapping[str, list[str]] = tables.get(language, {})
    phrases = {key: tuple(tuple(fold(p).split()) for p in given.get(key, ())) for key in ("before", "after")}
    say, between = (frozenset(map(fold, given.get(key, ()))) for key in ("say", "between"))
    return Words(say, phrases["before"], phrases["after"], between)


def cited(analysis: Analysis) -> tuple[Party, ...]:
    """The sources that a text gives, each once, in the order of the text."""
    known = _words(analysis.document.language)
    found: dict[str, Party] = {}
    for sentence in analysis.sentences if known.say else ():
        for start, stop, party in _candidates(analysis, sentence):
            if fold(party.name) not in found and _gives(sentence.tokens, start, stop, known):
                found[fold(party.name)] = party
    return tuple(found.values())


def _candidates(analysis: Analysis, sentence: Sentence) -> Iterator[tuple[int, int, Party]]:
    """Bodies named in a sentence, and agencies and newspapers that we know, by the numbers of their tokens."""
    taken: set[int] = set()
    for annotation in analysis.within(sentence.span, "organisation"):
        if isinstance(annotation.value, OrganisationMention):
            start, stop = _numbers(sentence.tokens, annotation)
            taken |= set(range(start, stop))
            yield start, stop, annotation.value.party
    for start, stop, name in _media(sentence.tokens):
        if not taken & set(range(start, stop)):
            yield start, stop, Party(name, PartyKind.ORGANISATION)


def _numbers(tokens: Sequence[Token], annotation: Annotation) -> tuple[int, int]:
    inside = [number for number, token in enumerate(tokens) if token.span.overlaps(annotation.span)]
    return inside[0], inside[-1] + 1


def _media(tokens: Sequence[Token]) -> Iterator[tuple[int, int, str]]:
    """Names of publishers, word for word; one word of a name in capitals or Latin letters, or all of it."""
    names = _names()
    for start, token in enumerate(tokens):
        for words, name in names.get(token.text, ()):
            stop = start + len(words)
            if tuple(each.text for each in tokens[start:stop]) == words:
                yield start, stop, name


@cache
def _names() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Publishers' names by their first token; the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name in sorted(publishers().spelled, key=lambda name: (-len(name), name)):
        words = tuple(name.replace("-", " - ").replace(".", " . ").split())
        found.setdefault(words[0], []).append((words, name))
    return found


def _gives(tokens: Sequence[Token], start: int, stop: int, known: Words) -> bool:
    return _before(tokens, start, known) or _behind(tokens, stop, known)


def _before(tokens: Sequence[Token], start: int, known: Words) -> bool:
    """Whether a verb of saying, or a phrase such as "according to", leads to the source."""
    number = start - 1
    while number >= 0 and number >= start - _NEAR:
        if _is(tokens[number], known.say) or any(_ends(tokens, number, phrase) for phrase in known.before):
            return True
        if not _passes(tokens[number], known.between):
            return False
        number -= 1
    return False


def _behind(tokens: Sequence[Token], stop: int, known: Words) -> bool:
    """Whether the source says it, or words such as "data show" follow."""
    for number in range(stop, min(stop + _NEAR, len(tokens))):
        if _is(tokens[number], known.say) or any(_begins(tokens, number, phrase) for phrase in known.after):
            return True
        if not _passes(tokens[number], known.between):
            return False
    return False


def _passes(token: Token, between: frozenset[str]) -> bool:
    return token.text not in _BREAKS and (token.text in "«»\"'“”„-" or _is(token, between))


def _is(token: Token, words: frozenset[str]) -> bool:
    return token.lower in words or not words.isdisjoint(token.lemmas)


def _begins(tokens: Sequence[Token], number: int, phrase: tuple[str, ...]) -> bool:
    rest = tokens[number : number + len(phrase)]
    return len(rest) == len(phrase) and all(
        word == token.lower or word in token.lemmas for word, token in zip(phrase, rest, strict=True)
    )


def _ends(tokens: Sequence[Token], number: int, phrase: tuple[str, ...]) -> bool:
    """Whether the phrase ends with that token."""
    return number + 1 >= len(phrase) and _begins(tokens, number + 1 - len(phrase), phrase)
