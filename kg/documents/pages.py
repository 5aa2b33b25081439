"""Web pages: the main text, by trafilatura, and what the page says about itself."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from kg.documents.blocks import Block, block, composed, headed, rows
from kg.documents.markup import blocks, linked, tree, words
from kg.documents.page_facts import Facts, facts
from kg.documents.surroundings import is_lead, is_notice, prune

_LARGE = 250  # characters of an article that needs no second look
_HOLDERS = ("li", "p", "div", "td", "h2", "h3", "h4", "body", "span")  # what may be nothing but a link
_LEADING = 25  # characters of a date before a title
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
NO_ARTICLE = "no article was found on this page; save the article's own page, or its text"


@dataclass(frozen=True, slots=True)
class Page:
    """The main text of a page, and what it says about itself."""

    text: str
    facts: Facts
    remarks: tuple[str, ...]


def page(markup: str, *, retrieved: str | None = None, url: str | None = None) -> Page:
    """The article of a page. Raises ValueError when there is none."""
    root = tree(markup)
    article = tree(markup)
    prune(article)
    said = facts(root, article, retrieved=retrieved, url=url)
    elsewhere = {words(link) for link in article.iter("a")}
    text = composed(_without_title(_kept(_article(article), elsewhere), said))
    if not _is_article(text):
        raise ValueError(NO_ARTICLE)
    return Page(text, said, tuple(_remarks(said)))


def _article(article: Any) -> list[Block]:
    """What trafilatura takes for the article; of a small page, all that is not links."""
    import trafilatura  # late: plain text never needs it

    found: Any = trafilatura.bare_extraction(article, with_metadata=False, include_comments=False, include_tables=True)
    main = list(_blocks(found.body)) if found and found.body is not None else []
    if sum(len(each.text) for each in main) >= _LARGE:
        return main
    body = article.find("body")
    every = list(_unlinked(body if body is not None else article))
    return every if sum(len(each.text) for each in every) > sum(len(each.text) for each in main) else main


def _unlinked(body: Any) -> Iterator[Block]:
    """The blocks of a page but those that are links for the most part."""
    for link in list(body.iter("a")):
        around = link.getparent()
        if around is not None and around.tag in _HOLDERS and linked(around) >= 0.8 * len(words(around)):
            link.drop_tree()
    yield from blocks(body)


def _blocks(body: Any) -> Iterator[Block]:
    """The blocks of trafilatura's tree (its TEI-like names: trafilatura.readthedocs.io)."""
    for element in body:
        if element.tag == "head":
            yield block("heading", words(element))
        elif element.tag == "list":
            yield from (block("item", words(item)) for item in element.iter("item"))
        elif element.tag == "table":
            yield from _table(element)
        elif any(inner.tag in ("p", "list", "table", "head", "quote") for inner in element):
            yield from _blocks(element)
        elif isinstance(element.tag, str):
            yield from (block("paragraph", line) for line in _lines(element))


def _lines(element: Any) -> list[str]:
    """A paragraph is broken where its author breaks it."""
    for lb in element.iter("lb"):
        lb.tail = "\n" + (lb.tail or "")
    return "".join(element.itertext()).split("\n")


def _table(element: Any) -> list[Block]:
    cells = [[words(cell) for cell in row.iter("cell")] for row in element.iter("row")]
    first = next(element.iter("row"), None)
    named = first is not None and all(cell.get("role") == "head" for cell in first.iter("cell"))
    return rows(cells, header=named or headed([row for row in cells if row]))


def _kept(found: list[Block], elsewhere: Collection[str]) -> list[Block]:
    """Without what leads to other articles (headings that do so, blocks that are a link), and without notices."""
    kept = [
        each for each in found if each.text not in elsewhere and not is_lead(each.text) and not is_notice(each.text)
    ]
    while kept and kept[-1].kind == "heading":
        kept.pop()
    return kept


def _without_title(found: list[Block], said: Facts) -> list[Block]:
    """The title and the line under it are metadata; the text begins with the article."""
    known = {_bare(words) for words in (said.title, said.description) if words and not words.rstrip().endswith(".")}
    opening = 0
    for each in found[:-1]:
        if not (_bare(each.text) in known or opening == 0 and _is_title(each, _bare(said.title or ""))):
            break
        opening += 1
    return found[opening:]


def _is_title(first: Block, title: str) -> bool:
    """Also behind a date or a section that stands in the same element."""
    line = _bare(first.text)
    return bool(title) and line.endswith(title) and len(line) <= len(title) + _LEADING


def _bare(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().lower()


def _is_article(text: str) -> bool:
    """Whether a text says anything: a sentence, not the caption of a menu or the word of an error."""
    if len(_WIDE.findall(text)) >= 10:
        return True
    return len(re.findall(r"[^\W\d_]{2,}", text)) >= 6


def _remarks(said: Facts) -> Iterator[str]:
    if said.relative:
        yield f"it is dated «{said.relative}», which counts from the day it was fetched; say it with --retrieved"
