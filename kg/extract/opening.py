"""The focus a document opens with: from its headline, dateline and publisher (clues 9 and 15)."""

from kg.extract.state import Focus
from kg.language import Analysis, Annotation, PlaceMention, analyse
from kg.model import Document, Party, PartyKind

_HEAD = 3  # sentences that count as headline and lead


def opening(analysis: Analysis) -> Focus:
    """The country that publishes or is spoken of first, and the other one the headline names, if any."""
    publisher = _publisher(analysis.document)
    named = _named(analysis)
    dateline = _dateline(analysis)
    country = publisher or dateline
    home = country if country in named or not named else named[0]
    away = next((party for party in named if party != home), None)
    return Focus(home=home, away=away, we=country, publisher=country or home)


def _named(analysis: Analysis) -> list[Party]:
    """The economies of the headline, each once, in order; where it names none, those of the lead."""
    for sentence in analysis.sentences[:_HEAD]:
        found = [a.value.party for a in analysis.within(sentence.span, "place") if _economy(a)]  # type: ignore[attr-defined]
        if found:
            return list(dict.fromkeys(found))
    return []


def _economy(annotation: Annotation) -> bool:
    value = annotation.value
    return isinstance(value, PlaceMention) and value.party.kind is PartyKind.ECONOMY and value.party.name != "WORLD"


def _publisher(document: Document) -> Party | None:
    """The country in the publisher's own name."""
    if not document.publisher:
        return None
    name = Document(name="publisher", text=document.publisher, language=document.language)
    places = [a.value for a in analyse(name).annotations if isinstance(a.value, PlaceMention)]
    return next((Party(p.country, PartyKind.ECONOMY) for p in places if p.country), None)


def _dateline(analysis: Analysis) -> Party | None:
    """The country of the city that a report is datelined from: a city at the start of one of its first lines."""
    for sentence in analysis.sentences[: _HEAD + 2]:
        for annotation in analysis.within(sentence.span, "place"):
            value = annotation.value
            if isinstance(value, PlaceMention) and annotation.span.start - sentence.span.start < 3 and value.country:
                if value.party.kind is PartyKind.PLACE or value.form == "capital":
                    return Party(value.country, PartyKind.ECONOMY)
    return None
