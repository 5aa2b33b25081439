"""What is known of the parties in statements: names by language, kind, country."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from kg.model import Organisation, Party, PartyKind, Tenure
from kg.network.statements import Saying, Statement, parties
from kg.vocabulary import Registered, economy, registry

_KINDS = {
    PartyKind.PERSON: "person",
    PartyKind.PLACE: "place",
    PartyKind.ORGANISATION: "organisation",
    PartyKind.UNKNOWN: "agent",
}


@dataclass(slots=True)
class Agent:
    """One party. `names` counts each (language, name); `type` is a code of organisationType, `country` a code."""

    party: Party
    names: Counter[tuple[str, str]] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)

    @property
    def kind(self) -> str:
        """`country`, `bloc`, a code of organisationType, `organisation`, `person`, `place` or `agent`."""
        if self.party.kind is PartyKind.ECONOMY:
            return "country" if "/country/" in self.party.iri else "bloc"
        if self.party.kind is not PartyKind.ORGANISATION:
            return _KINDS[self.party.kind]
        registered = _registered().get(self.party.iri)
        type = registered.kind if registered else _commonest(self.types)
        return "organisation" if type in ("", "other") else type

    @property
    def country(self) -> str:
        """The country it is, or is of; empty where nobody says."""
        if self.kind == "country":
            return self.party.name
        registered = _registered().get(self.party.iri)
        return registered.country if registered and registered.country else _commonest(self.countries)

    def label(self, language: str) -> str:
        """Its name in that language, else the one that most documents use, the first in order of several."""
        known = economy(self.party.name) if self.party.kind is PartyKind.ECONOMY else _registered().get(self.party.iri)
        if known is not None:
            return known.label(language)
        own = Counter({pair: count for pair, count in self.names.items() if pair[0] == language})
        return _commonest_pair(own or self.names) or self.party.name


def agents(found: Iterable[Statement]) -> Mapping[str, Agent]:
    """Every party of the statements by IRI."""
    known: dict[str, Agent] = {}
    for saying in (saying for statement in found for saying in statement.sayings):
        for _, party in parties(saying.record):
            agent = known.setdefault(party.iri, Agent(party))
            agent.names[saying.publication.language, party.name] += 1
        _describe(known, saying)
    _posts(known, found)
    return known


def _describe(known: Mapping[str, Agent], saying: Saying) -> None:
    record = saying.record
    if isinstance(record, Organisation):
        agent = known[record.name.value.iri]
        agent.types.update([record.type.value] if record.type else [])
        agent.countries.update([record.country.value.name] if record.country else [])


def _posts(known: Mapping[str, Agent], found: Iterable[Statement]) -> None:
    """People are of the country that they, or the organisation they act for, are of."""
    records = [saying.record for statement in found for saying in statement.sayings]
    for record in records:
        if isinstance(record, Tenure) and record.organization is not None:
            country = known[record.organization.value.iri].country
            known[record.person.value.iri].countries.update([country] if country else [])


def _commonest(counted: Counter[str]) -> str:
    return min(counted, key=lambda name: (-counted[name], name), default="")


def _commonest_pair(counted: Counter[tuple[str, str]]) -> str:
    order = ("en", "ru", "kk")  # the reader's fallbacks: a script more people read before one that fewer do
    ranked = min(
        counted, key=lambda pair: (order.index(pair[0]) if pair[0] in order else 9, -counted[pair], pair), default=None
    )
    return ranked[1] if ranked else ""


@cache
def _registered() -> Mapping[str, Registered]:
    return {row.iri: row for row in registry()}
