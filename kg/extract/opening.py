"""The focus a document opens with: from its headline, dateline and publisher (clues 9 and 15)."""

from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache

from kg.extract.state import Focus
from kg.language import Analysis, PeriodReading, PlaceMention, analyse
from kg.language.packs import FOLDER, load, pack
from kg.model import Document, How, Party, PartyKind, Period, Slot

_OFTEN = 3  # mentions that make an economy the other side of a text
_MOSTLY = 0.6  # of all mentions of economies other than home
_HEAD = 3  # sentences that count as headline and lead


def opening(analysis: Analysis) -> Focus:
    """The country that publishes or is spoken of first, and the other one the headline names, if any."""
    country = _publisher(analysis.document) or _dateline(analysis)
    named = _named(analysis)
    publisher = analysis.document.publisher or ""
    acting = publisher.casefold() not in _known() and bool(publisher) and publisher in analysis.document.text
    home = country if acting or country in named or (country and len(named) < 2) or not named else named[0]
    home = home or _most(analysis)
    away = next((party for party in named if party != home), None)
    return Focus(
        home=home,
        away=away,
        rival=_rival(analysis, home),
        we=country,
        publisher=country or home,
        period=_period(analysis),
    )


def _period(analysis: Analysis) -> Slot[Period] | None:
    """The stretch of time that the headline names; a day is when something happened, not what a number covers."""
    for sentence in analysis.sentences[:1]:
        for annotation in analysis.within(sentence.span, "period"):
            reading = annotation.value
            if isinstance(reading, PeriodReading) and covers(reading):
                return Slot(Period(str(reading.edtf)), (), How.INHERITED)
    return None


def covers(reading: PeriodReading) -> bool:
    """Whether a period is a stretch that figures can be about: no comparison, no deadline, no single day."""
    if reading.edtf is None or reading.comparison or reading.sort not in ("stated", "relative"):
        return False
    return "/" in reading.edtf or len(reading.edtf) < len("2020-01-01")


def _most(analysis: Analysis) -> Party | None:
    """The first country named, else the one most places lie in, where neither headline nor publisher tells."""
    places = [a.value for a in analysis.annotations if isinstance(a.value, PlaceMention)]
    named = next((party for place in places if (party := _economy(place))), None)
    if named is not None:
        return named
    codes = Counter(place.country for place in places if place.country)
    return Party(codes.most_common(1)[0][0], PartyKind.ECONOMY) if codes else None


def _rival(analysis: Analysis, home: Party | None) -> Party | None:
    """The economy that a text speaks of beside home, where it speaks of hardly any other."""
    places = (a.value for a in analysis.annotations if a.type == "place")
    named = Counter(party for p in places if isinstance(p, PlaceMention) and (party := _economy(p)) and party != home)
    if not named:
        return None
    most, times = named.most_common(1)[0]
    return most if times >= _OFTEN and times >= _MOSTLY * named.total() else None


def _named(analysis: Analysis) -> list[Party]:
    """The economies of the headline, each once, in order; where it names fewer than two, those of the lead as well."""
    found: list[Party] = []
    for head in range(1, _HEAD + 1):
        found = economies(analysis, head)
        if len(found) > 1:
            break
    return found


def economies(analysis: Analysis, head: int) -> list[Party]:
    """The economies that the first so many sentences name, each once, in order."""
    found: dict[Party, None] = {}
    for sentence in analysis.sentences[:head]:
        places = (a.value for a in analysis.within(sentence.span, "place"))
        found |= dict.fromkeys(party for p in places if isinstance(p, PlaceMention) and (party := _economy(p)))
    return list(found)


def _economy(place: PlaceMention) -> Party | None:
    if place.government and place.country:
        return Party(place.country, PartyKind.ECONOMY)
    return place.party if place.party.kind is PartyKind.ECONOMY and place.party.name != "WORLD" else None


def _publisher(document: Document) -> Party | None:
    """The publisher's country: known by its name, or named in it, or the end of its address.

    Else the one country whose media write in the language, where its pack names one.
    """
    if not document.publisher:
        return None
    code = _land(document.publisher, document.language)
    return Party(code, PartyKind.ECONOMY) if code else None


@lru_cache(maxsize=4096)
def _land(publisher: str, language: str) -> str | None:
    """The country of a publisher, or of those who write in a language, by code."""
    name = Document(name="publisher", text=publisher, language=language)
    places = (a.value for a in analyse(name).annotations if isinstance(a.value, PlaceMention))
    code = _known().get(publisher.casefold()) or next((p.country for p in places if p.country), None)
    return code or pack(language).sections.get("home")


@cache
def _known() -> Mapping[str, str]:
    """The country of each publisher that the core pack lists, by its folded name."""
    listed = load(FOLDER / "core" / "publishers.yaml")["publishers"]
    return {str(name).casefold(): str(code) for code, names in listed.items() for name in names}


@cache
def _dollars() -> Mapping[str, str]:
    """The currency that a bare dollar sign means at home, by country."""
    return dict(load(FOLDER / "core" / "publishers.yaml")["dollars"])


def dollar(reporter: Party | None, publisher: Party | None) -> str:
    """What "$" means in figures of that country told by that publisher: its own dollar only to itself."""
    own = _dollars().get(reporter.name) if reporter is not None and reporter == publisher else None
    return own or "USD"


def _dateline(analysis: Analysis) -> Party | None:
    """The country of the city that a report is datelined from: a city at the start of one of its first lines."""
    for sentence in analysis.sentences[: _HEAD + 2]:
        for annotation in analysis.within(sentence.span, "place"):
            place = annotation.value
            leads = annotation.span.start - sentence.span.start < 3
            if isinstance(place, PlaceMention) and leads and place.country and _city(place):
                return Party(place.country, PartyKind.ECONOMY)
    return None


def _city(place: PlaceMention) -> bool:
    return place.party.kind is PartyKind.PLACE or place.form == "capital"
