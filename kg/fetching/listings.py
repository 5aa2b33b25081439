"""Bytes → what they list. This meets foreign files, so it runs in the sandbox, and only there."""

import hashlib
import re
import zlib
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from kg.documents import feeds, kinds
from kg.documents.blocks import composed
from kg.documents.content import Hints, Trouble
from kg.documents.encodings import decoded
from kg.documents.markup import blocks, tree
from kg.fetching.listed import Listed, Listing

WHOLE = 1_000  # characters from which on an entry's text is an article, no teaser
_UNPACKED = 60_000_000  # bytes: a sitemap has 50 MB at most (sitemaps.org)
_ENDS_OPEN = re.compile(r"(?:…|\.\.\.|\[[^\]]*\]|»|→|(?:read|continue|more|далее|подробнее|толығырақ)\W*)\s*$", re.I)
_PROLOGUE = re.compile(r"\ufeff?\s*(?:<!--(?:(?!-->).)*-->\s*|<\?(?:(?!\?>).)*\?>\s*)*", re.S)  # one way to match
_ROOT = re.compile(r"<(?:\w+:)?(urlset|sitemapindex|opml)\b")
_FOLLOWED_US = re.compile(r"utm_\w+|fbclid|gclid|yclid|_openstat|mc_[ce]id", re.I)
_LISTS = {"urlset": "sitemap", "sitemapindex": "sitemaps", "opml": "feeds"}


def listing(content: bytes, charset: str | None, base: str | None) -> Listing | None:
    """What a feed, a sitemap (also packed), an OPML file or a list of addresses names; None for anything else.

    Relative links count from `base`. Raises ValueError for a feed that cannot be read, saying why.
    """
    content = _unpacked(content)
    if content[:5] == b"%PDF-" or b"\0" in content[:200] and content[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        return None
    try:
        text, _ = decoded(content, charset)
    except ValueError:
        text = content.decode("utf-8", "replace")
    prologue = _PROLOGUE.match(text)
    start = prologue.end() if prologue else 0
    if root := _ROOT.match(text, start):
        kind = _LISTS[root[1]]
        return Listing(kind, tuple(_outlines(text) if kind == "feeds" else _locations(text)))
    if _kind(text[start:]) == "feed":
        return _feed(text, base)
    addresses = _addresses(text)
    return Listing("addresses", addresses) if addresses else None


def _kind(text: str) -> str:
    try:
        return kinds.by_text(text, "")
    except ValueError:
        return "other"


def _unpacked(content: bytes) -> bytes:
    if content[:2] != b"\x1f\x8b":
        return content
    try:
        return zlib.decompressobj(47).decompress(content, _UNPACKED)
    except zlib.error:
        raise ValueError("its packed content is damaged; get it again") from None


def _locations(text: str) -> Iterator[Listed]:
    for place in _elements(text, ("url", "sitemap")):
        found = {
            child.tag.rsplit("}", 1)[-1]: (child.text or "").strip() for child in place if isinstance(child.tag, str)
        }
        if _is_web(found.get("loc", "")):
            yield Listed(plain(found["loc"]), found.get("lastmod", ""))


def _outlines(text: str) -> Iterator[Listed]:
    for place in _elements(text, ("outline",)):
        if _is_web(place.get("xmlUrl", "")):
            yield Listed(plain(place.get("xmlUrl")))


def _elements(text: str, names: tuple[str, ...]) -> Iterator[Any]:
    from lxml import etree  # late: lists of addresses need no parser

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    root = etree.fromstring(text.encode("utf-8"), parser)
    for element in root.iter() if root is not None else ():
        if isinstance(element.tag, str) and element.tag.rsplit("}", 1)[-1] in names:
            yield element


def _feed(text: str, base: str | None) -> Listing:
    entries, problems = [], []
    for number, entry in enumerate(feeds.entries(text, Hints(url=base)), 1):
        if isinstance(entry, Trouble):
            problems.append(f"entry {number}: {entry.reason}")
        elif (link := _link(entry, base)) is None:
            problems.append(f"entry {number}: it has no address, or a relative one of an unknown site")
        else:
            entries.append(_entry(entry, link))
    return Listing("feed", tuple(entries), tuple(problems))


def _link(entry: feeds.Entry, base: str | None) -> str | None:
    url = entry.url or (entry.name if _is_web(entry.name) else None)
    joined = urljoin(base, url) if base and url else url
    return plain(joined) if joined and _is_web(joined) else None


def _entry(entry: feeds.Entry, link: str) -> Listed:
    stamp = hashlib.sha256(f"{entry.title}|{entry.markup}".encode()).hexdigest()[:16]
    return Listed(link, stamp, _whole(entry.markup), entry.title, entry.published, entry.publisher)


def _whole(markup: str) -> str | None:
    """The text of an entry that is an article, and no teaser for one."""
    if len(markup) < WHOLE:
        return None
    try:
        text = composed(blocks(tree(markup)))
    except ValueError:
        return None
    return text if len(text) >= WHOLE and not _ENDS_OPEN.search(text) else None


def _addresses(text: str) -> tuple[Listed, ...]:
    """Of a text in which every line is an address; lines that begin with # are comments."""
    lines = [line.strip() for line in text.lstrip("\ufeff").splitlines()]
    lines = [line for line in lines if line and not line.startswith("#")]
    return tuple(Listed(plain(line)) for line in lines) if lines and all(map(_is_line, lines)) else ()


def _is_line(line: str) -> bool:
    return _is_web(line) and not re.search(r"\s", line)


def _is_web(url: str) -> bool:
    return url.lower().startswith(("http://", "https://"))


def plain(url: str) -> str:
    """The address of the page alone: without fragment, and without what says who sent the reader there.

    >>> plain("https://news.example/a?id=1&utm_source=rss#top")
    'https://news.example/a?id=1'
    """
    try:
        parts = urlsplit(url.strip())
        pairs = parse_qsl(parts.query, keep_blank_values=True)
    except ValueError:
        return url.strip()
    kept = [(name, value) for name, value in pairs if not _FOLLOWED_US.fullmatch(name)]
    query = parts.query if len(kept) == len(pairs) else urlencode(kept)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))
