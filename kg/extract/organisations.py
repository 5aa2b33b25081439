"""Organisations: one record for each that a document names, with its type and country."""

from collections.abc import Iterator

from kg.extract.evidence import around
from kg.language import Analysis, Annotation, OrganisationMention
from kg.model import Organisation, Party, PartyKind, Rejection, Slot, Span

_SHOWN = 3  # mentions whose sentences are evidence


def find(analysis: Analysis) -> Iterator[Organisation | Rejection]:
    """The organisations of a document in the order of their first mention, each once."""
    mentions: dict[str, list[Annotation]] = {}
    for annotation in analysis.annotations:
        if annotation.type == "organisation" and isinstance(annotation.value, OrganisationMention):
            mentions.setdefault(annotation.value.party.name, []).append(annotation)
    for told in mentions.values():
        mention = told[0].value
        assert isinstance(mention, OrganisationMention)
        if mention.type is None:
            yield Rejection(told[0].span, "organization", "no type")
        elif _meeting(analysis, told[0].span):
            yield Rejection(told[0].span, "organization", "a commission that only meets")
        else:
            yield _record(analysis, told[:_SHOWN], mention)


def _record(analysis: Analysis, told: list[Annotation], mention: OrganisationMention) -> Organisation:
    spans = tuple(annotation.span for annotation in told)
    country = Slot(Party(mention.country, PartyKind.ECONOMY), spans[:1]) if mention.country else None
    return Organisation(
        name=Slot(mention.party, spans),
        type=Slot(mention.type or "other", spans[:1]),
        country=country,
        evidence=tuple(dict.fromkeys(around(analysis, span) for span in spans)),
    )


def _meeting(analysis: Analysis, span: Span) -> bool:
    """Whether the name is that of a commission, which is told as an event."""
    return any(a.value == "event/CommissionSession" for a in analysis.within(span, "cue"))
