"""Places: one mention for each country or bloc that a document names in any form."""

from collections.abc import Iterator

from kg.language import Analysis, PlaceMention, Sentence
from kg.model import Mention, Party, PartyKind, Slot, Span

_LONGEST = 400


def find(analysis: Analysis) -> Iterator[Mention]:
    """The countries and blocs of a document in the order of their first mention; a capital counts as its government."""
    seen: dict[Party, Span] = {}
    for annotation in analysis.annotations:
        if annotation.type == "place" and isinstance(annotation.value, PlaceMention):
            place = annotation.value
            party = _economy(place)
            if party is not None and party.name != "WORLD":
                seen.setdefault(party, annotation.span)
    for party, span in seen.items():
        yield Mention(code=Slot(party, (span,)), evidence=(_around(analysis.sentence(span.start), span),))


def _economy(place: PlaceMention) -> Party | None:
    """The economy a mention stands for: itself, or the country of a capital that stands for its government."""
    if place.party.kind is PartyKind.ECONOMY:
        return place.party if place.form != "capital" or place.government else None
    if place.government and place.country:
        return Party(place.country, PartyKind.ECONOMY)
    return None


def _around(sentence: Sentence | None, span: Span) -> Span:
    """The sentence of the mention; the mention itself where that is too long to be a quotation."""
    if sentence is None or len(sentence.span) > _LONGEST:
        return span
    return sentence.span
