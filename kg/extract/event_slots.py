"""Where, when and with whom a happening was: the slots of an event, from its sentence and what was told before."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.scenes import Scene, amount, distance, nearest
from kg.language import Annotation, Marker, OrganisationMention, PeriodReading, PlaceMention
from kg.model import How, Party, PartyKind, Period, Quantity, Slot, Span

_AT = (Marker.IN,)
_TOWARDS = (Marker.IN, Marker.TO)
_GOING = frozenset({"Visit", "TradeMission"})
_NEAR = 160  # characters within which a place or period counts as the event's own
_HOSTED = 60
_ORGANISED = 60
_LIST = 30  # characters between two countries of one list


@dataclass(frozen=True, slots=True)
class Where:
    """City and country of a happening."""

    city: Slot[Party] | None = None
    country: Slot[Party] | None = None


def wheres(scene: Scene, hit: Span, kind: str) -> list[Where]:
    """The places of a happening: several where it goes to several countries."""
    clause = scene.clause(hit)
    own = [a for a in scene.places if a.span in clause] or scene.places
    marked = [a for a in own if _mention(a).marker in _AT or is_capital(scene, a)]
    towards = [a for a in own if _mention(a).marker is Marker.TO]
    if kind in _GOING:
        listed = _listed([a for a in scene.places if _mention(a).marker in _TOWARDS], hit)
        if len(listed) > 1:
            return [spot(a) for a in listed]
        marked = sorted(marked + towards, key=lambda a: a.span)
    hosts = [a for a in own if is_host(scene, a, hit)]
    back = [a for a in own if _mention(a).marker is Marker.FROM] if kind == "Visit" else []
    found = _best(marked, hit) or _best(hosts, hit) or _best(towards, hit) or _best(back, hit)
    return [found] if found else []


def _listed(marked: list[Annotation], hit: Span) -> list[Annotation]:
    """The countries of the list nearest to the happening, each by its name or by a city of it."""
    placed = [a for a in marked if _mention(a).country]
    first = nearest(placed, hit, lambda a: distance(a.span, hit) < _NEAR)
    found = [first] if first else []
    for place in placed:
        if found and place.span.start > found[-1].span.start and distance(found[-1].span, place.span) < _LIST:
            found.append(place)
    for place in reversed(placed):
        if found and place.span.start < found[0].span.start and distance(found[0].span, place.span) < _LIST:
            found.insert(0, place)
    countries = {_mention(a).country: a for a in reversed(found)}
    return [a for a in found if countries[_mention(a).country] is a]


def spot(annotation: Annotation) -> Where:
    """The country that a place is or lies in, with the city where it is one."""
    town = _mention(annotation).party.kind is PartyKind.PLACE
    return Where(Slot(_mention(annotation).party, (annotation.span,)) if town else None, _country(annotation))


def _mention(annotation: Annotation) -> PlaceMention:
    assert isinstance(annotation.value, PlaceMention)
    return annotation.value


def _near(annotation: Annotation, hit: Span) -> bool:
    return distance(annotation.span, hit) < _NEAR and annotation.span not in hit


def is_capital(scene: Scene, annotation: Annotation) -> bool:
    """Whether an adjective of a country stands right before the word for a capital: "in the Peruvian capital"."""
    if _mention(annotation).form != "adjective":
        return False
    after = (a.span.start - annotation.span.stop for a in scene.of("eventRole") if a.value == "eventRole/capital")
    return any(0 <= gap < 3 for gap in after)


def is_host(scene: Scene, annotation: Annotation, hit: Span) -> bool:
    """Whether a place is the subject or object of a verb of hosting: "Moscow will host the session"."""
    if not _near(annotation, hit) or _mention(annotation).form == "adjective":
        return False
    cue = nearest(scene.of("eventRole"), annotation.span, lambda a: a.value == "eventRole/host")
    if cue is None or distance(cue.span, annotation.span) >= _HOSTED:
        return False
    return _mention(annotation).marker in (None, Marker.SUBJECT)


def _best(found: list[Annotation], hit: Span) -> Where | None:
    """The nearest city with its country, else the nearest country."""
    near = [a for a in found if _near(a, hit)]
    cities = [a for a in near if _mention(a).party.kind is PartyKind.PLACE]
    city, country = nearest(cities, hit), nearest((a for a in near if _mention(a).country), hit)
    if city is not None and _mention(city).country:
        return Where(Slot(_mention(city).party, (city.span,)), _country(city))
    return Where(None, _country(country)) if country is not None else None


def _country(annotation: Annotation) -> Slot[Party]:
    return Slot(Party(_mention(annotation).country or "", PartyKind.ECONOMY), (annotation.span,))


def period(scene: Scene, hit: Span) -> Annotation | None:
    """The period nearest to the happening's words, in its clause before others."""
    clause = scene.clause(hit)
    dated = [a for a in scene.periods if not _of_an_amount(scene, a, hit)]
    own = [a for a in dated if a.span in clause]
    return nearest(own or dated, hit, lambda a: distance(a.span, hit) < _NEAR)


def _of_an_amount(scene: Scene, period: Annotation, hit: Span) -> bool:
    """Whether a period is a deadline that stands nearer to an amount than to a happening: "100 million by 2027"."""
    reading = period.value
    if not isinstance(reading, PeriodReading) or reading.sort != "deadline":
        return False
    far = distance(period.span, hit)
    return any(distance(a.span, period.span) < far for a in scene.amounts)


def companies(scene: Scene, hit: Span) -> Slot[Quantity] | None:
    """How many companies took part: a count right before a word for companies."""
    clause = scene.clause(hit)
    for annotation in scene.amounts:
        value = amount(annotation)
        if value is None or value.sort not in ("count", "number") or value.quantity.value < 2:
            continue
        after = nearest(scene.of("eventRole"), annotation.span, lambda a: a.value == "eventRole/company")
        if annotation.span in clause and after and 0 <= after.span.start - annotation.span.stop < 45:
            return Slot(value.quantity, (annotation.span,))
    return None


def participants(scene: Scene, hit: Span, kind: str) -> tuple[Slot[Party], ...]:
    """Who took part: people of visits and meetings, else the economies named beside."""
    if kind in ("Visit", "Meeting"):
        people = list(people_of(scene, hit))
        if people:
            return tuple(people[:1] if kind == "Visit" else people[:4])
    found = [(p, s) for p, s in scene.economies() if distance(s, hit) < _NEAR]
    return tuple(Slot(party, (span,)) for party, span in found[:4])


def organisers(scene: Scene, hit: Span) -> tuple[Slot[Party], ...]:
    """The bodies beside a word for organising in the happening's clause."""
    clause = scene.clause(hit)
    cues = [a for a in scene.of("eventRole") if a.value == "eventRole/organiser" and a.span in clause]
    found: dict[str, Slot[Party]] = {}
    for annotation in scene.organisations:
        mention = annotation.value
        if not isinstance(mention, OrganisationMention) or mention.type in ("company", None):
            continue
        near = any(distance(cue.span, annotation.span) < _ORGANISED for cue in cues)
        if near and annotation.span in clause:
            found.setdefault(mention.party.name, Slot(mention.party, (annotation.span,)))
    return tuple(found.values())[:3]


def people_of(scene: Scene, hit: Span) -> Iterator[Slot[Party]]:
    """The people of a happening's sentence, each once; whoever only says so stands after a quotation."""
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


def vague(when: Annotation | None) -> bool:
    """Whether a period was put into its year by the date of publication."""
    return when is not None and isinstance(when.value, PeriodReading) and when.value.how is not How.STATED


def turned(slot: Slot[Period], published: str | None, side: int) -> Slot[Period]:
    """A day or month without a year on the side that the happening is on: a year later, or a year earlier."""
    edtf, years = slot.value.edtf, 0
    while before(Period(edtf), published) == -side and years < 2:
        edtf, years = "/".join(f"{int(end[:4]) + side}{end[4:]}" for end in edtf.split("/")), years + 1
    return Slot(Period(edtf), slot.spans, slot.how)


def resolved(where: Where) -> Where:
    """A place carried from before, marked so."""
    return Where(_carried(where.city), _carried(where.country))


def _carried(slot: Slot[Party] | None) -> Slot[Party] | None:
    return Slot(slot.value, slot.spans, How.INHERITED) if slot else None
