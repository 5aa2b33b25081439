"""What a publication's graph says of the things its records name: class, names, and for periods their days.

Countries, blocs and units stand in the reference graphs; one that those do not know is described where it is named.
"""

from functools import cache

from kg import iris
from kg.graph.periods import bounds
from kg.graph.quads import Quads
from kg.identity.folding import folded
from kg.model import Party, PartyKind, Period
from kg.vocabulary import economy, implied_class, unit

_CLASSES = {
    PartyKind.PLACE: "trd:Place",
    PartyKind.ORGANISATION: "trd:Organisation",
    PartyKind.PERSON: "trd:Person",
    PartyKind.UNKNOWN: "trd:Agent",
}


def party(quads: Quads, named: Party) -> str:
    """The IRI of a linked party, described; ValueError when identity has not linked it."""
    if not named.iri:
        raise ValueError(f"{named.name} is not linked")
    if named.kind is not PartyKind.ECONOMY:
        quads.a(named.iri, _CLASSES[named.kind])
        quads.text(named.iri, "rdfs:label", named.name)
    elif economy(named.name) is None:
        quads.a(named.iri, "trd:Bloc")
        _coded(quads, named.iri, named.name)
    return named.iri


def organisation(quads: Quads, subject: str, type: str) -> None:
    """The class of an organisation whose type is known."""
    if implied := implied_class("organisationType", type):
        quads.a(subject, f"trd:{implied}")


def measure(quads: Quads, code: str) -> str:
    """The IRI of a unit."""
    subject = iris.iri("unit", code)
    if unit(code) is None:
        quads.a(subject, "trd:Unit")
        _coded(quads, subject, code)
    return subject


def _coded(quads: Quads, subject: str, code: str) -> None:
    quads.string(subject, "skos:notation", code)
    quads.text(subject, "rdfs:label", code.replace("_", " "), "en")


def named(quads: Quads, kind: str, words: str, *key: str) -> str:
    """A product or post: known by its words, folded, and by what else is in its key."""
    subject = iris.hashed(kind, folded(words), *key)
    quads.a(subject, f"trd:{kind.capitalize()}")
    quads.text(subject, "rdfs:label", words)
    return subject


def period(quads: Quads, span: Period) -> str:
    """A calendar span with its first and last day."""
    subject, (first, last) = iris.period(span.edtf), _bounds(span.edtf)
    quads.a(subject, "trd:Period")
    quads.string(subject, "skos:notation", span.edtf)
    quads.typed(subject, "trd:startDate", first, "xsd:date")
    quads.typed(subject, "trd:endDate", last, "xsd:date")
    return subject


@cache
def _bounds(edtf: str) -> tuple[str, str]:
    first, last = bounds(edtf)
    return first.isoformat(), last.isoformat()
