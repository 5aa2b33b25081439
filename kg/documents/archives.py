"""Archives (.zip): their files are read in memory and written nowhere, so that their names are nothing but names."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from kg.documents.content import Member, Trouble

MOST_FILES = 5_000
MOST_BYTES = 80_000_000  # of all files unpacked
MOST_RATIO = 200  # bytes unpacked for each packed, above a megabyte: text packs to a tenth, office files to a third
_MEGABYTE = 1_000_000
_HIDDEN = ("__MACOSX", ".DS_Store", "Thumbs.db")


def office(content: bytes) -> str | None:
    """`docx`, what an archive is if it is a document of another office program, or None for an archive of files."""
    names = _opened(content).namelist()
    first = {name.split("/")[0] for name in names}
    if "[Content_Types].xml" in names:
        return "docx" if "word" in first else "a workbook" if "xl" in first else "a presentation"
    if "mimetype" in names and ("content.xml" in names or "META-INF" in first):
        return "an OpenDocument file or e-book"
    return None


def members(content: bytes) -> Iterator[Member | Trouble]:
    """The files of an archive in the order of their names, or why one is not read. Raises ValueError for no archive."""
    archive = _opened(content)
    files = sorted((each for each in archive.infolist() if not each.is_dir()), key=lambda each: each.filename)
    files = [each for each in files if not any(part in _HIDDEN for part in PurePosixPath(each.filename).parts)]
    if not files:
        raise ValueError("this archive is empty")
    if len(files) > MOST_FILES:
        raise ValueError(f"this archive holds {len(files):,} files; the limit is {MOST_FILES:,}")
    left = MOST_BYTES
    for each in files:
        found = _member(archive, each, left)
        left -= len(found.content) if isinstance(found, Member) else 0
        yield found


def _opened(content: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError) as error:
        raise ValueError(f"this archive is damaged ({error}); get it again") from None


def _member(archive: zipfile.ZipFile, each: zipfile.ZipInfo, left: int) -> Member | Trouble:
    name = _name(each)
    if each.flag_bits & 1:
        return Trouble("it is locked with a password; unlock it first", f"/{name}")
    if each.file_size > _MEGABYTE and each.file_size > MOST_RATIO * max(each.compress_size, 1):
        return Trouble(
            f"it unpacks to {each.file_size:,} bytes out of {each.compress_size:,}, which no text does", f"/{name}"
        )
    try:
        with archive.open(each) as opened:
            content = opened.read(left + 1)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError) as error:
        return Trouble(f"it cannot be unpacked ({error}); pack it again", f"/{name}")
    if len(content) > left:
        return Trouble(f"with it the archive unpacks to more than {MOST_BYTES:,} bytes; pack fewer files", f"/{name}")
    return Member(name, content)


def _name(each: zipfile.ZipInfo) -> str:
    """The name as its owner saw it: old Windows programs write Russian names in cp866 and say nothing."""
    name = each.filename
    if not each.flag_bits & 0x800 and not name.isascii():
        packed = name.encode("cp437", "replace")
        try:
            name = packed.decode("utf-8")
        except UnicodeDecodeError:
            name = packed.decode("cp866", "replace")
    parts = [part for part in PurePosixPath(name.replace("\\", "/")).parts if part not in ("/", "..", ".")]
    return "/".join("".join(char if char.isprintable() else "_" for char in part) for part in parts) or "unnamed"
