"""Canonical N-Quads, written and read: one spelling for each quad, so that equal graphs are equal bytes.

The escapes are those of the canonical form of RDF 1.2 N-Quads (section 3 there): the short ones for backspace, tab,
line feed, form feed, return, quote and backslash, `\\u` for other control characters, everything else as it is.
"""

import re
from collections.abc import Iterable
from functools import cache

from rdflib import Literal, URIRef

from kg.model.rdf import NamedGraph, Term, Triple

XSD = "http://www.w3.org/2001/XMLSchema#"
_SHORT = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_CONTROL = {code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F)}
_ESCAPES = _CONTROL | {ord(sign): escape for sign, escape in _SHORT.items()}
_UNESCAPE = re.compile(r'\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([btnfr"\\\']))')
_SIGNS = {escape[1]: sign for sign, escape in _SHORT.items()} | {"'": "'"}
_LINE = re.compile(
    r'<([^>]*)> <([^>]*)> (?:<([^>]*)>|"([^"\\]*(?:\\.[^"\\]*)*)"(?:@([A-Za-z0-9-]+)|\^\^<([^>]*)>)?) <([^>]*)> \.\n?'
)


def literal(lexical: str, *, language: str | None = None, datatype: str | None = None) -> str:
    """A literal; `datatype` is an IRI, and xsd:string is left unsaid.

    >>> literal("«Riga»\\n", language="ru")
    '"«Riga»\\\\n"@ru'
    """
    quoted = f'"{lexical.translate(_ESCAPES)}"'
    if language:
        return f"{quoted}@{language.lower()}"
    return quoted if datatype in (None, XSD + "string") else f"{quoted}^^<{datatype}>"


def term(value: Term) -> str:
    """A term of rdflib's in canonical form."""
    if isinstance(value, Literal):
        datatype = None if value.datatype is None else str(value.datatype)
        return literal(str(value), language=value.language, datatype=datatype)
    return f"<{value}>"


def named_graph(graph: str, triples: Iterable[Triple]) -> NamedGraph:
    """Triples of rdflib's as the quads of one graph."""
    return NamedGraph(graph, tuple(sorted({f"{term(s)} {term(p)} {term(o)} <{graph}> .\n" for s, p, o in triples})))


def _plain(escaped: str) -> str:
    if "\\" not in escaped:
        return escaped
    return _UNESCAPE.sub(lambda m: _SIGNS[m[3]] if m[3] else chr(int(m[1] or m[2], 16)), escaped)


def parts(line: str) -> tuple[str, str, str | None, str, str | None, str | None]:
    """Subject, predicate, object's IRI or lexical form, language and datatype; ValueError for a line not of ours."""
    match = _LINE.fullmatch(line)
    if match is None:
        raise ValueError(f"no N-Quads line: {line!r}")
    subject, predicate, iri, lexical, language, datatype, _ = match.groups()
    return subject, predicate, iri, "" if lexical is None else _plain(lexical), language, datatype


@cache
def _uri(iri: str) -> URIRef:
    return URIRef(iri)


def triples(graph: NamedGraph) -> list[Triple]:
    """The triples of a named graph as rdflib's terms, in the order of the lines."""
    return [_triple(line) for line in graph.lines]


def _triple(line: str) -> Triple:
    subject, predicate, iri, lexical, language, datatype = parts(line)
    value: Term = Literal(lexical, lang=language, datatype=datatype, normalize=False) if iri is None else _uri(iri)
    return _uri(subject), _uri(predicate), value
