"""A sentence with what earlier layers found on its tokens: the ground on which names are looked for."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kg.language.annotations import Annotation, PlaceMention, Quote, Sentence, Token
from kg.model import Span

_NESTED = 4  # quotations that may lie in each other
_OPENING = frozenset('«“„"')
_LATIN = "\u0250"  # the first letter behind those of European languages in Latin script
_BEGINNING = frozenset(".!?:–—-•*…(") | _OPENING


@dataclass(slots=True)
class Line:
    """One sentence. `places`, `names` and `dated` (periods) hold for each token what covers it.

    `quoted` are the stretches of names in quotation marks: pairs of token numbers `[start, stop)`, marks included;
    `openings` are their starts in order. `foreign`: most words are in another script than Latin, so that a run of Latin
    letters is foreign there.
    `tags` are a tagger's labels of the tokens (`PER`, `ORG`, None), empty where there is no tagger.
    """

    text: str
    sentence: Sentence
    tokens: tuple[Token, ...]
    places: list[Annotation | None]
    names: list[Annotation | None]
    dated: list[Annotation | None]
    quoted: dict[int, int] = field(default_factory=dict)
    openings: list[int] = field(default_factory=list)
    foreign: bool = False
    tags: list[str | None] = field(default_factory=list)

    def tagged(self, start: int, stop: int, tag: str) -> bool:
        """Whether a tagger says so of all words of the tokens."""
        words = [n for n in range(start, stop) if self.tokens[n].kind == "word"]
        return bool(self.tags) and bool(words) and all(self.tags[n] == tag for n in words)

    def span(self, start: int, stop: int) -> Span:
        """Where tokens `[start, stop)` stand in the text."""
        return Span(self.tokens[start].span.start, self.tokens[stop - 1].span.stop)

    def words(self, start: int, stop: int) -> str:
        """The words of tokens `[start, stop)`, with single blanks for every run of white space."""
        return " ".join(self.span(start, stop).of(self.text).split()) if start < stop else ""

    def country(self, number: int) -> str | None:
        """The country of the place that covers a token, if one does."""
        place = self.places[number] if 0 <= number < len(self.tokens) else None
        return place.value.country if place is not None and isinstance(place.value, PlaceMention) else None

    def adjective(self, number: int) -> bool:
        """Whether an adjective of a country stands there."""
        place = self.places[number] if 0 <= number < len(self.tokens) else None
        return place is not None and isinstance(place.value, PlaceMention) and place.value.form == "adjective"

    @property
    def loud(self) -> bool:
        """Whether most letters are capitals: such a line shows no names by them."""
        words = [token.text for token in self.tokens if token.kind == "word"]
        return sum(word.isupper() for word in words) * 2 > len(words) > 2

    def quoted_at(self, number: int) -> bool:
        """Whether a token stands inside a quoted name."""
        opened = bisect_left(self.openings, number)
        return any(number < self.quoted[start] for start in self.openings[max(0, opened - _NESTED) : opened])

    def opens(self, number: int) -> bool:
        """Whether a word there has a capital because a sentence or quotation begins with it; in brackets none has."""
        if number == 0:
            return True
        before = self.tokens[number - 1].text
        return before in _BEGINNING and (before != "(" or number == 1)

    def free(self, start: int, stop: int) -> bool:
        """Whether no name covers any of the tokens."""
        return not any(self.names[start:stop])

    def number(self, offset: int) -> int:
        """The number of the first token that begins at the offset or later."""
        return bisect_left(self.tokens, offset, key=lambda token: token.span.start)

    def mark(self, annotation: Annotation) -> None:
        """Lay a name on its tokens."""
        start, stop = self.number(annotation.span.start), self.number(annotation.span.stop)
        self.names[start:stop] = [annotation] * (stop - start)

    def capital(self, number: int) -> bool:
        """Whether a word with a capital stands there."""
        token = self.tokens[number]
        return token.kind == "word" and token.text[0].isupper()


def latin(text: str) -> bool:
    """Whether a word begins with a letter of the Latin script, accents or not."""
    return text[:1] < _LATIN


def lines(text: str, sentences: Sequence[Sentence], found: Iterable[Annotation], quotes: Iterable[Quote]) -> list[Line]:
    """Every sentence with the places, periods and quoted names on it."""
    result = [_bare(text, sentence) for sentence in sentences]
    starts = [s.span.start for s in sentences]
    for annotation in found:
        if annotation.type in ("place", "period"):
            for line, start, stop in _on(result, starts, annotation.span):
                layer = line.places if annotation.type == "place" else line.dated
                layer[start:stop] = [annotation] * (stop - start)
    for quote in quotes:
        if not quote.speech:
            for line, start, stop in _on(result, starts, quote.span):
                if 0 < start < stop < len(line.tokens) and line.tokens[start - 1].text in _OPENING:
                    line.quoted[start - 1] = stop + 1
                    insort(line.openings, start - 1)
    return result


def _bare(text: str, sentence: Sentence) -> Line:
    count = len(sentence.tokens)
    words = [token.text for token in sentence.tokens if token.kind == "word"]
    foreign = sum(word.isascii() for word in words) * 2 < len(words)
    return Line(text, sentence, sentence.tokens, [None] * count, [None] * count, [None] * count, foreign=foreign)


def _on(result: Sequence[Line], starts: Sequence[int], span: Span) -> Iterator[tuple[Line, int, int]]:
    """The line that holds the span whole, with the span's token numbers."""
    number = bisect_left(starts, span.start + 1) - 1
    if number >= 0 and span in result[number].sentence.span:
        line = result[number]
        yield line, line.number(span.start), line.number(span.stop)
