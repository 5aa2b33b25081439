"""A row of a table that holds texts → `Document`: what a line of JSON and a row of Parquet have in common.

A row is a text with what is known of it, no foreign file format, so it is read where it is met: on a cluster the
machine's own limits hold, not the sandbox's.
"""

from collections.abc import Mapping

from kg.documents.batch import described
from kg.documents.content import Hints
from kg.model import Document

FIELDS = ("text", "id", "file", "language", "title", "published", "publisher", "url")


def from_row(row: Mapping[str, object], name: str = "") -> Document:
    """The document that `kg ingest` makes of the same line of JSON Lines; `name` where the row has neither id nor file.

    Raises ValueError, with a sentence that says what was found, for a row that is no document.
    """
    from kg.documents import readers  # late: it brings the readers of every kind of file

    return described(readers.row(dict(row), Hints(), name))
