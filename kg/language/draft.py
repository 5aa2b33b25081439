"""A document on its way through the layers: sentences, the lexicon's finds, and what earlier layers found."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from kg.language.annotations import Annotation, Quote, Sentence
from kg.language.lexicon import Hit
from kg.language.packs import Pack
from kg.language.quotes import quotes
from kg.language.segments import Marks, sentences
from kg.language.tokens import tokens
from kg.language.words import Words
from kg.model import Document, Span


@dataclass(slots=True)
class Draft:
    """A document and what the layers before found: the lexicon's `hits` and the grammars' `words`, one a sentence."""

    document: Document
    pack: Pack
    sentences: tuple[Sentence, ...]
    quotes: tuple[Quote, ...]
    hits: tuple[list[Hit], ...]
    words: tuple[Words, ...]
    annotations: list[Annotation] = field(default_factory=list)

    def of_type(self, type: str) -> Iterator[Annotation]:
        """What earlier layers found of one type, in the order found."""
        return (annotation for annotation in self.annotations if annotation.type == type)


Layer = Callable[[Draft], Iterable[Annotation]]


def outline(document: Document, words: Pack) -> Draft:
    """Sentences, quotes and the lexicon's finds, before any layer."""
    marked = quotes(document.text)
    found = sentences(document.text, tokens(document.text, words.readings), Marks.of(words.sections), marked)
    hits = tuple(words.lexicon.hits(sentence.tokens) for sentence in found)
    views = tuple(Words(document.text, sentence, there) for sentence, there in zip(found, hits, strict=True))
    return Draft(document, words, found, marked, hits, views)


def span_of(sentence: Sentence, hit: Hit) -> Span:
    """Where a hit stands in the text."""
    return Span(sentence.tokens[hit.start].span.start, sentence.tokens[hit.stop - 1].span.stop)


def cues(draft: Draft) -> Iterator[Annotation]:
    """The lexicon's public concepts: `indicator/exports` where a pack says the word means exports.

    A place is no goods, though it may look like some: Germania and germanium, Baku and a tank in Russian.
    """
    places = {annotation.span for annotation in draft.of_type("place")}
    for sentence, hits in zip(draft.sentences, draft.hits, strict=True):
        for hit in hits:
            if not hit.entry.private:
                span = span_of(sentence, hit)
                if hit.entry.scheme != "product" or span not in places:
                    yield Annotation(span, "cue", hit.entry.concept, "lexicon", hit.entry.score)
