"""Linked records ↔ sorted quads of one named graph; quads → flat facts; flat facts → records."""

from kg.graph.flat import line, record

__all__ = ["line", "record"]
