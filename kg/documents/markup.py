"""A tree of HTML, and what its elements say: parsing, text of an element, and blocks of markup that is all text."""

import re
from collections.abc import Iterator
from typing import Any

from kg.documents.blocks import Block, block, headed, rows

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_SILENT = ("script", "style", "noscript", "template", "head", "title", "button", "select", "textarea", "svg", "iframe")
_LARGEST = 10_000_000  # characters of markup without the pictures inside it; news pages have 100,000
_INLINE = re.compile(r"data:[\w/+.;=-]{0,100},[A-Za-z0-9+/=%]{1000,}")
_MOST_ATTRIBUTES = 1_000  # of an element; libxml2 compares each with all others
_LONG_TAG = re.compile(r"<[A-Za-z][^<>]{5000,}")
_ATTRIBUTE = re.compile(r"\s[\w:.-]+\s*=")
_BLOCKS = re.compile(
    r"p|div|h[1-6]|ul|ol|li|table|blockquote|section|article|main|pre|dl|dt|dd|center|figure|figcaption|header|footer|"
    r"aside|nav|form|fieldset|address|details|summary|hr"
)


def tree(markup: str) -> Any:
    """The root element. Raises ValueError for markup with nothing in it, or made to be hard to read."""
    from lxml import etree, html  # late: plain text never needs it

    markup = _INLINE.sub("data:,", markup)
    if len(markup) > _LARGEST:
        raise ValueError(f"its markup has {len(markup):,} characters; the limit is {_LARGEST:,}; save its text")
    if any(len(_ATTRIBUTE.findall(tag[0])) > _MOST_ATTRIBUTES for tag in _LONG_TAG.finditer(markup)):
        raise ValueError(f"an element of its markup has more than {_MOST_ATTRIBUTES:,} attributes; save its text")
    try:
        parser = html.HTMLParser(encoding="utf-8", remove_comments=False, remove_pis=True)
        return html.document_fromstring(markup.encode("utf-8"), parser=parser)
    except etree.LxmlError as error:
        raise ValueError(f"its markup cannot be read: {error}") from None


def words(element: Any) -> str:
    """The words in an element, blanks single."""
    return " ".join("".join(element.itertext()).split())


def linked(element: Any) -> int:
    """How many characters of an element's words stand in links."""
    return sum(len(words(link)) for link in element.iter("a"))


def blocks(element: Any) -> Iterator[Block]:
    """The blocks of an element in order, nothing left out but scripts: for mail and Word files, which are all text."""
    run: list[str] = [element.text or ""]
    for child in element:
        if not isinstance(child.tag, str):
            run.append(child.tail or "")
        elif _breaks(child):
            yield from _paragraphs(run)
            yield from _block(child)
            run = [child.tail or ""]
        else:
            run += ["\n" if child.tag == "br" else "" if child.tag in _SILENT else _inline(child), child.tail or ""]
    yield from _paragraphs(run)


def _breaks(child: Any) -> bool:
    return bool(_BLOCKS.fullmatch(child.tag)) or any(
        isinstance(inner.tag, str) and _BLOCKS.fullmatch(inner.tag) for inner in child.iterdescendants()
    )


def _inline(element: Any) -> str:
    """Text of an element with its line breaks; ends what is endless at nothing, since no block is in it."""
    parts = [element.text or ""]
    for child in element.iterdescendants():
        if child.tag == "br":
            parts.append("\n")
        if isinstance(child.tag, str) and child.tag not in _SILENT:
            parts.append(child.text or "")
        parts.append(child.tail or "")
    return "".join(parts)


def _paragraphs(run: list[str]) -> Iterator[Block]:
    """Text between blocks; two line breaks in a row end a paragraph."""
    for piece in re.split(r"\n\s*\n", "".join(run)):
        if piece.strip():
            yield block("paragraph", piece)


def _block(element: Any) -> Iterator[Block]:
    if element.tag in _SILENT:
        return
    if element.tag in _HEADINGS:
        yield block("heading", words(element))
    elif element.tag == "table":
        yield from _table(element)
    elif element.tag in ("li", "dd"):
        yield from _item(element)
    else:
        yield from blocks(element)


def _item(element: Any) -> Iterator[Block]:
    """A list inside an item follows the item."""
    inner = list(blocks(element))
    first = next((each for each in inner if each.text), None)
    for each in inner:
        yield Block("item", each.text) if each is first else each


def _table(element: Any) -> Iterator[Block]:
    """Rows as sentences; a table that only lays the page out is what stands in its cells."""
    if any(True for _ in element.iterdescendants("table")) or _lays_out(element):
        for cell in element.iter("td", "th"):
            if not any(True for _ in cell.iterdescendants("table")):
                yield from blocks(cell)
        return
    lines = [[words(cell) for cell in row.iter("td", "th")] for row in element.iter("tr")]
    lines = [line for line in lines if any(line)]
    first = next(element.iter("tr"), None)
    named = first is not None and not any(True for _ in first.iter("td"))
    yield from rows(lines, header=named or headed(lines))


def _lays_out(element: Any) -> bool:
    cells = list(element.iter("td", "th"))
    return any(len(words(cell)) > 400 or len(list(cell.iter("p"))) > 2 for cell in cells)
