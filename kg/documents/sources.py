"""What the command line names: files, folders, patterns, manifests, standard input, as single things to read."""

import glob
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.documents import kinds, sandboxed
from kg.documents.content import Entry
from kg.errors import Refused

LARGEST = 40_000_000  # bytes of one file


@dataclass(frozen=True, slots=True)
class Given:
    """What the command line or a manifest says about a document; it wins over what the document says itself.

    `retrieved` is the day the text was fetched: "today" on a page counts from it.
    """

    language: str | None = None
    published: str | None = None
    publisher: str | None = None
    title: str | None = None
    url: str | None = None
    retrieved: str | None = None

    def over(self, other: "Given") -> "Given":
        """These values, and the other's where there are none."""
        mine, theirs = self._pairs(), other._pairs()
        return Given(**{name: mine[name] or theirs[name] for name in mine})

    def _pairs(self) -> dict[str, str | None]:
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to read: a file, or content already in hand, its name, and what is given about it.

    `charset` is what a server said of the content; `problem` why there is nothing to read.
    """

    name: str
    path: Path | None = None
    content: bytes | None = None
    given: Given = Given()
    problem: str | None = None
    charset: str | None = None


def from_paths(paths: Sequence[Path], given: Given, manifest: Path | None = None) -> Iterator[Source]:
    """Sources for files, folders and patterns; a manifest gives the metadata of the files it names.

    A folder with a `manifest.csv` is what that manifest says; any other is all in it that can be read.
    """
    known = _by_name(manifest) if manifest else {}
    for path in _matched(paths):
        if path.is_dir():
            yield from _folder(path, given, known)
        elif path.suffix.lower() in kinds.TABLES:
            yield from from_manifest(path, given)
        else:
            yield from _file(path, given, known.get(path.name, ()))


def from_manifest(path: Path, given: Given) -> Iterator[Source]:
    """A source for each row of a manifest; files are looked for beside it, then in the current folder."""
    try:
        rows = _rows(path)
    except Refused as refused:
        yield Source(refused.name, problem=refused.reason)
        return
    for row in rows:
        yield _row(path, row, given)


def from_stream(content: bytes, given: Given) -> Source:
    """What came in on standard input."""
    return Source("stdin", content=content, given=given)


def content(path: Path, name: str) -> bytes:
    """The bytes of a file. Raises `Refused` for one that is too large or cannot be opened."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise Refused(name, f"it has {size:,} bytes; the limit is {LARGEST:,}; split it, or save its text")
        return path.read_bytes()
    except FileNotFoundError:
        raise Refused(str(path), "there is no such file") from None
    except OSError as error:
        raise Refused(str(path), error.strerror or str(error)) from None


def _matched(paths: Sequence[Path]) -> Iterator[Path]:
    """The paths themselves; of a pattern that no shell has resolved, what fits it, in order."""
    for path in paths:
        found = [] if path.exists() or not glob.has_magic(str(path)) else glob.glob(str(path), recursive=True)  # noqa: PTH207  of absolute patterns, too
        yield from map(Path, sorted(found)) if found else [path]


def _rows(path: Path) -> list[Entry]:
    return sandboxed.entries(str(path), content(path, str(path)))


def _by_name(manifest: Path) -> dict[str, list[tuple[Path, Entry]]]:
    found: dict[str, list[tuple[Path, Entry]]] = {}
    for row in _rows(manifest):
        found.setdefault(Path(row.file).name, []).append((manifest, row))
    return found


def _folder(folder: Path, given: Given, known: dict[str, list[tuple[Path, Entry]]]) -> Iterator[Source]:
    own = folder / "manifest.csv"
    if own.is_file() and not known:
        yield from from_manifest(own, given)
        return
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix.lower() in kinds.READ and not _beside(path.relative_to(folder)):
            yield from _file(path, given, known.get(path.name, ()))


def _beside(path: Path) -> bool:
    """Whether a file is hidden, or a part of a page that a browser saved with its pictures and frames."""
    return any(part.startswith(".") for part in path.parts) or any(
        part.endswith(("_files", ".files", "-Dateien")) for part in path.parts[:-1]
    )


def _file(path: Path, given: Given, rows: Sequence[tuple[Path, Entry]]) -> Iterator[Source]:
    if not rows:
        yield Source(path.name, path=path, given=given)
    for manifest, row in rows:
        yield replace(_row(manifest, row, given), path=path)


def _row(manifest: Path, row: Entry, given: Given) -> Source:
    if not row.file:
        return Source(f"{manifest.name} line {row.line}", problem="the row names no file")
    name, told = named(row, given)
    for path in (manifest.parent / row.file, Path(row.file)):
        if path.is_file():
            return Source(name, path=path, given=told)
    return Source(name, given=told, problem=f"{manifest} line {row.line} names it, but there is no such file")


def named(row: Entry, given: Given) -> tuple[str, Given]:
    """What a row calls its file, and what it says about it, over what is given for all."""
    told = Given(**{key: value for key, value in row.given.items() if key not in ("id", "file")})
    return row.given.get("id") or Path(row.file).name, told.over(given)
