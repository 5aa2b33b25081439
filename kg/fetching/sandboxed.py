"""The sandbox that feeds and sitemaps are read in."""

import atexit
import functools

from kg.errors import Refused
from kg.fetching.listed import RETURNS, Listing
from kg.sandbox import Failed, Limits, Pool, Unavailable

_LIMITS = Limits(cpu=20)
_READER = "kg.fetching.listings"  # imported in the sandbox alone
_MODULES = (_READER, "feedparser", "lxml.html")


def listing(name: str, content: bytes, charset: str | None, base: str | None) -> Listing | None:
    """What a list names; None for what is no list. Raises `Refused` with that name."""
    try:
        found = _pool().run(f"{_READER}:listing", content, charset, base, modules=_MODULES)
    except Failed as failed:
        reason = failed.detail if failed.kind == "ValueError" else "it cannot be read as a list, it is damaged"
        raise Refused(name, reason) from None
    except Unavailable as unavailable:
        raise Refused(name, f"the sandbox for foreign files cannot be used: {unavailable}") from None
    return found if isinstance(found, Listing) else None


@functools.cache
def _pool() -> Pool:
    pool = Pool(_LIMITS, returns=RETURNS)
    atexit.register(pool.close)
    return pool
