"""A server on loopback that does what the test says, and remembers what it was asked."""

import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

Write = Callable[[bytes], None]
Act = Callable[["Asked", Write], None]


@dataclass
class Asked:
    """One request: its path and its headers by lower-case name."""

    path: str
    headers: dict[str, str]


@dataclass
class Site:
    """What a server answers, by path, and what it was asked so far."""

    base: str
    pages: dict[str, Act] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    stopping: threading.Event = field(default_factory=threading.Event)

    def paths(self) -> list[str]:
        """What was asked for, but for robots.txt."""
        return [each.path for each in self.asked if each.path != "/robots.txt"]

    def url(self, path: str) -> str:
        return self.base + path


def answer(body: bytes | str, status: str = "200 OK", kind: str = "text/html; charset=utf-8", **headers: str) -> Act:
    """An answer as it should be. Underscores in names of headers are hyphens."""
    content = body.encode() if isinstance(body, str) else body
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    lines = {"Content-Type": kind, "Content-Length": str(len(content)), "Connection": "close"} | named

    def act(_: Asked, write: Write) -> None:
        write(f"HTTP/1.1 {status}\r\n{''.join(f'{k}: {v}' + chr(13) + chr(10) for k, v in lines.items())}\r\n".encode())
        write(content)

    return act


def moved(target: str) -> Act:
    return answer("", "302 Found", Location=target)


def in_turn(*acts: Act) -> Act:
    """The first at the first visit and so on; the last from then on."""
    left = list(acts)

    def act(asked: Asked, write: Write) -> None:
        (left.pop(0) if len(left) > 1 else left[0])(asked, write)

    return act


@contextmanager
def site() -> Iterator[Site]:
    """A running server; without pages everything is 404."""

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            first = self.rfile.readline().decode("latin-1").split()
            headers = {}
            while (line := self.rfile.readline().decode("latin-1").strip()) != "":
                name, _, value = line.partition(":")
                headers[name.lower()] = value.strip()
            if not first:
                return
            asked = Asked(first[1], headers)
            found.asked.append(asked)
            found.times.append(time.monotonic())
            with suppress(OSError):  # whoever asked has gone, as it should
                found.pages.get(asked.path, answer("nothing", "404 Not Found"))(asked, self.wfile.write)

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        block_on_close = False
        allow_reuse_address = True

    with Server(("127.0.0.1", 0), Handler) as server:
        found = Site(f"http://127.0.0.1:{server.server_address[1]}")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield found
        finally:
            found.stopping.set()
            server.shutdown()
