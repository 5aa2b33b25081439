"""Addresses → pages: polite, bounded, never into the own network unless permitted."""

import datetime
import email
import email.utils
import time
from dataclasses import dataclass
from importlib.metadata import version
from urllib.parse import urljoin, urlsplit

from kg.errors import Refused
from kg.fetching.exchange import LARGEST, Answer, Postponed, exchanged, on_the_wire
from kg.fetching.pace import SECOND, Pace
from kg.fetching.robots import NAME, Rules, rules

SECONDS = 60.0  # for one address, with its redirects and its host's robots.txt, without pauses that politeness asks for
REDIRECTS = 5
PATIENCE = 60.0  # seconds that a server may ask us to wait before we go on with the next page
_ACCEPTED = "text/html, application/rss+xml, application/atom+xml, application/xml;q=0.9, application/pdf, */*;q=0.5"
_MOVED = frozenset({301, 302, 303, 307, 308})
_LATER = frozenset({408, 425, 429, 500, 502, 503, 504})
_SAID = {
    401: "the server asks for a password",
    402: "the server asks for money",
    403: "the server does not give it to programs",
    404: "the server has no such page",
    410: "the page was taken away",
    451: "the page is withheld for legal reasons",
}


@dataclass(frozen=True, slots=True)
class Known:
    """What a server said of a page when it was last got: the conditions of the next request."""

    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """What stands at an address. `url` is where it was found in the end, `charset` what the server says of it,
    `retrieved` the day by the clock of this machine; `content` None says that it is as it was."""

    url: str
    content: bytes | None
    charset: str | None
    retrieved: str
    known: Known


class Fetcher:
    """Gets pages. One for a run: it knows when each host was last asked and what its robots.txt says.

    `contact` (a mail or web address) goes into the User-Agent, so that a site's owner can reach whoever runs this.
    """

    def __init__(
        self,
        *,
        allow_private: bool = False,
        contact: str | None = None,
        pace: Pace | None = None,
        seconds: float = SECONDS,
        largest: int = LARGEST,
    ) -> None:
        self._allow_private, self._seconds, self._largest = allow_private, seconds, largest
        self._agent = f"{NAME}/{version('tradegraph')} (reads trade news; {contact or 'https://w3id.org/tradegraph'})"
        self._pace = pace or Pace()
        self._rules: dict[str, Rules] = {}

    def get(self, url: str, known: Known = Known()) -> Page:
        """The page at that address. Raises `Refused` with the reason, `Postponed` if it may be had later."""
        try:
            return self._page(url, known, attempt=1)
        except Postponed as postponed:
            raise Postponed(url, _also(postponed, url), postponed.after) from None
        except Refused as refused:
            raise Refused(url, _also(refused, url)) from None

    def _page(self, url: str, known: Known, attempt: int) -> Page:
        found, answer = self._followed(url, known, time.monotonic() + self._seconds)
        if answer.status in (200, 203):
            return _page(found, answer, answer.content, known)
        if answer.status == 304 and (known.etag or known.modified):
            return _page(found, answer, None, known)
        if answer.status not in _LATER:
            raise Refused(found, f"{_SAID.get(answer.status, 'the server does not give it')} (status {answer.status})")
        after = _after(answer)
        if answer.status in (429, 503) and after is not None and after <= PATIENCE and attempt < 3:
            self._pace.rest(after)
            return self._page(url, known, attempt + 1)
        raise Postponed(found, _busy(answer.status, after), after)

    def _followed(self, url: str, known: Known, until: float) -> tuple[str, Answer]:
        """The last answer of a chain of redirects, and the address that gave it."""
        seen: list[str] = []
        here = on_the_wire(url)
        while True:
            if here in seen:
                raise Refused(here, "it redirects in a circle")
            if len(seen) > REDIRECTS:
                raise Refused(here, f"it redirects more than {REDIRECTS} times")
            seen.append(here)
            until += self._turn(here, until)  # pauses are ours, not the server's
            answer = self._exchanged(here, known if len(seen) == 1 else Known(), until)
            if answer.status not in _MOVED or not answer.headers.get("location"):
                return here, answer
            here = on_the_wire(urljoin(here, answer.headers["location"]))

    def _turn(self, url: str, until: float) -> float:
        """Wait for this host's turn, if its robots.txt lets us in; the seconds of it."""
        allowed = self._allowed(url, until)
        if not allowed.allows(url):
            raise Refused(url, "the site's robots.txt asks programs not to read it")
        return self._pace.turn(urlsplit(url).netloc, max(SECOND, allowed.delay))

    def _allowed(self, url: str, until: float) -> Rules:
        parts = urlsplit(url)
        root = f"{parts.scheme}://{parts.netloc}"
        if root not in self._rules:
            try:
                self._rules[root] = self._read_rules(f"{root}/robots.txt", until)
            except Postponed as postponed:
                raise Postponed(url, postponed.reason, postponed.after) from None
            except Refused as refused:  # what the page may not connect to either
                raise Refused(url, refused.reason) from None
        return self._rules[root]

    def _read_rules(self, url: str, until: float) -> Rules:
        """Of a site without the file everything may be read; of one that cannot give it, nothing (RFC 9309, 2.3.1)."""
        here = url
        for _ in range(REDIRECTS + 1):
            self._pace.turn(urlsplit(here).netloc)
            answer = self._exchanged(here, Known(), until, largest=LARGEST)
            if answer.status not in _MOVED or not answer.headers.get("location"):
                break
            here = on_the_wire(urljoin(here, answer.headers["location"]))
        if answer.status == 200:
            return rules(answer.content)
        if answer.status == 429 or answer.status >= 500:
            raise Postponed(
                url, f"the site's rules for programs cannot be read (status {answer.status})", _after(answer)
            )
        return rules(b"")

    def _exchanged(self, url: str, known: Known, until: float, *, largest: int | None = None) -> Answer:
        headers = {"User-Agent": self._agent, "Accept": _ACCEPTED, "Accept-Encoding": "gzip, deflate"}
        if known.etag:
            headers["If-None-Match"] = known.etag
        if known.modified:
            headers["If-Modified-Since"] = known.modified
        most = largest or self._largest
        return exchanged(url, headers, until=until, allow_private=self._allow_private, largest=most)


def _page(url: str, answer: Answer, content: bytes | None, before: Known) -> Page:
    etag, modified = (answer.headers.get(name) for name in ("etag", "last-modified"))
    known = Known(etag or before.etag, modified or before.modified) if content is None else Known(etag, modified)
    return Page(url, content, _charset(answer), datetime.date.today().isoformat(), known)


def _charset(answer: Answer) -> str | None:
    """What Content-Type says, for whoever reads the content to believe or not."""
    message = email.message_from_string(f"Content-Type: {answer.headers.get('content-type', '')}\n\n")
    return message.get_content_charset()


def _after(answer: Answer) -> float | None:
    """Seconds that Retry-After asks for, as a number or a date (RFC 9110, 10.2.3)."""
    given = answer.headers.get("retry-after", "").strip()
    if given.isascii() and given.isdigit():
        return float(given)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(given).timestamp() - time.time())
    except (ValueError, TypeError):
        return None


def _busy(status: int, after: float | None) -> str:
    when = "later" if after is None else f"after {after:,.0f} s"
    return f"the server is busy or out of order (status {status}); try again {when}"


def _also(refused: Refused, url: str) -> str:
    """The reason; of a redirect, where it led."""
    elsewhere = refused.name.startswith("http") and refused.name != url and refused.name != on_the_wire(url)
    return f"{refused.reason} (it leads to {refused.name})" if elsewhere else refused.reason
