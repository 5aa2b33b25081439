"""The network of parties: a graph to analyse, a page to look at, files for other programs.

    network(source, around=None, hops=1, language="en") -> networkx.MultiDiGraph
    write(graph, format, out=None, language=None) -> list[str]      what to tell; format: html (one file that works
                                                            offline), graphml, gexf, json
    text(graph, format, language=None) -> str               what it writes
    tell(source, records, language) -> list[Told]           records as pages tell them, with words, speaker, corrections
    in_words(edtf, language) -> str                         a date or period as people write it
    brokers(graph, one, other), best_connected(graph), communities(graph)       each row with the sentence why

Nothing is imported before one of them is asked for: networkx and pyvis take their time.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.network.analysis import Community, Finding, best_connected, brokers, communities
    from kg.network.build import network
    from kg.network.dates import in_words
    from kg.network.files import text, write
    from kg.network.told import Told, tell

FORMATS = ("html", "graphml", "gexf", "json")
_HOMES = {
    **dict.fromkeys(("Community", "Finding", "best_connected", "brokers", "communities"), "analysis"),
    "in_words": "dates",
    "network": "build",
    "Told": "told",
    "tell": "told",
    "text": "files",
    "write": "files",
}
__all__ = [
    "FORMATS",
    "Community",
    "Finding",
    "Told",
    "best_connected",
    "brokers",
    "communities",
    "in_words",
    "network",
    "text",
    "tell",
    "write",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'kg.network' has no attribute {name!r}")
    return getattr(import_module(f"kg.network.{_HOMES[name]}"), name)
