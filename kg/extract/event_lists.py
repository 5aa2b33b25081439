"""Places of a sentence that each tell a happening of one list: "missions to Riga (May), Oslo (June) and Kyiv"."""

from collections.abc import Iterable, Sequence

from kg.extract.scenes import Scene, distance, nearest
from kg.language import Annotation, Marker, PlaceMention
from kg.model import Span

_WORDED = 40  # characters from a word for a happening within which a place is that happening's
_DATED = 30  # characters between a place and its date
_JOINED = 8  # characters between two places of one list: ", " or " and the "


def continued(scene: Scene, hits: Sequence[Annotation]) -> list[Annotation]:
    """The places that may go on a list, in order; `hits` are the words for happenings in the sentence.

    A place goes on where it has a date of its own, or stands beside one that does; one alone only far from a word for a
    happening, whose own place it would be. Without dates those that somebody goes to, where no figure is told of them.
    """
    free = [a for a in scene.places if _country(a) and not _held(scene, a)]
    dated = {a.span for a in free if _dated(scene, a)}
    listed = _once(a for a in free if a.span in dated or any(_joined(a, b) for b in free if b.span in dated))
    if len(listed) > 1:
        return listed
    if listed:
        return [a for a in listed if not any(distance(hit.span, a.span) < _WORDED for hit in hits)]
    if hits or scene.of("indicator") or scene.amounts:
        return []
    towards = [a for a in free if isinstance(a.value, PlaceMention) and a.value.marker is Marker.TO]
    return _once(a for a in free if a in towards or any(_joined(a, b) for b in towards))


def _country(place: Annotation) -> str | None:
    """The country that a noun names or that lies around it."""
    return place.value.country if isinstance(place.value, PlaceMention) and place.value.form != "adjective" else None


def _once(places: Iterable[Annotation]) -> list[Annotation]:
    """The first place of each country: two cities of one are one happening."""
    return list({_country(place): place for place in reversed(list(places))}.values())[::-1]


def _held(scene: Scene, place: Annotation) -> bool:
    """Whether a place is part of a body's name, or of who somebody is."""
    return any(place.span in body.span for body in (*scene.organisations, *scene.holdings))


def _dated(scene: Scene, place: Annotation) -> bool:
    """Whether a date stands beside, in the same clause and with no comma between, and closer to no other place."""
    clause = scene.clause(place.span)
    marks = [token.span for token in scene.sentence.tokens if token.text in (",", ";")]
    for date in scene.periods:
        if date.span in clause and distance(date.span, place.span) < _DATED:
            beside = (a for a in scene.places if not any(_between(mark, a.span, date.span) for mark in marks))
            if nearest(beside, date.span) is place:
                return True
    return False


def _between(mark: Span, one: Span, other: Span) -> bool:
    first, last = sorted((one, other))
    return first.stop <= mark.start and mark.stop <= last.start


def _joined(one: Annotation, other: Annotation) -> bool:
    """Whether two places are named one right after the other, or with the end of a bracket between them."""
    return one is not other and 0 < distance(one.span, other.span) < _JOINED
