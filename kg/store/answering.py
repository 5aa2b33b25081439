"""Answers of the SPARQL protocol as the engine writes them: whole, in the format asked for, or an error."""

import io
from collections.abc import Sequence

import pyoxigraph as ox

from kg.errors import QueryError
from kg.store import guards
from kg.store.embedded import Embedded, told

RESULTS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "application/xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
TRUTHS = tuple(media for media in RESULTS if not media.startswith("text/"))  # yes and no have no table
TRIPLES = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/trig": ox.RdfFormat.TRIG,
    "application/n-quads": ox.RdfFormat.N_QUADS,
}
_JSON_ROW = b'},{"'  # between two rows; in a string the quotation mark would be escaped
_BETWEEN = {
    ox.QueryResultsFormat.JSON: _JSON_ROW,
    ox.QueryResultsFormat.XML: b"<result>",
    ox.QueryResultsFormat.TSV: b"\n",
    ox.QueryResultsFormat.CSV: b"\r\n",
}


class TooLarge(QueryError):
    """The answer has more rows or bytes than are given out at once."""


class _Bounded(io.BytesIO):
    """Takes so many bytes and no more."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most
        self.full = False

    def write(self, content: object) -> int:
        if self.tell() + len(content) > self.most:  # type: ignore[arg-type]
            self.full = True
            raise OSError("full")
        return super().write(content)  # type: ignore[arg-type]


def offered(form: str) -> tuple[str, ...]:
    """The media types in which an answer of that form can be had, the usual one first."""
    return tuple(RESULTS) if form == "SELECT" else TRUTHS if form == "ASK" else tuple(TRIPLES)


def answered(
    source: Embedded,
    query: str,
    media: str,
    *,
    base: str,
    size: int,
    rows: int,
    default_graphs: Sequence[str] = (),
    named_graphs: Sequence[str] = (),
) -> bytes:
    """The answer to foreign SPARQL text in that media type.

    `default_graphs` and `named_graphs` are the dataset that the protocol names; without them the default graph is the
    union of all. Raises `QueryError` for a query that is refused or wrong, `TooLarge` beyond `size` bytes or `rows`.
    """
    guards.check(query)
    named: list[ox.NamedNode | ox.BlankNode] = [ox.NamedNode(iri) for iri in named_graphs]
    dataset = bool(default_graphs or named_graphs)
    found = told(
        lambda: source.engine.query(
            query,
            base_iri=base,
            use_default_graph_as_union=not dataset and not guards.names_graphs(query),
            default_graph=[ox.NamedNode(iri) for iri in default_graphs] if dataset else None,
            named_graphs=named if dataset else None,
        )
    )
    out = _Bounded(size)
    triples = isinstance(found, ox.QueryTriples)
    kind = TRIPLES[media] if triples else RESULTS[media]
    try:
        told(lambda: found.serialize(out, format=kind))  # type: ignore[arg-type]
    except Exception:
        if out.full:
            raise TooLarge(f"the answer has more than {size:,} bytes; ask for less, or take the dump") from None
        raise
    if not triples and out.getvalue().count(_BETWEEN[kind]) > rows:  # type: ignore[index]
        raise TooLarge(f"the answer has more than {rows:,} rows; ask for less, with LIMIT, or take the dump")
    return out.getvalue()
