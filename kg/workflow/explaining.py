"""What was not understood in a document, shown where it stands: a sentence we cannot read is a result."""

from collections.abc import Iterator

from kg.workflow.reading import Reading


def explained(reading: Reading) -> Iterator[str]:
    """One line for each rejected candidate: document, position, kind, reason, words."""
    text = reading.document.text
    for rejection in reading.rejections:
        start, stop = rejection.span.start, rejection.span.stop
        words = " ".join(text[start:stop].split())
        yield f"{reading.document.name}:{start}-{stop}\t{rejection.kind}\t{rejection.reason}\t{words}"
