"""What stands out in a network, for its page: the first few rows of each analysis, with the sentence why."""

from collections.abc import Iterator, Sequence
from typing import Any

import networkx as nx

from kg.network.analysis import Community, Finding, best_connected, brokers, busiest_pair, communities
from kg.network.words import word
from kg.vocabulary import economy

SHOWN = 3  # rows of each analysis
Graph = nx.MultiDiGraph


def findings(graph: "Graph[str]", language: str) -> Iterator[dict[str, Any]]:
    """A title and rows (label, why, nodes) for each analysis that found something."""
    pair = busiest_pair(graph)
    groups = [group for group in communities(graph) if len(group.members) > 2]
    found = [(word("stand_out", "connected", language), _rows(best_connected(graph, most=SHOWN)))]
    if pair is not None:
        title = word("stand_out", "brokers", language).format(
            one=_named(pair[0], language), other=_named(pair[1], language)
        )
        found.append((title, _rows(brokers(graph, *pair, most=SHOWN))))
    found.append((word("stand_out", "communities", language), [_group(group, language) for group in groups[:SHOWN]]))
    yield from ({"title": title, "rows": rows} for title, rows in found if rows)


def _rows(found: Sequence[Finding]) -> list[dict[str, Any]]:
    return [{"label": finding.label, "why": finding.why, "nodes": [finding.node]} for finding in found]


def _group(group: Community, language: str) -> dict[str, Any]:
    label = word("stand_out", "community", language).format(first=group.labels[0], n=len(group.members) - 1)
    return {"label": label, "why": group.why, "nodes": list(group.members)}


def _named(code: str, language: str) -> str:
    known = economy(code)
    return code if known is None else known.label(language)
