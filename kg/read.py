"""Reading is a pure map over documents: the same document gives the same quads, anywhere, in any order.

    read(document) -> Reading               what `kg ingest` does with each document
    read_record(row) -> DocResult           the same for a row of a table, an error being a result: what a cluster does
    read_line(line) -> DocResult            the same for a line of JSON Lines

No clock, no store, no file but our own; lines are sorted and hold no blank nodes. So it runs in one process or many
(`kg.workflow`), and unchanged on Spark (`kg_spark`), where it is all that runs on the workers.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from kg import extract, iris, llm
from kg.documents.rows import from_row
from kg.graph import Reader, publication_graph
from kg.identity import link, link_named
from kg.identity.mentions import Mention, mentions
from kg.language.packs import languages
from kg.model import Document, Rejection
from kg.model.rdf import NamedGraph

RULES = Reader(extract.READER, extract.VERSION)
MODEL = Reader(llm.READER, llm.VERSION)  # its runs name the model as well
READER = f"{RULES.name} {RULES.version}"  # how a run's folder says who has read it


@dataclass(frozen=True, slots=True)
class Reading:
    """What one publication became: its graph, how many facts of each kind, and what was not understood.

    `replaces` are the readers whose earlier findings go: ours both, since a text has one reading of ours at a time, or
    its figures would count twice. `notes` are for whoever started it, `failed` if something of them went wrong.
    """

    document: Document
    publication: str
    graph: NamedGraph
    counts: Counter[str]
    rejections: tuple[Rejection, ...]
    understood: bool
    replaces: tuple[Reader, ...] = (MODEL, RULES)
    notes: tuple[str, ...] = ()
    failed: bool = False
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class DocResult:
    """What one row became. Where `error` says why there is nothing, `digest` is that of the row as it came.

    `nquads` are the graph's lines one after the other; `reader` is who read it, with version.
    """

    digest: str
    document: Document | None = None
    nquads: str = ""
    mentions: tuple[Mention, ...] = ()
    facts: Mapping[str, int] = field(default_factory=dict)
    rejections: tuple[Rejection, ...] = ()
    understood: bool = True
    error: str | None = None
    name: str = ""
    reader: str = READER


def read(document: Document) -> Reading:
    """Facts and metadata of one document, linked and as quads."""
    found = extract.extract(document)
    cites = link_named(found.sources, found.records, document)
    linked = link(found.records, document)
    return Reading(
        document,
        publication(document),
        publication_graph(document, linked, RULES, cites),
        Counter(record.kind for record in found.records),
        found.rejections,
        document.language in languages(),
        mentions=mentions(linked),
    )


def publication(document: Document) -> str:
    """The IRI of a text as somebody published it."""
    return iris.publication(document.digest, document.publisher, document.url, document.published)


def read_record(record: Mapping[str, object]) -> DocResult:
    """What a row with `text` (and `id`, `language`, `title`, `published`, `publisher`, `url`) becomes.

    Never raises for what stands in the row: a row that is no document, or that the reader stumbles over, is an error
    among the results.
    """
    digest = record_digest(record)
    name = str(record.get("id") or record.get("file") or digest)
    try:
        return _result(read(from_row(record, digest)))
    except ValueError as error:
        return DocResult(digest, error=str(error), name=name)
    except Exception as error:  # a bug in the reader must not stop the other documents
        return DocResult(digest, error=f"the reader failed: {type(error).__name__}: {error}", name=name)


def read_line(line: str) -> DocResult:
    """The same for a line of JSON Lines."""
    try:
        record = json.loads(line.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        digest = record_digest({"text": line})
        return DocResult(digest, error=f"not a line of JSON: {error}", name=digest)
    return read_record(record if isinstance(record, dict) else {"line": record})


def record_digest(record: Mapping[str, object]) -> str:
    """The first 16 hex digits of the SHA-256 of the row's text as it came; of the whole row where it has none."""
    text = record.get("text")
    content = text if isinstance(text, str) else json.dumps(record, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _result(reading: Reading) -> DocResult:
    document = reading.document
    return DocResult(
        document.digest,
        document,
        "".join(reading.graph.lines),
        reading.mentions,
        dict(sorted(reading.counts.items())),
        reading.rejections,
        reading.understood,
        name=document.name,
    )
