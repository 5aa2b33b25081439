"""Linked records ↔ sorted quads of one named graph; quads → flat facts; flat facts → records."""

from kg.graph.content import Found, Reader
from kg.graph.decode import document_of, lines
from kg.graph.encode import joint_graph, publication_graph
from kg.graph.flat import line, record
from kg.graph.merge import merged

__all__ = ["Found", "Reader", "document_of", "joint_graph", "line", "lines", "merged", "publication_graph", "record"]
