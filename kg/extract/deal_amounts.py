"""How many deals, and for how much: the numbers and sums that agreements and projects share."""

from kg.extract.scenes import Scene, amount, distance
from kg.language import Annotation, Token
from kg.model import Quantity, Slot, Span
from kg.model.records import Several

_NEAR = 190  # characters within which a sum counts as the deal's own
_BEFORE = 45  # characters a count may stand before its noun


def count(scene: Scene, noun: Annotation) -> Slot[Quantity] | Several | None:
    """How many: the number right before the noun; several where a plural has none; None for one."""
    for annotation in reversed(scene.amounts):
        value = amount(annotation)
        if value is None or value.sort not in ("count", "number") or annotation.span.start >= noun.span.start:
            continue
        if 0 <= noun.span.start - annotation.span.stop < _BEFORE and _unbroken(scene, annotation.span, noun.span):
            number = value.quantity
            return Slot(number, (annotation.span,)) if number.value != 1 else None
    return "several" if plural(scene, noun.span) else None


def _unbroken(scene: Scene, number: Span, noun: Span) -> bool:
    gap = Span(number.stop, noun.start)
    between = gap.of(scene.analysis.document.text)
    if any(a.span in gap for scheme in ("agreementStatus", "projectStatus") for a in scene.of(scheme)):
        return False
    return not set(between) & set(",;:()–—") and len(between.split()) <= 4


def plural(scene: Scene, span: Span) -> bool:
    """Whether the head of a phrase, its last word or one before a genitive, stands in the plural alone."""
    if any(a.value == "agreementRole/many" and distance(a.span, span) < 25 for a in scene.of("agreementRole")):
        return True
    tokens = scene.sentence.tokens
    inside = [n for n, token in enumerate(tokens) if token.span in span and token.kind == "word"]
    for number in inside:
        first = tokens[number].readings[0]
        if first.pos == "noun" and first.cases:
            if {"singular", "plural"} <= first.traits:
                return _open(tokens[number - 1] if number else None)
            return "plural" in first.traits
        if not first.cases and number == inside[-1]:
            return any("plural" in r.traits for r in tokens[number].readings)
    return False


def _open(before: Token | None) -> bool:
    """Whether a form that may be either is a plural: it is where no noun, preposition or epithet before governs it."""
    if before is None or before.kind != "word":
        return True
    first = before.readings[0]
    if first.pos in ("adjective", "participle") and first.cases:
        return "plural" in first.traits and "singular" not in first.traits
    return first.pos not in ("noun", "preposition", "numeral")


def value(scene: Scene, hit: Span, sorts: tuple[str, ...] = ("money",)) -> Slot[Quantity] | None:
    """The amount of these sorts nearest to a deal's words, in their clause before others; no price of one piece."""
    clause = scene.clause(hit)
    fitting = [
        (a, v.quantity)
        for a in scene.amounts
        if (v := amount(a)) and v.sort in sorts and not v.bracketed and distance(a.span, hit) < _NEAR
    ]
    told = [(a, q) for a, q in fitting if not is_price(scene, a.span)]
    own = [(a, q) for a, q in told if a.span in clause] or told
    if not own:
        return None
    best, quantity = min(own, key=lambda pair: (distance(pair[0].span, hit), pair[0].span.start))
    return Slot(quantity, (best.span,))


def is_price(scene: Scene, span: Span) -> bool:
    """Whether an amount is that of one piece or tonne."""
    return any(0 <= a.span.start - span.stop < 4 for a in scene.of("agreementRole") if a.value == "agreementRole/each")
