"""JSON-LD 1.1 with our own context inlined: one object a resource, named graphs kept, nothing fetched to read it.

What a term of `ontology/context/v1.jsonld` may stand for is its coercion: a link, a typed literal, words by language
or a plain string. A value that fits none of its predicate's terms is written out under the predicate's full name.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from kg import resources, settings
from kg.model.rdf import NamedGraph, Source
from kg.publish import graphs
from kg.publish.graphs import Statement
from kg.publish.names import curie, relative
from kg.vocabulary import expand

_TYPE = expand("rdf:type")
_INTEGER = expand("xsd:integer")
_PLAIN_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")  # what every JSON reader keeps whole
_LINK, _WORDS, _STRING = "@id", "@language", ""

Resource = dict[str, Any]


def jsonld(source: Source) -> Iterator[str]:
    """The document, a named graph at a time."""
    yield '{"@context": ' + _compact(_contexts()) + ',\n"@graph": ['
    for number, graph in enumerate(graphs.graphs(source)):
        yield ",\n" if number else "\n"
        yield from _graph(graph)
    yield "\n]}\n"


def context() -> Mapping[str, Any]:
    """Our context, as the file has it."""
    return _loaded()


@cache
def _loaded() -> Mapping[str, Any]:
    path = resources.ontology() / "context" / "v1.jsonld"
    found: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))["@context"]
    return found


def _contexts() -> list[Mapping[str, Any]]:
    return [context(), {"@base": settings.base()}]


@cache
def _terms() -> Mapping[tuple[str, str], str]:
    """Terms by predicate and coercion: a link, words by language, a datatype's IRI, or a plain string."""
    found = {}
    for term, meaning in context().items():
        definition = meaning if isinstance(meaning, dict) else {"@id": meaning}
        name = definition.get("@id")
        if not term.startswith("@") and isinstance(name, str) and ":" in name and "//" not in name:
            kind = definition.get("@container") or definition.get("@type") or _STRING
            found[expand(name), kind if kind.startswith("@") or not kind else expand(kind)] = term
    return found


def _graph(graph: NamedGraph) -> Iterator[str]:
    yield f'{{"id": {_compact(relative(graph.iri))}, "@graph": ['
    for number, (subject, statements) in enumerate(graphs.subjects(graphs.triples(graph))):
        yield (",\n" if number else "\n") + _compact(resource(subject, statements))
    yield "\n]}"


def resource(subject: str, statements: list[Statement]) -> Resource:
    """One resource as an object: its name, its classes, then its properties in the order of their IRIs."""
    found: Resource = {"id": relative(subject)}
    classes = [_name(iri) for predicate, iri, *_ in statements if predicate == _TYPE and iri is not None]
    if classes:
        found["type"] = classes[0] if len(classes) == 1 else classes
    for statement in statements:
        if statement[0] != _TYPE or statement[1] is None:
            _say(found, statement)
    return {key: dict(sorted(value.items())) if isinstance(value, dict) else value for key, value in found.items()}


def _say(found: Resource, statement: Statement) -> None:
    predicate, iri, lexical, language, datatype = statement
    kind = _LINK if iri is not None else _WORDS if language else datatype or _STRING
    term = _terms().get((predicate, kind))
    if term is not None and kind == _WORDS:
        _append(found.setdefault(term, {}), str(language), lexical)
    elif term is not None:
        _append(found, term, lexical if iri is None else _name(iri))
    else:
        uncoerced = _terms().get((predicate, _STRING)) or curie(predicate) or predicate
        _append(found, uncoerced, _written_out(statement))


def _written_out(statement: Statement) -> Resource | int:
    """A value that says itself what it is; a whole number is one in JSON as well (JSON-LD 1.1 API, 8.2)."""
    _, iri, lexical, language, datatype = statement
    if datatype == _INTEGER and _PLAIN_INTEGER.fullmatch(lexical):
        return int(lexical)
    if iri is not None:
        return {"@id": _name(iri)}
    if language:
        return {"@value": lexical, "@language": language}
    return {"@value": lexical, "@type": _name(datatype)} if datatype else {"@value": lexical}


def _append(found: Resource, key: str, value: object) -> None:
    """A single value stands alone, several in a list."""
    if key not in found:
        found[key] = value
    elif isinstance(found[key], list):
        found[key].append(value)
    else:
        found[key] = [found[key], value]


def _name(iri: str) -> str:
    return curie(iri) or relative(iri)


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
