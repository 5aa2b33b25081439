"""Files that are there whole or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from kg.errors import TradegraphError


@contextmanager
def replaced(path: Path) -> Iterator[IO[bytes]]:
    """A file to write; it takes the place of what is there when the block ends, and vanishes when the block fails.

    So nobody finds half a file, after Ctrl-C neither. `TradegraphError` when it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    except OSError as error:
        raise TradegraphError(f"{path} cannot be written: {error.strerror}") from error
    try:
        with os.fdopen(handle, "w+b") as file:
            yield file
        _permit(Path(name))
        Path(name).replace(path)
    except OSError as error:
        raise TradegraphError(f"{path} cannot be written: {error.strerror}") from error
    finally:
        Path(name).unlink(missing_ok=True)


def _permit(path: Path) -> None:
    """The rights that a new file has: temporary ones are for their owner only."""
    mask = os.umask(0)
    os.umask(mask)
    path.chmod(0o666 & ~mask)
