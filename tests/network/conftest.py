"""A store with a handful of facts, each there for one rule of the network."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from kg import network, store
from kg.graph import Reader, publication_graph, record
from kg.identity import link
from kg.model import Document
from kg.model.rdf import NamedGraph, Source

HOSTILE = "</script><img src=x onerror=document.title='pwned'> \"&' Ltd"

RIGA = Document(
    "riga.txt",
    "Kazakhstan exported goods worth $120 million to Latvia and imported goods worth $30 million. Turnover was $150 million. "
    f"The agency Dala Trade of Kazakhstan took a mission to Latvia. {HOSTILE} of Latvia signed a contract with Dala Trade. "
    "Anna Berg heads Dala Trade. Kazakhstan exported $80 billion worth of goods in all. "
    "At a conference Kazakhstan, Latvia, Norway, Estonia and Finland met.",
    "en", "Trade with Latvia", "2025-03-04", "Baltic Trade", "https://baltic.example.org/riga",
)  # fmt: skip
REPRINT = Document(
    "reprint.txt", "In Latvia they say: $120 million came from Kazakhstan.", "en", None, "2025-03-09", "Other"
)
RUSSIAN = Document("ru.txt", "Агентство «Дала Трейд» из Казахстана договорилось с Норвегией.", "ru", None, "2025-04-01")


def fact(document: Document, kind: str, quote: str, **fields: object) -> dict[str, Any]:
    start = document.text.index(quote)
    evidence = [{"start": start, "end": start + len(quote), "quote": quote}]
    return {"kind": kind, "doc": document.name, **fields, "evidence": evidence}


def figure(document: Document, quote: str, indicator: str, value: int, **fields: object) -> dict[str, Any]:
    named = {"reporter": "KZ", "partner": "LV", "period": "2024", "unit": "USD", **fields}
    return fact(document, "figure", quote, indicator=indicator, value=value, **named)


FACTS = [
    figure(RIGA, "exported goods worth $120 million", "exports", 120_000_000),
    figure(RIGA, "imported goods worth $30 million", "imports", 30_000_000),
    figure(RIGA, "Turnover was $150 million", "turnover", 150_000_000),
    figure(RIGA, "exported $80 billion worth of goods in all", "exports", 80_000_000_000, partner="WORLD"),
    fact(RIGA, "event", "took a mission to Latvia", type="trade_mission", status="held", country="LV",
         organizers=["Dala Trade"], participants=["KZ"], period="2025-02"),
    fact(RIGA, "event", "At a conference", type="conference", participants=["KZ", "LV", "NO", "EE", "FI"]),
    fact(RIGA, "agreement", "signed a contract with Dala Trade", type="contract", status="signed",
         parties=[HOSTILE, "Dala Trade"], value=5_000_000, unit="EUR"),
    fact(RIGA, "position", "Anna Berg heads Dala Trade", person="Anna Berg", post="head", organization="Dala Trade"),
    fact(RIGA, "organization", "The agency Dala Trade of Kazakhstan", name="Dala Trade", type="agency", country="KZ"),
    fact(RIGA, "organization", HOSTILE + " of Latvia", name=HOSTILE, type="company", country="LV"),
    fact(RIGA, "place", "Kazakhstan", code="KZ"),
    figure(REPRINT, "$120 million came from Kazakhstan", "exports", 120_000_000),
    fact(RUSSIAN, "organization", "Агентство «Дала Трейд» из Казахстана", name="Дала Трейд", type="agency", country="KZ"),
    fact(RUSSIAN, "agreement", "договорилось с Норвегией", type="treaty", status="agreed", parties=["Дала Трейд", "NO"]),
]  # fmt: skip


def graph(document: Document, facts: list[dict[str, Any]] | None = None) -> NamedGraph:
    records = [record(line, document) for line in facts or FACTS if line["doc"] == document.name]
    return publication_graph(document, link(records, document), Reader("tester", person=True))


@pytest.fixture
def stored(tmp_path: Path) -> Callable[..., Source]:
    """Makes a store of these graphs and gives its snapshot."""

    def make(*graphs: NamedGraph, name: str = "store") -> Source:
        with store.writer(tmp_path / name) as writer:
            for each in graphs:
                writer.replace([store.Change(each)])
        return store.source(tmp_path / name)

    return make


@pytest.fixture
def source(stored: Callable[..., Source]) -> Source:
    return stored(graph(RIGA), graph(REPRINT), graph(RUSSIAN))


@pytest.fixture
def net(source: Source) -> "nx.MultiDiGraph[str]":
    return network.network(source)


def named(net: "nx.MultiDiGraph[str]", label: str) -> str:
    """The node with that label."""
    (found,) = (name for name in net if net.nodes[name]["label"] == label)
    return found


def links(net: "nx.MultiDiGraph[str]", one: str, other: str) -> list[dict[str, Any]]:
    """What links two nodes, given by label, whichever way."""
    ends = {named(net, one), named(net, other)}
    return [data for start, end, data in net.edges(data=True) if {start, end} == ends]
