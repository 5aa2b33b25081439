"""Who says it: the speaker of the quotation or reported sentence that a fact stands in."""

from kg.language import Analysis
from kg.language.speech import Speaker
from kg.model import Party, Slot, Span


def said_by(analysis: Analysis, span: Span) -> Slot[Party] | None:
    """The speaker of the narrowest stretch that holds the span, None where the text itself tells."""
    around = [
        a
        for a in analysis.annotations
        if isinstance(a.value, Speaker) and a.span.start <= span.start and span.stop <= a.span.stop
    ]
    if not around:
        return None
    told = min(around, key=lambda a: len(a.span))
    assert isinstance(told.value, Speaker)
    return Slot(told.value.party, (told.span,))
