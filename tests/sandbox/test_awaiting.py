"""Calls that an event loop waits for: values, limits, and a worker killed when nobody waits any more."""

import asyncio
import time

import pytest
from sandbox import deeds

from kg.sandbox import Failed, Limits, Pool, awaited

SMALL = Limits(memory=200 << 20, cpu=1, wall=2.0, output=1 << 20)


def test_values_come_back_and_failures_are_told() -> None:
    async def calls(pool: Pool) -> None:
        assert await awaited(pool, sorted, [3, 1, 2], limits=SMALL) == [1, 2, 3]
        for deed, arguments, code in ((deeds.crash, (), "crashed"), (deeds.talk, (2 << 20,), "output")):
            with pytest.raises(Failed) as failure:
                await awaited(pool, deed, *arguments, limits=SMALL)
            assert failure.value.code == code
        with pytest.raises(Failed, match="invalid literal"):
            await awaited(pool, int, "x", limits=SMALL)
        assert await awaited(pool, len, "four", limits=SMALL) == 4

    with Pool(SMALL) as pool:
        asyncio.run(calls(pool))


def test_the_clock_of_a_call_is_kept() -> None:
    async def call(pool: Pool) -> None:
        await awaited(pool, time.sleep, 60, limits=SMALL)

    with Pool(SMALL) as pool, pytest.raises(Failed) as failure:
        asyncio.run(call(pool))
    assert failure.value.code == "time"


def test_who_is_cancelled_leaves_no_worker_behind() -> None:
    async def left(pool: Pool) -> int:
        waiting = asyncio.create_task(awaited(pool, time.sleep, 60, limits=Limits(wall=90)))
        await asyncio.sleep(0.5)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        return int(await awaited(pool, len, "four", limits=SMALL))

    began = time.monotonic()
    with Pool(SMALL) as pool:  # of one worker: the second call waits for the first one's end
        assert asyncio.run(left(pool)) == 4
    assert time.monotonic() - began < 30


def test_many_are_waited_for_at_once() -> None:
    async def all_of(pool: Pool) -> list[int]:
        return list(await asyncio.gather(*(awaited(pool, len, "x" * n, limits=SMALL) for n in range(40))))

    with Pool(SMALL, size=2) as pool:
        assert asyncio.run(all_of(pool)) == list(range(40))
