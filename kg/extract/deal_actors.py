"""Who is at hand when a deal is told: bodies, countries, regions and names of the sentence, and those of before."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.extract import wording
from kg.extract.deal_clues import between
from kg.extract.deal_names import unknown
from kg.extract.deal_slots import Memory, holds, speaks, tied
from kg.extract.deciding import Clues
from kg.extract.scenes import Scene, distance, economy, inherited, organisation, steps
from kg.language import Annotation, OrganisationMention, PlaceMention
from kg.model import Party, PartyKind, Slot, Span

_BODIES = 6  # bodies of one sentence that combinations are made of, the nearest first
_LANDS = 5
_REGIONS = 3
_DISTANCES = (15, 45, 100, 190)
_NEXT = 3  # characters between a country and the body that it is of
_TIGHT = 16
_TIMES = (1, 2, 3, 5)  # how often a text names somebody
_AGO = (1, 2, 4)  # sentences since


@dataclass(frozen=True, slots=True, eq=False)
class Actor:
    """One that may be a party: where it stands (None: carried from before) and the clues it has for itself."""

    slot: Slot[Party]
    sort: str
    span: Span | None
    clues: Clues


def at_hand(scene: Scene, hit: Annotation, memory: Memory) -> tuple[list[Actor], list[Actor]]:
    """Those of the sentence in the order of the text, and those carried from before."""
    stated = [_known(actor, memory) for actor in _stated(scene, hit)]
    return stated, [_known(actor, memory) for actor in _carried(scene, memory)]


def _known(actor: Actor, memory: Memory) -> Actor:
    """An actor with what the whole text makes of it: how often it is named, whether the text begins with it."""
    name, sort = actor.slot.value.name, actor.sort
    clues = [f"{sort}:named:{steps(memory.named[name], _TIMES)}"]
    if name in memory.leading:
        clues.append(f"{sort}:leads")
    if actor.span is None and name in memory.seen:
        clues.append(f"{sort}:ago:{steps(memory.number - memory.seen[name], _AGO)}")
    return replace(actor, clues=(*actor.clues, *clues))


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
    gap = Span(min(hit.span.stop, span.stop), max(hit.span.start, span.start))
    if any(a.value == "agreementRole/including" and a.span in gap for a in scene.of("agreementRole")):
        yield f"{sort}:of some of them:{side}"


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
        ("hero", memory.heroes),
        ("titled", (memory.titled,)),
    ):
        for party in parties:
            if party is not None:
                sources.setdefault(party, []).append(f"carried:{name}")
    for party, clues in sources.items():
        sort = "carried land" if party.kind is PartyKind.ECONOMY else "carried body"
        own = party == memory.home or party == memory.own
        yield Actor(inherited(party), sort, None, (sort, f"{sort}:home:{own}:{len(clues)}", *clues))
