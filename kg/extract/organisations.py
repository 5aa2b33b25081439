"""Organisations: one record for each that a document names, with its type and country.

Grammar names them or offers what may be a name; whether a name is an organisation's is decided by weights.
"""

from collections.abc import Iterator
from dataclasses import replace

from kg.extract.certainty import certainty, shares
from kg.extract.deciding import Candidate, Judge, learned
from kg.extract.evidence import around
from kg.extract.organisation_clues import Witness, mentioned
from kg.language import Analysis, Annotation, OrganisationMention
from kg.language.tokens import fold
from kg.model import Organisation, Party, PartyKind, Rejection, Slot, Span

_SHOWN = 3  # mentions whose sentences are evidence


def find(analysis: Analysis, *, judge: Judge | None = None) -> Iterator[Organisation | Rejection]:
    """The organisations of a document in the order of their first mention, each once."""
    chosen = judge or learned("organisations", analysis.document.language)
    witness = Witness(analysis)
    for told in _mentions(analysis).values():
        mention = mentioned(told[0])
        assert mention is not None
        if mention.type is None:
            yield Rejection(told[0].span, "organization", "no type")
        elif _meeting(analysis, told[0].span):
            yield Rejection(told[0].span, "organization", "a commission that only meets")
        else:
            yield from _judged(analysis, chosen, told, mention, witness)


def _mentions(analysis: Analysis) -> dict[str, list[Annotation]]:
    """The mentions of each name in order; what is only offered joins a name that it repeats."""
    mentions: dict[str, list[Annotation]] = {}
    spelled: dict[str, str] = {}  # the first of the names that differ in their capitals alone
    for type in ("organisation", "name"):
        for annotation in analysis.annotations:
            if annotation.type == type and (mention := mentioned(annotation)) is not None:
                name = mention.party.name
                known = spelled.setdefault(fold(name), name)
                mentions.setdefault(name if type == "organisation" else known, []).append(annotation)
    return mentions


def _judged(
    analysis: Analysis, judge: Judge, told: list[Annotation], mention: OrganisationMention, witness: Witness
) -> Iterator[Organisation | Rejection]:
    """The record of a name that is held to be an organisation's; without weights rules alone decide."""
    record = _record(analysis, told[:_SHOWN], mention)
    is_one, none = Candidate(record, witness.clues(told)), Candidate(None)
    ruled = told[0].type == "organisation"
    choice = judge.choose("organisation.true", told[0].span, [is_one, none] if ruled else [none, is_one])
    if choice.value is None:
        yield Rejection(told[0].span, "organization", "the name is hardly an organisation's")
    elif choice.weights:
        yield replace(record, confidence=certainty(shares(choice)[choice.index]))
    else:
        yield record


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
