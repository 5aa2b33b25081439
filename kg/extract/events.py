"""Happenings: what meets where and when, whether it has, and who takes part. Types and statuses by FACTS.md."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kg.extract.event_slots import Where, before, companies, participants, period, resolved, wheres
from kg.extract.evidence import around
from kg.extract.opening import opening
from kg.extract.scenes import Scene, distance, nearest, period_slot, scenes
from kg.language import Analysis, Annotation, PlaceMention
from kg.model import Happening, Party, PartyKind, Period, Rejection, Slot, Span

_WEAK = 0.6  # a cue under this needs a place and a person or period of its own
_SESSIONS = frozenset({"CommissionSession"})
_FIRM = ("cancelled", "postponed")


@dataclass(slots=True)
class _Told:
    """What earlier sentences told: the last place of a happening, and the happenings themselves."""

    where: Where | None = None
    paragraph: int = -1
    events: list[Happening] = field(default_factory=list)


def find(analysis: Analysis) -> Iterator[Happening | Rejection]:
    """The happenings of a document, each once, in the order of their first mention; and what was no happening."""
    told = _Told(where=_dateline(analysis))
    rejected: list[Rejection] = []
    for scene in scenes(analysis):
        for hit in _hits(scene):
            found = _events(scene, hit, told)
            if isinstance(found, str):
                rejected.append(Rejection(hit.span, "event", found))
            else:
                for event in found:
                    _tell(told, event)
    yield from told.events
    yield from rejected


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


def _events(scene: Scene, hit: Annotation, told: _Told) -> list[Happening] | str:
    kind = str(hit.value).partition("/")[2]
    if hit.score < 0.3:
        return "no happening of its own"
    if kind in _SESSIONS and not scene.of("eventRole"):
        return "nobody meets"
    places = wheres(scene, hit.span, kind)
    when = period(scene, hit.span)
    if hit.score < _WEAK and not (places and (when or scene.people)):
        return "too little beside a weak word"
    if kind == "Meeting" and not places and not scene.people and when is None:
        return "a meeting of nobody in particular"
    if kind == "Visit" and not places:
        return "a visit to nowhere"
    if not places:
        places = [resolved(told.where)] if told.where else []
    if not places or places[0].country is None:
        return "no country"
    return [_event(scene, hit, kind, where, when) for where in places]


def _event(scene: Scene, hit: Annotation, kind: str, where: Where, when: Annotation | None) -> Happening:
    slot = period_slot(when)
    return Happening(
        type=Slot(kind, (hit.span,)),
        status=_status(scene, hit, slot),
        name=_name(scene, hit.span),
        city=where.city,
        country=where.country,
        period=slot,
        participants=participants(scene, hit.span, kind),
        companies=companies(scene, hit.span),
        evidence=(around(scene.analysis, hit.span),),
    )


def _status(scene: Scene, hit: Annotation, when: Slot[Period] | None) -> Slot[str]:
    """Cancelled and postponed before all; else by the period; else by the nearest word; else held."""
    cues = [a for a in scene.of("eventStatus") if distance(a.span, hit.span) < 120]
    firm = nearest(cues, hit.span, lambda a: str(a.value).partition("/")[2] in _FIRM)
    if firm:
        return Slot(str(firm.value).partition("/")[2], (firm.span,))
    if when is not None and (side := before(when.value, scene.analysis.document.published)):
        return Slot("planned" if side > 0 else "held", when.spans)
    cue = nearest(cues, hit.span)
    return Slot(str(cue.value).partition("/")[2], (cue.span,)) if cue else Slot("held", (hit.span,))


def _name(scene: Scene, hit: Span) -> Slot[str] | None:
    """A quoted name right after the happening's word."""
    for quote in scene.sentence.quotes:
        if 0 <= quote.start - hit.stop < 30 and len(quote) < 80:
            return Slot(scene.words(quote), (quote,))
    return None


def _tell(told: _Told, event: Happening) -> None:
    """Add a happening, or complete the one it is."""
    told.where = Where(event.city, event.country)
    for number, other in enumerate(told.events):
        if _same(other, event):
            told.events[number] = _joined(other, event)
            return
    told.events.append(event)


def _same(a: Happening, b: Happening) -> bool:
    """One happening told twice: type, status and country alike, and nothing else at odds."""
    return (
        a.type.value == b.type.value
        and _value(a.status) == _value(b.status)
        and _value(a.country) == _value(b.country)
        and _agree(a.city, b.city)
        and _overlap(a.period, b.period)
        and _agree(a.name, b.name)
        and _meet(a, b)
    )


def _value(slot: Slot[object] | None) -> object:
    return slot.value if slot else None


def _agree(a: Slot[object] | None, b: Slot[object] | None) -> bool:
    return a is None or b is None or a.value == b.value


def _overlap(a: Slot[Period] | None, b: Slot[Period] | None) -> bool:
    if a is None or b is None:
        return True
    return a.value.edtf.startswith(b.value.edtf) or b.value.edtf.startswith(a.value.edtf)


def _meet(a: Happening, b: Happening) -> bool:
    """Whether meetings share a person, where both name people."""
    one, two = ({s.value.name for s in e.participants if s.value.kind is PartyKind.PERSON} for e in (a, b))
    return not one or not two or bool(one & two)


def _joined(a: Happening, b: Happening) -> Happening:
    return replace(
        a,
        evidence=tuple(dict.fromkeys((*a.evidence, *b.evidence))),
        city=a.city or b.city,
        period=a.period or b.period,
        name=a.name or b.name,
        companies=a.companies or b.companies,
        participants=a.participants or b.participants,
    )


def _dateline(analysis: Analysis) -> Where | None:
    """The city a report is datelined from."""
    focus = opening(analysis)
    for sentence in analysis.sentences[:4]:
        for annotation in analysis.within(sentence.span, "place"):
            place = annotation.value
            if isinstance(place, PlaceMention) and place.party.kind is PartyKind.PLACE and place.country:
                if annotation.span.start - sentence.span.start < 3 and place.marker is None:
                    country = Party(place.country, PartyKind.ECONOMY)
                    return Where(Slot(place.party, (annotation.span,)), Slot(country, (annotation.span,)))
    return Where(None, Slot(focus.home, ())) if focus.home else None
