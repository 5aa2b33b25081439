"""Linking: all records of one document at once, since one names in full what another names in short."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from kg import iris
from kg.identity import organisations, people, places
from kg.identity.folding import folded
from kg.identity.organisations import Key
from kg.identity.parties import parties, relinked
from kg.identity.registered import registered
from kg.identity.roots import roots
from kg.model import Document, Organisation, Party, PartyKind, Record, Slot
from kg.vocabulary import economy


def link(records: Iterable[Record], document: Document) -> tuple[Record, ...]:
    """The records with the IRI of every party filled in, and the kind of those whose kind the document tells.

    Depends on the document and our data files alone: two documents that name one thing in full give it one IRI,
    whichever is read first and whatever is stored. Linking what is linked changes nothing.
    """
    return link_within(records, document.digest)


def link_within(records: Iterable[Record], text: str) -> tuple[Record, ...]:
    """The same for a text known by its digest."""
    found = tuple(records)
    names = _Names.of(found, text)
    while _learned(found, names):  # a name that turns out an organisation's may explain another
        found = _with_kinds(found, names)
        names = _Names.of(found, text)
    return tuple(_linked(record, names) for record in found)


def _with_kinds(records: Iterable[Record], names: "_Names") -> tuple[Record, ...]:
    return tuple(relinked(record, lambda party: replace(party, kind=names.kind(party))) for record in records)


def _learned(records: Iterable[Record], names: "_Names") -> bool:
    """Whether the document tells the kind of a name that may be anything."""
    return any(names.kind(party) is not party.kind for record in records for party in parties(record))


def _linked(record: Record, names: "_Names") -> Record:
    if isinstance(record, Organisation):
        country = None if record.country is None else record.country.value.name
        return relinked(record, lambda party: names.linked(party, country if party is record.name.value else None))
    return relinked(record, names.linked)


def link_named(named: Iterable[Party], records: Iterable[Record], document: Document) -> tuple[Party, ...]:
    """Organisations that no record names, linked by all the names of the document; `records` are linked as if alone."""
    carriers = tuple(Organisation(evidence=(), confidence=Decimal(1), name=Slot(party)) for party in named)
    linked = link((*records, *carriers), document)
    return tuple(each.name.value for each in linked[len(linked) - len(carriers) :] if isinstance(each, Organisation))


@dataclass(frozen=True, slots=True)
class _Names:
    """What the document calls whom: keys of organisations by name, people and places by name, short forms by key.

    `text` is its digest: a name that says too little to be known elsewhere is known by it.
    """

    text: str
    organisations: dict[str, Key]
    long_forms: dict[Key, Key]
    people: dict[str, str]
    long_names: dict[str, str]
    places: frozenset[str]

    @classmethod
    def of(cls, records: tuple[Record, ...], text: str) -> "_Names":
        named = [party for record in records for party in parties(record)]
        keys = _organisation_keys(records, named)
        persons = {party.name: people.key(party.name) for party in named if party.kind is PartyKind.PERSON}
        places = {folded(party.name) for party in named if party.kind is PartyKind.PLACE}
        types = _types(records, keys)
        return cls(
            text,
            keys,
            roots(keys, organisations.short_for, lambda one, other: _apart(one, other, types)),
            persons,
            roots(persons, people.short_for, lambda one, other: False),
            frozenset(places),
        )

    def linked(self, party: Party, country: str | None = None) -> Party:
        """The party with its IRI."""
        return replace(party, iri=_IRIS[party.kind](self, party.name, country))

    def kind(self, party: Party) -> PartyKind:
        """The kind of a name that may be anything: what the document, the registry or the places say it is."""
        if party.kind is not PartyKind.UNKNOWN:
            return party.kind
        if people.key(party.name) in self.long_names:
            return PartyKind.PERSON
        if self._names_organisation(party.name):
            return PartyKind.ORGANISATION
        if folded(party.name) in self.places or places.known(party.name):
            return PartyKind.PLACE
        return PartyKind.UNKNOWN

    def _names_organisation(self, name: str) -> bool:
        spelled = organisations.key(name)
        if name in self.organisations or spelled in self.long_forms or registered(spelled) is not None:
            return True
        if organisations.has_legal_form(name):
            return True
        longer = {
            self.long_forms[key] for long, key in self.organisations.items() if organisations.short_for(name, long)
        }
        return len(longer) == 1 and name[:1].isupper()

    def economy(self, name: str, country: str | None) -> str:
        """A country, bloc or WORLD."""
        known = economy(name)
        return known.iri if known else iris.iri("bloc", name)

    def place(self, name: str, country: str | None) -> str:
        """A slug, or the folded name."""
        return places.known(name) or iris.hashed("place", folded(name))

    def organisation(self, name: str, country: str | None) -> str:
        """The registry's slug, or the key of the longest form."""
        spelled = organisations.key(name)
        own = spelled.of(country) if country else self.organisations.get(name, spelled)
        longest = self.long_forms.get(own, own)
        return registered(longest) or registered(own) or self._hashed("org", longest.parts, longest.generic)

    def person(self, name: str, country: str | None) -> str:
        """The full name that the document has for the person."""
        own = people.key(name)
        longest = self.long_names.get(own, own)
        return self._hashed("person", (longest,), " " not in longest)

    def agent(self, name: str, country: str | None) -> str:
        """Whoever is named in words only."""
        return self._hashed("agent", (folded(name),), name[:1].islower())

    def _hashed(self, kind: str, key: tuple[str, ...], own: bool) -> str:
        """By a key; `own` if the key says too little to be known outside its text."""
        return iris.hashed(kind, *key, self.text) if own else iris.hashed(kind, *key)


_IRIS = {
    PartyKind.ECONOMY: _Names.economy,
    PartyKind.PLACE: _Names.place,
    PartyKind.ORGANISATION: _Names.organisation,
    PartyKind.PERSON: _Names.person,
    PartyKind.UNKNOWN: _Names.agent,
}


def _organisation_keys(records: Iterable[Record], named: Iterable[Party]) -> dict[str, Key]:
    """Names of organisations with their keys; the country that one record states holds for the name everywhere."""
    stated: dict[Key, set[Key]] = {}
    for name, country in _stated(records):
        spelled = organisations.key(name)
        stated.setdefault(spelled, set()).add(spelled.of(country))
    keys = {}
    for party in named:
        if party.kind is PartyKind.ORGANISATION:
            spelled = organisations.key(party.name)
            full = stated.get(spelled, set()) - {spelled}
            keys[party.name] = next(iter(full)) if len(full) == 1 else spelled
    return keys


def _stated(records: Iterable[Record]) -> Iterator[tuple[str, str | None]]:
    for record in records:
        if isinstance(record, Organisation):
            yield record.name.value.name, None if record.country is None else record.country.value.name


def _types(records: Iterable[Record], keys: dict[str, Key]) -> dict[Key, set[str]]:
    found: dict[Key, set[str]] = {}
    for record in records:
        if isinstance(record, Organisation) and record.type is not None:
            found.setdefault(keys[record.name.value.name], set()).add(record.type.value)
    return found


def _apart(one: Key, other: Key, types: dict[Key, set[str]]) -> bool:
    """Two that are registered under two names, or said to be of two types, are never one."""
    slugs = {slug for slug in (registered(one), registered(other)) if slug}
    return len(slugs) > 1 or bool(types.get(one) and types.get(other) and not types[one] & types[other])
