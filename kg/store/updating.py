"""Sending updates to an endpoint: done, or an error with the server's own words."""

import time
import urllib.request
from dataclasses import dataclass

import kg
from kg.errors import EndpointError
from kg.settings import Credentials
from kg.store import transport
from kg.store.dialect import Dialect

ATTEMPTS = 5  # of an update that a server refuses for the moment (a deadlock), or while it is being started again
_STATUSES = (200, 201, 204)


@dataclass(frozen=True, slots=True)
class Updates:
    """Where updates go, and as whom. Every update of ours may be sent twice: it makes the same of what it made."""

    url: str
    dialect: Dialect
    credentials: Credentials | None = None
    deadline: float = transport.DEADLINE

    def send(self, update: str) -> None:
        """Carry out one request. Raises `EndpointError`."""
        for attempt in range(1, ATTEMPTS + 1):
            try:
                transport.send(self._request(update), self.credentials, self._wanted())
                return
            except EndpointError as error:
                if attempt == ATTEMPTS or not self._passes(error):
                    raise EndpointError(self.url, self.dialect.told(error.reason), status=error.status) from None
                time.sleep(0.2 * 2**attempt)

    def _request(self, update: str) -> urllib.request.Request:
        headers = {
            "Content-Type": "application/sparql-update; charset=utf-8",
            "User-Agent": f"tradegraph/{kg.__version__}",
            "Accept": "*/*",
        }
        try:
            return urllib.request.Request(self.url, update.encode("utf-8"), headers)
        except ValueError as error:
            raise EndpointError(self.url, f"is no address of an endpoint: {error}") from None

    def _wanted(self) -> transport.Wanted:
        return transport.Wanted(self.deadline, 1_000_000, {}, _STATUSES)

    def _passes(self, error: EndpointError) -> bool:
        """Whether the same update may succeed later: the server is not there just now, or chose another one first."""
        if error.status is None:
            return "cannot be reached" in error.reason or "broke off" in error.reason
        return any(words in error.reason for words in self.dialect.writing.again)
