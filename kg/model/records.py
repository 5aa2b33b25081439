"""One frozen record a kind of fact: what extraction finds, identity links and the graph stores.

Codes in the fields are notations of the ontology's code lists or local names of its classes
(`exports`, `held`, `TradeMission`), never the words of FACTS.md and never IRIs.
An absent slot (None) was not stated.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Literal, TypeAlias

from kg.model.span import Slot, Span
from kg.model.values import Party, Period, Quantity

CERTAIN = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every record has: evidence (at least one span), who said it, and how sure the reader is (0 to 1)."""

    kind: ClassVar[str]
    evidence: tuple[Span, ...]
    speaker: Slot[Party] | None = None
    confidence: Decimal = CERTAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Record):
    """A number about trade as one source stated it: level, relative and absolute change of one measure and period.

    `measure` is `level` or, for shares, `share`. `change` is in percent, signed; `change_value` in units, signed.
    `sign` is `surplus` or `deficit` for a balance without a number.
    """

    kind: ClassVar[str] = "figure"
    indicator: Slot[str]
    measure: Slot[str] = Slot("level")
    reporter: Slot[Party] | None = None
    partner: Slot[Party] | None = None
    product: Slot[str] | None = None
    period: Slot[Period] | None = None
    value: Slot[Quantity] | None = None
    change: Slot[Quantity] | None = None
    change_value: Slot[Quantity] | None = None
    change_base: Slot[Period] | None = None
    sign: Slot[str] | None = None
    status: Slot[str] = Slot("reported")


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening(Record):
    """Something where parties meet. `type` is an event class of the ontology (`TradeMission`, `Visit` …)."""

    kind: ClassVar[str] = "event"
    type: Slot[str]
    status: Slot[str] | None = None
    name: Slot[str] | None = None
    city: Slot[Party] | None = None
    country: Slot[Party] | None = None
    period: Slot[Period] | None = None
    organizers: tuple[Slot[Party], ...] = ()
    participants: tuple[Slot[Party], ...] = ()
    companies: Slot[Quantity] | None = None


Several: TypeAlias = Literal["several"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(Record):
    """Parties bind themselves, or are about to. `count` None is one, unsaid; `"several"` a number left open."""

    kind: ClassVar[str] = "agreement"
    type: Slot[str] | None = None
    status: Slot[str] | None = None
    parties: tuple[Slot[Party], ...] = ()
    count: Slot[Quantity] | Several | None = None
    value: Slot[Quantity] | None = None
    period: Slot[Period] | None = None
    subject: Slot[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Project(Record):
    """Something gets built or run together; `count` as in `Agreement`."""

    kind: ClassVar[str] = "project"
    type: Slot[str] | None = None
    status: Slot[str] | None = None
    parties: tuple[Slot[Party], ...] = ()
    count: Slot[Quantity] | Several | None = None
    value: Slot[Quantity] | None = None
    place: Slot[Party] | None = None
    name: Slot[str] | None = None
    subject: Slot[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure(Record):
    """A person who speaks or acts for an organisation or economy, in a post (words of the document, base form)."""

    kind: ClassVar[str] = "position"
    person: Slot[Party]
    post: Slot[str] | None = None
    organization: Slot[Party] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation(Record):
    """An organisation that the document names. `type` is a code of `organisationType`."""

    kind: ClassVar[str] = "organization"
    name: Slot[Party]
    type: Slot[str] | None = None
    country: Slot[Party] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Record):
    """A country or bloc that the document names in any form."""

    kind: ClassVar[str] = "place"
    code: Slot[Party]


RECORDS: tuple[type[Record], ...] = (Figure, Happening, Agreement, Project, Tenure, Organisation, Mention)
