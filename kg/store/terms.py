"""RDF terms of rdflib and of the engine, each made from the other, and numbers in one spelling."""

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache

import pyoxigraph as ox
from rdflib import BNode, Literal, URIRef
from rdflib.namespace import XSD
from rdflib.term import Node

from kg import settings
from kg.errors import QueryError
from kg.model.rdf import Term

INTEGERS = frozenset(
    str(XSD[name])
    for name in (
        *("integer", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger", "negativeInteger"),
        *("long", "int", "short", "byte", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte"),
    )
)
_FORBIDDEN = re.compile(r'[\x00-\x20<>"{}|^`\\]')
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def valid_iri(text: str) -> bool:
    """Whether the text is an absolute IRI that N-Quads and SPARQL can hold as it stands (RFC 3987, no escapes).

    >>> valid_iri("https://data.example.org/id/country/KE"), valid_iri("no scheme"), valid_iri("urn:a>b")
    (True, False, False)
    """
    return bool(_ABSOLUTE.match(text)) and not _FORBIDDEN.search(text)


def literal(lexical: str, datatype: str | None = None, language: str | None = None) -> Literal:
    """An rdflib literal as it is spelled, but for numbers: those have one spelling, whichever engine gave them.

    >>> str(literal("007", str(XSD.integer))), str(literal("2.50", str(XSD.decimal)))
    ('7', '2.5')
    """
    if language:
        return Literal(lexical, lang=language)
    if datatype is None or datatype == str(XSD.string):
        return Literal(lexical)
    return Literal(plain_number(lexical, datatype), datatype=URIRef(datatype), normalize=False)


def plain_number(lexical: str, datatype: str) -> str:
    """The number without exponent, leading or trailing zeros; anything that is no number of that type as it stands.

    >>> plain_number("1.10", str(XSD.decimal)), plain_number("-0.0", str(XSD.decimal))
    ('1.1', '0')
    """
    if datatype in INTEGERS:
        return _decimal(lexical, fraction=False)
    if datatype == str(XSD.decimal):
        return _decimal(lexical, fraction=True)
    return lexical


def _decimal(lexical: str, *, fraction: bool) -> str:
    try:
        number = Decimal(lexical)
    except InvalidOperation:
        return lexical
    if not number.is_finite() or "e" in lexical.lower():
        return lexical
    written = f"{number:f}"
    if "." in written:
        written = written.rstrip("0").rstrip(".") if fraction or number == number.to_integral_value() else written
    return "0" if written in ("-0", "") else written


def from_engine(term: object) -> Term:
    """The engine's term as rdflib's. Blank nodes, which only a query can make, become IRIs (RDF 1.1, section 3.5)."""
    match term:
        case ox.NamedNode():
            return _iri(term.value)
        case ox.Literal():
            return literal(term.value, term.datatype.value, term.language)
        case ox.BlankNode():
            return URIRef(genid(term.value).value)
    raise QueryError("the answer holds triples inside triples (RDF 1.2), which Tradegraph does not give out")


@lru_cache(maxsize=10_000)  # predicates and classes come again and again, and rdflib looks at every letter of an IRI
def _iri(value: str) -> URIRef:
    return URIRef(value)


def genid(label: str) -> ox.NamedNode:
    """The IRI that stands for a blank node."""
    return ox.NamedNode(f"{settings.base()}.well-known/genid/{label}")


def to_engine(term: Node) -> ox.NamedNode | ox.Literal | ox.BlankNode:
    """rdflib's term as the engine's; raises `ValueError` for an IRI that is none, `TypeError` for anything else."""
    match term:
        case URIRef():
            return ox.NamedNode(str(term))
        case BNode():
            return ox.BlankNode(str(term))
        case Literal(language=str(language)):
            return ox.Literal(str(term), language=language)
        case Literal(datatype=URIRef() as datatype):
            return ox.Literal(str(term), datatype=ox.NamedNode(str(datatype)))
        case Literal():
            return ox.Literal(str(term))
    raise TypeError(f"{term!r} is no term that a graph can hold")
