"""Who may be bound by a deal: combinations of the bodies, countries and regions at hand, each with its clues."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from kg.extract import wording
from kg.extract.deal_clues import between
from kg.extract.deal_names import unknown
from kg.extract.deal_slots import Memory, Parties, holds, speaks, tied
from kg.extract.deciding import Candidate, Clues, family
from kg.extract.event_clues import RULE
from kg.extract.scenes import Scene, distance, economy, inherited, organisation, steps
from kg.language import Annotation, OrganisationMention, PlaceMention
from kg.model import Party, PartyKind, Slot, Span

_SCOPES = ("scope/own", "scope/mutual", "scope/same", "scope/it")
_BODIES = 6  # bodies of one sentence that combinations are made of, the nearest first
_LANDS = 5
_REGIONS = 3
_DISTANCES = (15, 45, 100, 190)
_NEXT = 3  # characters between a country and the body that it is of
_TIGHT = 16


@dataclass(frozen=True, slots=True, eq=False)
class Actor:
    """One that may be a party: where it stands (None: carried from before) and the clues it has for itself."""

    slot: Slot[Party]
    sort: str
    span: Span | None
    clues: Clues


def candidates(scene: Scene, hit: Annotation, rule: Parties, memory: Memory, kind: str) -> list[Candidate]:
    """The parties that a deal could have, the rule's first; no party at all among them."""
    stated, carried = _stated(scene, hit), list(_carried(scene, memory))
    known = {actor.slot.value.name: actor for actor in reversed([*stated, *carried])}
    sets: dict[frozenset[str], tuple[Actor, ...]] = {}
    for members in (_of_rule(rule, known), *_sets(stated, carried)):
        names = frozenset(actor.slot.value.name for actor in members)
        if len(names) == len(members):
            sets.setdefault(names, tuple(members))
    first = frozenset(slot.value.name for slot in rule)
    hand = _Hand.of(scene, hit, stated, kind)
    return [
        Candidate(
            rule if names == first else tuple(actor.slot for actor in members),
            (*_clues(hand, members), *_whole(names, memory)),
            (*_as_whole(hand, members, names == first), *[actor.clues for actor in members]),
        )
        for names, members in sets.items()
    ]


@dataclass(frozen=True, slots=True)
class _Hand:
    """What all combinations are held against: the actors of the sentence by sort, and the bodies of its clause."""

    scene: Scene
    hit: Annotation
    kind: str
    stated: frozenset[Actor]
    counts: Counter[str]
    at_hand: str
    near: frozenset[Actor]
    scopes: tuple[str, ...]
    types: dict[Actor, str] = field(default_factory=dict)

    @classmethod
    def of(cls, scene: Scene, hit: Annotation, stated: Sequence[Actor], kind: str) -> "_Hand":
        """Looked up once for all combinations."""
        counts = Counter(actor.sort for actor in stated)
        clause = scene.clause(hit.span)
        near = (a for a in stated if a.sort == "body" and a.span is not None and a.span in clause)
        scopes = tuple(str(cue.value) for cue in scene.of("scope") if cue.value in _SCOPES)
        return cls(scene, hit, kind, frozenset(stated), counts, "+".join(sorted(counts)), frozenset(near), scopes)

    def type(self, actor: Actor) -> str:
        """What sort of actor it is, of bodies with their type."""
        if actor not in self.types:
            self.types[actor] = _sort(self.scene, actor)
        return self.types[actor]


def _whole(names: frozenset[str], memory: Memory) -> Iterator[str]:
    """Whether a combination is one that the text has brought up as such before."""
    for source, parties in (("dealt", memory.dealt), ("pair", memory.lands), ("bodies", memory.bodies)):
        if names and names == frozenset(party.name for party in parties):
            yield f"whole:{source}"


def _of_rule(rule: Parties, known: dict[str, Actor]) -> list[Actor]:
    found = []
    for slot in rule:
        own = Actor(slot, "other", slot.spans[0] if slot.spans else None, ("rule's own",))
        found.append(known.get(slot.value.name, own))
    return found


def _sets(stated: Sequence[Actor], carried: Sequence[Actor]) -> Iterator[tuple[Actor, ...]]:
    """Nobody, one, two of all at hand, and three or more that stand in one list."""
    yield ()
    everybody = [*stated, *carried]
    yield from ((actor,) for actor in everybody)
    yield from combinations(everybody, 2)
    for sort in ("body", "land"):
        alike = [actor for actor in stated if actor.sort == sort or (sort == "body" and actor.sort == "name")]
        yield from combinations(alike, 3)
        if len(alike) > 3:
            yield tuple(alike)


def _stated(scene: Scene, hit: Annotation) -> list[Actor]:
    """Bodies, economies and regions of the sentence, each once, in the order of the text."""
    found: dict[str, Actor] = {}
    bodies = sorted(scene.organisations, key=lambda a: distance(a.span, hit.span))[:_BODIES]
    for annotation in sorted(bodies, key=lambda a: a.span):
        party = organisation(annotation)
        if party is not None and not annotation.span.overlaps(hit.span):
            found.setdefault(party.name, _body(scene, hit, annotation, party))
    for slot, written in unknown(scene):
        found.setdefault(slot.value.name, _unknown(scene, hit, slot, written))
    lands = [a for a in scene.places if economy(a.value)]
    for annotation in sorted(lands, key=lambda a: distance(a.span, hit.span))[:_LANDS]:
        party = economy(annotation.value)
        if party is not None:
            known = found.get(party.name)
            actor = _land(scene, hit, annotation, party, "land")
            if known is None or len(actor.clues) < len(known.clues):
                found[party.name] = actor
    regions = [a for a in scene.places if isinstance(a.value, PlaceMention) and a.value.party.kind is PartyKind.PLACE]
    for annotation in sorted(regions, key=lambda a: distance(a.span, hit.span))[:_REGIONS]:
        party = annotation.value.party if isinstance(annotation.value, PlaceMention) else None
        if party is not None:
            found.setdefault(party.name, _land(scene, hit, annotation, party, "region"))
    ranked = sorted(found.values(), key=lambda actor: distance(actor.span or hit.span, hit.span))
    nearest = {sort: next((a for a in ranked if a.sort == sort), None) for sort in ("body", "land", "name")}
    marked = [replace(a, clues=(*a.clues, f"{a.sort}:nearest")) if a is nearest.get(a.sort) else a for a in ranked]
    return sorted(marked, key=lambda actor: actor.span or hit.span)


def _body(scene: Scene, hit: Annotation, annotation: Annotation, party: Party) -> Actor:
    sort = annotation.value.type if isinstance(annotation.value, OrganisationMention) else None
    clues = [f"body:{sort}", *_standing("body", scene, hit, annotation)]
    if speaks(scene, annotation):
        clues.append("body:cited")
    return Actor(Slot(party, (annotation.span,)), "body", annotation.span, tuple(clues))


def _land(scene: Scene, hit: Annotation, annotation: Annotation, party: Party, sort: str) -> Actor:
    place = annotation.value
    assert isinstance(place, PlaceMention)
    marker = place.marker.value if place.marker else "none"
    clues = [f"{sort}:{marker}", f"{sort}:{place.form}", *_standing(sort, scene, hit, annotation)]
    if any(annotation.span in quote for quote in scene.sentence.quotes):
        clues.append(f"{sort}:in quotes")
    if place.pair is not None:
        clues.append(f"{sort}:of a pair")
    gaps = [_gap(annotation.span, body.span) for body in scene.organisations if not annotation.span.overlaps(body.span)]
    clues.append(f"{sort}:beside a body:{min(gaps, key=abs) if gaps and min(map(abs, gaps)) < _TIGHT else 'no'}")
    holding = [body.span for body in scene.organisations if annotation.span in body.span]
    if holding:
        clues.append(f"{sort}:in a body's name")
    if annotation.span.overlaps(hit.span) or any(hit.span in span for span in holding):
        clues.append(f"{sort}:in the word itself")
    return Actor(Slot(party, (annotation.span,)), sort, annotation.span, tuple(clues))


def _gap(land: Span, body: Span) -> int:
    """1 where a body follows right behind a country, -1 where it stands right before it, 0 with a word between."""
    gap = distance(land, body)
    near = 1 if land.stop <= body.start else -1
    return near if gap < _NEXT else 2 * near if gap < _TIGHT else _TIGHT


def _unknown(scene: Scene, hit: Annotation, slot: Slot[Party], written: str) -> Actor:
    span = slot.spans[0]
    return Actor(slot, "name", span, (f"name:{written}", *_placed("name", scene, hit, span)))


def _placed(sort: str, scene: Scene, hit: Annotation, span: Span) -> Iterator[str]:
    """Where an actor stands, as seen from the deal's word."""
    side = "after" if span.start >= hit.span.start else "before"
    yield f"{sort}:{side}:{steps(distance(span, hit.span), _DISTANCES)}"
    yield f"{sort}:in clause:{span in scene.clause(hit.span)}"
    yield f"{sort}:first:{span.start - scene.sentence.span.start < 3}"
    yield f"{sort}:marks between:{min(2, sum(mark in ',;:()–—' for mark in between(scene, hit.span, span)))}"
    before, after = wording.beside(scene, span)
    yield from (f"{sort}:-1={before}", f"{sort}:+1={after}")
    if tied(scene, span):
        yield f"{sort}:with"


def _standing(sort: str, scene: Scene, hit: Annotation, annotation: Annotation) -> Iterator[str]:
    """Where an actor stands, and whether it only belongs to somebody's post."""
    yield from _placed(sort, scene, hit, annotation.span)
    if holds(scene, annotation):
        yield f"{sort}:of the speaker's post"
    if any(annotation.span in holding.span for holding in scene.holdings):
        yield f"{sort}:of a post"


def _carried(scene: Scene, memory: Memory) -> Iterator[Actor]:
    """Those that earlier sentences, the headline or the publisher have brought into play."""
    sources: dict[Party, list[str]] = {}
    for name, parties in (
        ("home", (memory.home,)),
        ("pair", memory.lands),
        ("publisher's body", (memory.own,)),
        ("last body", (memory.last,)),
        ("deal's bodies", memory.bodies),
        ("recent body", memory.recent),
        ("last deal", memory.dealt),
        ("sentence before", memory.before),
        ("publisher", (memory.publisher,)),
        ("often", memory.often),
    ):
        for party in parties:
            if party is not None:
                sources.setdefault(party, []).append(f"carried:{name}")
    for party, clues in sources.items():
        sort = "carried land" if party.kind is PartyKind.ECONOMY else "carried body"
        own = party == memory.home or party == memory.own
        yield Actor(inherited(party), sort, None, (sort, f"{sort}:home:{own}:{len(clues)}", *clues))


def _as_whole(hand: _Hand, members: Sequence[Actor], rule: bool) -> Iterator[Clues]:
    """What a combination has as a whole: its shape, and whom it leaves out."""
    shape = "+".join(sorted(actor.sort for actor in members)) or "nobody"
    scene, number = hand.scene, len(members)
    yield _shaped(shape, number, hand.kind, hand.at_hand, rule, scene.sentence.sort)
    if hand.scopes or scene.has("agreementRole/parties"):
        yield _scoped(shape, hand.scopes, scene.has("agreementRole/parties"))
    taken = [actor.sort for actor in members if actor in hand.stated]
    bodies, lands, names = (min(2, hand.counts[sort] - taken.count(sort)) for sort in ("body", "land", "name"))
    near = min(2, len(hand.near) - sum(actor in hand.near for actor in members))
    yield _left_out(bodies, lands, names, near, number)


@family
def _shaped(shape: str, number: int, kind: str, at_hand: str, rule: bool, sort: str) -> Iterator[str]:
    yield from (f"shape:{shape}", f"shape:{shape}:{kind}", f"parties:{number}:{kind}", f"shape:{shape} of {at_hand}")
    yield f"sort:{sort}:{shape}"
    if rule:
        yield from (*RULE, f"rule:{shape}", f"rule:{shape}:{kind}", f"rule:{shape} of {at_hand}")


@family
def _scoped(shape: str, scopes: tuple[str, ...], parties: bool) -> Iterator[str]:
    if parties:
        yield f"the parties:{shape}"
    yield from (f"{scope}:{shape}" for scope in scopes)


@family
def _left_out(bodies: int, lands: int, names: int, near: int, number: int) -> Iterator[str]:
    yield from (f"left out:body:{bodies}:{number}", f"left out:land:{lands}:{number}")
    yield from (f"left out:name:{names}:{number}", f"bodies of the clause left out:{near}")


def _clues(hand: _Hand, members: Sequence[Actor]) -> Iterator[str]:
    """What its members are, and what two of them have as a couple."""
    if len(members) == 2:
        yield from _both(hand.scene, hand.hit, members[0], members[1])
    yield f"types:{'+'.join(sorted(map(hand.type, members)))}"


def _sort(scene: Scene, actor: Actor) -> str:
    """What sort of actor it is, of bodies with their type."""
    mentions = (a.value for a in scene.organisations if a.span == actor.span)
    kind = next((m.type for m in mentions if isinstance(m, OrganisationMention)), None)
    return f"{actor.sort}/{kind}" if kind else actor.sort


def _both(scene: Scene, hit: Annotation, one: Actor, other: Actor) -> Iterator[str]:
    """What two parties have as a couple."""
    if one.span is not None and other.span is not None:
        first, second = sorted((one.span, other.span))
        gap = Span(first.stop, second.start) if first.stop <= second.start else Span(first.stop, first.stop)
        yield f"couple:apart:{steps(len(gap), (6, 15, 40, 100))}"
        yield f"couple:around:{first.stop <= hit.span.start and hit.span.stop <= second.start}"
        between = [a for a in scene.of("agreementRole") if a.value == "agreementRole/with" and a.span in gap]
        yield f"couple:with between:{bool(between)}:{'+'.join(sorted((one.sort, other.sort)))}"
        if tied(scene, second):
            yield "couple:second with"
    mentions = (a for a in scene.places if a.span in (one.span, other.span))
    pairs = {a.value.pair for a in mentions if isinstance(a.value, PlaceMention)}
    if len(pairs) == 1 and None not in pairs:
        yield "couple:one pair"
    lands = [_land_of(scene, actor) for actor in (one, other)]
    if None not in lands:
        yield f"couple:same country:{lands[0] == lands[1]}"


def _land_of(scene: Scene, actor: Actor) -> str | None:
    """The country a party is or is known to be of."""
    if actor.slot.value.kind is PartyKind.ECONOMY:
        return actor.slot.value.name
    mentions = (a.value for a in scene.organisations if a.span == actor.span)
    return next((m.country for m in mentions if isinstance(m, OrganisationMention)), None)
