"""The network as files: the page, GraphML and GEXF for programs that draw and count, JSON for those that do neither."""

import io
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import networkx as nx

from kg.errors import TradegraphError, UsageError
from kg.network.layout import positions
from kg.network.page import MOST, appearance, page
from kg.store.folder import replace_file

Graph = nx.MultiDiGraph


def write(graph: "Graph[str]", format: str, out: Path | None = None, *, language: str | None = None) -> list[str]:
    """Write the graph to a file, whole or not at all, or to standard output; returns what to tell people.

    `html` is the page, its words in `language` (the labels' when None); `graphml` and `gexf` are with positions; `json`
    is node-link data with everything in it. Raises `UsageError` for an unknown format and `TradegraphError` when the
    file cannot be written.
    """
    made = text(graph, format, language=language)
    told = [f"{len(graph):,} parties, {graph.number_of_edges():,} links"]
    if format == "html" and len(graph) > MOST:
        told.append(f"the page shows the {MOST} parties with the most links; json, graphml and gexf hold all")
    if out is None:
        sys.stdout.buffer.write(made.encode("utf-8"))
        sys.stdout.buffer.flush()
        return told
    _save(out, made)
    return [*told, f"written: {out}"]


def _save(out: Path, made: str) -> None:
    try:
        replace_file(out, made)
        out.chmod(0o644)
    except OSError as error:
        raise TradegraphError(f"{out} cannot be written: {error.strerror}") from error


def text(graph: "Graph[str]", format: str, *, language: str | None = None) -> str:
    """What `write` writes."""
    if format == "html":
        return page(graph, language=language)
    if format not in _WRITERS:
        raise UsageError(f"{format!r} is no format; there are html, {', '.join(_WRITERS)}")
    return _WRITERS[format](graph)


def _json(graph: "Graph[str]") -> str:
    return json.dumps(nx.node_link_data(graph, edges="links"), ensure_ascii=False, indent=1) + "\n"


def _graphml(graph: "Graph[str]") -> str:
    return "\n".join(nx.generate_graphml(_flat(graph))) + "\n"


def _gexf(graph: "Graph[str]") -> str:
    """GEXF 1.2 with the positions and colours of the page; its date is left out, since the content knows no clock."""
    at = positions(graph)
    flat = _flat(graph)
    for name, data in flat.nodes(data=True):
        x, y = at[name]
        data["viz"] = {"position": {"x": x, "y": -y, "z": 0}, "color": _rgb(_look(data["kind"]))}
    writer = nx.readwrite.gexf.GEXFWriter(encoding="utf-8", version="1.2draft")
    writer.add_graph(flat)
    for meta in writer.xml.findall("meta"):
        writer.xml.remove(meta)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue().decode("utf-8")


def _look(kind: str) -> str:
    return str(appearance()["nodes"][kind]["colour"])


def _rgb(colour: str) -> dict[str, int]:
    return {name: int(colour[start : start + 2], 16) for name, start in (("r", 1), ("g", 3), ("b", 5))}


def _flat(graph: "Graph[str]") -> "Graph[str]":
    """Attributes as text and numbers only: of sources the documents, of which there may be several, and the words."""
    found: Graph[str] = nx.MultiDiGraph()
    for name, data in graph.nodes(data=True):
        facts = " | ".join(fact["label"] for fact in data["facts"])
        found.add_node(name, **{key: value for key, value in data.items() if key != "facts"}, facts=facts)
    for start, end, key, data in graph.edges(keys=True, data=True):
        found.add_edge(start, end, key=f"{key} {start} {end}", **_flat_link(data))
    return found


def _flat_link(data: Mapping[str, Any]) -> dict[str, Any]:
    plain = {key: value for key, value in data.items() if key not in ("sources", "value")}
    sources = data["sources"]
    value = {} if data["value"] is None else {"value": float(data["value"])}
    documents = " | ".join(dict.fromkeys(source["doc"] for source in sources))
    return plain | value | {"documents": documents, "quote": " | ".join(source["quote"] for source in sources)}


_WRITERS: Mapping[str, Callable[["Graph[str]"], str]] = {
    "graphml": _graphml,
    "gexf": _gexf,
    "json": _json,
}
