"""The network as one HTML file that needs nobody: vis-network by pyvis, with what pyvis gets wrong put right.

The repairs (design, browser 2): `directed`, since undirected loses all but one link of a pair; links written to
`net.edges`, since `add_edge` looks at all links each time; positions given and physics off; the two Bootstrap tags,
which ask the network, taken out; and the bytes are UTF-8 whatever the locale says.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from typing import Any

import networkx as nx

from kg.network.findings import findings
from kg.network.layout import positions, size, wrapped
from kg.network.words import group, word
from kg.vocabulary import economy
from kg.yaml_files import parsed

MOST = 500  # nodes a page shows: more is a ball of wool, whatever the library (design, browser 3)
_HERE = Path(__file__).parent
_BOOTSTRAP = re.compile(
    r'<link\s+href="https://[^>]*bootstrap[^>]*/>|<script\s+src="https://[^>]*bootstrap[^>]*></script>'
)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:"
_OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "hoverConnectedEdges": False, "tooltipDelay": 0, "multiselect": False,
                    "keyboard": {"enabled": True, "bindToWindow": False}},
    "nodes": {"borderWidth": 2, "borderWidthSelected": 3, "font": {"size": 0}},
    "edges": {"arrowStrikethrough": False, "hoverWidth": 1.2, "selectionWidth": 1.5},
}  # fmt: skip

Graph = nx.MultiDiGraph


def page(graph: "Graph[str]", *, title: str | None = None, language: str | None = None) -> str:
    """The page, in the language of the graph's labels if none is named.

    Of more than `MOST` nodes it shows those with the most links, and says so.
    """
    language = language or graph.graph.get("language", "en")
    shown = chosen(graph)
    name = title or _title(graph, language)
    left = len(graph) - len(shown)
    return _assembled(_pyvis(shown), _body(shown, name, language, left), _data(shown, language), name, language)


def chosen(graph: "Graph[str]", most: int = MOST) -> "Graph[str]":
    """The part that a page can show: the nodes with the most links, ties by name, with all links among them."""
    if len(graph) <= most:
        return graph
    ranked = sorted(graph, key=lambda name: (-graph.degree(name), name))
    return graph.subgraph(ranked[:most]).copy()


def _title(graph: "Graph[str]", language: str) -> str:
    around = graph.graph.get("around")
    if around is None:
        return word("page", "title", language)
    return f"{word('page', 'around', language)}: {graph.nodes[around]['label']}"


def _pyvis(graph: "Graph[str]") -> str:
    from pyvis.network import Network  # late: it brings IPython's machinery along

    net = Network(height="100%", width="100%", directed=True, cdn_resources="in_line")
    net.options = _OPTIONS
    net.nodes = list(_nodes(graph))
    net.edges = list(_links(graph))
    return str(net.generate_html())


def _nodes(graph: "Graph[str]") -> Iterator[dict[str, Any]]:
    at = positions(graph)
    for name in sorted(graph):
        data: Mapping[str, Any] = graph.nodes[name]
        look = appearance()["nodes"][data["kind"]]
        radius = size(graph.degree(name)) if data["kind"] != "person" else min(size(graph.degree(name)), 11)
        yield {
            "id": name, "label": wrapped(data["label"]), "name": data["label"], "kind": data["kind"],
            "country": data["country"], "x": at[name][0], "y": at[name][1], "shape": look["shape"], "size": radius,
            "colour": look["colour"], "hollow": look.get("hollow", False),
            "facts": [_said(fact) for fact in data["facts"]],
        }  # fmt: skip


def _links(graph: "Graph[str]") -> Iterator[dict[str, Any]]:
    """Every link for itself, those of one pair side by side."""
    pairs = Counter(_pair(start, end) for start, end, _ in graph.edges(keys=True))
    drawn: Counter[tuple[str, str]] = Counter()
    for start, end, key, data in sorted(graph.edges(keys=True, data=True), key=lambda link: link[:3]):
        look = appearance()["links"][data["kind"]]
        pair = _pair(start, end)
        yield {
            "id": f"{key} {start} {end}", "from": start, "to": end, "kind": data["kind"], "directed": data["directed"],
            "colour": look["colour"], "dashes": look.get("dashes", False), "width": width(data["weight"]),
            "arrows": {"to": {"enabled": data["directed"] and data["kind"] != "organization", "scaleFactor": 0.45}},
            "smooth": _bend(drawn[pair], pairs[pair], start == pair[0]), **_said(data),
        }  # fmt: skip
        drawn[pair] += 1


def _said(fact: Mapping[str, Any]) -> dict[str, Any]:
    """What a link or a node's fact says: the page shows nothing of sources that it does not need."""
    wanted = ("quote", "publisher", "published", "doc", "url")
    sources = [{name: source[name] for name in wanted} for source in fact["sources"]]
    return {"text": fact["label"], "kind": fact["kind"], "date": fact["date"], "sources": sources}


def width(weight: int) -> float:
    """Pixels of a link that so many publications state.

    >>> width(1), width(4)
    (1.4, 3.4)
    """
    return round(1.4 + 0.98 * float(min(weight - 1, 6) ** 0.65), 1)


def _pair(start: str, end: str) -> tuple[str, str]:
    return (start, end) if start <= end else (end, start)


def _bend(number: int, of: int, forward: bool) -> dict[str, Any]:
    """How far a link leans from the straight line, so that each of a pair's links is seen."""
    lean = (number - (of - 1) / 2) * min(0.12, 0.9 / max(of, 1))
    clockwise = (lean >= 0) == forward
    return {"enabled": lean != 0, "type": "curvedCW" if clockwise else "curvedCCW", "roundness": round(abs(lean), 3)}


def _body(graph: "Graph[str]", title: str, language: str, left: int) -> str:
    words = group("page", language)
    counts = words["shown"].format(nodes=len(graph), links=graph.number_of_edges())
    if left:
        counts += ". " + words["left_out"].format(left=left, nodes=len(graph))
    filled = {**words, "title": title, "counts": counts, "stand_out": word("stand_out", "title", language)}
    template = Template((_HERE / "page.html").read_text(encoding="utf-8"))
    return template.substitute({name: escape(text) for name, text in filled.items()})


def _data(graph: "Graph[str]", language: str) -> str:
    """What the script needs, as JSON that cannot end its element."""
    codes: Sequence[str] = sorted({graph.nodes[name]["country"] for name in graph} - {""})
    known = {code: economy(code) for code in codes}
    data = {
        "words": group("page", language),
        "kinds": group("kind", language),
        "linkKinds": group("link", language),
        "countries": {code: place.label(language) for code, place in known.items() if place is not None},
        "findings": list(findings(graph, language)),
        **appearance(),
    }
    return json.dumps(data, ensure_ascii=False).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _assembled(made: str, body: str, data: str, title: str, language: str) -> str:
    """pyvis' page with its requests taken out and ours put in; AssertionError when pyvis' template is another."""
    bare, removed = _BOOTSTRAP.subn("", _COMMENT.sub("", made, count=1))
    assert removed == 2, "pyvis' template no longer asks for Bootstrap twice"
    head = (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n"
    )
    style = f"<style>\n{(_HERE / 'page.css').read_text(encoding='utf-8')}</style>\n</head>"
    script = (
        f'<script type="application/json" id="page-data">{data}</script>\n'
        f"<script>\n{(_HERE / 'page.js').read_text(encoding='utf-8')}</script>\n</body>"
    )
    parts = (
        (re.compile(r'\A<html>\s*<head>\s*<meta charset="utf-8">'), head),
        (re.compile(r"</head>(?=\s*<body>)"), style),
        (re.compile(r"(?<=<body>)"), f"\n{body}"),
        (re.compile(r"</body>(?=\s*</html>\s*\Z)"), script),
    )
    for place, content in parts:
        bare, times = place.subn(lambda _, content=content: content, bare, count=1)  # type: ignore[misc]
        assert times == 1, f"pyvis' template has no {place.pattern}"
    return bare


@cache
def appearance() -> Mapping[str, Any]:
    """Shape and colour of each kind of node and link."""
    found: Mapping[str, Any] = parsed(_HERE / "appearance.yaml")
    return found
