"""Connections that go to an address that was checked, and that end at a deadline whatever the server does."""

import ssl
import time
from collections.abc import Iterable
from typing import Any

import httpcore

from kg.fetching.destinations import Unresolved, checked

_LEAST = 0.001  # seconds: a socket takes 0 for "do not wait at all"


class Stream(httpcore.NetworkStream):
    """A stream on which every step has only what is left of the whole time: a slow drip is no way round it."""

    def __init__(self, stream: httpcore.NetworkStream, until: float) -> None:
        self._stream, self._until = stream, until

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Some bytes, none at the end."""
        return self._stream.read(max_bytes, _left(self._until))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """All of them."""
        self._stream.write(buffer, _left(self._until))

    def close(self) -> None:
        """At once."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """The same, encrypted; the certificate has to be of the name that was asked for."""
        return Stream(self._stream.start_tls(ssl_context, server_hostname, _left(self._until)), self._until)

    def get_extra_info(self, info: str) -> Any:
        """What httpcore wants to know of the socket."""
        return self._stream.get_extra_info(info)


class Backend(httpcore.NetworkBackend):
    """Resolves, checks and connects in one step, so that no name can change its mind in between."""

    def __init__(self, until: float, *, allow_private: bool) -> None:
        self._until, self._allow_private = until, allow_private
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first address that answers. Raises `Refused` for one that may not be connected to."""
        try:
            addresses = checked(host, port, until=self._until, allow_private=self._allow_private)
        except Unresolved as error:
            raise httpcore.ConnectError(str(error)) from None
        for address in addresses[:-1]:
            try:
                return self._connected(address, port)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self._connected(addresses[-1], port)

    def _connected(self, address: str, port: int) -> Stream:
        return Stream(self._sockets.connect_tcp(address, port, min(10.0, _left(self._until))), self._until)

    def sleep(self, seconds: float) -> None:
        """httpcore's pauses between attempts, of which there are none."""
        time.sleep(seconds)


def _left(until: float) -> float:
    return max(_LEAST, until - time.monotonic())
