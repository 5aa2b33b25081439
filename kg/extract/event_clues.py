"""What speaks for a happening's country and status, and for its being one at all: candidates with their clues."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.extract import tenses, wording
from kg.extract.deciding import Candidate
from kg.extract.event_slots import Where, before, is_capital, is_host, vague
from kg.extract.opening import opening
from kg.extract.scenes import Scene, distance, nearest, period_slot, steps
from kg.language import Analysis, Annotation, Marker, PlaceMention
from kg.model import How, Party, PartyKind, Slot, Span

RULE = ("rule",)  # of the candidate that the rules propose
STATUSES = ("held", "planned", "postponed", "cancelled")
_DISTANCES = (12, 40, 90, 180)
_GOING = ("Visit", "TradeMission")
_DATELINE = 30  # characters that may hold the town of a dateline
_LINED = (",", ".", "–", "—", "-", "(", "/", ":", "|")


@dataclass(slots=True)
class Around:
    """What the rest of the document says about where things happen: country codes by the source that names them."""

    sources: dict[str, list[str]] = field(default_factory=dict)
    often: str | None = None
    away: str | None = None

    @classmethod
    def of(cls, analysis: Analysis) -> "Around":
        """From the headline, the publisher and all places named."""
        focus = opening(analysis)
        counted = [a.value.country for a in analysis.annotations if isinstance(a.value, PlaceMention)]
        codes = [code for code in counted if code]
        often = max(dict.fromkeys(codes), key=codes.count) if codes else None
        sources = {"home": _codes(focus.home), "away": _codes(focus.away), "publisher": _codes(focus.publisher)}
        sources["dateline"] = _dateline(analysis)
        return cls({**sources, "often": [often] if often else []}, often, next(iter(_codes(focus.away)), None))


def _dateline(analysis: Analysis) -> list[str]:
    """The country of the town that the body opens with, as agencies do: "TBILISI, 14 May.", "Астана – …"."""
    body = next((s.span for s in analysis.sentences[1:]), None)
    if body is None:
        return []
    opening = analysis.within(Span(body.start, min(body.start + _DATELINE, body.stop)), "place")
    first = next((a for a in opening if a.span.start == body.start), None)
    behind = analysis.document.text[first.span.stop : first.span.stop + 3].lstrip() if first is not None else ""
    place = first.value if first is not None else None
    if not isinstance(place, PlaceMention) or place.party.kind is not PartyKind.PLACE or place.marker is Marker.IN:
        return []
    return [place.country] if place.country and behind[:1] in _LINED else []


def _codes(party: Party | None) -> list[str]:
    return [party.name] if party is not None and party.kind is PartyKind.ECONOMY and len(party.name) == 2 else []


def countries(
    scene: Scene, hit: Annotation, kind: str, rule: Sequence[Where], around: Around, told: dict[str, str | None]
) -> list[Candidate]:
    """Every country that a happening could be in, the rule's first, and none; `told` names those of earlier ones."""
    stated: dict[str, list[str]] = {}
    cities: dict[str, Annotation] = {}
    for annotation in _mentions(scene):
        code = str(_place(annotation).country)
        stated.setdefault(code, []).extend(_mention_clues(scene, annotation, hit, kind))
        if _place(annotation).party.kind is PartyKind.PLACE:
            best = cities.get(code)
            if best is None or distance(annotation.span, hit.span) < distance(best.span, hit.span):
                cities[code] = annotation
    marked = [a for a in _mentions(scene) if _place(a).marker is Marker.IN]
    known = {f"doc:{name}": codes for name, codes in around.sources.items()}
    known |= {f"told:{name}": [code] for name, code in told.items() if code}
    first = rule[0].country.value.name if rule and rule[0].country else None
    everything = dict.fromkeys([*([first] if first else []), *stated, *(c for codes in known.values() for c in codes)])
    found = [
        Candidate(
            _where(scene, code, cities.get(code), rule),
            tuple(_country_clues(code, stated, known, first, bool(marked), kind)),
        )
        for code in everything
    ]
    none = Candidate(None, tuple(_nowhere(scene, hit, kind, bool(stated), bool(marked), first)))
    return [*found, none] if first else [none, *found]


def _country_clues(
    code: str, stated: dict[str, list[str]], known: dict[str, list[str]], first: str | None, marked: bool, kind: str
) -> Iterator[str]:
    own = stated.get(code, [])
    sources = [name for name, codes in known.items() if code in codes]
    yield from own
    yield from sources
    if code == first:
        yield from (*RULE, "rule:stated" if own else "rule:carried", f"rule:{kind}")
        yield from (f"rule:{name}" for name in (own if own else sources))
    if not own:
        yield "unstated:others in" if marked else "unstated:others" if stated else "unstated:alone"
        yield from (f"unstated:{name}" for name in sources)
    elif len(stated) == 1:
        yield "only country of the sentence"
    if kind in _GOING:
        yield from (f"going:{name}" for name in sources if name in ("doc:home", "doc:publisher", "doc:away"))


def _mention_clues(scene: Scene, annotation: Annotation, hit: Annotation, kind: str) -> Iterator[str]:
    place = _place(annotation)
    marker = place.marker.value if place.marker else "none"
    city = "city" if place.party.kind is PartyKind.PLACE else place.form
    inside = annotation.span in scene.clause(hit.span)
    far = steps(distance(annotation.span, hit.span), _DISTANCES)
    side = "after" if annotation.span.start >= hit.span.start else "before"
    yield from (f"{city}:{marker}", f"{kind}:{marker}", f"{marker}:{far}", f"{marker}:{side}:{inside}", f"city:{city}")
    if annotation is nearest(_mentions(scene), hit.span):
        yield f"nearest:{marker}"
    if place.marker is Marker.IN and annotation is nearest(
        (a for a in _mentions(scene) if _place(a).marker is Marker.IN), hit.span
    ):
        yield "nearest in"
    if is_host(scene, annotation, hit.span):
        yield "host"
    if is_capital(scene, annotation):
        yield "capital"
    if place.pair is not None:
        yield "pair"
    if any(annotation.span in holding.span for holding in scene.holdings):
        yield "of somebody's post"
    if any(annotation.span in body.span for body in scene.organisations):
        yield "of a body"
    if annotation.span.overlaps(hit.span):
        yield "of the word itself"


def _nowhere(scene: Scene, hit: Annotation, kind: str, stated: bool, marked: bool, first: str | None) -> Iterator[str]:
    yield from ("none", f"none:{kind}", f"none:stated:{stated}", f"none:in:{marked}", f"none:rule:{bool(first)}")
    yield f"none:people:{min(2, len(scene.people))}"
    yield f"none:score:{hit.score}"


def _mentions(scene: Scene) -> list[Annotation]:
    return [a for a in scene.places if isinstance(a.value, PlaceMention) and a.value.country]


def _place(annotation: Annotation) -> PlaceMention:
    assert isinstance(annotation.value, PlaceMention)
    return annotation.value


def _where(scene: Scene, code: str, city: Annotation | None, rule: Sequence[Where]) -> Where:
    """The country with its city: the rule's where it chose the same, else the nearest city named in it."""
    for where in rule:
        if where.country is not None and where.country.value.name == code:
            return where
    spans = [a.span for a in _mentions(scene) if _place(a).country == code]
    country = Slot(Party(code, PartyKind.ECONOMY), tuple(spans[:1]), How.STATED if spans else How.INHERITED)
    return Where(Slot(_place(city).party, (city.span,)) if city is not None else None, country)


def statuses(
    scene: Scene, hit: Annotation, kind: str, rule: str, basis: str, when: Annotation | None
) -> list[Candidate]:
    """Held, planned, postponed, cancelled, the rule's answer first."""
    clues = tuple(dict.fromkeys(_status_clues(scene, hit, kind, when)))
    ordered = (rule, *(status for status in STATUSES if status != rule))
    return [
        Candidate(
            status,
            (
                status,
                *(f"{status}<{clue}" for clue in clues),
                *((*RULE, f"rule:{status}", f"rule by:{basis}", f"rule:{status} by:{basis}") if status == rule else ()),
            ),
        )
        for status in ordered
    ]


def _status_clues(scene: Scene, hit: Annotation, kind: str, when: Annotation | None) -> Iterator[str]:
    clause = scene.clause(hit.span)
    cues = scene.of("eventStatus")
    yield from {f"cue:{_notation(a)}:{'clause' if a.span in clause else 'sentence'}" for a in cues}
    near = nearest(cues, hit.span)
    if near is not None:
        yield f"near:{_notation(near)}:{steps(distance(near.span, hit.span), _DISTANCES)}"
    yield from {f"close:{_notation(a)}" for a in cues if distance(a.span, hit.span) < _DISTANCES[1]}
    yield from tenses.clues(scene, hit.span)
    yield from _when_clues(scene, when, hit)
    yield from (f"kind:{kind}", f"sort:{scene.sentence.sort}", f"score:{hit.score}")
    yield from wording.clues(scene, hit.span)


def _when_clues(scene: Scene, when: Annotation | None, hit: Annotation) -> Iterator[str]:
    slot = period_slot(when)
    if slot is None or when is None:
        yield "undated"
        return
    side = before(slot.value, scene.analysis.document.published)
    far = steps(distance(when.span, hit.span), _DISTANCES)
    yield from (f"side:{side}:{vague(when)}", f"side:{side}:{far}", f"dated:{min(3, slot.value.edtf.count('-') + 1)}")


def _notation(cue: Annotation) -> str:
    return str(cue.value).partition("/")[2]


def people_clue(scene: Scene) -> str:
    """How many people the sentence names."""
    return f"people:{min(3, len(scene.people))}"
