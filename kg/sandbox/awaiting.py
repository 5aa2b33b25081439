"""The same calls for programs that wait for many at once (asyncio): no thread is held while a worker works."""

import asyncio
from collections.abc import Callable, Collection
from typing import Any

from kg.sandbox.channel import LENGTH, Failed
from kg.sandbox.limits import Limits
from kg.sandbox.pool import OVERHEAD, Pool
from kg.sandbox.workers import Worker

_PIECE = 1 << 18  # bytes taken at a time


async def awaited(
    pool: Pool, function: Callable[..., Any], *arguments: object, modules: Collection[str] = (), limits: Limits
) -> Any:
    """As `Pool.run`; whoever is cancelled while it waits has its worker killed.

    At most as many calls at a time as the pool has workers, or threads wait after all.
    """
    worker = pool.spare(modules)
    if worker is None:
        worker = await asyncio.to_thread(pool.take, modules)
    worker.calls += 1
    try:
        async with asyncio.timeout(limits.wall):
            answer = await _exchanged(
                worker, pool.packed(function, *arguments, limits=limits), limits.output + OVERHEAD
            )
        value = pool.unpacked(answer)
    except TimeoutError:
        await asyncio.to_thread(pool.drop, worker)
        raise Failed("time") from None
    except (EOFError, OSError):
        raise await asyncio.to_thread(pool.drop, worker) from None
    except BaseException as error:
        if isinstance(error, Failed) and error.code == "raised":
            pool.give(worker)
        else:
            await asyncio.shield(asyncio.to_thread(pool.drop, worker))
        raise
    pool.give(worker)
    return value


async def _exchanged(worker: Worker, call: bytes, most: int) -> bytes:
    """The answer's frame to the call's. Raises EOFError where the worker is gone, `Failed` for too long an answer."""
    loop, line = asyncio.get_running_loop(), worker.line
    line.setblocking(False)
    await loop.sock_sendall(line, LENGTH.pack(len(call)) + call)
    content = bytearray()
    needed = LENGTH.size
    while len(content) < needed:
        piece = await loop.sock_recv(line, _PIECE)
        if not piece:
            raise EOFError
        content += piece
        if needed == LENGTH.size and len(content) >= needed:
            (length,) = LENGTH.unpack(content[:needed])
            if length > most:
                raise Failed("output", f"{length:,} bytes; the limit is {most:,}")
            needed += length
    return bytes(content[LENGTH.size :])
