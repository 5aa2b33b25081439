"""The part of a network that lies around one thing, found without reading the whole store."""

from collections.abc import Collection

import networkx as nx
from rdflib import URIRef

from kg import iris
from kg.curation.view import views
from kg.errors import NotFound
from kg.graph.decode import stored
from kg.graph.index import Index
from kg.model.rdf import Source
from kg.network.statements import parties

HUBS = ("event", "agreement", "project")  # kinds of nodes that stand for a statement about many
_STATED_IN, _IN = iris.term("statedIn"), iris.term("participationIn")
_NAMING = f"""SELECT DISTINCT ?publication WHERE {{
  {{ ?record ?names ?thing ; <{_STATED_IN}> ?publication }}
  UNION {{ ?part <{iris.term("participant")}> ?thing ; <{_IN}> ?record . ?record <{_STATED_IN}> ?publication }}
}}"""


def reach(source: Source, thing: str, hops: int) -> Collection[str]:
    """The publications that name the thing or a party at most `hops` links from it; `NotFound` when there are none."""
    publications: set[str] = set()
    seen: set[str] = set()
    frontier = {thing}
    for left in range(hops, -1, -1):
        fresh = {name for party in sorted(frontier) for name in _naming(source, party)} - publications
        publications |= fresh
        seen |= frontier
        frontier = _partners(source, fresh) - seen if left else set()
    if not publications:
        raise NotFound(f"no fact names {thing}")
    return publications


def _naming(source: Source, thing: str) -> set[str]:
    return {str(row[0]) for row in source.select(_NAMING, {"thing": URIRef(thing)}).rows}


def _partners(source: Source, publications: Collection[str]) -> set[str]:
    """Whoever is named in those publications beside somebody else."""
    found: set[str] = set()
    for view in views(source, publications):
        for item in stored(Index.of(view.triples)):
            named = [party.iri for _, party in parties(item.record)]
            found.update(named if len(named) > 1 else ())
    return found


def neighbourhood(graph: "nx.MultiDiGraph[str]", thing: str, hops: int) -> "nx.MultiDiGraph[str]":
    """The nodes at most `hops` links from the thing, and all links among them.

    A node that stands for a statement of many is half a link away from each of them.
    """
    if thing not in graph:
        raise NotFound(f"no fact links {thing} to anybody")
    near = _near(graph, thing, hops)
    found: nx.MultiDiGraph[str] = nx.MultiDiGraph(**graph.graph, around=thing)
    for name, data in graph.nodes(data=True):
        if name in near:
            found.add_node(name, **data)
    for start, end, key, data in graph.edges(keys=True, data=True):
        if start in near and end in near:
            found.add_edge(start, end, key=key, **data)
    return found


def _near(graph: "nx.MultiDiGraph[str]", thing: str, hops: int) -> Collection[str]:
    hubs = {name for name, data in graph.nodes(data=True) if data["kind"] in HUBS}

    def length(one: str, other: str, _: object) -> float:
        return 0.5 if one in hubs or other in hubs else 1

    plain = graph.to_undirected(as_view=True)
    return set(nx.single_source_dijkstra_path_length(plain, thing, cutoff=hops, weight=length))
