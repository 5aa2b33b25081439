"""A small store made of flat facts, with everything in it that a writer of files may stumble over."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from kg import store
from kg.graph import Reader, publication_graph, record
from kg.graph.reference import ontology_graph, reference_graphs
from kg.identity import link
from kg.model import Document
from kg.model.rdf import NamedGraph, Source

READER = Reader("tester", person=True)

RIGA = Document(
    "riga.txt",
    "Экспорт Казахстана в Латвию упал на 7,4 % до 120 млн долларов.\n"
    "«Дәнді Дала» и =SUM(A1) подписали контракт на 3 млн евро.\n"
    "В Риге прошёл форум, на него приехали около 40 компаний.",
    "ru",
    'Торговля с "Латвией" \\ итоги',
    "2025-03-04",
    "Вестник <&> торговли",
    "https://vestnik.example.org/riga?a=1&b=2",
)
OSLO = Document(
    "oslo.txt",
    "Norway may sell Kazakhstan fish for $5 million.\u2028Its deficit is 9.1 million.\tAnna Berg, -head of Nordfisk, said so.",
    "en",
    published="2025",
)


def fact(document: Document, kind: str, quote: str, **fields: object) -> dict[str, Any]:
    """A flat fact whose evidence is where the quote first stands."""
    start = document.text.index(quote)
    evidence = [{"start": start, "end": start + len(quote), "quote": quote}]
    return {"kind": kind, "doc": document.name, **fields, "evidence": evidence}


FACTS = [
    fact(RIGA, "figure", "Экспорт Казахстана в Латвию упал на 7,4 % до 120 млн долларов", indicator="exports",
         reporter="KZ", partner="LV", value=120000000, unit="USD", change=-7.4, period="2025-01/2025-02"),
    fact(RIGA, "agreement", "«Дәнді Дала» и =SUM(A1) подписали контракт на 3 млн евро", type="contract",
         status="signed", parties=["=SUM(A1)", "Дәнді Дала"], value=3000000, unit="EUR"),
    fact(RIGA, "event", "В Риге прошёл форум, на него приехали около 40 компаний", type="business_forum",
         status="held", city="Рига", country="LV", companies=40, companies_bound="about"),
    fact(RIGA, "place", "Казахстана", code="KZ"),
    fact(RIGA, "project", "контракт", type="joint", parties=["KZ", "LV"], count=None),
    fact(OSLO, "figure", "Norway may sell Kazakhstan fish for $5 million", indicator="exports", reporter="NO",
         partner="KZ", value=5000000, unit="USD", product="fish", modality="forecast"),
    fact(OSLO, "figure", "Its deficit is 9.1 million", indicator="balance", reporter="NO", value=-9100000, unit="USD"),
    fact(OSLO, "position", "Anna Berg, -head of Nordfisk", person="Anna Berg", post="-head", organization="Nordfisk"),
    fact(OSLO, "organization", "Nordfisk", name="Nordfisk", type="company", country="NO"),
]  # fmt: skip


def graph(document: Document, facts: Sequence[dict[str, Any]]) -> NamedGraph:
    """The publication's graph of these facts; `confidence` is the record's."""
    records = [record(line, document) for line in facts if line["doc"] == document.name]
    return publication_graph(document, link(records, document), READER)


@pytest.fixture
def stored(tmp_path: Path) -> Callable[..., Source]:
    """Makes a store of these graphs (in this order) and gives its snapshot."""

    def make(*graphs: NamedGraph, name: str = "store", reference: bool = False) -> Source:
        initial = (ontology_graph(), *reference_graphs()) if reference else ()
        with store.writer(tmp_path / name, initial) as writer:
            for each in graphs:
                writer.replace([store.Change(each)])
        return store.source(tmp_path / name)

    return make


@pytest.fixture
def source(stored: Callable[..., Source]) -> Source:
    """Both documents with all facts, the ontology and the reference data."""
    return stored(graph(RIGA, FACTS), graph(OSLO, FACTS), reference=True)
