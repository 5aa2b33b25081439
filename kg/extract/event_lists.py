"""Places of a sentence that each tell a happening of one list: "missions to Riga (May), Oslo (June) and Kyiv"."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence, Set

from kg.extract.scenes import Scene, distance, nearest
from kg.language import Annotation, Marker, PlaceMention
from kg.model import Span

_WORDED = 40  # characters from a word for a happening within which a place is that happening's
_DATED = 30  # characters between a place and its date
_JOINED = 8  # characters between two places of one list: ", " or " and the "
_BESIDE = 2  # places on either side that can be so near
_NAME = 60  # characters that a place's name has at most


def continued(scene: Scene, hits: Sequence[Annotation]) -> list[Annotation]:
    """The places that may go on a list, in order; `hits` are the words for happenings in the sentence.

    A place goes on where it has a date of its own, or stands beside one that does; one alone only far from a word for a
    happening, whose own place it would be. Without dates those that somebody goes to, where no figure is told of them.
    """
    bodies = [body.span for body in (*scene.organisations, *scene.holdings)]  # what names a place beside
    free = [a for a in scene.places if _country(a) and not any(a.span in body for body in bodies)]
    listed = _once(_along(free, _dated(scene)))
    if len(listed) > 1:
        return listed
    if listed:
        return [a for a in listed if not any(distance(hit.span, a.span) < _WORDED for hit in hits)]
    if hits or scene.of("indicator") or scene.amounts:
        return []
    towards = {a.span for a in free if isinstance(a.value, PlaceMention) and a.value.marker is Marker.TO}
    return _once(_along(free, towards))


def _country(place: Annotation) -> str | None:
    """The country that a noun names or that lies around it."""
    return place.value.country if isinstance(place.value, PlaceMention) and place.value.form != "adjective" else None


def _once(places: Iterable[Annotation]) -> list[Annotation]:
    """The first place of each country: two cities of one are one happening."""
    return list({_country(place): place for place in reversed(list(places))}.values())[::-1]


def _along(free: Sequence[Annotation], chosen: Set[Span]) -> Iterator[Annotation]:
    """Of the places those that were chosen, and those named right beside one of these."""
    for number, place in enumerate(free):
        beside = free[max(0, number - _BESIDE) : number + _BESIDE + 1]
        if place.span in chosen or any(b.span in chosen and _joined(place, b) for b in beside):
            yield place


def _dated(scene: Scene) -> set[Span]:
    """The places with a date beside, in the same clause and with no comma between, that is closer to no other place.

    Each date looks around itself alone: a table that lost its lines has a thousand.
    """
    marks = [token.span.start for token in scene.sentence.tokens if token.text in (",", ";")]
    starts = [place.span.start for place in scene.places]
    found = set()
    for date in scene.periods:
        before, after = bisect_left(marks, date.span.start), bisect_left(marks, date.span.stop)
        low = marks[before - 1] if before else scene.sentence.span.start
        high = marks[after] if after < len(marks) else scene.sentence.span.stop
        first = bisect_left(starts, max(low, date.span.start - _DATED - _NAME))
        last = bisect_left(starts, min(high, date.span.stop + _DATED))
        near = (a for a in scene.places[first:last] if distance(a.span, date.span) < _DATED)
        place = nearest(near, date.span)
        if place is not None and date.span in scene.clause(place.span):
            found.add(place.span)
    return found


def _joined(one: Annotation, other: Annotation) -> bool:
    """Whether two places are named one right after the other, or with the end of a bracket between them."""
    return 0 < distance(one.span, other.span) < _JOINED
