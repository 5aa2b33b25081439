"""What is exported: every named graph but the ontology's, graph by graph, or all triples merged."""

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from typing import IO

from kg import iris
from kg.graph import nquads
from kg.model.rdf import NamedGraph, Source

_AT_ONCE = 200_000  # lines sorted in memory: some 50 MB

Statement = tuple[str, str | None, str, str | None, str | None]
"""Predicate; the object's IRI, or None and its lexical form, language, datatype."""


def graphs(source: Source) -> Iterator[NamedGraph]:
    """Documents, curation, marks, reference data and what was loaded, sorted by name, one in memory at a time."""
    for name in sorted(source.graphs()):
        if name != iris.ONTOLOGY_GRAPH:
            yield nquads.named_graph(name, source.triples(name))


def merged(source: Source) -> Iterator[str]:
    """All triples as lines of N-Triples, sorted, each once; sorted on disk where they are many."""
    return unique(line for graph in graphs(source) for line in triples(graph))


def triples(graph: NamedGraph) -> Iterator[str]:
    """The lines of a graph without its name."""
    end = len(f" <{graph.iri}> .\n")
    return (line[:-end] + " .\n" for line in graph.lines)


def unique(lines: Iterable[str], at_once: int = _AT_ONCE) -> Iterator[str]:
    """Lines sorted, each once: a merge sort whose runs of `at_once` lines wait in temporary files."""
    lines = iter(lines)
    run = sorted(islice(lines, at_once))
    runs: list[IO[str]] = []
    try:
        while len(run) == at_once:
            runs.append(_parked(run))
            run = sorted(islice(lines, at_once))
        for line, _ in groupby(heapq.merge(*runs, run)):
            yield line
    finally:
        for file in runs:
            file.close()


def _parked(run: list[str]) -> IO[str]:
    file = tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n")  # noqa: SIM115  closed by whoever merges
    file.writelines(run)
    file.seek(0)
    return file


def subjects(lines: Iterable[str]) -> Iterator[tuple[str, list[Statement]]]:
    """Sorted lines of N-Triples by subject, with everything that is said of it."""
    parts = (nquads.parts(line[:-2] + "<> .\n") for line in lines)
    for subject, said in groupby(parts, key=lambda part: part[0]):
        yield subject, [part[1:] for part in said]
