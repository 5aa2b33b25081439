"""What a reader could do when a file has gone wrong under it: run in the sandbox by the tests."""

import ctypes
import os
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Note:
    """A value of a class of its own."""

    words: str


@dataclass(frozen=True, slots=True)
class Stranger:
    """Another, which no test agrees on."""

    words: str


def note(words: str) -> Note:
    return Note(words)


def stranger(words: str) -> Stranger:
    return Stranger(words)


def pid() -> int:
    return os.getpid()


def loaded(module: str) -> bool:
    return module in sys.modules


def loop() -> None:
    while True:
        pass


def sleep(seconds: float) -> None:
    time.sleep(seconds)


def swallow(size: int) -> int:
    return len(bytearray(size))


def swallow_in_vain(size: int) -> str:
    """Memory errors that are caught by the reader do not hurt anybody."""
    try:
        return str(len(bytearray(size)))
    except MemoryError:
        return "caught"


def talk(size: int) -> str:
    return "x" * size


def crash() -> None:
    ctypes.string_at(0)


def leave(code: int) -> None:
    os._exit(code)


def recurse() -> int:
    return recurse() + 1


def refuse(reason: str) -> None:
    raise ValueError(reason)


def connect(port: int) -> None:
    socket.create_connection(("127.0.0.1", port), 2).close()


def connect_unaudited(port: int) -> int:
    """As native code would: the C library's own calls, which Python's audit hook never sees."""
    libc = ctypes.CDLL(None, use_errno=True)
    made = libc.socket(socket.AF_INET, socket.SOCK_STREAM, 0)
    address = bytes([2, 0]) + port.to_bytes(2, "big") + bytes([127, 0, 0, 1]) + bytes(8)
    return int(libc.connect(made, address, len(address)))


def read(path: str) -> str:
    return Path(path).read_text(encoding="utf-8")


def write(path: str) -> int:
    return Path(path).write_text("written", encoding="utf-8")


def write_unaudited(path: str) -> int:
    libc = ctypes.CDLL(None, use_errno=True)
    made = libc.open(path.encode(), os.O_WRONLY | os.O_CREAT, 0o600)
    return int(libc.write(made, b"written", 7))


def program() -> int:
    return subprocess.run([sys.executable, "-c", ""], check=False).returncode


def secret() -> str:
    return os.environ.get("TRADEGRAPH_ENDPOINT_PASSWORD", "none")


class Trap:
    """An answer that runs a function where it is unpickled."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("touch pwned",)


def trap() -> Trap:
    return Trap()
