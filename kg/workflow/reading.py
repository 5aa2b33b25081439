"""Reading is a pure map over documents: the same document gives the same quads, anywhere, in any order.

So it runs in one process or many (`readings`), and unchanged on a cluster.
"""

import multiprocessing
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice

from kg import extract, iris, llm
from kg.graph import Reader, publication_graph
from kg.identity import link, link_named
from kg.language.packs import languages
from kg.model import Document, Rejection
from kg.model.rdf import NamedGraph

RULES = Reader(extract.READER, extract.VERSION)
MODEL = Reader(llm.READER, llm.VERSION)  # its runs name the model as well
NOBODY = Reader("nobody", person=True)  # reads nothing, so that what others have read stays
_AHEAD = 8  # documents a process may be ahead of the writer: enough to keep it busy, little to hold in memory


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


def read(document: Document) -> Reading:
    """Facts and metadata of one document, linked and as quads."""
    found = extract.extract(document)
    cites = link_named(found.sources, found.records, document)
    graph = publication_graph(document, link(found.records, document), RULES, cites)
    counts = Counter(record.kind for record in found.records)
    return Reading(document, publication(document), graph, counts, found.rejections, document.language in languages())


def kept(document: Document) -> Reading:
    """The metadata of one document, nothing extracted."""
    graph = publication_graph(document, (), RULES)
    return Reading(document, publication(document), graph, Counter(), (), True, replaces=(NOBODY,))


def publication(document: Document) -> str:
    """The IRI of a text as somebody published it."""
    return iris.publication(document.digest, document.publisher, document.url, document.published)


def readings(documents: Iterable[Document], *, jobs: int = 1, extracting: bool = True) -> Iterator[Reading]:
    """A reading for each document, in their order, by so many processes."""
    work = read if extracting else kept
    if jobs <= 1 or not extracting:
        yield from map(work, documents)
        return
    with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn")) as pool:
        documents = iter(documents)
        pending: list[Future[Reading]] = [pool.submit(work, each) for each in islice(documents, jobs * _AHEAD)]
        while pending:
            yield pending.pop(0).result()
            pending += [pool.submit(work, each) for each in islice(documents, 1)]
