"""Documents read in one process or many, in their order, by the pure map of `kg.read`."""

import multiprocessing
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice

from kg.graph import Reader, publication_graph
from kg.model import Document
from kg.read import MODEL, RULES, Reading, publication, read

__all__ = ["MODEL", "NOBODY", "RULES", "Reading", "kept", "publication", "read", "readings"]

NOBODY = Reader("nobody", person=True)  # reads nothing, so that what others have read stays
_AHEAD = 8  # documents a process may be ahead of the writer: enough to keep it busy, little to hold in memory


def kept(document: Document) -> Reading:
    """The metadata of one document, nothing extracted."""
    graph = publication_graph(document, (), RULES)
    return Reading(document, publication(document), graph, Counter(), (), True, replaces=(NOBODY,))


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
