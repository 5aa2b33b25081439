"""What a page says about itself: title, date, publisher, language, address, in all the usual forms.

The forms, surest first: JSON-LD (schema.org), Open Graph and `article:`, microdata (`itemprop`), Dublin Core and other
`meta` names, `<time>`, the address, and last a date in plain sight near the heading.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from kg.documents.dates import edtf_date, found_date, is_relative
from kg.documents.markup import words

_ARTICLES = re.compile(r"Article|Report|Posting|WebPage|Review|PressRelease")
_DATES = (
    *("article:published_time", "og:article:published_time", "article:published", "og:published_time", "datepublished"),
    *("dc.date.issued", "dcterms.issued", "dcterms.date", "dc.date", "dcterms.created", "dc.date.created", "dc:date"),
    *("citation_publication_date", "citation_date", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate"),
    *("publish-date", "publish_date", "publication_date", "cxenseparse:recs:publishtime", "article.published"),
    *("date", "mediator_published_time", "article_date_original", "originalpublicationdate", "ptime", "release_date"),
)
_PUBLISHERS = (
    "og:site_name",
    "dc.publisher",
    "dcterms.publisher",
    "dc:publisher",
    "citation_publisher",
    "publisher",
    "copyright-holder",
)
_TITLES = ("og:title", "dc.title", "dcterms.title", "dc:title", "citation_title", "headline", "twitter:title")
_LANGUAGES = ("og:locale", "content-language", "dc.language", "dcterms.language", "language")
_URLS = ("og:url", "dc.identifier.uri", "twitter:url")
_SAVED = re.compile(r"saved from url=\(\d+\)(\S+)|^\s*url:\s*(\S+)", re.I | re.M)
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d\d)[/-](\d\d)(?:/|$|-)|/((?:19|20)\d\d)(\d\d)(\d\d)/")
_DATED = re.compile(r"date|time|publish|posted|дата|күні|created|meta", re.I)
_UPDATED = re.compile(r"updat|modif|обновл|expire|timezone|today|current", re.I)
_NEAR, _SHORT = 40, 70  # elements from the heading, characters of a date with what stands around it


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page says; `relative` is a date such as "today" that nobody can place."""

    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    language: str | None = None
    url: str | None = None
    description: str | None = None
    relative: str | None = None


def facts(root: Any, article: Any, *, retrieved: str | None = None, url: str | None = None) -> Facts:
    """From the whole tree, and from the same tree without what surrounds the article."""
    meta = _meta(root)
    linked = list(_linked_data(root))
    address = _address(root, meta, linked, url)
    published = _stated(root, article, meta, linked, retrieved) or _in_address(address)
    seen = None if published else _in_sight(article)
    publisher = _publisher(root, meta, linked)
    return Facts(
        _title(root, meta, linked, publisher),
        published or (found_date(seen, retrieved) if seen else None),
        publisher,
        _language(root, meta, linked),
        address,
        meta.get("og:description") or meta.get("description"),
        seen if seen and not retrieved and is_relative(seen) else None,
    )


def _meta(root: Any) -> dict[str, str]:
    """The first content of each `meta`, by name, property or itemprop in lower case."""
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        content = " ".join((element.get("content") or "").split())
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if content and (name := element.get(attribute)):
                found.setdefault(name.strip().lower(), content)
    return found


def _linked_data(root: Any) -> Iterator[dict[str, Any]]:
    """The nodes of JSON-LD that describe an article first; broken scripts are as if they were not there."""
    nodes: list[dict[str, Any]] = []
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            try:
                nodes += _nodes(json.loads(_bare(script.text or ""), strict=False))
            except (ValueError, RecursionError):
                continue
    articles = [node for node in nodes if _ARTICLES.search(str(node.get("@type")))]
    yield from sorted(articles, key=lambda node: "WebPage" in str(node.get("@type")))


def _bare(script: str) -> str:
    return (
        re.sub(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$", "", script)
        .strip()
        .rstrip(";")
    )


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for each in value:
            yield from _nodes(each)
    elif isinstance(value, dict):
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement"):
            yield from _nodes(value.get(name))


def _first(values: Iterable[object]) -> str | None:
    """The first that is words."""
    return next((" ".join(each.split()) for each in values if isinstance(each, str) and each.strip()), None)


def _named(value: object) -> str | None:
    """A name out of the forms that JSON-LD has for it."""
    if isinstance(value, list):
        return _first(map(_named, value))
    if isinstance(value, dict):
        return _first([value.get("name"), value.get("legalName"), _named(value.get("name"))])
    return value if isinstance(value, str) and not value.startswith("http") else None


def _stated(
    root: Any, article: Any, meta: dict[str, str], linked: list[dict[str, Any]], retrieved: str | None
) -> str | None:
    """The date where the page states it as data."""
    candidates: list[str | None] = [*(_text(node.get("datePublished")) for node in linked)]
    candidates += [meta.get(name) for name in _DATES[:4]]
    candidates += [_datetime(each) for each in root.xpath("//*[@itemprop='datePublished']")]
    candidates += [meta.get(name) for name in _DATES[4:]]
    candidates += [_datetime(each) for each in _by_heading(article) if each.tag == "time" and not _updated(each)]
    candidates += [_text(node.get("dateCreated")) for node in linked]
    return next((day for each in candidates if each and (day := _dated(each, retrieved))), None)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _datetime(element: Any) -> str | None:
    return element.get("datetime") or element.get("content") or words(element)


def _dated(value: str, retrieved: str | None) -> str | None:
    try:
        day = edtf_date(value)
        return day if 1990 <= int(day[:4]) <= 2100 else None
    except ValueError:
        return found_date(value, retrieved)


def _in_address(url: str | None) -> str | None:
    found = _IN_ADDRESS.search(urlsplit(url).path) if url else None
    return found_date("-".join(part for part in found.groups() if part)) if found else None


def _in_sight(article: Any) -> str | None:
    """A date that a reader sees by the heading: in an element that is called so, else in a short line of its own."""
    shown = _by_heading(article)
    for element in shown:
        if _DATED.search(_named_as(element)) and not _updated(element) and (line := _short_date(element)):
            return line
    near = shown[: 2 * _NEAR]
    return next((line for each in near if (line := _short_date(each)) and _alone(line) and not _updated(each)), None)


def _by_heading(article: Any) -> list[Any]:
    """The elements of a page, those around its heading first: sites write today's date at their top."""
    shown = [each for each in article.iter() if isinstance(each.tag, str) and each.tag not in ("script", "style", "a")]
    heading = next((place for place, each in enumerate(shown) if each.tag == "h1"), 0)
    first = max(heading - _NEAR // 4, 0)
    return shown[first : heading + _NEAR] + shown[:first] + shown[heading + _NEAR :]


def _named_as(element: Any) -> str:
    return " ".join(filter(None, (element.get("class"), element.get("id"), element.get("itemprop"))))


def _updated(element: Any) -> bool:
    """Whether an element tells when the page was changed, or what day it is, and not when it was published."""
    named = _named_as(element)
    told = bool(_UPDATED.search(named)) and "publish" not in named.lower() and "entry-date" not in named.lower()
    return told or bool(_UPDATED.match(words(element)[:20]))


def _short_date(element: Any) -> str | None:
    line = words(element)
    return line if 0 < len(line) <= _SHORT and (found_date(line) or is_relative(line)) else None


def _alone(line: str) -> bool:
    """Whether a line is a date and hardly more: at most two words beside month and weekday."""
    return len(re.findall(r"[^\W\d_]{3,}", line)) <= 3


def _title(root: Any, meta: dict[str, str], linked: list[dict[str, Any]], publisher: str | None) -> str | None:
    heading = _first(words(each) for each in root.iter("h1"))
    own = _first(words(each) for each in root.iter("title"))
    found = _first([*(meta.get(name) for name in _TITLES[:1]), *(node.get("headline") for node in linked)])
    found = found or _first([*(meta.get(name) for name in _TITLES[1:]), heading, own])
    return _without_site(found, publisher, heading) if found else None


def _without_site(title: str, publisher: str | None, heading: str | None) -> str:
    """The title without the site's name behind it."""
    parts = re.split(r"\s+[-–—|:·»]\s+", title)
    if len(parts) > 1 and (
        parts[-1] == publisher or title.startswith(heading or "\0") and parts[-1] not in (heading or "")
    ):
        return title[: title.rindex(parts[-1])].rstrip(" -–—|:·»")
    return title


def _publisher(root: Any, meta: dict[str, str], linked: list[dict[str, Any]]) -> str | None:
    return _first(
        [
            meta.get("og:site_name"),
            *(_named(node.get("publisher")) for node in linked),
            *(_item_name(each) for each in root.xpath("//*[@itemprop='publisher']")),
            *(meta.get(name) for name in _PUBLISHERS[1:]),
            meta.get("application-name"),
        ]
    )


def _item_name(element: Any) -> str | None:
    named = element.xpath(".//*[@itemprop='name'][not(ancestor::*[@itemprop='logo'])]")
    return _first((each.get("content") or words(each)) for each in named) or _first(
        [element.get("content"), words(element)]
    )


def _language(root: Any, meta: dict[str, str], linked: list[dict[str, Any]]) -> str | None:
    said = [
        root.get("lang"),
        root.get("{http://www.w3.org/XML/1998/namespace}lang"),
        *(meta.get(name) for name in _LANGUAGES),
    ]
    said += [_text(node.get("inLanguage")) for node in linked]
    for each in said:
        if each and re.fullmatch(r"[A-Za-z]{2}(?:[-_].*)?", each.strip()):
            return str(each.strip()[:2].lower())
    return None


def _address(root: Any, meta: dict[str, str], linked: list[dict[str, Any]], fetched: str | None) -> str | None:
    """The canonical address; a relative one is taken from where the page came from, or left out."""
    canonical = [
        each.get("href") for each in root.iter("link") if "canonical" in (each.get("rel") or "").lower().split()
    ]
    said = [*canonical, *(meta.get(name) for name in _URLS), *map(_of_page, linked)]
    saved = _saved_from(root)
    base = fetched or saved or _first(each.get("href") for each in root.iter("base"))
    for each in (*said, saved, fetched):
        if each and (url := _absolute(each, base)):
            return url
    return None


def _of_page(node: dict[str, Any]) -> str | None:
    page = node.get("mainEntityOfPage")
    found = page.get("@id") if isinstance(page, dict) else page
    return _first([found, node.get("url")])


def _absolute(address: str, base: str | None) -> str | None:
    try:
        url = urljoin(base or "", address.strip())
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def _saved_from(root: Any) -> str | None:
    """What browsers and their extensions write into a page that they save."""
    from lxml import etree  # late: as in markup

    for comment in root.getroottree().getroot().xpath("preceding::comment()|//comment()"):
        if isinstance(comment, etree._Comment) and (found := _SAVED.search((comment.text or "")[:500])):
            return str(found[1] or found[2])
    return None
