"""One document through all layers of its language's pack: sentences first, then what stands in them."""

from kg.language.annotations import Analysis
from kg.language.draft import Layer, cues, outline
from kg.language.organisations import names
from kg.language.packs import pack
from kg.language.periods import periods
from kg.language.places import places
from kg.language.quantities import quantities
from kg.language.speech import speech
from kg.model import Document

# In order: a later layer sees what the earlier ones found.
LAYERS: tuple[Layer, ...] = (places, periods, quantities, names, speech, cues)


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
