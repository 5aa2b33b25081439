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
_MODULES = ("kg.web.views", "kg.web.errors")
_WAITING = 256  # orders that may wait for a worker
_GLANCE = 0.25  # seconds between two looks whether the client is there
_GONE = 499  # what logs call a client that has left


class Crew:
    """So many workers, to be closed at the end."""

    def __init__(self, configuration: Configuration, beside: Path) -> None:
        self._limits = configuration.limits
        self._allowance = Allowance(
            self._limits.memory, int(self._limits.seconds) + 1, self._limits.seconds, self._limits.size
        )
        self._pool = Pool(
            self._allowance,
            returns=(Reply,),
            size=configuration.workers,
            calls=5_000,
            reads=(configuration.store, beside),
        )
        self._free = asyncio.Semaphore(configuration.workers)
        self._waiting = 0

    def close(self) -> None:
        """End all workers."""
        self._pool.close()

    async def warm(self) -> None:
        """Start the workers, so that the first reader does not wait for them."""
        await awaited(self._pool, len, "", modules=_MODULES, limits=self._allowance)

    async def reply(self, order: Order, request: Request, spent: Callable[[float], None] = lambda _: None) -> Reply:
        """The reply to the order; 503 with the limit's name where one was met.

        `spent` is told the seconds that a worker was held, waiting for one not counted.
        """
        if self._waiting >= _WAITING:
            return _busy(order, "too many requests wait already; try again in a few seconds")
        self._waiting += 1
        try:
            return await self._while_there(order, request, spent)
        finally:
            self._waiting -= 1

    async def _while_there(self, order: Order, request: Request, spent: Callable[[float], None]) -> Reply:
        """The reply, unless the client leaves: then its worker is killed."""
        async with self._free:
            began = time.monotonic()
            work = asyncio.ensure_future(self._done(order))
            try:
                while not (await asyncio.wait({work}, timeout=_GLANCE))[0]:
                    if await request.is_disconnected():
                        return Reply(status=_GONE)
                return work.result()
            finally:
                work.cancel()
                spent(time.monotonic() - began)

    async def _done(self, order: Order) -> Reply:
        try:
            reply: Reply = await awaited(self._pool, desk.answer, order, modules=_MODULES, limits=self._allowance)
        except Failed as failure:
            return self._failure(order, failure)
        except Unavailable as error:
            return errors.page(order, 503, str(error))
        return reply

    def _failure(self, order: Order, failure: Failed) -> Reply:
        """What a limit has to say; `raised` is a fault of ours, told without its insides."""
        told = {
            "time": f"no answer within {self._limits.seconds:g} seconds; ask for less",
            "cpu": f"no answer within {self._limits.seconds:g} seconds; ask for less",
            "memory": f"the answer needs more than {self._limits.memory >> 20} MB of memory; ask for less",
            "output": f"the answer is larger than {self._limits.size >> 20} MB; ask for less, or take the dump",
            "depth": "the question is nested too deeply",
            "crashed": "the question could not be answered; ask for less",
        }
        if failure.code == "raised":
            _log.error("%s: %s: %s", order.address, failure.kind, failure.detail)
        said = told.get(failure.code, "something went wrong on our side; it has been noted")
        return errors.page(order, 503 if failure.code in told else 500, said)


def _busy(order: Order, message: str) -> Reply:
    reply = errors.page(order, 503, message)
    return Reply(reply.content, reply.media, reply.status, {"Retry-After": "5"})
