"""Who says it: the speaker of the quotation or reported sentence that a fact stands in."""

from kg.extract.scenes import Scene
from kg.language.speech import Speaker
from kg.model import Party, Slot, Span


def said_by(scene: Scene, span: Span) -> Slot[Party] | None:
    """The speaker of the narrowest stretch that holds the span, None where the text itself tells."""
    around = [a for a in scene.speakers if a.span.start <= span.start and span.stop <= a.span.stop]
    if not around:
        return None
    told = min(around, key=lambda a: len(a.span))
    return Slot(told.value.party, (told.span,)) if isinstance(told.value, Speaker) else None
