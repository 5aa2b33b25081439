"""Documents read in one process or many, in their order, by the pure map of `kg.read`."""

import multiprocessing
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor

from kg.graph import Reader, publication_graph
from kg.model import Document
from kg.read import MODEL, RULES, Reading, publication, read

__all__ = ["MODEL", "NOBODY", "RULES", "Reading", "kept", "publication", "read", "readings"]

NOBODY = Reader("nobody", person=True)  # reads nothing, so that what others have read stays
_AHEAD = 40  # documents a process may be ahead of the writer, so that it does not wait while a batch is written …
_ROOM = 20_000_000  # … and characters that all of them may be ahead together: what is ahead is held in memory


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
        yield from _in_order(documents, lambda document: pool.submit(work, document), jobs * _AHEAD)


def _in_order(
    documents: Iterable[Document], submit: Callable[[Document], "Future[Reading]"], most: int
) -> Iterator[Reading]:
    """What was read so far before the next document is taken; at most so many are on their way."""
    pending: deque[tuple[int, Future[Reading]]] = deque()
    ahead = 0
    for document in documents:
        size = len(document.text)
        while pending and (pending[0][1].done() or len(pending) >= most or ahead + size > _ROOM):
            ahead -= pending[0][0]
            yield pending.popleft()[1].result()
        pending.append((size, submit(document)))
        ahead += size
    while pending:
        yield pending.popleft()[1].result()
