"""What exists and what it is called: terms, codes, economies, units, places and registered organisations.

Everything is read from `ontology/` on first use and kept; importing this room opens no file. Codes travel between
rooms as notations (`signed`, `over`) or local names of classes (`TradeMission`); CURIEs (`code:hedge-over`,
`trd:TradeMission`) stand in `flat-facts.csv`; IRIs in the graph. `notation` and `expand` lead from one to the other.
"""

from kg.vocabulary.flat import code_for, word_for, words
from kg.vocabulary.names import PREFIXES, compact, expand, notation
from kg.vocabulary.publishers import publishers, source_tier
from kg.vocabulary.reference import (
    LANGUAGES,
    Economy,
    Place,
    Registered,
    Unit,
    blocs,
    countries,
    economy,
    is_iso_country,
    places,
    registry,
    unit,
    units,
)
from kg.vocabulary.terms import HedgePolicy, concepts, hedge_policy, implied_class, label, ontology

__all__ = [
    "LANGUAGES",
    "PREFIXES",
    "Economy",
    "HedgePolicy",
    "Place",
    "Registered",
    "Unit",
    "blocs",
    "code_for",
    "compact",
    "concepts",
    "countries",
    "economy",
    "expand",
    "hedge_policy",
    "implied_class",
    "is_iso_country",
    "label",
    "notation",
    "ontology",
    "places",
    "publishers",
    "registry",
    "source_tier",
    "unit",
    "units",
    "word_for",
    "words",
]
