"""A store in a temporary folder and small graphs to put into it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from servers import Virtuoso, virtuoso

from kg import iris
from kg.model.rdf import NamedGraph

Make = Callable[..., NamedGraph]


def document(name: str, version: int = 0, quads: int = 20) -> NamedGraph:
    """The graph of one document: every line tells the version in its literal."""
    graph = iris.graph(f"doc/{name}")
    lines = (
        f'<{iris.iri("figure", f"{name}-{number}")}> <{iris.term("value")}> "версия {version}, {number}"@ru <{graph}> .\n'
        for number in range(quads)
    )
    return NamedGraph(graph, tuple(sorted(lines)))


@pytest.fixture
def make() -> Make:
    return document


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Virtuoso]:
    """One Virtuoso for all tests of this room; each uses graphs of its own or takes away what it wrote."""
    with virtuoso(tmp_path_factory.mktemp("virtuoso")) as running:
        yield running


@pytest.fixture
def as_dba(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who may write there."""
    monkeypatch.setenv("TRADEGRAPH_ENDPOINT_USER", "dba")
    monkeypatch.setenv("TRADEGRAPH_ENDPOINT_PASSWORD", "dba")
