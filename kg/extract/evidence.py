"""What a record points at: the sentence of its words, cut to what may be quoted."""

from kg.language import Analysis
from kg.model import Span

LONGEST = 400  # characters: no quotation is longer


def around(analysis: Analysis, span: Span) -> Span:
    """The sentence around a span; where that is too long, as much of it around the span as may be quoted."""
    sentence = analysis.sentence(span.start)
    if sentence is None or span not in sentence.span:
        return Span(span.start, min(span.stop, span.start + LONGEST))
    if len(sentence.span) <= LONGEST:
        return sentence.span
    margin = max(0, (LONGEST - len(span)) // 2)
    start = max(sentence.span.start, min(span.start - margin, sentence.span.stop - LONGEST))
    return Span(start, min(sentence.span.stop, start + LONGEST))
