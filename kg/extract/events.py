"""Happenings: what meets where and when, whether it has, and who takes part. Types and statuses by FACTS.md."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.extract.attribution import said_by
from kg.extract.event_merge import tell
from kg.extract.event_slots import (
    Where,
    before,
    companies,
    organisers,
    participants,
    people_of,
    period,
    resolved,
    turned,
    vague,
    wheres,
)
from kg.extract.evidence import around, trust
from kg.extract.opening import opening
from kg.extract.scenes import Scene, distance, nearest, period_slot, scenes
from kg.language import Analysis, Annotation, PlaceMention
from kg.model import Happening, Party, PartyKind, Period, Rejection, Slot

_WEAK = 0.6  # a cue under this needs a place and a person or period of its own
_NONE = 0.3  # a cue under this is none
_FIRM = ("cancelled", "postponed")
_STATUS = 120  # characters between a happening's word and what tells its status


@dataclass(slots=True)
class _Told:
    """What earlier sentences told: where the text is, the last sort of session, the happenings themselves."""

    base: Where | None = None
    where: Where | None = None
    paragraph: int = -1
    session: str | None = None
    heading: Slot[str] | None = None
    events: list[Happening] = field(default_factory=list)


def find(analysis: Analysis) -> Iterator[Happening | Rejection]:
    """The happenings of a document, each once, in the order of their first mention; and what was no happening."""
    told = _Told(base=_home(analysis))
    rejected: list[Rejection] = []
    for scene in scenes(analysis):
        _arrive(scene, told)
        _head(scene, told)
        hits = _hits(scene)
        for hit in hits:
            found = _events(scene, hit, hits, told)
            if isinstance(found, str):
                rejected.append(Rejection(hit.span, "event", found))
            else:
                for event in found:
                    _remember(told, event, analysis.document.published)
    yield from told.events
    yield from rejected


def _current(event: Happening, published: str | None) -> bool:
    """Whether a happening is of the days the text is about: not planned, and of no earlier year or month."""
    if event.status is None or event.status.value != "held":
        return False
    if event.period is None or not published:
        return True
    return event.period.value.edtf[: len(published[:7])] >= published[:7][: len(event.period.value.edtf)]


def _remember(told: _Told, event: Happening, published: str | None) -> None:
    if event.country is not None and event.country.spans and _current(event, published):
        told.where = Where(event.city, event.country)
    if event.type.value in ("CommissionSession", "Meeting", "BusinessForum"):
        told.session = event.type.value
    tell(told.events, event)


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


def _events(scene: Scene, hit: Annotation, hits: list[Annotation], told: _Told) -> list[Happening] | str:
    kind = str(hit.value).partition("/")[2]
    if kind == "Again":
        kind = told.session or ""
    refused = _refused(scene, hit, hits, kind)
    if refused:
        return refused
    places, when = wheres(scene, hit.span, kind), period(scene, hit.span)
    if hit.score < _WEAK and not (places and (when or scene.people)):
        return "too little beside a weak word"
    if kind == "Visit" and not places and not (scene.has("eventRole/here") and told.base):
        return "a visit to nowhere"
    if kind == "Meeting" and not places and not scene.people and when is None:
        return "a meeting of nobody in particular"
    if not places:
        near = told.where or told.base
        places = [resolved(near)] if near else [Where()]
    if places[0].country is None and kind != "Meeting":
        return "no country"
    return [_event(scene, hit, kind, where, when, told.heading) for where in places]


def _refused(scene: Scene, hit: Annotation, hits: list[Annotation], kind: str) -> str | None:
    """Why a word for a happening tells of none, as far as the sentence alone shows."""
    if hit.score < _NONE or not kind:
        return "no happening of its own"
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


def _event(
    scene: Scene, hit: Annotation, kind: str, where: Where, when: Annotation | None, heading: Slot[str] | None
) -> Happening:
    slot = period_slot(when)
    status = heading or _status(scene, hit, slot, when)
    if slot is not None and status.value in ("planned", "held") and vague(when):
        slot = turned(slot, scene.analysis.document.published, 1 if status.value == "planned" else -1)
    return Happening(
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
        confidence=trust(hit),
        speaker=said_by(scene, hit.span),
    )


def _status(scene: Scene, hit: Annotation, slot: Slot[Period] | None, when: Annotation | None) -> Slot[str]:
    """Cancelled and postponed before all; then a stated period; then the nearest word of the clause; else held."""
    clause = scene.clause(hit.span)
    cues = [a for a in scene.of("eventStatus") if distance(a.span, hit.span) < _STATUS]
    firm = nearest(cues, hit.span, lambda a: str(a.value).partition("/")[2] in _FIRM)
    if firm:
        return Slot(str(firm.value).partition("/")[2], (firm.span,))
    nearby = nearest([a for a in cues if a.span in clause] or cues, hit.span)
    future = [span for span in scene.future() if span in clause]
    side = before(slot.value, scene.analysis.document.published) if slot else 0
    if slot is not None and side and not (vague(when) and _contrary(scene, hit, nearby, bool(future), side)):
        return Slot("planned" if side > 0 else "held", slot.spans)
    if future:
        return Slot("planned", (future[0],))
    if nearby is not None:
        return Slot(_state(nearby), (nearby.span,))
    coming = slot is not None and side < 0 and vague(when)
    return Slot("planned" if coming else "held", (hit.span,))


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


def _arrive(scene: Scene, told: _Told) -> None:
    """A city that a line or paragraph begins with is where what follows happens."""
    new = scene.sentence.paragraph != told.paragraph
    told.paragraph = scene.sentence.paragraph
    first = scene.places[0] if scene.places else None
    if first is None or not isinstance(first.value, PlaceMention) or not first.value.country:
        return
    text, span = scene.analysis.document.text, first.span
    following = text[span.stop : span.stop + 2].strip()[:1]
    town = first.value.party.kind is PartyKind.PLACE
    dateline = span.of(text).isupper() and len(span) > 3 and (town or following in ",–—-/(.")
    if new and span.start - scene.sentence.span.start < 3 and (dateline or (town and following in "–—-/(.")):
        city = Slot(first.value.party, (span,)) if town else None
        told.base = Where(city, Slot(Party(first.value.country, PartyKind.ECONOMY), (span,)))


def _head(scene: Scene, told: _Told) -> None:
    """A heading or colon that puts off what follows, or calls it off, speaks until other words do."""
    if scene.sentence.sort == "item" or (told.heading and not scene.of("eventStatus")):
        return
    opens = scene.sentence.sort == "heading" or scene.sentence.tokens[-1].text == ":"
    firm = next((a for a in scene.of("eventStatus") if str(a.value).partition("/")[2] in _FIRM), None)
    told.heading = Slot(str(firm.value).partition("/")[2], (firm.span,)) if opens and firm else None


def _home(analysis: Analysis) -> Where | None:
    """The document's country, until a sentence says more."""
    focus = opening(analysis)
    return Where(None, Slot(focus.home, ())) if focus.home and focus.home.kind is PartyKind.ECONOMY else None
