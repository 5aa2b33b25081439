"""One HTTP request to a SPARQL endpoint: answered whole within a deadline and a size, or an error.

Endpoints fail in some forty ways: pages instead of results, answers that stop half way, that never stop, that drip,
that lead elsewhere, that are cut and say so only in a header.
"""

import email.utils
import gzip
import http.client
import random
import re
import threading
import time
import urllib.error
import urllib.request
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.message import Message
from io import BytesIO
from typing import Any

from kg.errors import EndpointError
from kg.settings import Credentials

DEADLINE = 60.0  # seconds for one question, all attempts together
SIZE = 100_000_000  # bytes of one answer, unpacked
ATTEMPTS = 4  # the first and three more, after 429 and 503 only
SAID = 1_000  # characters of what a server says of its failure
_CHUNK = 65_536
_SECRETS = re.compile(r"(?i)\S*(?:passw|pwd|secret|token|dsn)\S*")
CUT: Mapping[str, str] = {
    "X-SPARQL-MaxRows": "cut the answer at {} rows",
    "X-SQL-State": "gave a part of the answer only ({})",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer: its headers and its bytes, in the form that SPARQLWrapper reads."""

    headers: Message
    content: bytes

    def info(self) -> Message:
        """The headers."""
        return self.headers

    def read(self) -> bytes:
        """The bytes."""
        return self.content


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a whole answer is: within how many seconds, how many bytes unpacked, with which status, and without which
    headers, by which a server tells that it is a part (with what to say then)."""

    deadline: float = DEADLINE
    size: int = SIZE
    cut: Mapping[str, str] = field(default_factory=lambda: CUT)
    statuses: tuple[int, ...] = (200,)


class Cut(EndpointError):
    """A part of an answer, and the header that says so: `rows` where it was cut at a number of rows, else 0."""

    def __init__(self, url: str, reason: str, answer: Answer, rows: int) -> None:
        super().__init__(url, reason, status=200)
        self.answer = answer
        self.rows = rows


_SCHEMES = {"basic": urllib.request.HTTPBasicAuthHandler, "digest": urllib.request.HTTPDigestAuthHandler}


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follows nothing: a redirect loses the form that was posted, and may lead to another host."""

    def redirect_request(self, *_: Any) -> None:
        """No new request, so that the redirect itself is the answer."""
        return


def send(request: urllib.request.Request, credentials: Credentials | None, wanted: Wanted | None = None) -> Answer:
    """The answer to a request. Raises `EndpointError` for everything that is not a whole answer in time, and `Cut` for
    one that says so.

    429 and 503 are tried again, after the time that Retry-After names when that is within the deadline.
    """
    wanted = wanted or Wanted()
    if request.type not in ("http", "https"):
        raise EndpointError(request.full_url, "is no address of an endpoint: http or https is expected")
    until = time.monotonic() + wanted.deadline
    opener = _opener(request, credentials)
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return _in_time(lambda: _once(opener, request, until, wanted), request.full_url, until, wanted.deadline)
        except _Busy as busy:
            wait = _pause(busy.after, attempt)
            if attempt == ATTEMPTS or time.monotonic() + wait >= until:
                told = f"is busy ({busy.status}), {attempt} times"
                raise EndpointError(request.full_url, told, status=busy.status) from None
            time.sleep(wait)
    raise AssertionError("the last attempt returns or raises")


class _Busy(Exception):
    """429 or 503; `after` is what Retry-After says."""

    def __init__(self, status: int, after: str | None) -> None:
        super().__init__(status)
        self.status, self.after = status, after


def _pause(after: str | None, attempt: int) -> float:
    """Seconds until the next attempt (RFC 9110, 10.2.3), with some chance so that many clients do not come at once."""
    if after and after.strip().isdigit():
        return float(after)
    if after and (moment := email.utils.parsedate_tz(after)):
        return max(0.0, email.utils.mktime_tz(moment) - time.time())
    return float(0.5 * 2**attempt * random.uniform(0.5, 1.0))


def _opener(request: urllib.request.Request, credentials: Credentials | None) -> urllib.request.OpenerDirector:
    handlers: list[urllib.request.BaseHandler] = [_Stay(), urllib.request.ProxyHandler({})]
    if credentials:
        known = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        known.add_password(None, request.full_url, credentials.user, credentials.password)
        handlers.append(_SCHEMES[credentials.scheme or "basic"](known))
    return urllib.request.build_opener(*handlers)


def _in_time(work: Callable[[], Answer], url: str, until: float, deadline: float) -> Answer:
    """The result of work that may never end: it is left behind in its thread when the time is over.

    A socket's own timeout starts anew with every byte, so a server that drips would never meet it.
    """
    done: list[Answer | BaseException] = []

    def run() -> None:
        try:
            done.append(work())
        except BaseException as error:  # noqa: BLE001  handed to the caller, whatever it is
            done.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(max(0.0, until - time.monotonic()))
    if not done:
        raise EndpointError(url, f"did not answer within {deadline:g} seconds")
    if isinstance(done[0], BaseException):
        raise done[0]
    return done[0]


def _once(
    opener: urllib.request.OpenerDirector, request: urllib.request.Request, until: float, wanted: Wanted
) -> Answer:
    url = request.full_url
    try:
        with opener.open(request, timeout=max(0.1, until - time.monotonic())) as response:
            return _whole(response, url, until, wanted)
    except urllib.error.HTTPError as error:
        raise _refusal(error, url) from None
    except urllib.error.URLError as error:
        raise EndpointError(url, f"cannot be reached: {error.reason}") from None
    except (OSError, http.client.HTTPException) as error:
        raise EndpointError(url, f"broke off: {error or type(error).__name__}") from None
    except ValueError as error:  # urllib's digest handler, for a challenge that makes no sense
        raise EndpointError(url, f"answered what is not HTTP: {error}") from None


def _refusal(error: urllib.error.HTTPError, url: str) -> Exception:
    if error.code in (429, 503):
        return _Busy(error.code, error.headers.get("Retry-After"))
    if error.code in (401, 403):
        asked = "asks who you are: set TRADEGRAPH_ENDPOINT_USER, _PASSWORD and _AUTH (basic or digest)"
        return EndpointError(url, asked, status=error.code)
    if 300 <= error.code < 400:
        moved = error.headers.get("Location", "somewhere else")
        return EndpointError(url, f"leads to {moved[:200]}, which is not followed", status=error.code)
    return EndpointError(url, f"answered {error.code} {error.reason}: {_said(error)}".rstrip(": "), status=error.code)


def _said(error: urllib.error.HTTPError) -> str:
    """What a server says of its failure, without what looks like a secret: all but the query that it quotes."""
    try:
        body = error.read(20_000).decode("utf-8", "replace")
    except (OSError, http.client.HTTPException):
        return ""
    message = re.split(r"\n\s*SPARQL query:", body)[0]
    lines = (line.strip() for line in message.splitlines() if not line.lstrip().startswith("<"))
    return _SECRETS.sub("…", " ".join(line for line in lines if line))[:SAID]


def _whole(response: http.client.HTTPResponse, url: str, until: float, wanted: Wanted) -> Answer:
    if response.status not in wanted.statuses:
        raise EndpointError(url, f"answered {response.status} and no results", status=response.status)
    content = _read(response, url, until, wanted.size)
    expected = response.headers.get("Content-Length")
    if expected and expected.isdigit() and int(expected) != len(content):
        raise EndpointError(url, f"broke off after {len(content)} of {expected} bytes")
    encoding = response.headers.get("Content-Encoding", "")
    answer = Answer(response.headers, _unpacked(content, encoding, url, wanted.size))
    for header, told in wanted.cut.items():
        if value := response.headers.get(header):
            raise Cut(url, told.format(value), answer, int(value) if value.isdigit() else 0)
    return answer


def _read(response: http.client.HTTPResponse, url: str, until: float, size: int) -> bytes:
    made = BytesIO()
    while chunk := response.read1(_CHUNK):
        made.write(chunk)
        if made.tell() > size:
            raise EndpointError(url, f"answered more than {size:,} bytes; ask for less at a time")
        if time.monotonic() > until:  # nobody waits any more
            raise EndpointError(url, "took too long")
    return made.getvalue()


def _unpacked(content: bytes, encoding: str, url: str, size: int) -> bytes:
    if encoding.lower() in ("", "identity"):
        return content
    if encoding.lower() not in ("gzip", "x-gzip"):
        raise EndpointError(url, f"answered in the encoding {encoding!r}, which was not asked for")
    try:
        with gzip.GzipFile(fileobj=BytesIO(content)) as packed:
            found = packed.read(size + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise EndpointError(url, f"says it is gzip and is not: {error}") from None
    if len(found) > size:
        raise EndpointError(url, f"answered more than {size:,} bytes, packed")
    return found
