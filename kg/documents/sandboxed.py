"""The sandbox that readers of foreign files run in: one for the process, warm from the first file on."""

import atexit
import functools
from collections.abc import Collection
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from kg.documents import kinds
from kg.documents.content import RETURNS, Entry, Hints, Part
from kg.errors import Refused
from kg.sandbox import Failed, Limits, Pool, Unavailable

LIMITS = Limits()
SECONDS, SECONDS_MEGABYTE = 10, 2  # CPU seconds for a file, and for each megabyte of it
PATIENCE = 10  # seconds of the clock for each of the processor: on a busy machine the answer is the same
_SPLIT = "split it, or save its text"
_REASONS = {
    "memory": f"reading it takes more than {LIMITS.memory >> 20} MB of memory; {_SPLIT}",
    "cpu": f"reading it takes too long for its size; {_SPLIT}",
    "time": f"reading it takes too long for its size; {_SPLIT}",
    "output": f"what is in it takes more than {LIMITS.output >> 20} MB; {_SPLIT}",
    "depth": "it nests too deeply to be read; save its text",
    "crashed": "its reader broke down on it: it is damaged, or was made to do that; save its text",
}
_READERS = "kg.documents.readers"  # imported in the sandbox alone, by name: mail and archives bring much with them
_TONGUES = "kg.documents.tongues:warm"
_PAGES = ("kg.documents.pages", "trafilatura", "lxml.html")
_LIBRARIES = {
    "pdf": ("kg.documents.pdf", "pypdfium2"),
    "docx": ("kg.documents.archives", "kg.documents.word", "mammoth", "lxml.html"),
    "feed": ("kg.documents.feeds", "feedparser", "lxml.html"),
    "page": _PAGES,
}


def parts(name: str, content: bytes, hints: Hints) -> list[Part]:
    """What is in a foreign file. Raises `Refused` with that name."""
    modules = (_READERS, *_libraries(content, hints))
    try:
        found = _read(f"{_READERS}:parts", content, hints, modules=modules)
    except Failed as failed:
        if failed.kind != "Unready":
            raise Refused(name, _reason(failed)) from None
        return parts(name, content, replace(hints, undeclared=True))
    except Unavailable as unavailable:
        raise Refused(name, f"the sandbox for foreign files cannot be used: {unavailable}") from None
    return list(found)


def entries(name: str, content: bytes) -> list[Entry]:
    """The rows of a foreign manifest. Raises `Refused` with that name."""
    try:
        return list(_read("kg.documents.manifest:entries", content, modules=("kg.documents.manifest",)))
    except Failed as failed:
        raise Refused(name, _reason(failed)) from None
    except Unavailable as unavailable:
        raise Refused(name, f"the sandbox for foreign files cannot be used: {unavailable}") from None


def guards() -> dict[str, bool]:
    """What readers of foreign files cannot do here, by name; False where the platform has no such guard."""
    return _pool().guards()


def _read(function: str, content: bytes, *more: object, modules: Collection[str]) -> Any:
    seconds = SECONDS + SECONDS_MEGABYTE * len(content) // 1_000_000
    limits = replace(LIMITS, cpu=seconds, wall=float(PATIENCE * seconds))
    return _pool().run(function, content, *more, modules=modules, limits=limits)


@functools.cache
def _pool() -> Pool:
    pool = Pool(LIMITS, returns=RETURNS)
    atexit.register(pool.close)
    return pool


def _libraries(content: bytes, hints: Hints) -> tuple[str, ...]:
    """What reading such a file needs, from its name and beginning alone: it is imported once for all workers."""
    suffix = PurePath(hints.name).suffix.lower()
    beginning = content[:5_000].lower()
    kind = suffix.lstrip(".")
    if beginning.startswith(b"%pdf-"):
        kind = "pdf"
    elif suffix in (*kinds.PAGES, *kinds.MAIL) or b"<html" in beginning:
        kind = "page"
    elif suffix in kinds.FEEDS or b"<rss" in beginning or b"<feed" in beginning:
        kind = "feed"
    declared = hints.language or kind == "page" and b" lang=" in beginning and not hints.undeclared
    return (*_LIBRARIES.get(kind, ()), *(() if declared else (_TONGUES,)))


def _reason(failed: Failed) -> str:
    if failed.code != "raised":
        return _REASONS[failed.code]
    if failed.kind == "ValueError":
        return failed.detail
    told = f"{failed.kind}: {failed.detail[:200]}".rstrip(": ")
    return f"it cannot be read ({told}); it is damaged, or of a kind that is not known; save its text"
