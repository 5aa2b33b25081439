"""Linked records ↔ sorted quads of one named graph; quads → flat facts; flat facts → records."""

from kg.graph.content import Reader
from kg.graph.decode import document_of, lines
from kg.graph.encode import publication_graph
from kg.graph.flat import line, record
from kg.graph.merge import merged

__all__ = ["Reader", "document_of", "line", "lines", "merged", "publication_graph", "record"]
