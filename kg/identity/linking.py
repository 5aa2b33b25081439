"""Linking of one document's records."""

from collections.abc import Iterable
from dataclasses import replace

from kg import iris
from kg.identity.folding import folded
from kg.identity.parties import relinked
from kg.model import Document, Party, PartyKind, Record
from kg.vocabulary import economy

_KIND = {
    PartyKind.PLACE: "place",
    PartyKind.ORGANISATION: "org",
    PartyKind.PERSON: "person",
    PartyKind.UNKNOWN: "agent",
}


def _linked(party: Party) -> Party:
    if party.kind is PartyKind.ECONOMY:
        known = economy(party.name)
        return replace(party, iri=known.iri if known else iris.iri("bloc", party.name))
    return replace(party, iri=iris.hashed(_KIND[party.kind], folded(party.name)))


def link(records: Iterable[Record], document: Document) -> tuple[Record, ...]:
    """The records with the IRI of every party filled in."""
    return tuple(relinked(record, _linked) for record in records)
