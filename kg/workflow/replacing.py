"""A page that changed under one address and one date is one publication: the earlier text goes.

(Of two dates the later is a revision, `kg.rules.revisions`, and both stay.) Only of documents that are named by their
address, as pages and entries of feeds are: two files of one manifest may well have one address.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg import curation, iris, store
from kg.llm.cache import Cache
from kg.model import Document

_AT = """PREFIX trd: <https://w3id.org/tradegraph/ns#> PREFIX schema: <https://schema.org/>
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT DISTINCT ?publication ?digest ?at ?issued WHERE {
  ?publication a trd:Publication ; schema:url ?url ; trd:text/trd:textDigest ?digest .
  BIND(STR(?url) AS ?at) OPTIONAL { ?publication dcterms:issued ?issued }
}"""


@dataclass(frozen=True, slots=True)
class Addressed:
    """A publication that is named by its address: what of it tells whether it replaces another."""

    url: str
    published: str | None
    digest: str
    publication: str


def addressed(document: Document, publication: str) -> Addressed | None:
    """What a document may replace is told by; None where its name is no address."""
    if document.url is None or not document.name.startswith("http"):
        return None
    return Addressed(document.url, document.published, document.digest, publication)


def replace_earlier(writer: store.Writable, found: Iterable[Addressed | None]) -> list[str]:
    """Drop what these replace, with corrections about it; the addresses of what went, sorted."""
    fresh = {each.url: each for each in found if each}
    if not fresh:
        return []
    kept = {each.publication for each in fresh.values()}
    earlier = [each for each in _earlier(writer, fresh) if each[0] not in kept]
    drop(writer, {publication: digest for publication, digest, _ in earlier})
    return sorted(address for _, _, address in earlier)


def drop(writer: store.Writable, publications: Mapping[str, str]) -> None:
    """Take publications away, given with their texts' digests: graph, corrections about it, a model's answers."""
    for publication in publications:
        curated, _ = curation.forget(writer.source(), publication)
        writer.replace([store.Change(curated)])
        writer.drop([iris.publication_graph(publication)])
    left = {entry.text for entry in writer.entries().values()} if publications else set()
    for digest in publications.values():
        if digest not in left:
            Cache(writer.path).forget(digest)


def _earlier(writer: store.Writable, fresh: Mapping[str, Addressed]) -> Iterator[tuple[str, str, str]]:
    """Publications with another text at an address of these, of the same date or both of none."""
    for publication, digest, at, issued in writer.source().select(_AT).rows:
        new = fresh.get(str(at))
        dated = None if issued is None else str(issued)
        if new and str(digest) != new.digest and dated == new.published:
            yield str(publication), str(digest), str(at)
