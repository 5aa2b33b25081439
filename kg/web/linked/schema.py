"""What a page is about in the words of schema.org (JSON-LD), for search engines: little, and nothing guessed."""

import re
from collections.abc import Mapping, Sequence

from kg import vocabulary
from kg.model import Happening
from kg.network.told import Publication, Told
from kg.web.linked.discovery import ABOUT, DUMPS, LICENCE, TITLE
from kg.web.orders import Order
from kg.web.pages.names import Name

Described = Mapping[str, object]
TYPES: Mapping[str, str] = {
    "country": "Country",
    "bloc": "Organization",
    "org": "Organization",
    "person": "Person",
    "place": "Place",
    "project": "Project",
}
_STATUS: Mapping[str, str] = {
    "planned": "EventScheduled",
    "postponed": "EventPostponed",
    "cancelled": "EventCancelled",
}
_CALENDAR = re.compile(r"\d{4}(-\d\d){0,2}")  # a date that schema.org can hold: nothing approximate or uncertain


def thing(kind: str, iri: str, label: str, names: Sequence[Name], outside: Sequence[str]) -> Described | None:
    """A thing with its names; None for kinds that schema.org has no word for."""
    if kind not in TYPES:
        return None
    others = sorted({name.words for name in names} - {label})
    return _filled(TYPES[kind], iri, name=label, alternateName=others, sameAs=list(outside))


def happening(fact: Told, language: str) -> Described | None:
    """An event as one text tells it; None for other records."""
    record = fact.record
    if not isinstance(record, Happening):
        return None
    first, _, last = fact.when.partition("/")
    dates = [each if _CALENDAR.fullmatch(each) else "" for each in (first, last)]
    where = [vocabulary.economy(slot.value.iri.rpartition("/")[2]) for slot in (record.country,) if slot]
    roles = {role: [_agent(side.iri, side.label) for side in fact.sides if side.role == role] for role in _ROLES}
    return _filled(
        "Event",
        fact.iri,
        name=record.name.value if record.name else fact.what,
        startDate=dates[0],
        endDate=dates[1],
        eventStatus=f"https://schema.org/{_STATUS[fact.standing]}" if fact.standing in _STATUS else "",
        location=[{"@type": "Country", "name": each.label(language)} for each in where if each][:1],
        organizer=roles["organizers"],
        attendee=roles["participants"],
    )


_ROLES = ("organizers", "participants")


def _agent(iri: str, label: str) -> Described:
    kind = iri.partition("/id/")[2].partition("/")[0]
    return {"@type": TYPES.get(kind, "Organization"), "@id": iri, "name": label}


def text(about: Publication | None) -> Described | None:
    """A news item as somebody published it."""
    if about is None:
        return None
    return _filled(
        "NewsArticle",
        about.iri,
        headline=about.title or "",
        url=about.url or "",
        datePublished=about.published if _CALENDAR.fullmatch(about.published or "") else "",
        publisher=[{"@type": "Organization", "name": about.publisher}] if about.publisher else [],
        inLanguage=about.language if about.language != "und" else "",
    )


def dataset(order: Order, digest: str) -> Described:
    """The graph as a data set, with its dumps."""
    files = [
        {"@type": "DataDownload", "contentUrl": f"{order.host}/dump/{name}", "encodingFormat": media}
        for name, (media, _) in DUMPS.items()
    ]
    return _filled(
        "Dataset",
        f"{order.host}/.well-known/void#dataset",
        name=TITLE[order.language],
        description=ABOUT[order.language],
        license=str(LICENCE),
        url=f"{order.host}/",
        identifier=digest,
        isAccessibleForFree=True,
        distribution=files,
    )


def _filled(kind: str, iri: str, **values: object) -> Described:
    """The values that there are."""
    told = {name: value for name, value in values.items() if value not in ("", [], None)}
    return {"@context": "https://schema.org", "@type": kind, "@id": iri, **told}
