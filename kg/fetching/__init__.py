"""Addresses → pages: web pages, feeds, sitemaps, fetched politely and within bounds.

    Fetcher(allow_private=False, contact=None).get(url, Known()) -> Page      or raises Refused, Postponed

Nothing here is read beyond HTTP: content goes to `kg.documents`, which reads foreign bytes in the sandbox.
"""

from kg.fetching.exchange import Postponed
from kg.fetching.fetcher import Fetcher, Known, Page
from kg.fetching.pace import Pace

__all__ = ["Fetcher", "Known", "Pace", "Page", "Postponed"]
