"""Happenings: what meets where and when, whether it has, and who takes part. Types and statuses by FACTS.md.

The rules propose, the judge chooses (`event.country`, `event.status`), then decides whether the words tell of a new
happening, of one told before, or of none (`event.truth`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from math import prod

from kg.extract.attribution import said_by
from kg.extract.certainty import soundness
from kg.extract.deciding import Choice, Judge, learned
from kg.extract.event_clues import Around, countries, statuses
from kg.extract.event_kinds import kinds
from kg.extract.event_lists import continued
from kg.extract.event_merge import joined, same
from kg.extract.event_slots import (
    Where,
    before,
    companies,
    organisers,
    participants,
    people_of,
    period,
    resolved,
    spot,
    turned,
    vague,
    wheres,
)
from kg.extract.event_told import FIRM, Told, arrive, head, home, leave, remember
from kg.extract.event_truth import Proposal, tellings
from kg.extract.evidence import around
from kg.extract.scenes import Scene, distance, nearest, period_slot, scenes
from kg.extract.tellings import Telling, beside, newness, toldness
from kg.language import Analysis, Annotation
from kg.model import Happening, Period, Rejection, Slot

_WEAK = 0.6  # a cue under this needs a place and a person or period of its own
_NONE = 0.3  # a cue under this is none
_STATUS = 120  # characters between a happening's word and what tells its status
_RECENT = 2  # sentences within which a place and a date may go on telling
# Clues to a new happening that also say how sound it is.
_SOUND = frozenset(
    ("kind", "status", "refused", "accepted", "sort", "country", "first of all", "first of its kind")
    + ("twin", "score", "others", "near", "role")
)
_DOUBTFUL = 0.25  # from this probability a happening is worth a look by a person


def find(analysis: Analysis, judge: Judge | None = None) -> Iterator[Happening | Rejection]:
    """The happenings of a document, each once, in the order of their first mention; and what was no happening."""
    judge = judge or learned("events", analysis.document.language)
    told = Told(Around.of(analysis), base=home(analysis))
    for scene in scenes(analysis):
        arrive(scene, told)
        head(scene, told)
        hits = _hits(scene)
        for hit in sorted((*hits, *_more(scene, hits, told)), key=lambda hit: (-hit.score, hit.span)):
            if reason := _unfit(hit, told):
                told.rejected.append(Rejection(hit.span, "event", reason))
            else:
                for proposal in _proposals(scene, hit, hits, told, judge):
                    _decide(scene, proposal, told, judge)
        leave(scene, told)
    yield from sorted((*told.events, *told.doubtful), key=lambda event: event.evidence[0])
    yield from told.rejected


def _unfit(hit: Annotation, told: Told) -> str | None:
    return None if hit.score >= _NONE else "no happening of its own"


def _kind(hit: Annotation, hits: Sequence[Annotation], told: Told) -> str:
    kind = str(hit.value).partition("/")[2]
    if kind == "More":
        beside = nearest(hits, hit.span)
        if beside is not None:
            return _kind(beside, [], told)
        return told.recent[1] if told.recent else "TradeMission"
    return (told.session or "CommissionSession") if kind == "Again" else kind


def _decide(scene: Scene, proposal: Proposal, told: Told, judge: Judge) -> None:
    """Tell a proposal as a new happening, as one told before, or not at all."""
    rule = next((n for n, other in enumerate(told.events) if same(other, proposal.event)), None)
    candidates = tellings(scene, proposal, told.events, rule)
    choice = judge.choose("event.truth", proposal.hit.span, candidates)
    telling = choice.value
    if isinstance(telling, Telling) and telling.number is not None:
        _retell(telling.number, proposal, choice, told, judge)
        return
    parts = _parts(proposal, newness(choice))
    new = replace(proposal.event, confidence=_confidence(choice, proposal, proposal.event, parts, judge))
    if telling is not None:
        remember(told, new, scene.analysis.document.published)
        told.events.append(new)
        told.sure.append(parts["all"])
    elif new.confidence >= _DOUBTFUL:
        told.doubtful.append(new)
    else:
        told.rejected.append(Rejection(proposal.hit.span, "event", proposal.refused or "hardly a happening"))


def _retell(number: int, proposal: Proposal, choice: Choice, told: Told, judge: Judge) -> None:
    """A happening told before: the surer of its two tellings gives the slots, the other what it alone says."""
    before, parts = told.events[number], _parts(proposal, toldness(choice))
    if parts["all"] <= told.sure[number]:
        told.events[number] = joined(before, proposal.event)
        return
    event = replace(joined(proposal.event, before), evidence=joined(before, proposal.event).evidence)
    told.events[number] = replace(event, confidence=_confidence(choice, proposal, event, parts, judge))
    told.sure[number] = parts["all"]


def _parts(proposal: Proposal, truth: float) -> dict[str, float]:
    """The probabilities of a proposal's slots and of its being told, and of all together."""
    told = {"type": proposal.typed, "country": proposal.placed, "status": proposal.settled, "truth": truth}
    return told | {"all": prod(told.values())}


def _confidence(choice: Choice, proposal: Proposal, event: Happening, parts: dict[str, float], judge: Judge) -> Decimal:
    """How sure a happening is to be right as a whole."""
    return soundness("event.sound", judge, proposal.hit.span, event, parts, beside(choice, _SOUND))


def _hits(scene: Scene) -> list[Annotation]:
    """The words for happenings, one a kind in each stretch of the sentence."""
    kept: list[Annotation] = []
    for cue in scene.of("event"):
        twin = next((k for k in kept if k.value == cue.value and distance(k.span, cue.span) < 60), None)
        if twin is None:
            kept.append(cue)
        elif cue.score > twin.score:
            kept[kept.index(twin)] = cue
    return kept


def _more(scene: Scene, hits: Sequence[Annotation], told: Told) -> Iterator[Annotation]:
    """Places that go on telling without a word for a happening: "missions to Riga in May, Tashkent in June"."""
    if not hits and (told.recent is None or told.number - told.recent[0] > _RECENT):
        return
    for place in continued(scene, hits):
        yield Annotation(place.span, "cue", "event/More", "list", 0.5)


def _proposals(scene: Scene, hit: Annotation, hits: list[Annotation], told: Told, judge: Judge) -> Iterator[Proposal]:
    """What a word may tell: one happening, or one a country where several are listed."""
    last = told.events[-1].type.value if told.events else None
    typed = judge.choose("event.type", hit.span, kinds(scene, hit, _kind(hit, hits, told), told.session, last))
    kind = str(typed.value)
    refused = _refused(scene, hit, hits, kind)
    more = next((a for a in scene.places if a.span == hit.span), None) if hit.value == "event/More" else None
    places, when = [spot(more)] if more else wheres(scene, hit.span, kind), period(scene, hit.span)
    refused = refused or _bare(scene, hit, kind, bool(places), when is not None)
    near = told.where or told.base
    rule = places or ([resolved(near)] if near else [])
    if len(rule) > 1 or more:
        for where in rule:
            own = period(scene, where.country.spans[0]) if where.country else when
            yield _proposal(scene, hit, kind, where, typed.probability, 1.0, own or when, told, judge, hits, refused)
        return
    candidates = countries(scene, hit, kind, rule, told.around, told.sources(kind))
    choice = judge.choose("event.country", hit.span, candidates)
    where = choice.value if isinstance(choice.value, Where) else Where()
    yield _proposal(scene, hit, kind, where, typed.probability, choice.probability, when, told, judge, hits, refused)


def _bare(scene: Scene, hit: Annotation, kind: str, placed: bool, dated: bool) -> str | None:
    """Why a word with so little beside it would tell of no happening, by the rules."""
    if hit.score < _WEAK and not (placed and (dated or scene.people)):
        return "too little beside a weak word"
    if kind == "Visit" and not placed and not scene.has("eventRole/here"):
        return "a visit to nowhere"
    if kind == "Meeting" and not placed and not scene.people and not dated:
        return "a meeting of nobody in particular"
    return None


def _refused(scene: Scene, hit: Annotation, hits: list[Annotation], kind: str) -> str | None:
    """Why a word for a happening would tell of none, as far as the sentence alone shows."""
    if kind == "CommissionSession" and not scene.of("eventRole"):
        return "nobody meets"
    if kind == "Visit" and hit.score < _WEAK and not scene.people:
        return "nobody in particular goes"
    if kind != "Meeting":
        return None
    people = list(people_of(scene, hit.span))
    others = [h for h in hits if h.value not in (hit.value, "event/Visit", "event/Ceremony", "event/Again")]
    if not people and any(distance(h.span, hit.span) < 80 for h in others):
        return "the meeting is that of another happening"
    talks = any(a.span.overlaps(hit.span) for a in scene.of("agreementStatus"))
    return "talks about an agreement" if talks and not people else None


def _proposal(
    scene: Scene,
    hit: Annotation,
    kind: str,
    where: Where,
    typed: float,
    placed: float,
    when: Annotation | None,
    told: Told,
    judge: Judge,
    hits: Sequence[Annotation],
    refused: str | None,
) -> Proposal:
    slot = period_slot(when)
    status, settled = _settled(scene, hit, kind, when, told.heading, judge)
    if slot is not None and status.value in ("planned", "held") and vague(when):
        slot = turned(slot, scene.analysis.document.published, 1 if status.value == "planned" else -1)
    event = Happening(
        type=Slot(kind, (hit.span,)),
        status=status,
        name=_name(scene, hit),
        city=where.city,
        country=where.country,
        period=slot,
        organizers=organisers(scene, hit.span),
        participants=participants(scene, hit.span, kind),
        companies=companies(scene, hit.span),
        evidence=(around(scene.analysis, hit.span),),
        speaker=said_by(scene, hit.span),
    )
    return Proposal(event, hit, typed, placed, settled, refused, tuple(hits))


def _settled(
    scene: Scene, hit: Annotation, kind: str, when: Annotation | None, heading: Slot[str] | None, judge: Judge
) -> tuple[Slot[str], float]:
    """The status with its probability: what a heading says holds, else what the judge chooses."""
    if heading is not None:
        return heading, 1.0
    rule, basis = _status(scene, hit, period_slot(when), when)
    choice = judge.choose("event.status", hit.span, statuses(scene, hit, kind, rule.value, basis, when))
    status = rule if choice.value == rule.value else Slot(str(choice.value), (hit.span,))
    return status, choice.probability


def _status(scene: Scene, hit: Annotation, slot: Slot[Period] | None, when: Annotation | None) -> tuple[Slot[str], str]:
    """Cancelled and postponed before all; then a stated period; then the nearest word of the clause; else held.

    The second value names the ground: `firm`, `period`, `future`, `word` or `nothing`.
    """
    clause = scene.clause(hit.span)
    cues = [a for a in scene.of("eventStatus") if distance(a.span, hit.span) < _STATUS]
    firm = nearest(cues, hit.span, lambda a: str(a.value).partition("/")[2] in FIRM)
    if firm:
        return Slot(str(firm.value).partition("/")[2], (firm.span,)), "firm"
    nearby = nearest([a for a in cues if a.span in clause] or cues, hit.span)
    future = [span for span in scene.future() if span in clause]
    side = before(slot.value, scene.analysis.document.published) if slot else 0
    if slot is not None and side and not (vague(when) and _contrary(scene, hit, nearby, bool(future), side)):
        return Slot("planned" if side > 0 else "held", slot.spans), "period"
    if future:
        return Slot("planned", (future[0],)), "future"
    if nearby is not None:
        return Slot(_state(nearby), (nearby.span,)), "word"
    coming = slot is not None and side < 0 and vague(when)
    return Slot("planned" if coming else "held", (hit.span,)), "nothing"


def _state(cue: Annotation) -> str:
    """The status that a word tells; what "opens" or "meets" is under way, unless a period to come says more."""
    notation = str(cue.value).partition("/")[2]
    return "held" if notation == "present" else notation


def _contrary(scene: Scene, hit: Annotation, nearby: Annotation | None, future: bool, side: int) -> bool:
    """Whether the words speak against the side on which a day or month without a year was put."""
    clause = scene.clause(hit.span)
    if side > 0:
        return not future and (scene.past(clause) or (nearby is not None and nearby.value == "eventStatus/held"))
    if future or (nearby is not None and nearby.value in ("eventStatus/planned", "eventStatus/present")):
        return True
    verbless = scene.sentence.sort == "item" or (scene.tensed and not scene.past(clause))
    return nearby is None and verbless


def _name(scene: Scene, hit: Annotation) -> Slot[str] | None:
    """A quoted name right after the happening's word."""
    if hit.value in ("event/Visit", "event/Meeting", "event/Ceremony"):
        return None
    for quote in scene.sentence.quotes:
        if 0 <= quote.start - hit.span.stop < 30 and len(quote) < 80:
            return Slot(scene.words(quote), (quote,))
    return None
