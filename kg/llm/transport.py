"""One call to a server of language models: answered whole within a deadline, or an error that says whether to go on.

The only module that imports httpx, and late: batch files need no HTTP, and `kg --help` no client.
"""

import email.utils
import json
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from kg.errors import UsageError
from kg.llm.completions import said
from kg.settings import LanguageModel

if TYPE_CHECKING:
    import httpx

ATTEMPTS = 5
SIZE = 20_000_000  # bytes of an answer
_AGAIN = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_LONGEST_PAUSE = 60.0  # seconds between attempts, unless the server says more
_CONNECT = 15.0  # seconds for a connection


class CallFailed(Exception):
    """A call without an answer. `status` where there was one; `fatal` if no other call to this server can do better."""

    def __init__(self, reason: str, *, status: int | None = None, fatal: bool = False) -> None:
        super().__init__(reason)
        self.status = status
        self.fatal = fatal


class _Busy(Exception):
    """A call that may do better when it is tried again, `after` so many seconds if the server says so."""

    def __init__(
        self, reason: str, status: int | None = None, after: float | None = None, *, nobody: bool = False
    ) -> None:
        super().__init__(reason)
        self.reason, self.status, self.after, self.nobody = reason, status, after, nobody


class Transport:
    """Posts bodies to `{url}/chat/completions`; used by many threads. `sleep` is a parameter for tests."""

    def __init__(self, known: LanguageModel, *, sleep: Callable[[float], None] = time.sleep) -> None:
        try:
            import httpx
        except ImportError:
            raise UsageError("a language model's server is asked with httpx: pip install 'tradegraph[llm]'") from None
        headers = {"Authorization": f"Bearer {known.key}"} if known.key else {}
        self._url = f"{known.url}/chat/completions"
        self._deadline = known.deadline
        self._sleep = sleep
        self._client = httpx.Client(headers=headers, follow_redirects=False)

    def post(self, body: dict[str, Any]) -> object:
        """The JSON of the answer. Tries again, with growing pauses or as Retry-After says, until the deadline."""
        until = time.monotonic() + self._deadline
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return self._once(body, until)
            except _Busy as busy:
                pause = busy.after if busy.after is not None else min(_LONGEST_PAUSE, 2.0**attempt) * random.random()
                if attempt == ATTEMPTS or time.monotonic() + pause >= until:
                    raise CallFailed(
                        f"{busy.reason} ({attempt} attempts)", status=busy.status, fatal=busy.nobody
                    ) from None
                self._sleep(pause)
        raise AssertionError  # the last attempt returns or raises

    def _once(self, body: dict[str, Any], until: float) -> object:
        with self._answer(body, until) as answer:
            content = _content(answer, until)
            if answer.status_code in _AGAIN:
                raise _Busy(f"status {answer.status_code}: {_reason(content)}", answer.status_code, _after(answer))
            if answer.status_code != 200:
                fatal = answer.status_code in (401, 403, 404) or 300 <= answer.status_code < 400
                reason = f"status {answer.status_code}: {_reason(content)}"
                raise CallFailed(reason, status=answer.status_code, fatal=fatal)
        try:
            return json.loads(content)
        except ValueError:
            raise _Busy("the server's answer is no JSON") from None

    @contextmanager
    def _answer(self, body: dict[str, Any], until: float) -> "Iterator[httpx.Response]":
        """The answer as it begins; errors of the connection become busy, which is tried again."""
        import httpx

        left = max(0.1, until - time.monotonic())
        timeout = httpx.Timeout(left, connect=min(_CONNECT, left))
        try:
            with self._client.stream("POST", self._url, json=body, timeout=timeout) as answer:
                yield answer
        except httpx.TimeoutException as error:
            raise _Busy(f"no answer in time ({type(error).__name__})") from None
        except httpx.ConnectError as error:
            raise _Busy(f"nobody answers there: {error}", nobody=True) from None
        except httpx.HTTPError as error:
            raise _Busy(f"the connection broke: {error}") from None
        except httpx.InvalidURL as error:
            raise CallFailed(f"TRADEGRAPH_LLM_URL is no address: {error}", fatal=True) from None


def _content(answer: "httpx.Response", until: float) -> bytes:
    """The bytes; a server that drips is held to the deadline as well."""
    content = bytearray()
    for piece in answer.iter_bytes():
        content += piece
        if time.monotonic() > until:
            raise CallFailed("the answer did not end in time")
        if len(content) > SIZE:
            raise CallFailed(f"the answer is longer than {SIZE:,} bytes")
    return bytes(content)


def _reason(content: bytes) -> str:
    text = content.decode("utf-8", "replace")
    try:
        body = json.loads(text)
    except ValueError:
        return " ".join(text.split())[:200] or "no words"
    return said(body.get("error", body)) if isinstance(body, dict) else said(body)


def _after(answer: "httpx.Response") -> float | None:
    """Seconds that Retry-After asks for, as a number or a date (RFC 9110, 10.2.3)."""
    given = answer.headers.get("Retry-After", "").strip()
    if given.replace(".", "", 1).isdigit():
        return float(given)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(given).timestamp() - time.time())
    except (ValueError, TypeError):
        return None
