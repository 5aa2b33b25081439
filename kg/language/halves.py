"""Compounds of places in one word: "казахстанско-японский", "Kazakh-Chinese", "China-Kazakhstan", "Sino-Russian"."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.language.annotations import Token
from kg.language.lexicon import Hit
from kg.language.packs import Pack
from kg.language.words import Words
from kg.model import Span

_SCHEMES = ("economy", "adjective", "prefix", "capital", "demonym")


@dataclass(frozen=True, slots=True)
class Found:
    """A place in the tokens of a sentence before it is told whose it is."""

    start: int
    stop: int
    scheme: str
    country: str | None
    name: str
    score: float = 1.0
    pair: int | None = None
    span: Span | None = None


def halves(pack: Pack, words: Words, swallowed: set[int]) -> Iterator[Found]:
    """The places in each hyphenated word of a sentence, where its halves name any."""
    for number, token in enumerate(words.tokens):
        if token.kind == "word" and "-" in token.text and number not in swallowed and not _known(words, number):
            yield from _of_word(pack, words, number, token)


def _known(words: Words, number: int) -> bool:
    """Whether the whole word is a place already ("Guinea-Bissau", "Улан-Батор")."""
    return any(
        words.starting(number, scheme) for scheme in ("economy", "adjective", "city", "capital", "region", "demonym")
    )


def _of_word(pack: Pack, words: Words, number: int, token: Token) -> Iterator[Found]:
    start = token.span.start
    found = []
    for part in token.text.split("-"):
        span = Span(start, start + len(part))
        start = span.stop + 1
        hit = _place(pack, token, part, span)
        if hit is not None:
            scheme = "adjective" if hit.entry.scheme == "prefix" else hit.entry.scheme
            found.append(Found(number, number + 1, scheme, hit.entry.notation, hit.entry.label, span=span))
    yield from found


def _place(pack: Pack, token: Token, part: str, span: Span) -> Hit | None:
    """The place that half a word names, as it stands or with the ending that halves lose."""
    for ending, becomes in (("", ""), *pack.sections.get("places", {}).get("compound", {}).items()):
        if len(part) > len(ending) and part.endswith(ending):
            written = part[: len(part) - len(ending)] + becomes
            half = replace(token, span=span, text=written, lower=written.lower().replace("ё", "е"))
            for hit in pack.lexicon.hits((half,)):
                if hit.entry.scheme in _SCHEMES:
                    return hit
    return None
