"""Who binds himself, how many times and for how much: the slots that agreements and projects share."""

from dataclasses import dataclass, field

from kg.extract.opening import opening
from kg.extract.scenes import Scene, amount, distance, economy, inherited, organisation
from kg.language import Analysis, Annotation, Marker, OrganisationMention, PlaceMention
from kg.model import Party, PartyKind, Quantity, Slot, Span
from kg.model.records import Several

_NEAR = 170  # characters within which a party counts as the deal's own
_BEFORE = 45  # characters a count may stand before its noun
_PLACED = {Marker.IN, Marker.FROM}


@dataclass(slots=True)
class Pair:
    """The two economies that the text speaks of, as of the sentence reached."""

    parties: tuple[Party, ...] = ()

    @classmethod
    def opening(cls, analysis: Analysis) -> "Pair":
        """The pair of headline and lead."""
        focus = opening(analysis)
        both = [p for p in (focus.home, focus.away) if p is not None]
        return cls(tuple(both) if len(both) == 2 else ())

    def see(self, scene: Scene) -> None:
        """Take the pair of a sentence that names exactly two economies."""
        named = [party for party, _ in scene.economies()]
        if len(named) == 2:
            self.parties = tuple(named)


@dataclass(slots=True)
class Sides:
    """Parties with how they are known."""

    slots: tuple[Slot[Party], ...] = ()
    stated: bool = field(default=False)


def sides(scene: Scene, hit: Span, pair: Pair) -> Sides:
    """The parties of a deal: two organisations, else one and a country, else two countries, else the pair in force."""
    bodies = _bodies(scene, hit)
    if len(bodies) >= 2:
        return Sides(tuple(bodies[:3] if _listed(scene, bodies) else bodies[:2]), True)
    lands = _lands(scene, hit, bodies)
    if bodies and lands:
        return Sides((*bodies, lands[0]), True)
    if len(lands) >= 2:
        return Sides(tuple(lands[:3]), True)
    if pair.parties:
        return Sides(tuple(map(inherited, pair.parties)))
    return Sides(tuple(bodies or lands))


def _listed(scene: Scene, bodies: list[Slot[Party]]) -> bool:
    """Whether three bodies stand close together, as in a list."""
    spans = [slot.spans[0] for slot in bodies[:3]]
    return len(spans) == 3 and all(distance(a, b) < 12 for a, b in zip(spans, spans[1:], strict=False))


def _bodies(scene: Scene, hit: Span) -> list[Slot[Party]]:
    """The organisations near a deal's words, those that hold a post-holder's sentence left out, each once."""
    found: dict[str, Slot[Party]] = {}
    for annotation in scene.organisations:
        party = organisation(annotation)
        value = annotation.value
        if party is None or not isinstance(value, OrganisationMention) or value.type in ("international", None):
            continue
        if distance(annotation.span, hit) < _NEAR and annotation.span not in hit and not _inside_holding(scene, annotation):
            found.setdefault(party.name, Slot(party, (annotation.span,)))
    return sorted(found.values(), key=lambda slot: slot.spans[0])


def _inside_holding(scene: Scene, annotation: Annotation) -> bool:
    """Whether the organisation only says whose post somebody holds who is quoted."""
    return any(annotation.span in holding.span for holding in scene.holdings) and bool(scene.sentence.quotes)


def _lands(scene: Scene, hit: Span, bodies: list[Slot[Party]]) -> list[Slot[Party]]:
    """The economies near a deal's words that are no mere places of it, each once."""
    held = [slot.spans[0] for slot in bodies]
    found: dict[str, Slot[Party]] = {}
    for annotation in scene.places:
        value, party = annotation.value, economy(annotation.value)
        if party is None or not isinstance(value, PlaceMention) or value.marker in _PLACED:
            continue
        if any(annotation.span in span for span in held) or distance(annotation.span, hit) >= _NEAR:
            continue
        found.setdefault(party.name, Slot(party, (annotation.span,)))
    return list(found.values())


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
    between = Span(number.stop, noun.start).of(scene.analysis.document.text)
    return not set(between) & set(",;:()–—") and len(between.split()) <= 4


def plural(scene: Scene, span: Span) -> bool:
    """Whether the head of a phrase stands in the plural alone."""
    for token in reversed(scene.sentence.tokens):
        if token.span.stop == span.stop:
            traits = [r.traits for r in token.readings if r.pos in ("noun", "other")]
            many = ["plural" in t for t in traits]
            cased = any(r.cases for r in token.readings)
            return bool(many) and (all("plural" in t and "singular" not in t for t in traits) if cased else any(
                "plural" in r.traits for r in token.readings
            ))
    return False


def value(scene: Scene, hit: Span, sorts: tuple[str, ...] = ("money",)) -> Slot[Quantity] | None:
    """The amount nearest to a deal's words, money before goods."""
    for sort in sorts:
        fitting = [
            a
            for a in scene.amounts
            if (v := amount(a)) and v.sort == sort and not v.bracketed and distance(a.span, hit) < _NEAR
        ]
        if fitting:
            best = min(fitting, key=lambda a: (distance(a.span, hit), a.span.start))
            found = amount(best)
            return Slot(found.quantity, (best.span,)) if found else None
    return None


def names(slots: tuple[Slot[Party], ...]) -> frozenset[str]:
    """The names of parties, to compare them."""
    return frozenset(slot.value.name for slot in slots)


def place(scene: Scene, hit: Span) -> Slot[Party] | None:
    """Where: the nearest place that something is in, cities and regions before countries."""
    fitting = [
        a
        for a in scene.places
        if isinstance(a.value, PlaceMention) and a.value.marker is Marker.IN and distance(a.span, hit) < _NEAR
    ]
    local = [a for a in fitting if isinstance(a.value, PlaceMention) and a.value.party.kind is PartyKind.PLACE]
    best = min(local or fitting, key=lambda a: distance(a.span, hit), default=None)
    if best is None or not isinstance(best.value, PlaceMention):
        return None
    return Slot(best.value.party, (best.span,))
