"""Parameters of a query: terms, bound by one VALUES block at its end, on every backend alike."""

import re

from rdflib import Literal, URIRef

from kg.errors import QueryError
from kg.model.rdf import Parameters, Term
from kg.store.terms import valid_iri

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"})


def term_text(term: Term) -> str:
    r"""The term in SPARQL, written so that nothing in it can be read as anything else (SPARQL 1.1, section 19.8).

    >>> term_text(Literal('say "hi"\n', lang="en")), term_text(URIRef("https://data.example.org/id/country/KE"))
    ('"say \\"hi\\"\\n"@en', '<https://data.example.org/id/country/KE>')
    """
    if isinstance(term, URIRef):
        return _iri(str(term))
    if not isinstance(term, Literal):
        raise QueryError(f"{term!r} cannot be a parameter: it is neither an IRI nor a literal")
    quoted = f'"{str(term).translate(_ESCAPES)}"'
    if term.language:
        if not _LANGUAGE.fullmatch(term.language):
            raise QueryError(f"{term.language!r} is no language tag")
        return f"{quoted}@{term.language}"
    return f"{quoted}^^{_iri(str(term.datatype))}" if term.datatype else quoted


def with_parameters(query: str, parameters: Parameters | None) -> str:
    """The query with its parameters bound; a query that takes some may not end in a VALUES of its own.

    >>> print(with_parameters("ASK { ?s ?p ?o }", {"s": URIRef("urn:x")}))
    ASK { ?s ?p ?o }
    VALUES (?s) { (<urn:x>) }
    """
    if not parameters:
        return query
    for name in parameters:
        if not _NAME.fullmatch(name):
            raise QueryError(f"{name!r} is no name of a parameter")
    names = " ".join(f"?{name}" for name in parameters)
    values = " ".join(term_text(term) for term in parameters.values())
    return f"{query}\nVALUES ({names}) {{ ({values}) }}"


def _iri(text: str) -> str:
    if not valid_iri(text):
        raise QueryError(f"{text!r} is no IRI")
    return f"<{text}>"
