"""The bodies, countries and places that a document names: whose a post in it can be."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.language import Analysis, Annotation, OrganisationMention, PlaceMention
from kg.model import Party, PartyKind, Span

_MOST = 60  # parties that are weighed for a post
BACK = 3  # bodies named last that are told apart, by rank


@dataclass(slots=True)
class Named:
    """All that a document names as a possible owner: the mentions of each party in order, and their types.

    `starts` and `stops` are those of its mentions, `firsts` where each body is named first, `places` the order in which
    parties came up, `course` all mentions in order.
    """

    mentions: dict[Party, list[Annotation]] = field(default_factory=dict)
    types: dict[Party, str] = field(default_factory=dict)
    lands: dict[Party, str] = field(default_factory=dict)
    starts: dict[Party, list[int]] = field(default_factory=dict)
    stops: dict[Party, list[int]] = field(default_factory=dict)
    bodies: list[Annotation] = field(default_factory=list)
    firsts: dict[Party, int] = field(default_factory=dict)
    places: dict[Party, int] = field(default_factory=dict)
    course: list[tuple[int, Party]] = field(default_factory=list)

    @classmethod
    def of(cls, analysis: Analysis) -> "Named":
        """Bodies by name, economies by code, towns and regions by name."""
        named = cls()
        for annotation in analysis.annotations:
            value = annotation.value
            if isinstance(value, OrganisationMention):
                named._enter(value.party, annotation, value.type or "none", value.country)
                named.bodies.append(annotation)
                named.firsts.setdefault(value.party, annotation.span.start)
            elif isinstance(value, PlaceMention) and value.party.name != "WORLD":
                named._enter(value.party, annotation, _sort(value), value.country)
                if value.country and value.party.kind is PartyKind.PLACE:
                    named._enter(Party(value.country, PartyKind.ECONOMY), annotation, "economy", value.country)
        named.starts = {party: [a.span.start for a in found] for party, found in named.mentions.items()}
        named.stops = {party: [a.span.stop for a in found] for party, found in named.mentions.items()}
        return named

    def near(self, start: int) -> Iterable[Party]:
        """The parties that can be meant at an offset, as they came up: in a long text those named nearest to it."""
        if len(self.mentions) <= _MOST:
            return self.mentions
        after = bisect_left(self.course, start, key=lambda named: named[0])
        before, kept = after - 1, dict[Party, None]()
        while len(kept) < _MOST and (before >= 0 or after < len(self.course)):
            if before >= 0:
                kept[self.course[before][1]] = None
            if after < len(self.course):
                kept[self.course[after][1]] = None
            before, after = before - 1, after + 1
        return sorted(kept, key=self.places.__getitem__)

    def inside(self, party: Party, span: Span) -> bool:
        """Whether a mention of a party lies in a span."""
        starts, stops = self.starts.get(party, ()), self.stops.get(party, ())
        low, high = bisect_left(starts, span.start), bisect_left(starts, span.stop)
        return any(stop <= span.stop for stop in stops[low:high])

    def back(self, start: int) -> dict[Party, int]:
        """The few bodies named last before an offset, by rank: 0 is the last."""
        order: dict[Party, int] = {}
        for number in reversed(range(bisect_left(self.bodies, start, key=lambda a: a.span.start))):
            if isinstance(mention := self.bodies[number].value, OrganisationMention):
                order.setdefault(mention.party, len(order))
            if len(order) == BACK:
                break
        return order

    def _enter(self, party: Party, annotation: Annotation, type: str, country: str | None) -> None:
        self.places.setdefault(party, len(self.places))
        self.mentions.setdefault(party, []).append(annotation)
        self.course.append((annotation.span.start, party))
        self.types.setdefault(party, type)
        if country:
            self.lands.setdefault(party, country)


def _sort(place: PlaceMention) -> str:
    if place.party.kind is PartyKind.PLACE:
        return "town"
    return "economy" if place.country else "bloc"
