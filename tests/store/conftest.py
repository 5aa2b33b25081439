"""A store in a temporary folder and small graphs to put into it."""

from collections.abc import Callable
from pathlib import Path

import pytest

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
