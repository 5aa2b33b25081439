"""Who binds himself, how many times and for how much: the slots that agreements and projects share."""

from collections import Counter
from dataclasses import dataclass, field

from kg.extract.home import home
from kg.extract.scenes import Scene, distance, economy, inherited, organisation
from kg.language import Analysis, Annotation, Marker, OrganisationMention, PlaceMention
from kg.model import Party, PartyKind, Slot, Span

_NEAR = 190  # characters within which a party counts as the deal's own
_SOON = 45  # characters after a noun within which a place is the noun's own
_TIED = 40  # characters between "with" and the party it brings
_CLOSE = 12  # characters between two members of one list
_LEAD = 2  # sentences in which a text says what it is about
_RECENT = 3  # bodies of earlier sentences that may still be parties
_PLACED = (Marker.IN, Marker.FROM)

Parties = tuple[Slot[Party], ...]


@dataclass(slots=True)
class Memory:
    """Who the text speaks of, as of the sentence reached: two countries, and the bodies named last.

    `kind` is what the last deal was, `told` the number of the sentence that told it.
    """

    lands: tuple[Party, ...] = ()
    bodies: tuple[Party, ...] = ()
    recent: tuple[Party, ...] = ()
    last: Party | None = None
    own: Party | None = None
    home: Party | None = None
    publisher: Party | None = None
    often: tuple[Party, ...] = ()
    before: tuple[Party, ...] = ()
    dealt: tuple[Party, ...] = ()
    heroes: tuple[Party, ...] = ()
    titled: Party | None = None
    named: Counter[str] = field(default_factory=Counter)
    leading: frozenset[str] = frozenset()
    seen: dict[str, int] = field(default_factory=dict)
    number: int = 0
    kind: str = ""
    told: int = -9

    @classmethod
    def opening(cls, analysis: Analysis) -> "Memory":
        """The pair the document is about."""
        at = home(analysis)
        both = [party for party in (at.own, at.other) if party is not None]
        bodies = _bodies(analysis)
        return cls(
            tuple(both) if len(both) == 2 else (),
            own=publishing(analysis),
            home=at.own,
            publisher=at.publisher,
            often=_often(analysis),
            heroes=tuple(party for party, _ in Counter(party for party, _ in bodies).most_common(2)),
            titled=bodies[0][0] if bodies else None,
            named=_named(analysis),
            leading=_leading(analysis),
        )

    def see(self, scene: Scene) -> None:
        """Take the compound or the "between" of a sentence for the pair in force."""
        numbered = [a.value for a in scene.places if isinstance(a.value, PlaceMention) and a.value.pair is not None]
        parties = list(dict.fromkeys(p for p in map(economy, numbered) if p is not None))
        if len(parties) == 2:
            self.lands = tuple(parties)

    def left(self, scene: Scene) -> None:
        """Remember the last organisation of a sentence, its countries, and where each was named."""
        self.number += 1
        for annotation in (*scene.organisations, *scene.places):
            if (party := acting(annotation)) is not None:
                self.seen[party.name] = self.number
        lands = tuple(dict.fromkeys(party for party, _ in scene.economies()))[:_RECENT]
        self.before = lands or self.before
        for annotation in scene.organisations:
            if isinstance(annotation.value, OrganisationMention) and annotation.value.type not in ("government", None):
                self.last = annotation.value.party
                self.recent = tuple(dict.fromkeys((annotation.value.party, *self.recent)))[:_RECENT]


def acting(annotation: Annotation) -> Party | None:
    """The body or economy that an annotation names."""
    return organisation(annotation) or economy(annotation.value)


def _named(analysis: Analysis) -> Counter[str]:
    """How often a text names each body and economy."""
    return Counter(party.name for a in analysis.annotations if (party := acting(a)) is not None)


def _leading(analysis: Analysis) -> frozenset[str]:
    """Who is named in the first two sentences: the title and the lead."""
    first = analysis.sentences[:_LEAD]
    stop = first[-1].span.stop if first else 0
    within = (a for a in analysis.annotations if a.span.stop <= stop)
    return frozenset(party.name for a in within if (party := acting(a)) is not None)


def _bodies(analysis: Analysis) -> list[tuple[Party, int]]:
    """The mentions of bodies that are no bodies of several states, in the order of the text."""
    mentions = ((a.value, a.span.start) for a in analysis.annotations if isinstance(a.value, OrganisationMention))
    return sorted(((m.party, at) for m, at in mentions if m.type != "international"), key=lambda pair: pair[1])


def _often(analysis: Analysis) -> tuple[Party, ...]:
    """The two economies that a text names most."""
    named = Counter(party for a in analysis.annotations if a.type == "place" and (party := economy(a.value)))
    return tuple(party for party, _ in named.most_common(2))


def publishing(analysis: Analysis) -> Party | None:
    """The company or body that publishes the text, where the text names it."""
    publisher = (analysis.document.publisher or "").casefold()
    for annotation in analysis.annotations if publisher else ():
        mention = annotation.value
        if not isinstance(mention, OrganisationMention) or mention.type in ("government", "international", None):
            continue
        name = mention.party.name.casefold()
        if publisher in name or name in publisher:
            return mention.party
    return None


def sides(scene: Scene, hit: Span, memory: Memory) -> list[Parties]:
    """The parties of a deal: organisations, else one and a country, else two countries, else those in force.

    Several where a sentence lists deals of the same kind, each of two organisations.
    """
    clause = scene.clause(hit)
    bodies = bodies_of(scene, hit, clause)
    if len(bodies) >= 4 and _pairs(scene, bodies):
        return [tuple(bodies[n : n + 2]) for n in range(0, len(bodies) - 1, 2)]
    if len(bodies) >= 2:
        first = tuple(bodies if len(bodies) == 3 and _close(bodies) else _two(scene, bodies, hit))
        return [first, *_elliptic(scene, hit, clause)]
    lands = lands_of(scene, hit, clause, bodies)
    if len(lands) > 2 and not bodies and memory.home and memory.home.name not in {s.value.name for s in lands}:
        return [(inherited(memory.home), land) for land in lands]
    return [_mixed(scene, bodies, lands, memory)]


def _elliptic(scene: Scene, hit: Span, clause: Span) -> list[Parties]:
    """Pairs of organisations of further clauses that leave out noun and verb: "…, and A with B"."""
    found: list[Parties] = []
    for cue in scene.of("clause"):
        other = scene.clause(Span(cue.span.stop, cue.span.stop + 1))
        told = [*scene.of("agreement"), *scene.of("agreementStatus")]
        if cue.span.start >= hit.stop and other != clause and not any(a.span in other for a in told):
            bodies = bodies_of(scene, Span(other.start, other.start + 1), other)
            if len(bodies) == 2 and tied(scene, bodies[1].spans[0]):
                found.append(tuple(bodies))
    return found


def _mixed(scene: Scene, bodies: list[Slot[Party]], lands: list[Slot[Party]], memory: Memory) -> Parties:
    """One organisation at most in the words: with a country, with the body named before, or countries alone."""
    if bodies and tied(scene, bodies[0].spans[0]) and memory.last and memory.last != bodies[0].value:
        return (inherited(memory.last), bodies[0])
    if bodies and memory.own and memory.own != bodies[0].value:
        return (inherited(memory.own), bodies[0])
    if bodies and lands:
        return (bodies[0], lands[0])
    if not bodies and scene.has("agreementRole/parties") and memory.bodies:
        return tuple(map(inherited, memory.bodies))
    if len(lands) >= 2:
        return tuple(lands[:3])
    if bodies and (_company(scene, bodies[0]) or not memory.lands):
        return tuple(bodies)
    if lands and memory.lands:
        other = [party for party in memory.lands if party != lands[0].value]
        return (lands[0], inherited(other[0])) if other else tuple(lands)
    return tuple(map(inherited, memory.lands)) or tuple(lands)


def _company(scene: Scene, slot: Slot[Party]) -> bool:
    """Whether a body deals for itself rather than for its country."""
    found = (a.value for a in scene.organisations if a.span == slot.spans[0])
    return any(isinstance(v, OrganisationMention) and v.type == "company" for v in found)


def bodies_of(scene: Scene, hit: Span, clause: Span) -> list[Slot[Party]]:
    """The organisations of a deal's clause that act in it, each once, in order."""
    found: dict[str, Slot[Party]] = {}
    for annotation in scene.organisations:
        party, value = organisation(annotation), annotation.value
        if party is None or not isinstance(value, OrganisationMention) or value.type in ("international", None):
            continue
        near = annotation.span in clause and distance(annotation.span, hit) < _NEAR
        if near and annotation.span not in hit and not speaks(scene, annotation) and not holds(scene, annotation):
            found.setdefault(party.name, Slot(party, (annotation.span,)))
    return list(found.values())


def speaks(scene: Scene, annotation: Annotation) -> bool:
    """Whether the organisation is only cited."""
    cited = (a for a in scene.of("eventRole") if a.value == "eventRole/cited")
    return any(0 <= annotation.span.start - a.span.stop < 25 for a in cited)


def holds(scene: Scene, annotation: Annotation) -> bool:
    """Whether the organisation only says whose post somebody holds who is speaking."""
    held = any(annotation.span in holding.span for holding in scene.holdings)
    return held and bool(scene.speakers)


def lands_of(scene: Scene, hit: Span, clause: Span, bodies: list[Slot[Party]]) -> list[Slot[Party]]:
    """The economies of a deal's clause that are no mere places of it, each once."""
    held = [slot.spans[0] for slot in bodies]
    found: dict[str, Slot[Party]] = {}
    for annotation in scene.places:
        value, party = annotation.value, economy(annotation.value)
        if party is None or not isinstance(value, PlaceMention) or value.marker in _PLACED:
            continue
        if annotation.span not in clause or distance(annotation.span, hit) >= _NEAR:
            continue
        if not any(annotation.span in span for span in held) and not holds(scene, annotation):
            found.setdefault(party.name, Slot(party, (annotation.span,)))
    return list(found.values())


def _two(scene: Scene, bodies: list[Slot[Party]], hit: Span) -> list[Slot[Party]]:
    """The two of several organisations that "with" or "and" ties, else the two nearest to the deal's words."""
    for first, second in zip(bodies, bodies[1:], strict=False):
        if tied(scene, second.spans[0]) or distance(first.spans[0], second.spans[0]) < _CLOSE:
            return [first, second]
    return sorted(sorted(bodies, key=lambda slot: distance(slot.spans[0], hit))[:2], key=lambda slot: slot.spans[0])


def _pairs(scene: Scene, bodies: list[Slot[Party]]) -> bool:
    return len(bodies) % 2 == 0 and all(tied(scene, slot.spans[0]) for slot in bodies[1::2])


def tied(scene: Scene, span: Span) -> bool:
    """Whether "with" or "between" stands right before."""
    ties = (a for a in scene.of("agreementRole") if a.value == "agreementRole/with")
    return any(0 <= span.start - a.span.stop < _TIED for a in ties)


def _close(bodies: list[Slot[Party]]) -> bool:
    spans = [slot.spans[0] for slot in bodies]
    return all(distance(a, b) < _CLOSE for a, b in zip(spans, spans[1:], strict=False))


def names(slots: Parties) -> frozenset[str]:
    """The names of parties, to compare them."""
    return frozenset(slot.value.name for slot in slots)


def place(scene: Scene, hit: Span) -> Slot[Party] | None:
    """Where: the nearest place that something is in, cities and regions before countries."""
    fitting = places(scene, hit)
    local = [a for a in fitting if isinstance(a.value, PlaceMention) and a.value.party.kind is PartyKind.PLACE]
    best = min(local or _after(scene, hit) or fitting, key=lambda a: distance(a.span, hit), default=None)
    return Slot(best.value.party, (best.span,)) if best and isinstance(best.value, PlaceMention) else None


def unknown_place(scene: Scene, hit: Span) -> Slot[Party] | None:
    """A capitalised word after "in" or "near" that nothing else explains: a place that no table knows."""
    known = [*scene.places, *scene.organisations, *scene.people, *scene.periods]
    for cue in scene.of("projectRole"):
        if cue.value != "projectRole/at" or distance(cue.span, hit) > _SOON:
            continue
        token = next((t for t in scene.sentence.tokens if t.span.start >= cue.span.stop), None)
        named = token is not None and token.kind == "word" and token.text[0].isupper() and len(token.text) > 3
        if token and named and not any(token.span.overlaps(a.span) for a in known):
            return Slot(Party(token.text, PartyKind.PLACE), (token.span,))
    return None


def _after(scene: Scene, hit: Span) -> list[Annotation]:
    """The cities and regions right after a noun, in whatever case: "a terminal of the port of X"."""
    return [
        a
        for a in scene.places
        if isinstance(a.value, PlaceMention)
        and a.value.party.kind is PartyKind.PLACE
        and 0 <= a.span.start - hit.stop < _SOON
        and a.value.marker is not Marker.SUBJECT
    ]


def places(scene: Scene, hit: Span) -> list[Annotation]:
    """The places that something near is in."""
    return [
        a
        for a in scene.places
        if isinstance(a.value, PlaceMention) and a.value.marker is Marker.IN and distance(a.span, hit) < _NEAR
    ]
