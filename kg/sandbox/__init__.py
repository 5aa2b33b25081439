"""Functions that meet foreign files, in processes that can be killed.

    with Pool(returns=(Content,)) as pool:
        content = pool.run(read_page, markup)      # or raises `Failed`, with a code

A call gets memory, CPU seconds, wall seconds and an answer of limited size; the process it runs in has no network,
writes no file, and reads none but Python's own, as far as the platform can enforce that (`guards` says). A process
that misbehaves is killed and another takes its place; one that behaves is used again.
"""

from typing import TYPE_CHECKING, Any

from kg.sandbox.channel import Failed
from kg.sandbox.limits import Limits
from kg.sandbox.pool import Pool, Stop, guards
from kg.sandbox.workers import Unavailable

if TYPE_CHECKING:
    from kg.sandbox.awaiting import awaited as awaited

__all__ = ["Failed", "Limits", "Pool", "Stop", "Unavailable", "awaited", "guards"]


def __getattr__(name: str) -> Any:
    """Bring `awaited` only when somebody asks: asyncio takes as long to import as all of this room (PEP 562)."""
    if name == "awaited":
        from kg.sandbox.awaiting import awaited

        return awaited
    raise AttributeError(f"module 'kg.sandbox' has no attribute {name!r}")
