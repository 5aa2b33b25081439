"""The limits that this room keeps, by name, for whoever asks what they are."""

from collections.abc import Iterator

from kg.store import guards, parsing


def limits() -> Iterator[tuple[str, str]]:
    """Each limit with its value in words."""
    yield "size of a query", f"{guards.SIZE:,} bytes"
    yield "nesting of a query", f"{guards.NESTING} brackets"
    yield "triple patterns of a query", f"{guards.PATTERNS}"
    yield "operators of a query", f"{guards.OPERATORS:,}"
    yield "time for an RDF file", f"{parsing.PATIENCE:g} s, and {parsing.PATIENCE_MEGABYTE:g} s a megabyte"
