"""Is the stored graph as it should be: the shapes of `ontology/shapes.ttl`, and what SHACL says clumsily or slowly.

The data are checked together with what the ontology, code lists and reference data say of the terms that they use, so
that a code that no list has and an economy that nobody describes are found. Nothing remote is read.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from rdflib import RDF, RDFS, SH, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

from kg import settings
from kg.graph import nquads
from kg.graph.reference import ontology_graph, reference_graphs
from kg.graph.soundness import CHECKS
from kg.model.rdf import Triple
from kg.vocabulary import compact, expand
from kg.vocabulary.terms import module

_FOLLOWED = frozenset({RDF.type, RDFS.subClassOf, SKOS.inScheme})  # from one term of the release to the next


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """What is wrong (`severity` `Violation`) or worth a look (`Warning`), with which node, by which shape.

    `shape` and `path` are CURIEs, `path` empty where the whole node is meant; `focus` is an IRI.
    """

    severity: str
    shape: str
    focus: str
    path: str
    message: str


def validate(triples: Iterable[Triple], language: str = "en") -> tuple[Violation, ...]:
    """All violations and warnings of a graph, sorted, each once; messages in English (`en`) or Russian (`ru`).

    Parts of a store may be checked one by one, as long as a publication's graph stays whole.
    """
    data = _with_release(triples)
    return tuple(sorted({*_shape_results(data, language), *_check_results(data, language)}))


def _with_release(triples: Iterable[Triple]) -> Graph:
    """The data, and what the release says of the classes, codes, economies and units that they use."""
    data = Graph()
    data.addN((*triple, data) for triple in triples)
    release = _release(settings.base())
    waiting: set[Node] = set(data.objects())
    seen: set[Node] = set()
    while waiting:
        said = [triple for node in waiting for triple in release.get(node, ())]
        data.addN((*triple, data) for triple in said)
        seen |= waiting
        waiting = {triple[2] for triple in said if triple[1] in _FOLLOWED and triple[2] not in seen}
    return data


@cache
def _release(base: str) -> Mapping[Node, list[Triple]]:
    """Ontology, codes and reference data by subject; the names of reference data depend on the base."""
    said: dict[Node, list[Triple]] = {}
    for graph in (ontology_graph(), *reference_graphs()):
        for triple in nquads.triples(graph):
            said.setdefault(triple[0], []).append(triple)
    return said


def _shapes() -> Graph:
    return module("shapes")


def _shape_results(data: Graph, language: str) -> Iterator[Violation]:
    from pyshacl import validate as shacl  # late: a heavy import that only this needs

    _, report, _ = shacl(data, shacl_graph=_shapes(), inference=None, do_owl_imports=False, inplace=True)
    for result in report.subjects(SH.resultSeverity):
        severity, source = report.value(result, SH.resultSeverity), report.value(result, SH.sourceShape)
        focus, path = report.value(result, SH.focusNode), report.value(result, SH.resultPath)
        yield Violation(
            str(severity).removeprefix(str(SH)),
            _name(source),
            str(focus),
            compact(str(path)) if isinstance(path, URIRef) else "",
            _message(report, result, SH.resultMessage, language),
        )


def _check_results(data: Graph, language: str) -> Iterator[Violation]:
    for curie, check in CHECKS.items():
        shape = URIRef(expand(curie))
        severity = str(_shapes().value(shape, SH.severity) or SH.Violation).removeprefix(str(SH))
        message = _message(_shapes(), shape, SH.message, language)
        for focus in check(data):
            yield Violation(severity, curie, str(focus), "", message)


def _name(shape: Node | None) -> str:
    """The named shape that a property shape, itself without a name, belongs to."""
    while shape is not None and not isinstance(shape, URIRef):
        shape = next(_shapes().subjects(SH.property, shape), None)
    return compact(str(shape or ""))


def _message(graph: Graph, subject: Node, predicate: URIRef, language: str) -> str:
    messages = {m.language: str(m) for m in graph.objects(subject, predicate) if isinstance(m, Literal)}
    return messages.get(language) or messages.get("en") or next(iter(messages.values()), "")
