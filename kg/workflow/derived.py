"""What is kept beside the documents: graphs of the release, graphs rebuilt after every write, summaries in step.

What is effective and what joins publications is rebuilt from the others; the summaries (`kg.summaries`) change with
every transaction, by what it changes.
"""

from collections.abc import Callable
from pathlib import Path

from kg import store
from kg.curation import effective
from kg.graph.reference import ontology_graph, reference_graphs
from kg.model.rdf import NamedGraph
from kg.rules import joined, reprints


def initial_graphs() -> tuple[NamedGraph, ...]:
    """What every store holds from the start: the ontology with its codes, and the reference data."""
    return (ontology_graph(), *reference_graphs())


def writer(folder: Path) -> store.Writable:
    """The writer of a store that has these graphs, and summaries: one made by an older version gets them."""
    return store.writer(folder, initial_graphs(), summaries=True)


def summarise(folder: Path) -> str:
    """Count the summaries of a store anew from the whole graph; say what came of it."""
    made = store.summarise(folder, initial_graphs())
    changed = len(made.added) + len(made.changed) + len(made.dropped)
    return f"{changed + len(made.unchanged)} summaries counted anew, {changed} of them were not as they should be"


def refresh(writer: store.Writable, told: Callable[[str], None]) -> None:
    """Rebuild the derived graphs; corrections that found nothing to hold on to are told, as is what opening did."""
    if writer.remark:
        told(writer.remark)
    source = writer.source()
    writer.replace([store.Change(joined(source)), store.Change(reprints(source, writer.text, writer.path))])
    marks, lost = effective(writer.source())
    writer.replace([store.Change(marks)])
    for correction in lost:
        told(f"correction without its fact: {correction}")
