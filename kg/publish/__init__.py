"""The graph taken away: flat facts, and files in the formats of the web of data and of spreadsheets.

facts(source, publications=None, kinds=None, min_confidence=0.5) -> Iterator[dict]     the effective flat facts
jsonl(facts), csv_table(facts) -> Iterator[str]; table(facts) -> columns, rows         written down
export(source, format, out=None) -> Exported(path, content, warnings)                  everything, as a file
excerpt(quads, format) -> bytes                                                        some quads, in any of its formats
ontology() -> str                                                                      the model, as Turtle
"""

from kg.publish.excerpt import Excerpt, excerpt
from kg.publish.export import FORMATS, Exported, export, ontology, pieces, warnings
from kg.publish.facts import facts
from kg.publish.writers import csv_table, jsonl, table

__all__ = [
    "FORMATS",
    "Excerpt",
    "Exported",
    "csv_table",
    "excerpt",
    "export",
    "facts",
    "jsonl",
    "ontology",
    "pieces",
    "table",
    "warnings",
]
