"""The sandbox that readers of foreign files run in: one for the process, warm from the first file on."""

import atexit
import functools
from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any

from kg.documents.content import RETURNS
from kg.documents.manifest import Entry
from kg.errors import Refused
from kg.sandbox import Failed, Limits, Pool, Unavailable

LIMITS = Limits()
SECONDS, SECONDS_MEGABYTE = 10, 2  # CPU seconds for a file, and for each megabyte of it
PATIENCE = 3  # seconds of the clock for each of the processor
_SPLIT = "split it, or save its text"
_REASONS = {
    "memory": f"reading it takes more than {LIMITS.memory >> 20} MB of memory; {_SPLIT}",
    "cpu": f"reading it takes too long for its size; {_SPLIT}",
    "time": f"reading it takes too long for its size; {_SPLIT}",
    "output": f"what is in it takes more than {LIMITS.output >> 20} MB; {_SPLIT}",
    "depth": "it nests too deeply to be read; save its text",
    "crashed": "its reader broke down on it: it is damaged, or was made to do that; save its text",
}


def read(name: str, function: Callable[..., Any], content: bytes, *more: object, modules: Collection[str] = ()) -> Any:
    """What the function finds in the bytes of a foreign file. Raises `Refused` with that name."""
    seconds = SECONDS + SECONDS_MEGABYTE * len(content) // 1_000_000
    limits = replace(LIMITS, cpu=seconds, wall=float(PATIENCE * seconds))
    try:
        return _pool().run(function, content, *more, modules=modules, limits=limits)
    except Failed as failed:
        raise Refused(name, _reason(failed)) from None
    except Unavailable as unavailable:
        raise Refused(name, f"the sandbox for foreign files cannot be used: {unavailable}") from None


def guards() -> dict[str, bool]:
    """What readers of foreign files cannot do here, by name; False where the platform has no such guard."""
    return _pool().guards()


@functools.cache
def _pool() -> Pool:
    pool = Pool(LIMITS, returns=(*RETURNS, Entry))
    atexit.register(pool.close)
    return pool


def _reason(failed: Failed) -> str:
    if failed.code != "raised":
        return _REASONS[failed.code]
    if failed.kind == "ValueError":
        return failed.detail
    told = f"{failed.kind}: {failed.detail[:200]}".rstrip(": ")
    return f"it cannot be read ({told}); it is damaged, or of a kind that is not known; save its text"
