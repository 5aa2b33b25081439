"""Tables worked out from our own data files, kept between runs as Python keeps byte code.

    compiled("lexicon-ru", sources, make)      # what make() returns, from the cache where nothing has changed since

A table lies in the user's cache folder (`kg.settings`) as plain values in Python's own format for byte code. It is read
only where the digest of everything that it follows from is the same; else it is made, and kept if it can be. Where
Python is told to write no byte code (`PYTHONDONTWRITEBYTECODE`), nothing is written here either.
"""

import hashlib
import marshal
import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from kg import settings

_PLACE = hashlib.sha256(str(Path(__file__).resolve().parent).encode()).hexdigest()[:8]
_RUNS = f"{sys.implementation.cache_tag} {sys.byteorder} {marshal.version}"
_SIZE = hashlib.sha256().digest_size

Plain = TypeVar("Plain")  # numbers, strings, bytes, None, and tuples, lists, dicts and frozen sets of them


def compiled(name: str, sources: Iterable[Path | str], make: Callable[[], Plain]) -> Plain:
    """What `make` returns, plain values alone; made anew when one of the sources is another than it was.

    `sources` are all files that the table follows from, its own code among them, and words for anything else.
    """
    key = digest(sources)
    file = settings.cache_folder() / f"{name}-{_PLACE}-{sys.implementation.cache_tag}"
    kept = _read(file, key)
    if kept is not None:
        return kept[0]  # type: ignore[no-any-return]
    made = make()
    if not sys.dont_write_bytecode:
        with suppress(OSError):  # no room, no right: it is made again the next time
            _write(file, key, marshal.dumps(made))  # type: ignore[arg-type]
    return made


def digest(sources: Iterable[Path | str]) -> bytes:
    """SHA-256 over what these files and words say: its `hex()` is one word where several tables follow from many."""
    found = hashlib.sha256(_RUNS.encode())
    for source in sources:
        content = source.read_bytes() if isinstance(source, Path) else source.encode()
        name = source.name if isinstance(source, Path) else ""
        found.update(f"\n{name} {len(content)} ".encode())
        found.update(content)
    return found.digest()


def _read(file: Path, key: bytes) -> tuple[Any] | None:
    """The table, in a tuple since it may be None itself; None where there is none that is whole and of that key."""
    try:
        content = file.read_bytes()
    except OSError:
        return None
    held = memoryview(content)[2 * _SIZE :]
    if content[:_SIZE] != key or content[_SIZE : 2 * _SIZE] != hashlib.sha256(held).digest():
        return None
    return (marshal.loads(held),)


def _write(file: Path, key: bytes, content: bytes) -> None:
    """In one step, so that whoever reads meanwhile finds the old table or the new."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    temporary = file.with_name(f"{file.name}.{os.getpid()}.tmp")
    try:
        temporary.write_bytes(key + hashlib.sha256(content).digest() + content)
        temporary.replace(file)
    finally:
        temporary.unlink(missing_ok=True)
