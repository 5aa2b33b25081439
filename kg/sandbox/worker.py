"""The loop of a process that runs calls, one after the other, until the line to the pool is closed."""

import importlib
import json
import os
import pickle
import socket
from collections.abc import Collection
from operator import attrgetter
from pathlib import Path
from typing import Any

from kg.sandbox.channel import receive, send
from kg.sandbox.isolation import Guards, bound, isolate
from kg.sandbox.limits import Limits

VALUE, FAILURE = b"v", b"f"
_LARGEST_CALL = 1 << 30  # bytes; the pool is trusted, this only bounds a broken line


def serve(line: socket.socket) -> None:
    """Answer calls until there are none. A process that ran out of memory ends by itself: nothing in it is sure."""
    while True:
        try:
            module, name, arguments, limits = pickle.loads(receive(line, limit=_LARGEST_CALL))
        except EOFError:
            return
        bound(limits)
        answer, sound = _answer(module, name, arguments, limits)
        send(line, answer)
        if not sound:
            return


def _answer(module: str, name: str, arguments: tuple[Any, ...], limits: Limits) -> tuple[bytes, bool]:
    try:
        value = attrgetter(name)(importlib.import_module(module))(*arguments)
        content = VALUE + pickle.dumps(value, protocol=5)
    except MemoryError:
        return failure("memory"), False
    except RecursionError:
        return failure("depth"), False
    except Exception as error:  # whatever a reader raises is its answer
        return failure("raised", _message(error), type(error).__name__), True
    if len(content) > limits.output:
        return failure("output", f"{len(content):,} bytes; the limit is {limits.output:,}"), False
    return content, True


def _message(error: Exception) -> str:
    return str(error)[:2000]


def prepare(modules: Collection[str]) -> None:
    """Import modules, and call the functions that are named with them as `module:function`."""
    for each in modules:
        module, _, function = each.partition(":")
        imported = importlib.import_module(module)
        if function:
            getattr(imported, function)()


def failure(code: str, detail: str = "", kind: str = "") -> bytes:
    """The frame of an answer that is no value."""
    return FAILURE + pickle.dumps((code, detail, kind))


def live(line: socket.socket, guards: Guards, reads: Collection[Path]) -> None:
    """Say which guards hold, serve, and leave without the interpreter's farewell: there is nothing to flush.

    `guards` are those that hold already, `reads` the folders that may be read.
    """
    try:
        send(line, json.dumps(guards | isolate(reads)).encode())
        serve(line)
    finally:
        os._exit(0)
