"""Bytes → what stands in them. These functions meet foreign files, so they run in the sandbox, and only there.

`parts` is what the sandbox calls. Each reader raises ValueError, with a sentence that says what was found and what to
do, for a file it does not read; for a file of several texts a bad one is a `Trouble` among them.
"""

import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from kg.documents import kinds, tongues
from kg.documents.content import Content, Hints, Member, Part, Trouble
from kg.documents.dates import edtf_date, found_date
from kg.documents.encodings import decoded
from kg.documents.text import stored

if TYPE_CHECKING:
    from kg.documents import feeds

_FIELDS = ("language", "title", "published", "publisher", "url")
_BROKEN = "\ufffd"


def parts(content: bytes, hints: Hints) -> list[Part]:
    """The texts of a file, its members if it is an archive, and what of it is not read and why."""
    kind = kinds.by_bytes(content, hints.name)
    if kind == "zip":
        return list(_archive(content, hints))
    if kind in _BINARY:
        return list(_BINARY[kind](content, hints))
    text, encoding = _text(content, hints)
    return list(_TEXTUAL[kinds.by_text(text, hints.name)](text, hints))


def _text(content: bytes, hints: Hints) -> tuple[str, str]:
    """A page is read for a few broken characters, if none of them stands in its article."""
    try:
        return decoded(content, hints.charset)
    except ValueError:
        text = content.decode("utf-8-sig", "replace")
        if text.count(_BROKEN) > max(3, 0.001 * len(text)) or "<" not in text[:1000]:
            raise
        return text, "utf-8"


def _archive(content: bytes, hints: Hints) -> Iterator[Part]:
    from kg.documents import archives  # late, here and below: one kind of file needs no other's reader

    office = archives.office(content)
    if office is None:
        yield from archives.members(content)
    elif office == "docx":
        yield from _word(content, hints)
    else:
        raise ValueError(f"this is {office}, which is not read; save its text as .docx, .txt or PDF")


def _word(content: bytes, hints: Hints) -> Iterator[Content]:
    from kg.documents import word

    text, title = word.word(content)
    yield _content(text, hints, title=title or _first_line(text), published=_date_above(text))


def _pdf(content: bytes, hints: Hints) -> Iterator[Content]:
    from kg.documents import pdf

    text, title, published, remarks = pdf.pdf(content)
    yield _content(text, hints, title=title, published=published, remarks=remarks)


def _mail(content: bytes, hints: Hints) -> Iterator[Part]:
    from kg.documents import mail

    found = mail.message(content)
    if found.page:
        yield _page(found.body, replace(hints, retrieved=hints.retrieved or found.date, url=hints.url or found.url))
        return
    text = _marked(found.body) if found.html else found.body
    if text.strip():
        yield _content(text, hints, title=found.subject, published=found.date, publisher=found.sender)
    for name, attached in found.attachments:
        if PurePath(name).suffix.lower() in kinds.READ:
            yield Member(name, attached)


def _page(text: str, hints: Hints) -> Content:
    from kg.documents import pages

    found = pages.page(text, retrieved=hints.retrieved, url=hints.url)
    if _BROKEN in found.text:
        raise ValueError("characters of its article are broken; get the page again or save it as UTF-8")
    said = found.facts
    return _content(
        found.text,
        hints,
        title=said.title,
        published=said.published,
        publisher=said.publisher,
        url=said.url,
        declared=said.language,
        remarks=found.remarks,
    )


def _pages(text: str, hints: Hints) -> Iterator[Content]:
    yield _page(text, hints)


def _plain(text: str, hints: Hints) -> Iterator[Content]:
    yield _content(text, hints, title=_heading(text))


def _feed(text: str, hints: Hints) -> Iterator[Part]:
    from kg.documents import feeds

    for entry in feeds.entries(text, hints):
        yield entry if isinstance(entry, Trouble) else _entry(entry, hints)


def _entry(entry: "feeds.Entry", hints: Hints) -> Part:
    try:
        text = _marked(entry.markup) if entry.markup else entry.title or ""
        found = _content(text or entry.title or "", hints, title=entry.title, published=entry.published, url=entry.url)
    except ValueError as error:
        return Trouble(str(error), entry.name)
    return replace(found, name=entry.name, publisher=entry.publisher, remarks=entry.remarks)


def _marked(markup: str) -> str:
    from kg.documents.blocks import composed
    from kg.documents.markup import blocks, tree

    return composed(blocks(tree(markup)))


def _lines(text: str, hints: Hints) -> Iterator[Part]:
    """JSON Lines; a file that is one JSON value may be a list of objects, or one object."""
    for where, value in _objects(text, hints.name):
        if isinstance(value, Trouble):
            yield value
            continue
        try:
            yield row(value, hints, f"{PurePath(hints.name).stem}-{where.split()[-1]}")
        except ValueError as error:
            yield Trouble(str(error), where)


def _objects(text: str, name: str) -> Iterator[tuple[str, Any]]:
    if PurePath(name).suffix.lower() == ".json" and (value := _json(text)) is not None:
        yield from (
            (f" entry {number}", row) for number, row in enumerate(value if isinstance(value, list) else [value], 1)
        )
        return
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield f" line {number}", _line(line, f" line {number}")


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _line(line: str, where: str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        return Trouble(f"not a line of JSON: {error}", where)


def row(value: Any, hints: Hints, name: str) -> Content:
    """A text and what is said about it: a line of JSON Lines, or a row of a table. Raises ValueError."""
    if not isinstance(value, dict) or not isinstance(value.get("text"), str):
        raise ValueError('a line is an object with "text" (and "id", "language", "published" …)')
    said = {key: str(value[key]) if value.get(key) else None for key in _FIELDS}
    language, published = said["language"] or hints.language, said["published"]
    return replace(
        _content(value["text"], replace(hints, language=language and language.lower().split("-")[0])),
        name=_nfc(str(value.get("id") or value.get("file") or name)),
        title=_nfc(said["title"]),
        published=edtf_date(published) if published else None,
        publisher=_nfc(said["publisher"]),
        url=said["url"],
    )


def _table(text: str, hints: Hints) -> Iterator[Part]:
    raise ValueError("a table is read as a manifest of files; give it by itself, or its texts as JSON Lines")


_BINARY: dict[str, Callable[[bytes, Hints], Iterable[Part]]] = {"pdf": _pdf, "mail": _mail}
_TEXTUAL: dict[str, Callable[[str, Hints], Iterable[Part]]] = {
    "page": _pages,
    "feed": _feed,
    "lines": _lines,
    "table": _table,
    "text": _plain,
}


def _content(
    text: str,
    hints: Hints,
    *,
    title: str | None = None,
    published: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    declared: str | None = None,
    remarks: tuple[str, ...] = (),
) -> Content:
    """A text as it is stored, with all words in NFC. Raises ValueError where it cannot be a document."""
    text = stored(text)
    language = hints.language or tongues.settled(text, declared)
    return Content(text, language, None, _nfc(title), published, _nfc(publisher), url, remarks)


def _nfc(words: str | None) -> str | None:
    return unicodedata.normalize("NFC", " ".join(words.split()))[:1000] if words and words.strip() else None


def _heading(text: str) -> str | None:
    """The first heading of a Markdown text."""
    first = text.lstrip().split("\n", 1)[0]
    return first[2:].strip() if first.startswith("# ") else None


def _first_line(text: str) -> str | None:
    """The first line, if it looks like a title."""
    first = text.strip().split("\n", 1)[0].strip()
    return first if len(first) <= 200 and not first.endswith((".", ":", ";", ",")) else None


def _date_above(text: str) -> str | None:
    """The date of a release: among its first lines, one that is a date and hardly more."""
    for line in text.split("\n")[:12]:
        short = len(line) <= 60 and len([word for word in line.split() if word.isalpha() and len(word) > 2]) <= 3
        if short and (day := found_date(line)):
            return day
    return None
