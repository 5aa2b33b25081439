"""Addresses → pages: web pages, feeds, sitemaps and lists of addresses, got politely and within bounds.

    Fetcher(allow_private=False, contact=None).get(url, Known()) -> Page      or raises Refused, Postponed
    Gatherer(fetcher, Visits(folder)).at(address) -> Found | Refused …  what is new there, as documents.Source

Nothing here reads foreign bytes beyond HTTP and robots.txt: lists are read in the sandbox, pages by `kg.documents`.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.fetching.exchange import Postponed as Postponed
    from kg.fetching.fetcher import Fetcher as Fetcher
    from kg.fetching.fetcher import Known as Known
    from kg.fetching.fetcher import Page as Page
    from kg.fetching.gathering import Found as Found
    from kg.fetching.gathering import Gatherer as Gatherer
    from kg.fetching.pace import Pace as Pace
    from kg.fetching.visits import Visit as Visit
    from kg.fetching.visits import Visits as Visits

_WHERE = {
    "Fetcher": "fetcher",
    "Found": "gathering",
    "Gatherer": "gathering",
    "Known": "fetcher",
    "Pace": "pace",
    "Page": "fetcher",
    "Postponed": "exchange",
    "Visit": "visits",
    "Visits": "visits",
}
__all__ = ["Fetcher", "Found", "Gatherer", "Known", "Pace", "Page", "Postponed", "Visit", "Visits"]


def __getattr__(name: str) -> Any:
    """Late, all of them: most commands speak HTTP with nobody, and the sandbox needs `listings` alone (PEP 562)."""
    if name not in _WHERE:
        raise AttributeError(f"module 'kg.fetching' has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(f"kg.fetching.{_WHERE[name]}"), name)
