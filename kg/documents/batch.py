"""From things to read to documents, one by one; a bad one is a result among the others."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePath

from kg.documents import kinds, sandboxed
from kg.documents.addresses import encoded
from kg.documents.content import Content, Entry, Hints, Member, Part, Trouble
from kg.documents.dates import edtf_date
from kg.documents.sources import Given, Source, content, named
from kg.errors import Refused
from kg.model import Document

_DEEPEST = 2  # archives inside archives, and attachments of mail in them
_MANIFEST = "manifest.csv"
_UNDATED = "no date of publication was found; say it with --published, or relative dates in it stay open"


def read_all(sources: Iterable[Source]) -> Iterator[Document | Refused]:
    """A document, or why there is none, for each source in order (several for a file that holds several)."""
    for source in sources:
        yield from _all(source, 0)


def _all(source: Source, depth: int) -> Iterator[Document | Refused]:
    try:
        if source.problem:
            raise Refused(source.name, source.problem)
        parts = _parts(source)
    except Refused as refused:
        yield refused
        return
    members = [part for part in parts if isinstance(part, Member)]
    for part in parts:
        if isinstance(part, Trouble):
            yield Refused(f"{source.name}{part.where or ''}", part.reason)
        elif isinstance(part, Content):
            yield _read(source, part)
    if members:
        yield from _members(source, members, depth)


def _parts(source: Source) -> list[Part]:
    found = source.content if source.content is not None else content(_path(source), source.name)
    given = source.given
    name = source.path.name if source.path else source.name if source.name != "stdin" else ""
    hints = Hints(
        name, given.language and given.language.lower().split("-")[0], given.retrieved, source.charset, given.url
    )
    return sandboxed.parts(source.name, found, hints)


def _path(source: Source) -> Path:
    return source.path or Path(source.name)


def _members(source: Source, members: list[Member], depth: int) -> Iterator[Document | Refused]:
    """The files in an archive; if one of them is a manifest, what that says."""
    if depth >= _DEEPEST:
        yield Refused(source.name, f"archives are read {_DEEPEST} deep; unpack it first")
        return
    for each in _listed(source, members):
        yield from _all(each, depth + 1)


def _listed(source: Source, members: list[Member]) -> Iterator[Source]:
    by_name = {member.name: member for member in members}
    table = min((name for name in by_name if PurePath(name).name == _MANIFEST), key=len, default=None)
    if table is None:
        wanted = [member for member in members if PurePath(member.name).suffix.lower() in kinds.READ]
        for member in wanted or members:
            yield Source(f"{source.name}/{member.name}", content=member.content, given=source.given)
        return
    where = f"{source.name}/{table}"
    try:
        rows = sandboxed.entries(where, by_name[table].content)
    except Refused as refused:
        yield Source(refused.name, problem=refused.reason)
        return
    yield from (_row(source, row, by_name, table) for row in rows)


def _row(source: Source, row: Entry, by_name: Mapping[str, Member], table: str) -> Source:
    name, given = named(row, source.given)
    member = by_name.get(str(PurePath(table).parent / row.file)) or by_name.get(row.file)
    where = f"{source.name}/{table} line {row.line}"
    problem = None if member else f"{where} names it, but it is not in the archive"
    return Source(f"{source.name}/{name}", None, member.content if member else None, given, problem)


def _read(source: Source, found: Content) -> Document | Refused:
    name = found.name or source.name
    said = Given(found.language, found.published, found.publisher, found.title, found.url)
    own = PurePath(source.path or source.name).suffix.lower() in kinds.LINES
    given = said.over(source.given) if own else source.given.over(said)
    if found.name and found.url:  # of a feed, what is given is the address of the feed
        given = replace(given, url=found.url)
    try:
        return _document(name, found, given, dated=_expects_date(source))
    except ValueError as error:
        return Refused(name, str(error))


def _expects_date(source: Source) -> bool:
    """Files that people published have a date on them; bare texts often have none."""
    return PurePath(source.path or source.name).suffix.lower() not in ("", *kinds.TEXTS, *kinds.LINES)


def _document(name: str, found: Content, given: Given, *, dated: bool) -> Document:
    published = edtf_date(given.published) if given.published else None
    remarks = found.remarks if published or found.remarks or not dated else (_UNDATED,)
    return Document(
        _nfc(name) or name,
        found.text,
        (given.language or found.language).lower().split("-")[0],
        _nfc(given.title),
        published,
        _nfc(given.publisher),
        encoded(given.url) if given.url else None,
        remarks,
    )


def described(found: Content) -> Document:
    """The document of a text that says itself what it is. Raises ValueError for a date that is none."""
    given = Given(found.language, found.published, found.publisher, found.title, found.url)
    return _document(found.name or "", found, given, dated=False)


def _nfc(words: str | None) -> str | None:
    return unicodedata.normalize("NFC", words) if words else None
