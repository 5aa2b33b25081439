"""The country a document is at home in, and the one it deals with, from all that it names."""

from collections import Counter
from dataclasses import dataclass

from kg.extract.opening import opening
from kg.language import Analysis, Marker, PlaceMention
from kg.model import Party, PartyKind

_SHARE = 0.2  # share of all mentions from which the publisher's country is the document's own


@dataclass(frozen=True, slots=True)
class Home:
    """`own` is the document's country, `other` the one it deals with, `publisher` that of whoever publishes."""

    own: Party | None = None
    other: Party | None = None
    publisher: Party | None = None


def home(analysis: Analysis) -> Home:
    """Weigh dateline, headline and publisher against how often each country is named."""
    focus = opening(analysis)
    counts = _counts(analysis)
    ranked = [Party(code, PartyKind.ECONOMY) for code, _ in counts.most_common(3)]
    total = sum(counts.values())
    ours = focus.publisher if focus.publisher and counts[focus.publisher.name] >= _SHARE * total else None
    first = ours or _dateline(analysis) or focus.home
    own = first if first is not None and first.kind is PartyKind.ECONOMY else (ranked[0] if ranked else None)
    if ranked and own is not None and own != ranked[0] and counts[ranked[0].name] >= 2 * counts[own.name] + 2:
        own = ranked[0]
    other = next((party for party in ranked if party != own), None)
    return Home(own, other, focus.publisher)


def _counts(analysis: Analysis) -> Counter[str]:
    """How often each country is named."""
    return Counter(
        a.value.country for a in analysis.annotations if isinstance(a.value, PlaceMention) and a.value.country
    )


def _dateline(analysis: Analysis) -> Party | None:
    """The country of a city that one of the first lines begins with."""
    for sentence in analysis.sentences[:6]:
        for annotation in analysis.within(sentence.span, "place"):
            place = annotation.value
            if not isinstance(place, PlaceMention) or annotation.span.start - sentence.span.start > 2:
                continue
            if place.party.kind is PartyKind.PLACE and place.country and place.marker in (None, Marker.SUBJECT):
                following = analysis.document.text[annotation.span.stop : annotation.span.stop + 2]
                if following[:1] in ",.(:–—-/" or following.strip()[:1] in "–—-/(":
                    return Party(place.country, PartyKind.ECONOMY)
    return None
