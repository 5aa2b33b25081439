"""RSS and Atom, by feedparser: the entries of a feed as markup with what the feed says about each."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from kg.documents.content import Hints, Trouble
from kg.documents.dates import found_date


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: what it is called, its text as markup, and its metadata."""

    name: str
    markup: str
    title: str | None
    published: str | None
    publisher: str | None
    url: str | None
    remarks: tuple[str, ...] = ()


def entries(text: str, hints: Hints) -> Iterator[Entry | Trouble]:
    """The entries of a feed in its order. Raises ValueError where there is none."""
    import feedparser  # late: only feeds need it

    parsed: Any = feedparser.parse(
        text.encode("utf-8"), response_headers={"content-type": "application/xml; charset=utf-8"}
    )
    if not parsed.entries:
        broken = parsed.get("bozo_exception")
        raise ValueError("this feed has no entries" + (f" and breaks off ({broken})" if broken else ""))
    publisher = parsed.feed.get("title")
    for number, each in enumerate(parsed.entries, 1):
        yield _entry(each, publisher, f" entry {number}")


def _entry(each: Any, publisher: str | None, where: str) -> Entry | Trouble:
    content = next((part.value for part in each.get("content", ()) if part.get("value")), None)
    markup, title = content or each.get("summary") or "", each.get("title") or None
    if not markup and not title:
        return Trouble("this entry has no text", where)
    link = each.get("link") or ""
    url = link if urlsplit(link).scheme in ("http", "https") else None
    stated = each.get("published") or each.get("updated")
    return Entry(
        url or each.get("id") or where.strip(), markup, title, found_date(stated) if stated else None, publisher, url
    )
