"""The values that slots hold: amounts, periods and parties."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount as a text states it, in whole units (1.2 billion is 1200000000).

    `unit` is an ISO 4217 code, `percent`, `count` or a word like `tonne`; None where the text leaves it open.
    `hedge` is a code of the ontology's hedge list (`exact`, `about`, `almost`, `over`, `atLeast`, `upTo`, `under`).
    `upper` is the upper end of a stated range, `resolution` the value of the last digit written,
    `wording` the words of the text, `per` the code `year`, `month` or `day` where the amount is a rate.
    """

    value: Decimal
    unit: str | None = None
    hedge: str = "exact"
    upper: Decimal | None = None
    resolution: Decimal | None = None
    wording: str | None = None
    per: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A calendar span in EDTF (ISO 8601-2): `2015`, `2016-11`, `2016-11-07` or an interval of two of them.

    >>> Period("2020-01/2020-06").edtf
    '2020-01/2020-06'
    """

    edtf: str


class PartyKind(StrEnum):
    """What sort of thing a name names, as far as the text tells."""

    ECONOMY = "economy"  # a country, a bloc or WORLD: `name` is its code
    PLACE = "place"  # a city or region, by name
    ORGANISATION = "organisation"
    PERSON = "person"
    UNKNOWN = "unknown"  # words of the document that may name any of these


@dataclass(frozen=True, slots=True)
class Party:
    """Who trades, signs, meets or speaks: a code for an economy, else a name in its base form.

    `iri` is empty until identity has linked it; from then on it names the thing in the graph.
    """

    name: str
    kind: PartyKind = PartyKind.UNKNOWN
    iri: str = ""

    # what a dataclass would write, in a third of the time: parties are compared and looked up more than all else
    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, Party):
            return NotImplemented
        return self.name == other.name and self.kind is other.kind and self.iri == other.iri

    def __hash__(self) -> int:
        return hash(self.name)
