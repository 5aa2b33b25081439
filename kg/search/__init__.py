"""Finding things by name, in any of three alphabets and in any case, and passages by their words (SQLite FTS5).

    build(source, path)                                     an index of a snapshot, whole or not at all
    Index(path).suggest(words, language) -> list[Hit]       things whose names begin so, the most told-of first
    Index(path).things(words, language, kind) -> list[Hit]  things of that name
    Index(path).passages(words) -> list[Passage]            sentences of evidence
    Index(path).pairs(ones, others, filters) -> list[Link]  what records link things; shared, degrees, publishers
    Index(path).newest(things, kinds, limit=) -> list[Listed]   records that name all these things; told: how many
    Index(path).facets(things, filters) -> Facets           what each filter would leave

An index holds nothing that the graph does not: it can be thrown away and built again.
"""

from kg.search.building import build
from kg.search.facets import Facets
from kg.search.index import Hit, Index, Passage
from kg.search.links import KINDS, Filters, Link
from kg.search.records import Listed

FILE = "names-3.db"  # the index of a snapshot; the number grows with its tables, so that no older one is opened

__all__ = ["FILE", "KINDS", "Facets", "Filters", "Hit", "Index", "Link", "Listed", "Passage", "build"]
