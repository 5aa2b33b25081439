"""One end of a line between the pool and a worker: frames with their length before them, and a deadline.

What a worker sends is not trusted. It is unpickled with no class but those the pool was given, so that a reader which
a file has taken over can hand back wrong values, and nothing else.
"""

import io
import pickle
import socket
import struct
import time
from collections.abc import Collection
from typing import Any

LENGTH = struct.Struct("!Q")
_PIECE = 1 << 18  # bytes taken at a time


class Failed(Exception):
    """A call that gave no value.

    `code` is `memory`, `cpu`, `time`, `output` (a limit), `depth` (recursion), `crashed` (the process died) or
    `raised`; of the last `kind` is the class of the exception and `detail` its message.
    """

    def __init__(self, code: str, detail: str = "", kind: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail
        self.kind = kind


def send(line: socket.socket, content: bytes) -> None:
    """One frame. Raises OSError where the other side is gone."""
    line.sendall(LENGTH.pack(len(content)) + content)


def receive(line: socket.socket, *, limit: int, deadline: float | None = None) -> bytes:
    """The next frame; the other side sends one and waits. A deadline is of `time.monotonic`.

    Raises EOFError where the other side is gone, `Failed` for a frame too long or too late.
    """
    content = bytearray()
    end = LENGTH.size
    while len(content) < end:
        content += _piece(line, deadline)
        if end == LENGTH.size <= len(content):
            (length,) = LENGTH.unpack(content[:end])
            if length > limit:
                raise Failed("output", f"{length:,} bytes; the limit is {limit:,}")
            end += length
    return bytes(content[LENGTH.size :])


def _piece(line: socket.socket, deadline: float | None) -> bytes:
    line.settimeout(None if deadline is None else max(deadline - time.monotonic(), 0.001))
    try:
        piece = line.recv(_PIECE)
    except TimeoutError:
        raise Failed("time") from None
    except ConnectionError:
        raise EOFError from None
    if not piece:
        raise EOFError
    return piece


def plain(content: bytes, classes: Collection[type]) -> Any:
    """The value that a worker pickled: numbers, words, lists and so on, and instances of these classes.

    Raises `Failed` for anything else (docs.python.org/3/library/pickle.html, Restricting Globals).
    """
    try:
        return _Plain(io.BytesIO(content), classes).load()
    except Failed:
        raise
    except Exception as error:  # unpickling what somebody forged may raise anything
        raise Failed("crashed", "its answer cannot be read", type(error).__name__) from None


class _Plain(pickle.Unpickler):
    def __init__(self, content: io.BytesIO, classes: Collection[type]) -> None:
        super().__init__(content)
        self._classes = {(each.__module__, each.__qualname__): each for each in classes}

    def find_class(self, module: str, name: str) -> type:
        try:
            return self._classes[module, name]
        except KeyError:
            raise Failed("crashed", f"its answer holds a {module}.{name}, which was not agreed on") from None
