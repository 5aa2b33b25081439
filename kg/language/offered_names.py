"""Stretches that may name an organisation although no rule says so: quoted names, runs of capitals.

Whoever reads on decides with more of the text in sight (`kg.extract.organisations`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.language.annotations import OrganisationMention
from kg.language.lines import Line
from kg.language.named import Name, bare
from kg.language.organisation_words import OrganisationWords
from kg.language.post_words import PostWords
from kg.language.runs import runs

_LONGEST = 7  # words


@dataclass(frozen=True, slots=True)
class Offer:
    """The value of an annotation of type `name`: what it would mention if it were an organisation's."""

    mention: OrganisationMention


def offers(line: Line, words: OrganisationWords, posts: PostWords, covered: Sequence[bool]) -> Iterator[Name]:
    """The free stretches of a sentence in order, each with its ground: `quoted` or `run`."""
    done = [bool(taken) or line.names[n] is not None for n, taken in enumerate(covered)]
    for ground, start, stop in _stretches(line, words):
        start, stop = _trimmed(line, start, stop, posts)
        free = start < stop and stop - start <= _LONGEST and not any(done[start:stop])
        if free and (name := _name(line, start, stop, ground, words)):
            done[start:stop] = [True] * (stop - start)
            yield name


def _stretches(line: Line, words: OrganisationWords) -> Iterator[tuple[str, int, int]]:
    yield from (("quoted", start + 1, stop - 1) for start, stop in sorted(line.quoted.items()))
    if not line.loud:
        foreign = line.foreign
        yield from (
            ("run", start, stop)
            for start, stop in runs(line, words)
            if line.tokens[start].text[0].isascii() or not foreign
        )


def _trimmed(line: Line, start: int, stop: int, posts: PostWords) -> tuple[int, int]:
    """Without marks at its ends, and without a title that only begins a sentence."""
    while start < stop and (line.tokens[start].kind == "mark" or line.tokens[start].lower in posts.titles):
        start += 1
    while stop > start and line.tokens[stop - 1].kind == "mark":
        stop -= 1
    return start, stop


def _name(line: Line, start: int, stop: int, ground: str, words: OrganisationWords) -> Name | None:
    told = [token.lower for token in line.tokens[start:stop]]
    places = [line.places[n] for n in range(start, stop) if line.tokens[n].kind == "word"]
    if all(places) or " ".join(told) in words.none or line.tokens[start].kind != "word":
        return None
    if not line.capital(start):
        return None
    found = next((head for token in line.tokens[start:stop] if (head := words.head(token)) is not None), None)
    type = words.settle(found[0], found[1].type, told) if found is not None else "company"
    country = next((c for n in range(start - 1, stop) if (c := line.country(n))), None)
    return Name(start, stop, bare(line.words(start, stop)), type, country, ground)
