"""Web pages: the main text and what the page says about itself, by trafilatura."""

from dataclasses import dataclass
from typing import Any

_SHORTEST = 120  # characters; shorter "articles" are captions and cookie notes


@dataclass(frozen=True, slots=True)
class Page:
    """The main text of a page, and its own metadata where it gives any."""

    text: str
    title: str | None
    published: str | None
    publisher: str | None
    url: str | None
    language: str | None


def page(markup: str) -> Page:
    """The article of a page. Raises ValueError when there is none."""
    import trafilatura  # late: it brings lxml and dateparser, which plain text never needs

    found: Any = trafilatura.bare_extraction(markup, with_metadata=True, include_comments=False, include_tables=True)
    text = (found.text if found else "") or ""
    if len(text) < _SHORTEST:
        raise ValueError("no article was found on this page; save the article's own page, or its text")
    return Page(text, found.title, found.date, found.sitename, found.url, _declared_language(markup))


def _declared_language(markup: str) -> str | None:
    from lxml import html  # late: as above

    tree = html.document_fromstring(markup.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8"))
    declared = (tree.get("lang") or "").split("-")[0].strip().lower()
    return declared if len(declared) == 2 else None


def looks_like_page(text: str) -> bool:
    """Whether text begins as HTML does."""
    return text.lstrip()[:200].lower().startswith(("<!doctype html", "<html", "<head", "<body"))
