"""The quads of one record → the record, one reader a kind: the other side of `encode_records`."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from kg.graph.incoming import given
from kg.graph.sheet import Sheet
from kg.model import Agreement, Figure, Happening, Mention, Organisation, Project, Record, Slot, Tenure
from kg.vocabulary import notation

_CHANGES = {"changeRelative": "change", "changeAbsolute": "change_value"}
_EVENT = "Event"


def read(sheet: Sheet) -> Record:
    """The record, linked, as it was written; what the graph does not keep (spans of slots) is left empty."""
    record = READERS[kind(sheet)](sheet)
    confidence = Decimal(sheet.one("trd:confidence") or 1)
    return replace(record, speaker=sheet.party("trd:statedBy"), confidence=confidence)


def kind(sheet: Sheet) -> str:
    """The kind of flat fact that a record is, by the family of its name and by what it mentions."""
    family = sheet.iri.rsplit("/", 2)[1]
    if family == "mention":
        mentioned = sheet.one("trd:mentions") or ""
        return "organization" if mentioned.rsplit("/", 2)[1] == "org" else "place"
    return "position" if family == "tenure" else family


def _needed(slot: Slot[Any] | None) -> Slot[Any]:
    assert slot is not None, "a record without what makes it one"
    return slot


def _measure(sheet: Sheet) -> str:
    return _needed(sheet.coded("trd:measure")).value  # type: ignore[no-any-return]


def _figure(sheet: Sheet) -> Figure:
    measure = _measure(sheet)
    level = measure not in _CHANGES
    amount = sheet.quantity("trd:quantity")
    parts = [Sheet(sheet.index, node) for node in sheet.index.about("trd:changeOf", sheet.iri)]
    changes = {_CHANGES.get(_measure(part)): part.quantity("trd:quantity") for part in (sheet, *parts)}
    direction = sheet.coded("trd:direction")
    signed = level and amount is None and direction is not None and direction.value in ("surplus", "deficit")
    return Figure(
        evidence=sheet.evidence(),
        indicator=_needed(sheet.coded("trd:indicator")),
        measure=given(measure if level else "level"),
        reporter=sheet.party("trd:reporter"),
        partner=sheet.party("trd:partner"),
        product=sheet.words("trd:product"),
        period=sheet.period(),
        value=amount if level else None,
        change=changes.get("change"),
        change_value=changes.get("change_value"),
        change_base=next(filter(None, (part.period("trd:statedBase") for part in (sheet, *parts))), None),
        sign=direction if signed else None,
        status=_needed(sheet.coded("trd:figureStatus")),
    )


def _event(sheet: Sheet) -> Happening:
    classes = map(notation, sheet.index.all(sheet.iri, "rdf:type"))
    return Happening(
        evidence=sheet.evidence(),
        type=given(next(name for name in classes if name != _EVENT)),
        status=sheet.coded("trd:eventStatus"),
        name=sheet.text("rdfs:label"),
        city=sheet.party("trd:place"),
        country=sheet.party("trd:hostEconomy"),
        period=sheet.period(),
        organizers=sheet.participants("organiser"),
        participants=sheet.participants("participant"),
        companies=sheet.companies(),
    )


def _agreement(sheet: Sheet) -> Agreement:
    return Agreement(
        evidence=sheet.evidence(),
        type=sheet.coded("trd:agreementType"),
        status=sheet.coded("trd:agreementStatus"),
        parties=sheet.participants("party"),
        count=sheet.count("AgreementGroup"),
        value=sheet.quantity("trd:totalValue"),
        period=sheet.period(),
        subject=sheet.text("trd:subject"),
    )


def _project(sheet: Sheet) -> Project:
    return Project(
        evidence=sheet.evidence(),
        type=sheet.coded("trd:projectType"),
        status=sheet.coded("trd:projectStatus"),
        parties=sheet.participants("party"),
        count=sheet.count("ProjectGroup"),
        value=sheet.quantity("trd:totalValue"),
        place=sheet.party("trd:location"),
        name=sheet.text("rdfs:label"),
        subject=sheet.text("trd:subject"),
    )


def _position(sheet: Sheet) -> Tenure:
    return Tenure(
        evidence=sheet.evidence(),
        person=_needed(sheet.party("org:member")),
        post=sheet.words("trd:post"),
        organization=sheet.party("org:organization"),
    )


def _organization(sheet: Sheet) -> Organisation:
    return Organisation(
        evidence=sheet.evidence(),
        name=_needed(sheet.party("trd:mentions")),
        type=sheet.coded("trd:organisationType"),
        country=sheet.party("trd:jurisdiction"),
    )


def _place(sheet: Sheet) -> Mention:
    return Mention(evidence=sheet.evidence(), code=_needed(sheet.party("trd:mentions")))


READERS: Mapping[str, Callable[[Sheet], Record]] = {
    "figure": _figure,
    "event": _event,
    "agreement": _agreement,
    "project": _project,
    "position": _position,
    "organization": _organization,
    "place": _place,
}
