"""Base forms of phrases and names, asked of the language whose normaliser read the words."""

from kg.language import kazakh, russian
from kg.language.annotations import Readings, Token


def nominative(reader: Readings, words: tuple[str, ...], head: str) -> tuple[str, ...]:
    """A phrase of folded words, its head last, in the nominative; `head` is the head's base form."""
    if reader is kazakh.readings:
        return (*words[:-1], kazakh.nominative(words[-1]))
    return russian.nominative(words, head)


def nominative_name(reader: Readings, words: tuple[str, ...], case: str) -> tuple[str, ...]:
    """A person's name that stands in a case, in the nominative. Folded words."""
    if reader is kazakh.readings:
        return (*words[:-1], kazakh.nominative(words[-1], name=True))
    return russian.nominative_name(words, case)


def upright(reader: Readings, word: str, shown: str) -> str:
    """One word in the nominative with the capitals it was shown with."""
    bare = kazakh.nominative(word) if reader is kazakh.readings else word
    return shown[: len(bare)] if shown.lower().startswith(bare) else bare


def _unowned(token: Token) -> str:
    """The base form of a Kazakh word without the ending that says it is somebody's, where both are known words.

    "ұны" is known from "бидай ұны", and alone means flour of somebody.
    """
    first, endings = token.readings[0].lemma, kazakh.possessives()
    bases = [reading.lemma for reading in token.readings[1:] if reading.lemma in kazakh.known()]
    return next((base for base in bases if first.removeprefix(base) in endings), first)


def phrase(tokens: list[Token]) -> str | None:
    """A phrase whose last word alone is inflected, in the nominative; None in a language that inflects each word."""
    if not tokens or tokens[-1].reader is not kazakh.readings:
        return None
    last = tokens[-1]
    if len(tokens) == 1 and last.readings[0].lemma in kazakh.known():
        return _unowned(last)
    return " ".join([*(token.lower for token in tokens[:-1]), kazakh.nominative(last.lower)])
