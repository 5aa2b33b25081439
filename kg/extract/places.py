"""Places: one mention for each country or bloc that a document names in any form."""

from collections.abc import Iterator

from kg.language import Analysis, Annotation, PlaceMention, Sentence
from kg.model import Mention, Party, PartyKind, Slot, Span

_LONGEST = 400
_PLAIN = ("noun", "abbreviation")


def find(analysis: Analysis) -> Iterator[Mention]:
    """The countries and blocs of a document in the order of their first mention; a capital counts as its government.

    A mention points at the first that there is, and where that stands in a heading or is no name of its own
    ("Kyrgyz", "Bishkek"), at the first name in running text as well: who checks it wants to read the name.
    """
    seen: dict[Party, Span] = {}
    named: dict[Party, Span] = {}
    for annotation in analysis.annotations:
        if annotation.type == "place" and isinstance(annotation.value, PlaceMention):
            party = _economy(annotation.value)
            if party is not None and party.name != "WORLD":
                seen.setdefault(party, annotation.span)
                if party not in named and _plain(analysis, annotation):
                    named[party] = annotation.span
    for party, span in seen.items():
        spans = sorted({span, named.get(party, span)})
        places = dict.fromkeys(_around(analysis.sentence(each.start), each) for each in spans)
        yield Mention(code=Slot(party, (span,)), evidence=tuple(places))


def _plain(analysis: Analysis, annotation: Annotation) -> bool:
    """Whether a mention is the place's own name in running text."""
    sentence = analysis.sentence(annotation.span.start)
    form = annotation.value.form if isinstance(annotation.value, PlaceMention) else ""
    return form in _PLAIN and sentence is not None and sentence.sort == "sentence"


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
