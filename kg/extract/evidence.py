"""What a record points at: the sentence of its words, cut to what may be quoted."""

from decimal import Decimal

from kg.language import Analysis, Annotation
from kg.model import Span

LONGEST = 400  # characters: no quotation is longer
_STRONG = 0.8  # score of a word from which it is a strong one


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


def trust(trigger: Annotation) -> Decimal:
    """How sure a reader may be of what rests on a word: 0.2 less where the word is a weak one."""
    return Decimal(1) if trigger.score >= _STRONG else Decimal("0.8")
