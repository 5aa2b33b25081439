"""TriG and Turtle (W3C, RDF 1.1): subjects in order, classes first, IRIs short; a subject at a time in memory."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from kg import settings
from kg.graph import nquads
from kg.model.rdf import Source
from kg.publish import graphs
from kg.publish.graphs import Statement
from kg.publish.names import curie, relative
from kg.vocabulary import PREFIXES, expand

_TYPE = expand("rdf:type")
_INTEGER = expand("xsd:integer")


def turtle(source: Source) -> Iterator[str]:
    """All triples merged."""
    yield from _header()
    yield from _blocks(graphs.merged(source), "")


def trig(source: Source) -> Iterator[str]:
    """Every named graph in a block of its own."""
    yield from _header()
    for graph in graphs.graphs(source):
        yield f"\n{_iri(graph.iri)} {{\n"
        yield from _blocks(graphs.triples(graph), "  ")
        yield "}\n"


def _header() -> Iterator[str]:
    yield f"@base <{settings.base()}> .\n"
    for prefix, namespace in PREFIXES.items():
        yield f"@prefix {prefix}: <{namespace}> .\n"


def _blocks(lines: Iterable[str], indent: str) -> Iterator[str]:
    for subject, statements in graphs.subjects(lines):
        said = f" ;\n{indent}  ".join(_predicates(statements))
        yield f"\n{indent}{_iri(subject)} {said} .\n"


def _predicates(statements: list[Statement]) -> Iterator[str]:
    """Each predicate with its objects, the classes before all others."""
    ordered = sorted(statements, key=lambda statement: statement[0] != _TYPE)
    for predicate, same in groupby(ordered, key=lambda statement: statement[0]):
        name = "a" if predicate == _TYPE else _iri(predicate)
        yield f"{name} {', '.join(_object(*statement[1:]) for statement in same)}"


def _object(iri: str | None, lexical: str, language: str | None, datatype: str | None) -> str:
    if iri is not None:
        return _iri(iri)
    if datatype == _INTEGER and lexical.lstrip("-").isdigit() and lexical.isascii():
        return lexical
    quoted = nquads.literal(lexical, language=language)
    return f"{quoted}^^{_iri(datatype)}" if datatype else quoted


def _iri(iri: str) -> str:
    return curie(iri) or f"<{relative(iri)}>"
