"""The network: parties as nodes, what is said of two of them as links, of one alone as facts of the node.

Who is a node: economies, organisations, people, and whoever a text names in words. What is a link: a figure, a mission
or other event, an agreement, a project, a post, the country of an organisation. A statement about three or four
parties links each pair of them; one about more would be a ball of wool, so it is a node of its own in their middle.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any

import networkx as nx

from kg import iris
from kg.graph.numbers import plain
from kg.model import Figure, Period, Quantity, Slot
from kg.model.rdf import Source
from kg.network.agents import Agent, agents
from kg.network.around import neighbourhood, reach
from kg.network.phrases import phrase
from kg.network.statements import Saying, Statement, parties, statements
from kg.vocabulary import economy

IN_PAIRS = 4  # so many parties of one statement are linked two by two: six links at most
_FLOWS = {"exports": 1, "imports": -1, "investment": 1, "tariff": 1}  # which way goods, money or duties go
_DIRECTED = ("position", "organization")

Graph = nx.MultiDiGraph


def network(source: Source, around: str | None = None, *, hops: int = 1, language: str = "en") -> "Graph[str]":
    """The effective view as a graph, the same for the same content: nodes and links come sorted, with the same keys.

    `around` is an IRI: then only what is at most `hops` links away from it, with all links among that; raises
    `NotFound` when nothing is said about it. Nodes have `label kind country country_label facts`, links
    `kind subkind label weight date value unit status directed parties sources`: `weight` is the number of publications
    that state it, `sources` what each says where. Labels are in `language` (`en`, `ru`, `kk`) where there are any.
    """
    publications = None if around is None else reach(source, around, hops)
    found = statements(source, publications)
    graph = _graph(found, language)
    return graph if around is None else neighbourhood(graph, around, hops)


def _graph(found: list[Statement], language: str) -> "Graph[str]":
    known = agents(found)
    drawn = _Drawn(language)
    for statement in found:
        drawn.add(statement)
    graph: Graph[str] = nx.MultiDiGraph(language=language)
    for name in sorted({end for link in drawn.links for end in link[:2]} | set(drawn.facts)):
        node = drawn.hubs.get(name) or _node(known[name], language)
        graph.add_node(name, **node, facts=drawn.facts.get(name, []))
    for start, end, key, said in sorted(drawn.links, key=lambda link: link[:3]):
        graph.add_edge(start, end, key=key, **said)
    return graph


def _node(agent: Agent, language: str) -> dict[str, Any]:
    country = economy(agent.country)
    return {
        "label": agent.label(language),
        "kind": agent.kind,
        "country": agent.country,
        "country_label": "" if country is None else country.label(language),
    }


class _Drawn:
    """Links, facts of single nodes, and nodes of their own, as statements come in."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.links: list[tuple[str, str, str, dict[str, Any]]] = []
        self.facts: dict[str, list[dict[str, Any]]] = {}
        self.hubs: dict[str, dict[str, Any]] = {}

    def add(self, statement: Statement) -> None:
        """A statement as one link or several, as a fact of its only party, or as nothing where nobody is named."""
        ends = list(dict.fromkeys(iri for saying in statement.sayings for iri in _ends(saying)))
        if statement.latest.record.kind == "place" or not ends:
            return
        if len(ends) == 1:
            if statement.latest.record.kind != "organization":
                self.facts.setdefault(ends[0], []).append(self._said(statement, statement.sayings, 1))
        elif len(ends) <= IN_PAIRS:
            self._pairs(statement, ends)
        else:
            self._hub(statement, ends)

    def _pairs(self, statement: Statement, ends: list[str]) -> None:
        for one, other in combinations(ends, 2):
            sayings = [saying for saying in statement.sayings if {one, other} <= set(_ends(saying))]
            if sayings:
                start, end = _ordered(one, other, sayings[-1])
                self.links.append((start, end, statement.name, self._said(statement, sayings, len(ends))))

    def _hub(self, statement: Statement, ends: list[str]) -> None:
        kind = statement.latest.record.kind
        name = iris.hashed("happening" if kind == "event" else kind, "network", statement.name)
        label = phrase(statement.latest.record, self.language)
        self.hubs[name] = {"label": label, "kind": kind, "country": "", "country_label": ""}
        for end in ends:
            sayings = [saying for saying in statement.sayings if end in _ends(saying)]
            self.links.append((end, name, statement.name, self._said(statement, sayings, len(ends))))

    def _said(self, statement: Statement, sayings: Iterable[Saying], number: int) -> dict[str, Any]:
        sayings = list(sayings)
        return {"directed": _directed(sayings[-1]), "parties": number, **described(sayings, self.language)}


def _ends(saying: Saying) -> list[str]:
    return [party.iri for _, party in parties(saying.record)]


def _directed(saying: Saying) -> bool:
    record = saying.record
    return record.kind in _DIRECTED or isinstance(record, Figure) and _flow(record) != 0


def _flow(record: Figure) -> int:
    return _FLOWS.get(record.indicator.value, 0) if record.measure.value == "level" else 0


def _ordered(one: str, other: str, saying: Saying) -> tuple[str, str]:
    """From whom to whom: as goods, money and people go; where nothing goes one way, in the order of names."""
    record = saying.record
    if isinstance(record, Figure) and _flow(record):
        return (one, other) if _flow(record) > 0 else (other, one)
    return (one, other) if record.kind in _DIRECTED else (min(one, other), max(one, other))


def described(sayings: list[Saying], language: str) -> dict[str, Any]:
    """What a link says, by the latest saying, with all sources, oldest first."""
    latest = sayings[-1]
    amount = _value(latest.record, "value") or _value(latest.record, "change_value")
    return {
        "kind": latest.record.kind,
        "label": phrase(latest.record, language),
        "weight": len({saying.publication.iri for saying in sayings}),
        "date": _edtf(latest) or latest.publication.published or "",
        "value": None if amount is None else plain(amount.value),
        "unit": "" if amount is None or amount.unit is None else amount.unit,
        "subkind": _text(latest.record, "type", "indicator"),
        "status": _text(latest.record, "status"),
        "sources": [source for saying in sayings for source in _sources(saying)],
    }


def _value(record: object, field: str) -> Quantity | None:
    slot = getattr(record, field, None)
    return slot.value if isinstance(slot, Slot) and isinstance(slot.value, Quantity) else None


def _edtf(saying: Saying) -> str:
    slot = getattr(saying.record, "period", None)
    return slot.value.edtf if isinstance(slot, Slot) and isinstance(slot.value, Period) else ""


def _text(record: object, *names: str) -> str:
    slots = (getattr(record, name, None) for name in names)
    return next((str(slot.value) for slot in slots if isinstance(slot, Slot)), "")


def _sources(saying: Saying) -> Iterator[Mapping[str, str]]:
    publication = saying.publication
    yield {
        "record": saying.record_iri,
        "doc": min(publication.names),
        "title": publication.title or "",
        "publisher": publication.publisher or "",
        "published": publication.published or "",
        "url": publication.url or "",
        "quote": " … ".join(saying.quotes),
    }
