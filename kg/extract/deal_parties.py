"""Who may be bound by a deal: combinations of the bodies, countries and regions at hand, each with its clues."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from kg.extract import wording
from kg.extract.deal_actors import Actor, at_hand
from kg.extract.deal_clues import Number
from kg.extract.deal_slots import Memory, Parties, tied
from kg.extract.deciding import Candidate, Clues, family
from kg.extract.event_clues import RULE
from kg.extract.scenes import Scene, steps
from kg.language import Annotation, OrganisationMention, PlaceMention
from kg.model import PartyKind, Slot, Span

_SCOPES = ("scope/own", "scope/mutual", "scope/same", "scope/it")
_WORDS = 3  # words to either side of a hit that say how many bind themselves


def candidates(
    scene: Scene, hit: Annotation, rule: Parties, memory: Memory, kind: str, number: Number
) -> list[Candidate]:
    """The parties that a deal could have, the rule's first; no party at all among them.

    `number` is how many such deals the words seem to tell of.
    """
    stated, carried = at_hand(scene, hit, memory)
    known = {actor.slot.value.name: actor for actor in reversed([*stated, *carried])}
    sets: dict[frozenset[str], tuple[Actor, ...]] = {}
    for members in (_of_rule(rule, known), *_sets(stated, carried)):
        names = frozenset(actor.slot.value.name for actor in members)
        if len(names) == len(members):
            sets.setdefault(names, tuple(members))
    first = frozenset(slot.value.name for slot in rule)
    hand = _Hand.of(scene, hit, stated, kind, "number" if isinstance(number, Slot) else number or "one")
    return [
        Candidate(
            rule if names == first else tuple(actor.slot for actor in members),
            (*_clues(hand, members), *_whole(names, memory)),
            (*_as_whole(hand, members, names == first), *[actor.clues for actor in members]),
            under=_form(members),
            asked=hand.words,
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
    words: Clues
    number: str
    types: dict[Actor, str] = field(default_factory=dict)

    @classmethod
    def of(cls, scene: Scene, hit: Annotation, stated: Sequence[Actor], kind: str, number: str) -> "_Hand":
        """Looked up once for all combinations."""
        counts = Counter(actor.sort for actor in stated)
        clause = scene.clause(hit.span)
        near = (a for a in stated if a.sort == "body" and a.span is not None and a.span in clause)
        scopes = tuple(str(cue.value) for cue in scene.of("scope") if cue.value in _SCOPES)
        at_hand_ = "+".join(sorted(counts))
        words = _words(scene, hit)
        return cls(scene, hit, kind, frozenset(stated), counts, at_hand_, frozenset(near), scopes, words, number)

    def type(self, actor: Actor) -> str:
        """What sort of actor it is, of bodies with their type."""
        if actor not in self.types:
            self.types[actor] = _sort(self.scene, actor)
        return self.types[actor]


def _form(members: Sequence[Actor]) -> str:
    """How many parties the words state and how many come from before."""
    carried = sum(actor.span is None for actor in members)
    return f"{len(members) - carried}+{carried}>"


def _words(scene: Scene, hit: Annotation) -> Clues:
    """The words of a hit and those right beside it: "joint", "with", "our"."""
    return tuple(dict.fromkeys(wording.near(scene, hit.span, _WORDS)))


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


def _as_whole(hand: _Hand, members: Sequence[Actor], rule: bool) -> Iterator[Clues]:
    """What a combination has as a whole: its shape, and whom it leaves out."""
    shape = "+".join(sorted(actor.sort for actor in members)) or "nobody"
    scene, number = hand.scene, len(members)
    yield _shaped(shape, number, hand.kind, hand.at_hand, rule, scene.sentence.sort)
    yield _counted(shape, hand.number)
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
def _counted(shape: str, number: str) -> Iterator[str]:
    yield f"{number}:{shape}"


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
