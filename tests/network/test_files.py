"""Files that other programs read, and a page that asks nobody for anything."""

import io
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import networkx as nx
import pytest

from kg import network
from kg.errors import TradegraphError, UsageError
from kg.model.rdf import Source
from kg.network import FORMATS, text, write
from kg.network.layout import positions, wrapped
from kg.network.page import chosen, page

from .conftest import HOSTILE, REPRINT, RIGA, RUSSIAN, graph

Net = nx.MultiDiGraph


def big(nodes: int) -> "Net[str]":
    """A hub with spokes, and a ring through them."""
    net: Net[str] = nx.MultiDiGraph(language="en")
    for number in range(nodes):
        net.add_node(f"n{number:04}", label=f"Company number {number}", kind="company", country="KZ", facts=[])
    said = {"kind": "event", "subkind": "Visit", "label": "visit", "weight": 1, "date": "2025", "value": None, "unit": "",
            "status": "", "directed": False, "parties": 2, "sources": []}  # fmt: skip
    for number in range(1, nodes):
        net.add_edge("n0000", f"n{number:04}", key="hub", **said)
        net.add_edge(f"n{number:04}", f"n{number % (nodes - 1) + 1:04}", key="ring", **said)
    return net


class Elements(HTMLParser):
    """The elements of a page with their attributes, and the words in each kind of element."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_content_gives_the_same_bytes(stored: Callable[..., Source], net: "Net[str]", format: str) -> None:
    other = network.network(stored(graph(RUSSIAN), graph(REPRINT), graph(RIGA), name="other"))
    assert text(other, format) == text(net, format)


def test_json_reads_back_whole(net: "Net[str]") -> None:
    read = nx.node_link_graph(json.loads(text(net, "json")), edges="links")
    assert dict(read.nodes(data=True)) == dict(net.nodes(data=True))
    assert list(read.edges(keys=True, data=True)) == list(net.edges(keys=True, data=True))


@pytest.mark.parametrize(("format", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_other_programs_find_every_node_and_link(net: "Net[str]", format: str, read: Callable[..., "Net[str]"]) -> None:
    found = read(io.BytesIO(text(net, format).encode("utf-8")))
    assert set(found.nodes) == set(net.nodes)
    assert found.number_of_edges() == net.number_of_edges()
    label = {name: data["label"] for name, data in found.nodes(data=True)}
    assert HOSTILE in label.values()
    links = [data for *_, data in found.edges(data=True)]
    assert {"riga.txt | reprint.txt"} <= {data["documents"] for data in links}
    assert any(data.get("value") == 120_000_000 and data["unit"] == "USD" for data in links)


def test_gexf_has_positions_and_no_clock(net: "Net[str]") -> None:
    made = text(net, "gexf")
    assert made.count("<viz:position") == len(net)
    assert "lastmodifieddate" not in made


def test_an_unknown_format_and_an_unwritable_place_are_said(net: "Net[str]", tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="html, graphml, gexf, json"):
        text(net, "svg")
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(TradegraphError, match="cannot be written"):
        write(net, "html", tmp_path / "file" / "net.html")


def test_the_page_is_written_in_utf8_whatever_the_locale(net: "Net[str]", tmp_path: Path) -> None:
    write(net, "html", tmp_path / "net.html")
    assert (tmp_path / "net.html").read_bytes().decode("utf-8") == page(net)


def test_writing_tells_what_is_there_and_where(
    net: "Net[str]", tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    counts = f"{len(net)} parties, {net.number_of_edges()} links"
    assert write(net, "json", tmp_path / "net.json") == [counts, f"written: {tmp_path / 'net.json'}"]
    assert write(net, "json") == [counts]
    assert capfdbinary.readouterr().out == (tmp_path / "net.json").read_bytes()
    assert "500 parties with the most links" in write(big(520), "html", tmp_path / "big.html")[1]


def test_the_page_asks_nobody_for_anything(net: "Net[str]") -> None:
    html = page(net)
    loads = [
        (tag, value)
        for tag, attributes in Elements(html).found
        for name, value in attributes.items()
        if name in ("src", "href", "srcset", "data", "action", "background", "poster") and value
    ]
    assert loads == []
    assert "default-src 'none'" in html
    assert not re.search(r"@import|url\(\s*['\"]?https?:", html)


def test_the_page_says_its_language_and_title(source: Source) -> None:
    html = page(network.network(source, language="ru"))
    assert html.startswith('<!DOCTYPE html>\n<html lang="ru">')
    assert "<title>Сеть торговых связей</title>" in html
    around = network.network(source, around="https://data.example.org/id/country/NO")
    assert "<title>Network around: Norway</title>" in page(around)


def edges_in(html: str) -> list[dict[str, object]]:
    found = re.search(r"edges = new vis\.DataSet\((\[.*?\])\);", html)
    assert found
    edges: list[dict[str, object]] = json.loads(found.group(1))
    return edges


def test_every_link_is_drawn_for_itself(net: "Net[str]") -> None:
    edges = edges_in(page(net))
    assert len(edges) == net.number_of_edges()
    assert len({edge["id"] for edge in edges}) == len(edges)
    kz, lv = "https://data.example.org/id/country/KZ", "https://data.example.org/id/country/LV"
    pair = [edge for edge in edges if {edge["from"], edge["to"]} == {kz, lv}]
    assert len({json.dumps([edge["smooth"], edge["from"]]) for edge in pair}) == len(pair), "none covers another"


def test_a_hostile_name_is_text_wherever_it_stands(net: "Net[str]") -> None:
    html = page(net, title=HOSTILE)
    assert [tag for tag, _ in Elements(html).found if tag == "img"] == []
    assert "</script><img" not in html


def test_the_largest_page_shows_500_parties_and_says_what_is_left_out() -> None:
    net = big(520)
    shown = chosen(net)
    assert len(shown) == 500
    assert "n0000" in shown, "the most linked stay"
    html = page(net)
    assert "20 more parties are left out: the page shows the 500 with the most links" in html
    assert "left out" not in re.sub(r'"left_out": "[^"]*"', "", page(big(20)))


def test_positions_are_whole_and_apart() -> None:
    at = positions(big(60))
    assert len(set(at.values())) == 60
    assert all(isinstance(value, int) for place in at.values() for value in place)


def test_parts_that_do_not_hang_together_do_not_overlap() -> None:
    net = big(12)
    net.add_node("alone", label="Alone", kind="person", country="", facts=[])
    at = positions(net)
    assert at["alone"][1] > max(place[1] for name, place in at.items() if name != "alone")


def test_long_names_are_broken_into_lines() -> None:
    assert wrapped("Ministry of Trade and Integration") == "Ministry of Trade and\nIntegration"
    assert wrapped("one two three four five six seven", width=9, most=2) == "one two\nthree …"
