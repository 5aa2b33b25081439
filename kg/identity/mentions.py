"""Who is named in a document, each name once: what joins documents where a graph is too large to be asked."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from kg.identity import organisations, people
from kg.identity.folding import folded
from kg.identity.parties import parties
from kg.model import Party, PartyKind, Record


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A name as a document has it: what sort of thing, the key that all its spellings share, its IRI, the spelling."""

    kind: str
    key: str
    iri: str
    name: str


def mentions(records: Iterable[Record]) -> tuple[Mention, ...]:
    """All parties of linked records, sorted, each spelling once."""
    return tuple(sorted({_mention(party) for record in records for party in parties(record)}))


def _mention(party: Party) -> Mention:
    return Mention(party.kind.value, _KEYS.get(party.kind, folded)(party.name), party.iri, party.name)


def _organisation(name: str) -> str:
    return " | ".join(organisations.key(name).parts)


_KEYS: Mapping[PartyKind, Callable[[str], str]] = {
    PartyKind.ECONOMY: str,
    PartyKind.ORGANISATION: _organisation,
    PartyKind.PERSON: people.key,
}
