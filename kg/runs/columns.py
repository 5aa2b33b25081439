"""The columns of a run: what a row says of a document, as Spark and Arrow call it, and as `DocResult`."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from kg import iris
from kg.identity.mentions import Mention
from kg.model import Document, Rejection, Span
from kg.read import DocResult, publication

DOCUMENT = ("text", "language", "title", "published", "publisher", "url")
DDL = (
    "digest string, name string, text string, language string, title string, published string, publisher string, "
    "url string, graph string, nquads string, "
    "mentions array<struct<kind:string,key:string,iri:string,name:string>>, facts map<string,int>, "
    "rejections array<struct<start:int,stop:int,kind:string,reason:string>>, "
    "understood boolean, error string, reader string, bucket string"
)
NAMES = tuple(part.split()[0] for part in DDL.split(", "))
BUCKET = 3  # hex digits of the graph's name, or of the digest where there is none: 4,096 buckets of like size


def row(result: DocResult) -> dict[str, object]:
    """The values of one row."""
    document = result.document
    graph = None if document is None else iris.publication_graph(publication(document))
    return {
        "digest": result.digest,
        "name": result.name,
        **{name: document and getattr(document, name) for name in DOCUMENT},
        "graph": graph,
        "nquads": result.nquads,
        "mentions": [{"kind": m.kind, "key": m.key, "iri": m.iri, "name": m.name} for m in result.mentions],
        "facts": list(result.facts.items()),
        "rejections": [
            {"start": r.span.start, "stop": r.span.stop, "kind": r.kind, "reason": r.reason} for r in result.rejections
        ],
        "understood": result.understood,
        "error": result.error,
        "reader": result.reader,
        "bucket": (graph.rsplit("/", 1)[1] if graph else result.digest)[:BUCKET],
    }


def result(row: Mapping[str, Any]) -> DocResult:
    """What a row says; the inverse of `row`."""
    told = {name: row[name] for name in DOCUMENT}
    return DocResult(
        row["digest"],
        None if row["error"] is not None else Document(row["name"], **told),
        row["nquads"],
        tuple(Mention(**mention) for mention in row["mentions"]),
        dict(row["facts"]),
        tuple(Rejection(Span(r["start"], r["stop"]), r["kind"], r["reason"]) for r in row["rejections"]),
        row["understood"],
        row["error"],
        row["name"],
        row["reader"],
    )


@cache
def arrow_schema() -> Any:
    """The columns as Arrow has them."""
    import pyarrow as pa  # late: only whoever has Parquet needs it

    text, number = pa.string(), pa.int32()
    of = {
        "mentions": pa.list_(pa.struct([(name, text) for name in ("kind", "key", "iri", "name")])),
        "facts": pa.map_(text, number),
        "rejections": pa.list_(pa.struct([("start", number), ("stop", number), ("kind", text), ("reason", text)])),
        "understood": pa.bool_(),
    }
    return pa.schema([(name, of.get(name, text)) for name in NAMES])
