"""One record as it stands in a graph: its parts looked up and turned back into the values of the model."""

from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar
from urllib.parse import unquote

from kg import iris
from kg.graph.incoming import SEVERAL, given
from kg.graph.index import Index
from kg.model import How, Party, PartyKind, Period, Quantity, Several, Slot, Span

T = TypeVar("T")
_KINDS = {
    "country": PartyKind.ECONOMY,
    "bloc": PartyKind.ECONOMY,
    "economy": PartyKind.ECONOMY,
    "place": PartyKind.PLACE,
    "org": PartyKind.ORGANISATION,
    "person": PartyKind.PERSON,
    "agent": PartyKind.UNKNOWN,
}


def tail(iri: str) -> str:
    """The code, slug or hash at the end of an IRI of ours."""
    return unquote(iri.rsplit("/", 1)[1])


def code(iri: str | None) -> str | None:
    """The notation of a concept."""
    return None if iri is None else iri.rpartition("#")[2].partition("-")[2]


def span(passage: str) -> Span:
    """Where a passage stands: its IRI says so."""
    start, _, stop = passage.rpartition("=")[2].partition(",")
    return Span(int(start), int(stop))


def _slot(value: T | None, how: How = How.GIVEN) -> Slot[T] | None:
    return None if value is None else Slot(value, (), how)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One record as it stands in an index."""

    index: Index
    iri: str

    def one(self, predicate: str) -> str | None:
        """The value of a property of the record."""
        return self.index.one(self.iri, predicate)

    def text(self, predicate: str) -> Slot[str] | None:
        """Words about the record."""
        return _slot(self.one(predicate))

    def coded(self, predicate: str) -> Slot[str] | None:
        """A notation."""
        return _slot(code(self.one(predicate)))

    def evidence(self) -> tuple[Span, ...]:
        """Its passages, in the order of the text."""
        return tuple(sorted(map(span, self.index.all(self.iri, "trd:evidence"))))

    def party(self, predicate: str) -> Slot[Party] | None:
        """Whoever the record names there, by the name it uses."""
        value = self.one(predicate)
        return None if value is None else given(self.named(value, self.iri))

    def named(self, iri: str, node: str) -> Party:
        """A party by the name that both it and the node have."""
        kind = _KINDS[iri.rsplit("/", 2)[1]]
        name = tail(iri) if kind is PartyKind.ECONOMY else self.name(iri, node)
        return Party(name, kind, iri)

    def name(self, iri: str, node: str) -> str:
        """Of the names of a thing, the one that the node uses (the longest, where it uses several)."""
        stated = set(self.index.all(node, "trd:statedAs"))
        names = self.index.all(iri, "rdfs:label")
        return max((name for name in names if name in stated), key=lambda name: (len(name), name))

    def words(self, predicate: str) -> Slot[str] | None:
        """The words of a product or post."""
        value = self.one(predicate)
        return None if value is None else given(self.name(value, self.iri))

    def period(self, predicate: str = "trd:period") -> Slot[Period] | None:
        """A period, and how it was found."""
        value = self.one(predicate)
        assumed = predicate == "trd:period" and self.one("trd:periodResolution") is not None
        return _slot(None if value is None else Period(edtf(value)), How.ASSUMED if assumed else How.GIVEN)

    def quantity(self, predicate: str, owner: str | None = None) -> Slot[Quantity] | None:
        """An amount of the record's, or of another owner's."""
        part = self.index.one(owner or self.iri, predicate)
        if part is None:
            return None
        unit = self.index.one(part, "trd:unit")
        amount = Quantity(
            Decimal(self.index.one(part, "trd:value") or 0),
            None if unit is None else tail(unit),
            code(self.index.one(part, "trd:hedge")) or "exact",
            self._decimal(part, "trd:valueTo"),
            self._decimal(part, "trd:resolution"),
            self.index.one(part, "trd:statedAs"),
            code(self.index.one(part, "trd:per")),
        )
        return given(amount)

    def _decimal(self, part: str, predicate: str) -> Decimal | None:
        value = self.index.one(part, predicate)
        return None if value is None else Decimal(value)

    def count(self, group: str) -> Slot[Quantity] | Several | None:
        """How many; `group` is the class of several."""
        found = self.quantity("trd:count")
        if found is None and iris.term(group) in self.index.all(self.iri, "rdf:type"):
            return SEVERAL
        return found

    def participants(self, role: str) -> tuple[Slot[Party], ...]:
        """Everybody in a role, sorted by name; groups known by number only are not among them."""
        found = [self.named(who, node) for node, who in self._participations(role) if not _is_group(who)]
        return tuple(map(given, sorted(found, key=lambda party: party.name)))

    def companies(self) -> Slot[Quantity] | None:
        """How many companies took part."""
        groups = [who for _, who in self._participations("participant") if _is_group(who)]
        return self.quantity("trd:count", groups[0]) if groups else None

    def _participations(self, role: str) -> list[tuple[str, str]]:
        nodes = self.index.about("trd:participationIn", self.iri)
        wanted = [node for node in nodes if code(self.index.one(node, "trd:role")) == role]
        return [(node, self.index.one(node, "trd:participant") or "") for node in wanted]


def _is_group(iri: str) -> bool:
    return iri.rsplit("/", 2)[1] == "group"


def edtf(period: str) -> str:
    """The span that a period's IRI names."""
    return tail(period).replace("--", "/")
