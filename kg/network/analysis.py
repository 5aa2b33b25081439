"""What the network tells, each with its reason: brokers between two countries, connected agencies, communities."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import networkx as nx

from kg.network.layout import simple
from kg.network.words import word

Graph = nx.MultiDiGraph
AGENCIES = ("agency", "association")  # who promotes trade: agencies, chambers and councils
_ECONOMIES = ("country", "bloc")
_NOT_AGENTS = (*_ECONOMIES, "place", "event", "agreement", "project")


@dataclass(frozen=True, slots=True)
class Finding:
    """One row: which node, how it scores, and a sentence that says why."""

    node: str
    label: str
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Community:
    """Parties that deal with each other more than with others; `members` by their number of links."""

    members: tuple[str, ...]
    labels: tuple[str, ...]
    why: str


def brokers(graph: "Graph[str]", one: str, other: str, *, most: int = 10) -> list[Finding]:
    """Who stands between two countries (codes): the share of shortest paths from one to the other that go through them.

    Paths begin at an agent of the one country, or the country itself, and end at one of the other (Brandes 2008,
    betweenness of subsets). They lead through agents only, never through a country or bloc; that an organisation is of
    a country is no link.
    """
    sides = [sorted(name for name in graph if graph.nodes[name]["country"] == code) for code in (one, other)]
    paths = _paths(graph, *sides)
    pairs = sum(len(nx.descendants(paths, start) & set(sides[1])) for start in sides[0])
    if not pairs:
        return []
    through = nx.betweenness_centrality_subset(paths, sides[0], sides[1])
    found = [_broker(graph, name, through[name] / pairs, pairs, (one, other)) for name in _agents(graph)]
    return _best((finding for finding in found if finding.score > 0), most)


def _paths(graph: "Graph[str]", ones: Sequence[str], others: Sequence[str]) -> "nx.DiGraph[str]":
    """Dealings both ways between agents, out of the one country's own node and into the other's, through none."""
    found: nx.DiGraph[str] = nx.DiGraph()
    found.add_nodes_from(sorted(graph))
    for start, end in sorted(_dealings(graph)):
        for out, to in ((start, end), (end, start)):
            leaves = _kind(graph, out) not in _ECONOMIES or out in ones
            arrives = _kind(graph, to) not in _ECONOMIES or to in others
            if leaves and arrives:
                found.add_edge(out, to)
    return found


def _dealings(graph: "Graph[str]") -> set[tuple[str, str]]:
    return {(start, end) for start, end, data in graph.edges(data=True) if data["kind"] != "organization"}


def _kind(graph: "Graph[str]", name: str) -> str:
    return str(graph.nodes[name]["kind"])


def _agents(graph: "Graph[str]") -> list[str]:
    return sorted(name for name in graph if _kind(graph, name) not in _NOT_AGENTS)


def _broker(graph: "Graph[str]", name: str, share: float, pairs: int, countries: tuple[str, str]) -> Finding:
    partners = {end if start == name else start for start, end in _dealings(graph) if name in (start, end)}
    beside_one, beside_other = (sum(graph.nodes[end]["country"] == code for end in partners) for code in countries)
    one, other = countries
    said = {"share": f"{share:.0%}", "pairs": pairs, "one": one, "other": other}
    return _finding(graph, name, share, "why_broker", **said, beside_one=beside_one, beside_other=beside_other)


def _finding(graph: "Graph[str]", name: str, score: float, why: str, **said: object) -> Finding:
    label = str(graph.nodes[name]["label"])
    return Finding(name, label, round(score, 4), _sentence(graph, why, label=label, **said))


def _sentence(graph: "Graph[str]", why: str, **said: object) -> str:
    return word("stand_out", why, graph.graph.get("language", "en")).format_map(said)


def best_connected(graph: "Graph[str]", kinds: Iterable[str] = AGENCIES, *, most: int = 10) -> list[Finding]:
    """Parties of these kinds by the number of others they are linked to; that they are of a country does not count."""
    wanted = frozenset(kinds)
    links = [link for link in graph.edges(data=True) if link[2]["kind"] != "organization"]
    found = []
    for name in sorted(name for name in graph if _kind(graph, name) in wanted):
        own = [(start, end, data) for start, end, data in links if name in (start, end)]
        partners = {end if start == name else start for start, end, _ in own}
        documents = {source["doc"] for _, _, data in own for source in data["sources"]}
        found.append(_connected(graph, name, partners, len(own), len(documents)))
    return _best((finding for finding in found if finding.score > 0), most)


def _connected(graph: "Graph[str]", name: str, partners: set[str], links: int, documents: int) -> Finding:
    countries = {graph.nodes[partner]["country"] for partner in partners} - {""}
    said = {"partners": len(partners), "countries": len(countries), "links": links, "documents": documents}
    return _finding(graph, name, float(len(partners)), "why_connected", **said)


def communities(graph: "Graph[str]") -> list[Community]:
    """Groups of parties by greedy modularity (Clauset, Newman, Moore 2004), the largest first; no chance is in it.

    Links count by the number of publications that state them. Parties without links are in no group.
    """
    plain = simple(graph)
    plain.remove_nodes_from([name for name in list(plain) if not plain.degree(name)])
    if not plain:
        return []
    groups = [sorted(group) for group in nx.community.greedy_modularity_communities(plain, weight="weight")]
    return [_community(graph, plain, group) for group in sorted(groups, key=lambda group: (-len(group), group))]


def _community(graph: "Graph[str]", plain: "nx.Graph[str]", group: Sequence[str]) -> Community:
    members = sorted(group, key=lambda name: (-graph.degree(name), name))
    labels = tuple(str(graph.nodes[name]["label"]) for name in members)
    inside = plain.subgraph(group).number_of_edges()
    outside = sum(1 for name in group for neighbour in plain[name] if neighbour not in set(group))
    said = {"n": len(members), "first": labels[0], "inside": inside, "outside": outside}
    why = _sentence(graph, "why_community", **said)
    return Community(tuple(members), labels, why)


def _best(found: Iterable[Finding], most: int) -> list[Finding]:
    return sorted(found, key=lambda finding: (-finding.score, finding.node))[:most]


def busiest_pair(graph: "Graph[str]") -> tuple[str, str] | None:
    """The codes of the two countries with the most links between their agents, first in order of several."""
    counted: Counter[tuple[str, str]] = Counter()
    for start, end in graph.edges():
        codes = sorted({graph.nodes[start]["country"], graph.nodes[end]["country"]} - {""})
        if len(codes) == 2:
            counted[codes[0], codes[1]] += 1
    return min(counted, key=lambda pair: (-counted[pair], pair), default=None)
