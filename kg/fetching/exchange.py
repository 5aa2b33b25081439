"""One request and its answer: whole, within a size and a time, or a reason why not. No redirects, no second attempt."""

import time
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

import httpcore

from kg.errors import Refused
from kg.fetching.connection import Backend

LARGEST = 20_000_000  # bytes of an answer, unpacked
_SAFE = "/:=&?~#+!$,;'@()*[]%"


class Postponed(Refused):
    """A page that cannot be had now and may be later; `after` so many seconds, if the server says so."""

    def __init__(self, name: str, reason: str, after: float | None = None) -> None:
        super().__init__(name, reason)
        self.after = after


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers by lower-case name, and the content unpacked."""

    status: int
    headers: Mapping[str, str]
    content: bytes


def on_the_wire(url: str) -> str:
    """The address in ASCII: the host in IDNA, the rest in %xx. Raises `Refused` for what is no web address.

    >>> on_the_wire("http://пример.example/а б?x=%20#part")
    'http://xn--e1afmkfd.example/%D0%B0%20%D0%B1?x=%20'
    """
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").encode("idna").decode("ascii") if parts.hostname else ""
        port = parts.port
    except (ValueError, UnicodeError):
        raise Refused(url, "it is no web address") from None
    if parts.scheme not in ("http", "https"):
        raise Refused(url, f"only http and https are read, not {parts.scheme or 'an address without either'}")
    if not host or parts.username is not None:
        raise Refused(url, "it names no host" if not host else "addresses with a name or password in them are not read")
    place = f"[{host}]" if ":" in host else host
    rest = quote(parts.path or "/", _SAFE) + (f"?{quote(parts.query, _SAFE)}" if parts.query else "")
    return f"{parts.scheme}://{place}{f':{port}' if port else ''}{rest}"


def exchanged(url: str, headers: Mapping[str, str], *, until: float, allow_private: bool, largest: int) -> Answer:
    """The answer to a GET. `url` is as `on_the_wire` gives it, `until` of the monotonic clock, `largest` in bytes.

    Raises `Refused` for what no second attempt can better, `Postponed` otherwise.
    """
    backend = Backend(until, allow_private=allow_private)
    sent = [(name.encode(), value.encode("latin-1", "ignore")) for name, value in headers.items()]
    try:
        with (
            httpcore.ConnectionPool(network_backend=backend, max_connections=1) as pool,
            pool.stream("GET", url, headers=[(b"Host", _host(url)), *sent, (b"Connection", b"close")]) as response,
        ):
            found = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
            return Answer(response.status, found, _content(url, found, response.iter_stream(), until, largest))
    except httpcore.TimeoutException:
        raise Postponed(url, "the server did not answer in time, or its answer did not end") from None
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise Postponed(url, _told(error)) from None
    except Refused as refused:
        raise (refused if refused.name == url else Refused(url, refused.reason)) from None


def _host(url: str) -> bytes:
    return urlsplit(url).netloc.encode("ascii")


def _told(error: Exception) -> str:
    words = str(error)
    if "CERTIFICATE_VERIFY_FAILED" in words:
        return f"its certificate is not trusted ({words.partition('failed: ')[2].partition(' (_')[0]})"
    if isinstance(error, httpcore.ConnectError):
        return f"nobody answers there ({words})" if words else "nobody answers there"
    if "without sending complete message body" in words:
        return "the answer breaks off: it is shorter than the server said"
    return f"the server's answer is no proper HTTP, or broke off ({words or type(error).__name__})"


def _content(url: str, headers: Mapping[str, str], pieces: Iterable[bytes], until: float, largest: int) -> bytes:
    unpack = _Unpacking(url, headers.get("content-encoding", "").strip().lower(), largest)
    content = bytearray()
    for piece in pieces:
        content += unpack.some(piece, largest + 1 - len(content))
        if len(content) > largest:
            raise Refused(url, f"it has more than {largest:,} bytes{unpack.said}; get it by hand and save its text")
        if time.monotonic() > until:
            raise Postponed(url, "the answer did not end in time")
    if not unpack.whole:
        raise Postponed(url, "its packed content breaks off")
    return bytes(content)


class _Unpacking:
    """gzip and deflate, never more at once than is asked for: a bomb goes off in the size limit."""

    def __init__(self, url: str, encoding: str, largest: int) -> None:
        if encoding not in ("", "identity", "gzip", "x-gzip", "deflate"):
            raise Refused(url, f"the server packed it with {encoding!r}, which was not asked for")
        self._url, self._largest = url, largest
        self._packed = encoding not in ("", "identity")
        self._raw = encoding == "deflate"  # until the first byte says otherwise (RFC 9110, 8.4.1.2)
        self._object = zlib.decompressobj(47)
        self._begun = False

    @property
    def said(self) -> str:
        return " unpacked" if self._packed else ""

    @property
    def whole(self) -> bool:
        """Whether what was packed came to its end."""
        return not self._packed or not self._begun or self._object.eof

    def some(self, piece: bytes, most: int) -> bytes:
        """What a piece unpacks to, but for more than `most` bytes of it. Raises `Refused` for damaged content."""
        if not self._packed or not piece:
            return piece
        if self._raw and not self._begun and piece[0] & 0x0F != 8:
            self._object = zlib.decompressobj(-15)
        self._begun = True
        try:
            return self._members(piece, most)
        except zlib.error:
            raise Refused(self._url, "its packed content is damaged") from None

    def _members(self, piece: bytes, most: int) -> bytes:
        """Of gzip, several packed parts may stand one after the other (RFC 1952, 2.2)."""
        found = self._object.decompress(piece, most)
        while self._object.eof and self._object.unused_data[:2] == b"\x1f\x8b" and len(found) < most:
            rest, self._object = self._object.unused_data, zlib.decompressobj(47)
            found += self._object.decompress(rest, most - len(found))
        return found
