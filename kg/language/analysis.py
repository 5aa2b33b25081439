"""One document through all layers of its language's pack: sentences first, then what stands in them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from kg.language.annotations import Analysis, Annotation, Quote, Sentence
from kg.language.lexicon import Hit
from kg.language.packs import Pack, pack
from kg.language.quotes import quotes
from kg.language.segments import Marks, sentences
from kg.language.tokens import tokens
from kg.model import Document, Span


@dataclass(slots=True)
class Draft:
    """A document on its way: what the layers before found. `hits` are the lexicon's finds, a list a sentence."""

    document: Document
    pack: Pack
    sentences: tuple[Sentence, ...]
    quotes: tuple[Quote, ...]
    hits: tuple[list[Hit], ...]
    annotations: list[Annotation] = field(default_factory=list)

    def of_type(self, type: str) -> Iterator[Annotation]:
        """What earlier layers found of one type, in the order found."""
        return (annotation for annotation in self.annotations if annotation.type == type)


Layer = Callable[[Draft], Iterable[Annotation]]


def cues(draft: Draft) -> Iterator[Annotation]:
    """The lexicon's public concepts: `indicator/exports` where a pack says the word means exports."""
    for sentence, hits in zip(draft.sentences, draft.hits, strict=True):
        for hit in hits:
            if not hit.entry.private:
                yield Annotation(span_of(sentence, hit), "cue", hit.entry.concept, "lexicon", hit.entry.score)


def span_of(sentence: Sentence, hit: Hit) -> Span:
    """Where a hit stands in the text."""
    return Span(sentence.tokens[hit.start].span.start, sentence.tokens[hit.stop - 1].span.stop)


LAYERS: tuple[Layer, ...] = (cues,)


def analyse(document: Document) -> Analysis:
    """Sentences and annotations of a document, by the pack of its language; the same text gives the same answer.

    >>> analyse(Document("note", "Rice. Exports rose.")).sentences[1].span
    Span(start=6, stop=19)
    """
    draft = outline(document, pack(document.language))
    for layer in LAYERS:
        draft.annotations.extend(layer(draft))
    found = tuple(sorted(draft.annotations, key=lambda annotation: annotation.order))
    return Analysis(document, draft.sentences, found, draft.quotes)


def outline(document: Document, words: Pack) -> Draft:
    """Sentences, quotes and the lexicon's finds, before any layer."""
    marked = quotes(document.text)
    found = sentences(document.text, tokens(document.text, words.readings), Marks.of(words.sections), marked)
    return Draft(document, words, found, marked, tuple(words.lexicon.hits(sentence.tokens) for sentence in found))
