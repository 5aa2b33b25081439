"""From what the command line names to documents, one by one; a bad one is a result among the others."""

import json
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.documents import pages, tongues
from kg.documents.dates import edtf_date
from kg.documents.encodings import decoded
from kg.documents.manifest import Entry, entries
from kg.documents.text import stored
from kg.errors import Refused
from kg.model import Document

LARGEST = 40_000_000  # bytes of one file
TEXTS = (".txt", ".md", ".markdown", ".text", "")
PAGES = (".html", ".htm", ".xhtml")
LINES = (".jsonl", ".ndjson")
LATER = {".pdf": "PDF", ".docx": "Word", ".doc": "Word", ".eml": "mail", ".zip": "archives", ".rtf": "RTF"}


@dataclass(frozen=True, slots=True)
class Given:
    """What the command line or a manifest says about a document; it wins over what the document says itself."""

    language: str | None = None
    published: str | None = None
    publisher: str | None = None
    title: str | None = None
    url: str | None = None

    def over(self, other: "Given") -> "Given":
        """These values, and the other's where there are none."""
        mine, theirs = self._pairs(), other._pairs()
        return Given(**{name: mine[name] or theirs[name] for name in mine})

    def _pairs(self) -> dict[str, str | None]:
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to read: a file, or content already in hand, its name, and what is given about it."""

    name: str
    path: Path | None = None
    content: bytes | None = None
    given: Given = Given()
    problem: str | None = None


def from_paths(paths: Sequence[Path], given: Given, manifest: Path | None = None) -> Iterator[Source]:
    """Sources for files and folders; a manifest gives the metadata of the files it names.

    A folder with a `manifest.csv` is what that manifest says; any other is all the texts and pages in it.
    """
    known = _by_name(manifest) if manifest else {}
    for path in paths:
        if path.is_dir():
            yield from _folder(path, given, known)
        elif path.suffix.lower() == ".csv":
            yield from from_manifest(path, given)
        else:
            yield from _file(path, given, known.get(path.name, ()))


def from_manifest(path: Path, given: Given) -> Iterator[Source]:
    """A source for each row of a manifest; files are looked for beside it, then in the current folder."""
    try:
        rows = entries(path)
    except Refused as refused:
        yield Source(refused.name, problem=refused.reason)
        return
    for row in rows:
        yield _row(path, row, given)


def from_stream(content: bytes, given: Given) -> Source:
    """What came in on standard input."""
    return Source("stdin", content=content, given=given)


def read_all(sources: Iterable[Source]) -> Iterator[Document | Refused]:
    """A document, or why there is none, for each source in order (several for a file of JSON Lines)."""
    for source in sources:
        try:
            yield from _documents(source)
        except Refused as refused:
            yield refused


def _by_name(manifest: Path) -> dict[str, list[tuple[Path, Entry]]]:
    found: dict[str, list[tuple[Path, Entry]]] = {}
    for row in entries(manifest):
        found.setdefault(Path(row.file).name, []).append((manifest, row))
    return found


def _folder(folder: Path, given: Given, known: dict[str, list[tuple[Path, Entry]]]) -> Iterator[Source]:
    own = folder / "manifest.csv"
    if own.is_file() and not known:
        yield from from_manifest(own, given)
        return
    wanted = (*TEXTS[:-1], *PAGES, *LINES, *LATER)
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix.lower() in wanted and not path.name.startswith("."):
            yield from _file(path, given, known.get(path.name, ()))


def _file(path: Path, given: Given, rows: Sequence[tuple[Path, Entry]]) -> Iterator[Source]:
    if not rows:
        yield Source(path.name, path=path, given=given)
    for manifest, row in rows:
        yield replace(_row(manifest, row, given), path=path)


def _row(manifest: Path, row: Entry, given: Given) -> Source:
    name = row.given.get("id") or Path(row.file).name
    told = Given(**{key: value for key, value in row.given.items() if key not in ("id", "file")}).over(given)
    if not row.file:
        return Source(f"{manifest.name} line {row.line}", problem="the row names no file")
    for path in (manifest.parent / row.file, Path(row.file)):
        if path.is_file():
            return Source(name, path=path, given=told)
    return Source(name, given=told, problem=f"{manifest} line {row.line} names it, but there is no such file")


def _documents(source: Source) -> Iterator[Document | Refused]:
    if source.problem:
        raise Refused(source.name, source.problem)
    suffix = source.path.suffix.lower() if source.path else ""
    if suffix in LATER:
        raise Refused(source.name, f"{LATER[suffix]} files are not read yet; save the text as .txt or .html")
    text = _text(source)
    if suffix in LINES:
        yield from _lines(source, text)
    elif suffix in PAGES or pages.looks_like_page(text):
        yield _from_page(source, text)
    else:
        yield _document(source.name, text, source.given)


def _text(source: Source) -> str:
    content = source.content if source.content is not None else _content(source)
    try:
        return decoded(content)[0]
    except ValueError as error:
        raise Refused(source.name, str(error)) from None


def _content(source: Source) -> bytes:
    path = source.path or Path(source.name)
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise Refused(source.name, f"it has {size:,} bytes; the limit is {LARGEST:,}")
        return path.read_bytes()
    except FileNotFoundError:
        raise Refused(str(path), "there is no such file") from None
    except OSError as error:
        raise Refused(str(path), error.strerror or str(error)) from None


def _from_page(source: Source, markup: str) -> Document:
    try:
        found = pages.page(markup)
    except ValueError as error:
        raise Refused(source.name, str(error)) from None
    said = Given(found.language, found.published, found.publisher, found.title, found.url)
    return _document(source.name, found.text, source.given.over(said))


def _lines(source: Source, text: str) -> Iterator[Document | Refused]:
    stem = Path(source.name).stem
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield _line(line, f"{source.name} line {number}", f"{stem}-{number}", source.given)
            except Refused as refused:
                yield refused


def _line(line: str, where: str, name: str, given: Given) -> Document:
    row = _json_object(where, line)
    said = Given(**{key: str(row[key]) for key in Given.__slots__ if row.get(key)})
    return _document(str(row.get("id") or row.get("file") or name), str(row["text"]), said.over(given), where=where)


def _json_object(where: str, line: str) -> dict[str, object]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise Refused(where, f"not a line of JSON: {error}") from None
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise Refused(where, 'a line is an object with "text" (and "id", "language", "published" …)')
    return row


def _document(name: str, text: str, given: Given, where: str | None = None) -> Document:
    try:
        text = stored(text)
        published = edtf_date(given.published) if given.published else None
    except ValueError as error:
        raise Refused(where or name, str(error)) from None
    language = (given.language or tongues.detected(text)).lower().split("-")[0]
    title = given.title or _heading(text)
    return Document(_nfc(name) or name, text, language, _nfc(title), published, _nfc(given.publisher), given.url)


def _nfc(words: str | None) -> str | None:
    return unicodedata.normalize("NFC", words) if words else None


def _heading(text: str) -> str | None:
    """The first heading of a Markdown text."""
    first = text.lstrip().split("\n", 1)[0]
    return first[2:].strip() if first.startswith("# ") else None
