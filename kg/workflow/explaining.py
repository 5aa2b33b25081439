"""What was not understood in a document, shown where it stands: a sentence we cannot read is a result."""

from collections.abc import Iterator

from kg import extract
from kg.model import Document, Rejection
from kg.workflow.reading import Reading


def missed(document: Document) -> tuple[Rejection, ...]:
    """What our rules see in a text and do not take, each with its reason, in the order of the text."""
    return extract.extract(document).rejections


def explained(reading: Reading) -> Iterator[str]:
    """One line for each rejected candidate: document, position, kind, reason, words."""
    text = reading.document.text
    for rejection in reading.rejections:
        start, stop = rejection.span.start, rejection.span.stop
        words = " ".join(text[start:stop].split())
        yield f"{reading.document.name}:{start}-{stop}\t{rejection.kind}\t{rejection.reason}\t{words}"
