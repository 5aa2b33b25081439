"""Which make of server answers at an address: by its header `Server`, else by its service description."""

import urllib.request
from urllib.parse import urlencode

import kg
from kg.errors import EndpointError
from kg.settings import Credentials
from kg.store import transport
from kg.store.dialect import Dialect, by_description, by_header, standard

_ASKED = "ASK {}"
_SIZE = 1_000_000  # bytes of a service description


def recognised(url: str, credentials: Credentials | None = None) -> Dialect:
    """The profile that fits, `standard` where none does. Raises `EndpointError` where nobody answers."""
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/sparql-results+json"}
    answer = transport.send(_request(url, headers, urlencode({"query": _ASKED}).encode()), credentials)
    if found := by_header(str(answer.headers.get("Server", ""))):
        return found
    try:
        described = transport.send(_request(url, {"Accept": "text/turtle"}), credentials, transport.Wanted(size=_SIZE))
    except EndpointError:
        return standard()  # many servers describe nothing
    return by_description(described.content.decode("utf-8", "replace")) or standard()


def _request(url: str, headers: dict[str, str], body: bytes | None = None) -> urllib.request.Request:
    try:
        return urllib.request.Request(url, body, {"User-Agent": f"tradegraph/{kg.__version__}", **headers})
    except ValueError as error:
        raise EndpointError(url, f"is no address of an endpoint: {error}") from None
