"""What must hold in a stored graph and is too much for SHACL: each check gives the nodes at fault.

A check stands in `ontology/shapes.ttl` as a deactivated shape, which has its severity and message in two languages.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from rdflib import RDF, SKOS, Graph, URIRef
from rdflib.term import Node

from kg.vocabulary import expand, hedge_policy, notation

Check = Callable[[Graph], Iterator[Node]]
_PASSAGE = re.compile(r"(.*)#char=(\d+),(\d+)")


def _term(curie: str) -> URIRef:
    return URIRef(expand(curie))


_SOURCE, _SELECTOR, _TEXT = _term("oa:hasSource"), _term("oa:hasSelector"), _term("trd:text")
_EVIDENCE, _STATED_IN, _KEY = _term("trd:evidence"), _term("trd:statedIn"), _term("trd:figureKey")


def _number(data: Graph, node: Node, curie: str) -> Decimal | None:
    value = data.value(node, _term(curie))
    return None if value is None else Decimal(str(value))


def misplaced_passages(data: Graph) -> Iterator[Node]:
    """Passages whose name, position and quote do not agree, or that end beyond their text."""
    for passage in data.subjects(RDF.type, _term("trd:Evidence")):
        named = _PASSAGE.fullmatch(str(passage))
        if named and not _in_place(data, passage, named[1], int(named[2]), int(named[3])):
            yield passage


def _in_place(data: Graph, passage: Node, text: str, start: int, end: int) -> bool:
    selectors = list(data.objects(passage, _SELECTOR))
    starts, ends, quotes = (
        {str(value) for node in selectors for value in data.objects(node, _term(curie))}
        for curie in ("oa:start", "oa:end", "oa:exact")
    )
    length = _number(data, URIRef(text), "trd:characters")
    return (
        data.value(passage, _SOURCE) == URIRef(text)
        and (starts, ends) == ({str(start)}, {str(end)})
        and {len(quote) for quote in quotes} == {end - start}
        and (length is None or end <= length)
    )


def foreign_evidence(data: Graph) -> Iterator[Node]:
    """Records with a passage of another text than their publication's."""
    for record, publication in data.subject_objects(_STATED_IN):
        text = data.value(publication, _TEXT)
        if any(data.value(passage, _SOURCE) not in (text, None) for passage in data.objects(record, _EVIDENCE)):
            yield record


def wrong_keys(data: Graph) -> Iterator[Node]:
    """Figures whose key says other dimensions than they have; names that are no codes are not compared."""
    for figure, key in data.subject_objects(_KEY):
        parts = str(key).split("|", 5)
        if len(parts) == 6 and any(
            said != has for said, has in zip(parts, _dimensions(data, figure), strict=False) if has
        ):
            yield figure


def _dimensions(data: Graph, figure: Node) -> Iterator[str]:
    """Reporter, partner, indicator, measure and period as in the key; empty where that has words instead of a code."""
    for curie in ("trd:reporter", "trd:partner"):
        yield str(data.value(data.value(figure, _term(curie)), SKOS.notation) or "")
    for curie in ("trd:indicator", "trd:measure"):
        yield notation(str(data.value(figure, _term(curie)) or ""))
    yield str(data.value(data.value(figure, _term("trd:period")), SKOS.notation) or "")


def loose_bounds(data: Graph) -> Iterator[Node]:
    """Quantities whose bounds are not those of their range or of their hedge's policy."""
    for node, hedge in data.subject_objects(_term("trd:hedge")):
        value, upper = _number(data, node, "trd:value"), _number(data, node, "trd:valueTo")
        if value is None:
            continue
        allowed = (value, upper) if upper is not None else _allowed(notation(str(hedge)), value)
        if allowed and allowed != (_number(data, node, "trd:lowerBound"), _number(data, node, "trd:upperBound")):
            yield node


def _allowed(hedge: str, value: Decimal) -> tuple[Decimal | None, Decimal | None] | None:
    try:
        return hedge_policy(hedge).bounds(value)
    except KeyError:  # no such hedge: a shape says so
        return None


CHECKS: Mapping[str, Check] = {
    "trd:PassagePositionShape": misplaced_passages,
    "trd:OwnTextShape": foreign_evidence,
    "trd:FigureKeyShape": wrong_keys,
    "trd:HedgePolicyShape": loose_bounds,
}
