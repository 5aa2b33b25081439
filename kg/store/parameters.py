"""Terms as SPARQL writes them, so that nothing in them can be read as anything else."""

import re

from rdflib import Literal, URIRef

from kg.errors import QueryError
from kg.model.rdf import Term
from kg.store.terms import valid_iri

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


def _iri(text: str) -> str:
    if not valid_iri(text):
        raise QueryError(f"{text!r} is no IRI")
    return f"<{text}>"
