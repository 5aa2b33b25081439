"""Where a record is written: what the quads of every kind have in common."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from kg import iris
from kg.graph import things
from kg.graph.quads import Quads
from kg.model import How, Party, PartyKind, Period, Quantity, Record, Slot, Span
from kg.vocabulary import hedge_policy

HALF = Decimal("0.5")  # under this a record waits for somebody to look at it


@dataclass(frozen=True, slots=True)
class Page:
    """One record's place: the quads, its IRI, its publication, the digest of the text and the runs that found it."""

    quads: Quads
    iri: str
    publication: str
    text: str
    runs: tuple[str, ...]

    def provenance(self, node: str, record: Record) -> None:
        """What every node of a record has."""
        self.evidence(node, record.evidence)
        self.quads.link(node, "trd:statedIn", self.publication)
        for run in self.runs:
            self.quads.link(node, "prov:wasGeneratedBy", run)
        self.quads.number(node, "trd:confidence", record.confidence)
        if record.confidence < HALF:
            self.quads.code(node, "trd:withheld", "withheld", "unreviewed")
        self.party(node, "trd:statedBy", record.speaker)

    def evidence(self, node: str, spans: Iterable[Span]) -> None:
        """The passages it rests on."""
        for span in spans:
            self.quads.link(node, "trd:evidence", iris.passage(self.text, span.start, span.stop))

    def party(self, node: str, predicate: str, slot: Slot[Party] | None) -> None:
        """A link to whoever is named, and the name as stated."""
        if slot is not None:
            self.quads.link(node, predicate, things.party(self.quads, slot.value))
            self.stated(node, slot.value)

    def stated(self, node: str, party: Party) -> None:
        """The name as stated, except of economies, whose code is their name."""
        if party.kind is not PartyKind.ECONOMY:
            self.quads.text(node, "trd:statedAs", party.name)

    def named(self, node: str, predicate: str, words: str, *key: str) -> str:
        """A link to a product or post, by its words and what else is in its key."""
        subject = things.named(self.quads, predicate.partition(":")[2], words, *key)
        self.quads.link(node, predicate, subject)
        self.quads.text(node, "trd:statedAs", words)
        return subject

    def period(self, node: str, slot: Slot[Period] | None) -> None:
        """The period, and whether it was worked out from the year of publication alone."""
        if slot is not None:
            self.quads.link(node, "trd:period", things.period(self.quads, slot.value))
            if slot.how is How.ASSUMED:
                self.quads.code(node, "trd:periodResolution", "periodResolution", "assumed")

    def coded(self, scheme: str, slot: Slot[str] | None) -> None:
        """The record's code in a list; the property has the list's name."""
        if slot is not None:
            self.quads.code(self.iri, f"trd:{scheme}", scheme, slot.value)

    def words(self, predicate: str, slot: Slot[str] | None) -> None:
        """Words of the document about the record."""
        if slot is not None:
            self.quads.text(self.iri, predicate, slot.value)

    def quantity(self, owner: str, predicate: str, amount: Quantity) -> None:
        """An amount of an owner's."""
        part = iris.part(owner, predicate.partition(":")[2])
        self.quads.link(owner, predicate, part)
        self.quads.a(part, "trd:Quantity")
        self.quads.code(part, "trd:hedge", "hedge", amount.hedge)
        self._numbers(part, amount)
        if amount.unit is not None:
            self.quads.link(part, "trd:unit", things.measure(self.quads, amount.unit))
        if amount.per is not None:
            self.quads.code(part, "trd:per", "per", amount.per)
        if amount.wording is not None:
            self.quads.text(part, "trd:statedAs", amount.wording)

    def _numbers(self, part: str, amount: Quantity) -> None:
        """Value and closed bounds: of a range its two ends, else as the hedge's policy sets them."""
        low, high = hedge_policy(amount.hedge).bounds(amount.value)
        if amount.upper is not None:
            low, high = amount.value, amount.upper
        self.quads.number(part, "trd:value", amount.value)
        self.quads.number(part, "trd:valueTo", amount.upper)
        self.quads.number(part, "trd:lowerBound", low)
        self.quads.number(part, "trd:upperBound", high)
        self.quads.number(part, "trd:resolution", amount.resolution)

    def participants(self, record: Record, role: str, slots: Iterable[Slot[Party]]) -> None:
        """A participation for everybody in a role."""
        for slot in slots:
            who = things.party(self.quads, slot.value)
            self.stated(self.participation(record, role, who, slot.value.name), slot.value)

    def participation(self, record: Record, role: str, who: str, key: str) -> str:
        """That somebody took part; `key` is the participant as stated."""
        node = iris.hashed("participation", self.iri, role, key)
        self.quads.a(node, "trd:Participation")
        self.quads.link(node, "trd:participant", who)
        self.quads.link(node, "trd:participationIn", self.iri)
        self.quads.code(node, "trd:role", "role", role)
        self.evidence(node, record.evidence)
        return node
