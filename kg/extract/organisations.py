"""Organisations: one record for each that a document names, with its type and country."""

from collections.abc import Iterator

from kg.extract.evidence import around
from kg.language import Analysis, Annotation, OrganisationMention
from kg.model import Organisation, Party, PartyKind, Rejection, Slot, Span


def find(analysis: Analysis) -> Iterator[Organisation | Rejection]:
    """The organisations of a document in the order of their first mention, each once."""
    first: dict[str, Annotation] = {}
    for annotation in analysis.annotations:
        if annotation.type == "organisation" and isinstance(annotation.value, OrganisationMention):
            first.setdefault(annotation.value.party.name, annotation)
    for annotation in first.values():
        mention = annotation.value
        assert isinstance(mention, OrganisationMention)
        if mention.type is None:
            yield Rejection(annotation.span, "organization", "no type")
        elif _meeting(analysis, annotation.span):
            yield Rejection(annotation.span, "organization", "a commission that only meets")
        else:
            yield _record(analysis, annotation, mention)


def _record(analysis: Analysis, annotation: Annotation, mention: OrganisationMention) -> Organisation:
    span = annotation.span
    country = Slot(Party(mention.country, PartyKind.ECONOMY), (span,)) if mention.country else None
    return Organisation(
        name=Slot(mention.party, (span,)),
        type=Slot(mention.type or "other", (span,)),
        country=country,
        evidence=(around(analysis, span),),
    )


def _meeting(analysis: Analysis, span: Span) -> bool:
    """Whether the name is that of a commission, which is told as an event."""
    return any(a.value == "event/CommissionSession" for a in analysis.within(span, "cue"))
