"""Where, when and with whom a happening was: the slots of an event, from its sentence and what was told before."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.scenes import Scene, amount, distance, economy, nearest
from kg.language import Annotation, Marker, PlaceMention
from kg.model import How, Party, PartyKind, Period, Quantity, Slot, Span

_AT = {Marker.IN}
_TOWARDS = {Marker.IN, Marker.TO}
_GOING = frozenset({"Visit", "TradeMission"})
_NEAR = 160  # characters within which a place or period counts as the event's own
_HOSTED = 60


@dataclass(frozen=True, slots=True)
class Where:
    """City and country of a happening."""

    city: Slot[Party] | None = None
    country: Slot[Party] | None = None


def wheres(scene: Scene, hit: Span, kind: str) -> list[Where]:
    """The places of a happening: several where it goes to several countries."""
    markers = _TOWARDS if kind in _GOING else _AT
    marked = [a for a in scene.places if _mention(a).marker in markers and _near(a, hit)]
    hosts = [a for a in scene.places if _hosts(scene, a, hit)]
    if kind == "TradeMission":
        countries = [a for a in marked if _mention(a).party.kind is PartyKind.ECONOMY and _mention(a).country]
        if len(countries) > 1:
            return [Where(country=_country(a)) for a in countries]
    found = _best(marked, hit) or _best(hosts, hit)
    return [found] if found else []


def _mention(annotation: Annotation) -> PlaceMention:
    assert isinstance(annotation.value, PlaceMention)
    return annotation.value


def _near(annotation: Annotation, hit: Span) -> bool:
    return distance(annotation.span, hit) < _NEAR and annotation.span not in hit


def _hosts(scene: Scene, annotation: Annotation, hit: Span) -> bool:
    """Whether a place is the subject or object of a verb of hosting: "Moscow will host the session"."""
    if not _near(annotation, hit) or _mention(annotation).form == "adjective":
        return False
    cue = nearest(scene.of("eventRole"), annotation.span, lambda a: a.value == "eventRole/host")
    return cue is not None and distance(cue.span, annotation.span) < _HOSTED and _mention(annotation).marker in (
        None,
        Marker.SUBJECT,
    )


def _best(found: list[Annotation], hit: Span) -> Where | None:
    """The nearest city with its country, else the nearest country."""
    cities = [a for a in found if _mention(a).party.kind is PartyKind.PLACE]
    city, country = nearest(cities, hit), nearest((a for a in found if _mention(a).country), hit)
    if city is not None and _mention(city).country:
        return Where(Slot(_mention(city).party, (city.span,)), _country(city))
    return Where(None, _country(country)) if country is not None else None


def _country(annotation: Annotation) -> Slot[Party]:
    return Slot(Party(_mention(annotation).country or "", PartyKind.ECONOMY), (annotation.span,))


def period(scene: Scene, hit: Span) -> Annotation | None:
    """The period nearest to the happening's words."""
    return nearest(scene.periods, hit, lambda a: distance(a.span, hit) < _NEAR)


def companies(scene: Scene, hit: Span) -> Slot[Quantity] | None:
    """How many companies took part: a count right before a word for companies."""
    for annotation in scene.amounts:
        value = amount(annotation)
        if value is None or value.sort not in ("count", "number") or value.quantity.value < 2:
            continue
        after = nearest(scene.of("eventRole"), annotation.span, lambda a: a.value == "eventRole/company")
        if after and 0 <= after.span.start - annotation.span.stop < 45 and distance(after.span, hit) < 250:
            return Slot(value.quantity, (annotation.span,))
    return None


def participants(scene: Scene, hit: Span, kind: str) -> tuple[Slot[Party], ...]:
    """Who took part: people of visits and meetings, else the economies named beside."""
    if kind in ("Visit", "Meeting"):
        people = list(_people(scene, hit))
        if people:
            return tuple(people[:1] if kind == "Visit" else people)
    found = [(p, s) for p, s in scene.economies() if distance(s, hit) < _NEAR]
    return tuple(Slot(party, (span,)) for party, span in found[:4])


def _people(scene: Scene, hit: Span) -> Iterator[Slot[Party]]:
    seen: set[str] = set()
    for annotation in scene.people:
        party = annotation.value
        if isinstance(party, Party) and party.name not in seen and distance(annotation.span, hit) < 2 * _NEAR:
            seen.add(party.name)
            yield Slot(party, (annotation.span,))


def before(period: Period, published: str | None) -> int:
    """-1 where a period is over when the text appears, 1 where it has not begun, 0 where that is open."""
    if not published:
        return 0
    first, _, last = period.edtf.partition("/")
    last = last or first
    shared = min(len(first), len(published))
    if first[:shared] > published[:shared]:
        return 1
    shared = min(len(last), len(published))
    return -1 if last[:shared] < published[:shared] else 0


def economies(scene: Scene) -> set[str]:
    """The codes of the economies a sentence names."""
    return {party.name for a in scene.places if (party := economy(a.value))}


def resolved(where: Where) -> Where:
    """A place carried from before, marked so."""
    return Where(_carried(where.city), _carried(where.country))


def _carried(slot: Slot[Party] | None) -> Slot[Party] | None:
    return Slot(slot.value, slot.spans, How.INHERITED) if slot else None
