"""What an endpoint's answers say, checked term by term: SPARQL 1.1 results in JSON, and N-Triples."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from rdflib import BNode, Graph
from rdflib.namespace import XSD
from rdflib.term import Node, URIRef

from kg.model.rdf import Row, Solutions, Term, Triple
from kg.store.terms import INTEGERS, genid, literal, valid_iri

_LABEL = re.compile(r"[A-Za-z0-9_][\w.:-]*")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")
_VIRTUOSO_ASK = "__ASK_RETVAL"  # Virtuoso 7.2 answers ASK with a table of one cell


def solutions(found: object) -> Solutions:
    """The table of a SELECT. Raises ValueError saying what is wrong with it."""
    head, results = _table(found)
    columns = head.get("vars")
    if not isinstance(columns, list) or not all(isinstance(name, str) for name in columns):
        raise ValueError("its head names no columns")
    if len(set(columns)) != len(columns):
        raise ValueError("it names a column twice")
    rows = results.get("bindings")
    if not isinstance(rows, list):
        raise ValueError("it has no rows")
    return Solutions(tuple(columns), tuple(_row(columns, row) for row in rows))


def truth(found: object) -> bool:
    """The answer of an ASK, also in the form that Virtuoso gives it."""
    if isinstance(found, Mapping) and isinstance(found.get("boolean"), bool):
        return bool(found["boolean"])
    table = solutions(found)
    if table.columns == (_VIRTUOSO_ASK,) and len(table.rows) == 1:
        return str(table.rows[0][0]) in ("1", "true")
    raise ValueError("a table where yes or no was asked for")


def triples(content: bytes) -> list[Triple]:
    """Triples of N-Triples, sorted, each once. Raises ValueError with what the parser says."""
    graph = Graph()
    try:
        graph.parse(data=content, format="nt")
    except Exception as error:  # rdflib's parser raises its own, ValueError and others
        raise ValueError(f"not N-Triples: {error}") from error
    found = {tuple(map(_known, triple)) for triple in graph}
    return sorted(found, key=lambda triple: tuple(term.n3() for term in triple))  # type: ignore[arg-type]


def _known(term: Node) -> Term:
    if isinstance(term, BNode):
        return URIRef(genid(str(term)).value)
    if isinstance(term, URIRef):
        return _iri(str(term))
    return literal(str(term), getattr(term, "datatype", None), getattr(term, "language", None))


def _table(found: object) -> Iterator[dict[str, Any]]:
    if isinstance(found, Mapping) and "boolean" in found:
        raise ValueError("yes or no where a table was asked for")
    parts = [found.get(name) for name in ("head", "results")] if isinstance(found, Mapping) else [None]
    if not all(isinstance(part, dict) for part in parts):
        raise ValueError("not SPARQL results in JSON")
    return iter(parts)  # type: ignore[arg-type]


def _row(columns: list[str], row: object) -> Row:
    if not isinstance(row, Mapping) or not set(row) <= set(columns):
        raise ValueError(f"a row that does not fit its columns: {str(row)[:100]}")
    return tuple(_term(row[name]) if name in row else None for name in columns)


def _term(cell: object) -> Term:
    if not isinstance(cell, Mapping) or not isinstance(cell.get("value"), str):
        raise ValueError(f"a cell that is no term: {str(cell)[:100]}")
    value, kind = cell["value"], cell.get("type")
    if kind == "uri":
        return _iri(value)
    if kind == "bnode":
        if not _LABEL.fullmatch(value.removeprefix("nodeID://")):
            raise ValueError(f"a blank node that cannot be: {value[:100]!r}")
        return URIRef(genid(value.removeprefix("nodeID://")).value)
    if kind not in ("literal", "typed-literal"):
        raise ValueError(f"a cell of an unknown type: {str(kind)[:100]!r}")
    return _literal(value, cell.get("datatype"), cell.get("xml:lang"))


def _iri(value: str) -> URIRef:
    if not valid_iri(value):
        raise ValueError(f"an IRI that is none: {value[:100]!r}")
    return URIRef(value)


def _literal(value: str, datatype: object, language: object) -> Term:
    kind = str(datatype) if datatype else None
    if kind and not valid_iri(kind):
        raise ValueError(f"a datatype that is no IRI: {kind[:100]!r}")
    if kind and (kind in INTEGERS or kind == str(XSD.decimal)) and not _NUMBER.fullmatch(value.strip()):
        raise ValueError(f"a number that is none: {value[:100]!r}")
    if kind == str(XSD.boolean):
        value = {"1": "true", "0": "false"}.get(value, value)  # Virtuoso writes them so
    return literal(value, kind, str(language) if language else None)
