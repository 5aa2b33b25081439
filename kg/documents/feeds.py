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


_FULL = "yandex_full-text"  # the whole text, as Russian portals give it beside a teaser (Yandex.News format)
_BROKEN = "\ufffd"


def entries(text: str, hints: Hints) -> Iterator[Entry | Trouble]:
    """The entries of a feed in its order; relative addresses count from `hints.url`.

    Raises ValueError for a feed without entries.
    """
    import feedparser  # late: only feeds need it

    headers = {"content-type": "application/xml; charset=utf-8"}
    if hints.url:
        headers["content-location"] = hints.url
    parsed: Any = feedparser.parse(text.encode("utf-8"), response_headers=headers)
    broken = f" and breaks off ({parsed.get('bozo_exception')})" if parsed.get("bozo") else ""
    if not parsed.entries:
        raise ValueError(f"this feed has no entries{broken}" + _unreadable(text))
    publisher = parsed.feed.get("title")
    for number, each in enumerate(parsed.entries, 1):
        yield _entry(each, publisher, f" entry {number}", broken)


def _unreadable(text: str) -> str:
    return "; it holds bytes that are not readable as UTF-8" if _BROKEN in text else ""


def _entry(each: Any, publisher: str | None, where: str, broken: str) -> Entry | Trouble:
    """An entry of an address alone is one, too: whoever follows feeds gets the page."""
    content = next((part.value for part in each.get("content", ()) if part.get("value")), None)
    markup, title = each.get(_FULL) or content or each.get("summary") or "", each.get("title") or None
    link = each.get("link") or ""
    url = link if urlsplit(link).scheme in ("http", "https") else None
    if not markup and not title and not url:
        return Trouble(
            f"this entry has no text{', and the feed' + broken.removeprefix(' and') if broken else ''}", where
        )
    stated = each.get("published") or each.get("updated")
    published = found_date(stated) if stated else None
    return Entry(
        url or each.get("id") or where.strip(),
        markup,
        title,
        published,
        publisher,
        url,
        _remarks(title, link, url, published),
    )


def _remarks(title: str | None, link: str, url: str | None, published: str | None) -> tuple[str, ...]:
    missing = [word for word, value in (("title", title), ("date", published), ("address", link)) if not value]
    told = [f"the feed gives no {', '.join(missing)} of it"] if missing else []
    relative = [f"its address is relative ({link}); say the feed's own with --url"] if link and not url else []
    return (*told, *relative)
