"""Positions: who holds which post of what, from a person and a post that stand together."""

from collections import Counter
from collections.abc import Iterator

from kg.extract.evidence import around
from kg.language import Analysis, Annotation, OrganisationMention, PlaceMention
from kg.language.people import Holding
from kg.model import How, Party, PartyKind, Rejection, Slot, Span, Tenure

_OF_COUNTRY = frozenset({"state", "minister"})


def find(analysis: Analysis) -> Iterator[Tenure | Rejection]:
    """The positions of a document in order, each once; one whose organisation nobody tells is rejected."""
    told: set[tuple[str, str]] = set()
    for annotation in analysis.annotations:
        if annotation.type == "holding" and isinstance(annotation.value, Holding):
            found = _tenure(analysis, annotation, annotation.value)
            if isinstance(found, Rejection):
                yield found
                continue
            key = (found.person.value.name, found.organization.value.name if found.organization else "")
            if key not in told:
                told.add(key)
                yield found


def _tenure(analysis: Analysis, annotation: Annotation, holding: Holding) -> Tenure | Rejection:
    organisation = _whose(analysis, annotation.span, holding)
    if organisation is None:
        return Rejection(annotation.span, "position", "nobody says whose post it is")
    return Tenure(
        person=Slot(holding.person, (annotation.span,)),
        post=Slot(holding.post.post, (annotation.span,)),
        organization=organisation,
        evidence=(around(analysis, annotation.span),),
    )


def _whose(analysis: Analysis, span: Span, holding: Holding) -> Slot[Party] | None:
    """The organisation or economy of a post: as stated; else of the country in focus, or the organisation last named."""
    stated = holding.post.organisation
    if stated is not None:
        return Slot(stated, (span,))
    if holding.of in _OF_COUNTRY:
        code = home(analysis)
        return Slot(Party(code, PartyKind.ECONOMY), (), How.INHERITED) if code else None
    if holding.of == "body":
        party = _last_named(analysis, span)
        return Slot(party, (), How.INHERITED) if party else None
    return None


def home(analysis: Analysis) -> str | None:
    """The country that the document speaks of most."""
    counts = Counter(
        a.value.country
        for a in analysis.annotations
        if a.type == "place" and isinstance(a.value, PlaceMention) and a.value.country
    )
    return counts.most_common(1)[0][0] if counts else None


def _last_named(analysis: Analysis, span: Span) -> Party | None:
    """The organisation named last before the post."""
    last = None
    for annotation in analysis.annotations:
        if annotation.span.start >= span.start:
            break
        if annotation.type == "organisation" and isinstance(annotation.value, OrganisationMention):
            last = annotation.value.party
    return last
