"""A page that changed under one address and one date is one publication: the earlier text goes.

(Of two dates the later is a revision, `kg.rules.revisions`, and both stay.) Only of documents that are named by their
address, as pages and entries of feeds are: two files of one manifest may well have one address.
"""

from collections.abc import Iterable, Iterator

from kg import curation, iris, store
from kg.llm.cache import Cache
from kg.workflow.reading import Reading

_AT = """PREFIX trd: <https://w3id.org/tradegraph/ns#> PREFIX schema: <https://schema.org/>
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT DISTINCT ?publication ?digest ?at ?issued WHERE {
  ?publication a trd:Publication ; schema:url ?url ; trd:text/trd:textDigest ?digest .
  BIND(STR(?url) AS ?at) OPTIONAL { ?publication dcterms:issued ?issued }
}"""


def replace_earlier(writer: store.Writer, readings: Iterable[Reading]) -> list[str]:
    """Drop what these readings replace, with corrections about it; the addresses of what went, sorted."""
    fresh = {reading.document.url: reading for reading in readings if reading.document.name.startswith("http")}
    fresh.pop(None, None)
    if not fresh:
        return []
    kept = {reading.publication for reading in fresh.values()}
    went = []
    for publication, digest, address in _earlier(writer, fresh):
        if publication not in kept:
            curated, _ = curation.forget(writer.source(), publication)
            writer.replace([store.Change(curated)])
            writer.drop([iris.publication_graph(publication)])
            went.append((digest, address))
    left = {entry.text for entry in writer.entries().values()}
    for digest, _ in went:
        if digest not in left:
            Cache(writer.path).forget(digest)
    return sorted(address for _, address in went)


def _earlier(writer: store.Writer, fresh: dict[str | None, Reading]) -> Iterator[tuple[str, str, str]]:
    """Publications with another text at an address of these, of the same date or both of none."""
    for publication, digest, at, issued in writer.source().select(_AT).rows:
        new = fresh.get(str(at))
        dated = None if issued is None else str(issued)
        if new and str(digest) != new.document.digest and dated == new.document.published:
            yield str(publication), str(digest), str(at)
