"""The workers from the front's side: an order goes to one that is free; who takes too long, too much, or has lost its
client is killed and another takes its place.
"""

import asyncio
import logging
import time
from collections.abc import Callable
from pathlib import Path

from starlette.requests import Request

from kg.sandbox import Failed, Pool, Unavailable, awaited
from kg.sandbox import Limits as Allowance
from kg.web import desk, errors
from kg.web.configuration import Configuration
from kg.web.orders import Order, Reply

_log = logging.getLogger(__name__)
_MODULES = ("kg.web.views", "kg.web.errors", "kg.web.rendering:ready")
_WAITING = 256  # orders that may wait for a worker
_READING = 16  # orders that may wait for the one that reads texts again
_GLANCE = 0.25  # seconds between two looks whether the client is there
_GONE = 499  # what logs call a client that has left


class Crew:
    """So many workers for pages and queries, and one that reads texts again, to be closed at the end.

    That one holds words and weights of three languages and may take longer, so it is another process with limits of
    its own: who asks for it keeps nobody else waiting. It starts with the first order.
    """

    def __init__(self, configuration: Configuration, beside: Path) -> None:
        limits, reads = configuration.limits, (configuration.store, beside)
        self._size = limits.size
        page = Allowance(limits.memory, int(limits.seconds) + 1, limits.seconds, limits.size)
        text = Allowance(limits.packs, int(limits.reading) + 1, limits.reading, limits.size)
        self._pages = _Shift(page, configuration.workers, _WAITING, reads)
        self._readers = _Shift(text, 1, _READING, reads)

    def close(self) -> None:
        """End all workers."""
        self._pages.pool.close()
        self._readers.pool.close()

    async def warm(self) -> None:
        """Start the workers, so that the first reader does not wait for them."""
        await awaited(self._pages.pool, len, "", modules=_MODULES, limits=self._pages.allowance)

    async def reply(
        self, order: Order, request: Request, spent: Callable[[float], None] = lambda _: None, *, reads: bool = False
    ) -> Reply:
        """The reply to the order; 503 with the limit's name where one was met.

        `spent` is told the seconds that a worker was held, waiting for one not counted; `reads`: it reads a text again.
        """
        shift = self._readers if reads else self._pages
        if shift.waiting >= shift.most:
            return _busy(order, "too many requests wait already; try again in a few seconds")
        shift.waiting += 1
        try:
            return await self._while_there(shift, order, request, spent)
        finally:
            shift.waiting -= 1

    async def _while_there(
        self, shift: "_Shift", order: Order, request: Request, spent: Callable[[float], None]
    ) -> Reply:
        """The reply, unless the client leaves: then its worker is killed."""
        async with shift.free:
            began = time.monotonic()
            work = asyncio.ensure_future(self._done(shift, order))
            try:
                while not (await asyncio.wait({work}, timeout=_GLANCE))[0]:
                    if await request.is_disconnected():
                        return Reply(status=_GONE)
                return work.result()
            finally:
                work.cancel()
                spent(time.monotonic() - began)

    async def _done(self, shift: "_Shift", order: Order) -> Reply:
        try:
            reply: Reply = await awaited(shift.pool, desk.answer, order, modules=_MODULES, limits=shift.allowance)
        except Failed as failure:
            return self._failure(shift.allowance, order, failure)
        except Unavailable as error:
            return errors.page(order, 503, str(error))
        return reply

    def _failure(self, limits: Allowance, order: Order, failure: Failed) -> Reply:
        """What a limit has to say; `raised` is a fault of ours, told without its insides."""
        told = {
            "time": f"no answer within {limits.wall:g} seconds; ask for less",
            "cpu": f"no answer within {limits.wall:g} seconds; ask for less",
            "memory": f"the answer needs more than {limits.memory >> 20} MB of memory; ask for less",
            "output": f"the answer is larger than {self._size >> 20} MB; ask for less, or take the dump",
            "depth": "the question is nested too deeply",
            "crashed": "the question could not be answered; ask for less",
        }
        if failure.code == "raised":
            _log.error("%s: %s: %s", order.address, failure.kind, failure.detail)
        said = told.get(failure.code, "something went wrong on our side; it has been noted")
        return errors.page(order, 503 if failure.code in told else 500, said)


class _Shift:
    """Workers of one sort: what each may use, and how many orders may wait for them."""

    def __init__(self, allowance: Allowance, size: int, most: int, reads: tuple[Path, ...]) -> None:
        self.allowance = allowance
        self.pool = Pool(allowance, returns=(Reply,), size=size, calls=5_000, reads=reads)
        self.free = asyncio.Semaphore(size)
        self.most = most
        self.waiting = 0


def _busy(order: Order, message: str) -> Reply:
    reply = errors.page(order, 503, message)
    return Reply(reply.content, reply.media, reply.status, {"Retry-After": "5"})
