"""What is new at an address: the page that stands there, or the pages that the list that stands there names."""

import datetime
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.documents import Given, Source
from kg.errors import Refused
from kg.fetching import sandboxed
from kg.fetching.exchange import Postponed
from kg.fetching.fetcher import Fetcher, Known, Page
from kg.fetching.listed import Listed, Listing
from kg.fetching.visits import LIST, READ, REFUSED, Visit, Visits

MOST = 500  # pages in one run
_DEEPEST = 3  # a list of feeds, or a sitemap of sitemaps, and their pages


@dataclass(frozen=True, slots=True)
class Found:
    """What a visit came to. `source` is what is to be read, if anything is; the visit is to be noted once it was."""

    visit: Visit
    source: Source | None = None


class Gatherer:
    """Goes from addresses to pages that were not seen before.

    `again` asks for pages that were seen, too, whether they changed; `most` is how many pages are got at all, `given`
    what is known about all of them. `seen` counts pages that were known, `cut` tells that `most` was reached.
    """

    def __init__(
        self, fetcher: Fetcher, visits: Visits, *, given: Given | None = None, again: bool = False, most: int = MOST
    ) -> None:
        self._fetcher, self._visits = fetcher, visits
        self._given, self._again, self._left = given or Given(), again, most
        self._here: set[str] = set()
        self._open = 0  # pages that could not be had, or were left for the next run
        self.seen = 0
        self.cut = False

    def at(self, address: str) -> Iterator[Found | Refused]:
        """Everything new at an address, bad things among it."""
        yield from self._at(Listed(address), 0)

    def within(self, name: str, content: bytes) -> Iterator[Found | Refused]:
        """Everything new in a list that lies on this machine. Raises `Refused` for what is none."""
        listing = sandboxed.listing(name, content, None, None)
        if listing is None:
            raise Refused(name, "it is no feed, sitemap, OPML file or list of addresses, one http address a line")
        yield from self._through(name, listing, 1)

    def _at(self, listed: Listed, depth: int) -> Iterator[Found | Refused]:
        before = self._visits.get(listed.url)
        if listed.url in self._here or before and self._is_known(before, listed, depth):
            self.seen += 1
            return
        if self._left <= 0:
            self.cut, self._open = True, self._open + 1
            return
        self._here.add(listed.url)
        if listed.text:
            self._left -= 1
            yield Found(Visit(listed.url, READ, _today(), listed.stamp), self._entry(listed))
            return
        try:
            yield from self._got(listed, before, depth)
        except Postponed as postponed:
            self._open += 1
            yield postponed
        except Refused as refused:
            yield refused
            yield Found(Visit(listed.url, REFUSED, _today(), listed.stamp, reason=refused.reason))

    def _is_known(self, before: Visit, listed: Listed, depth: int) -> bool:
        """What was named, and lists, are asked at every run; pages in lists when their list says that they changed."""
        return depth > 0 and before.outcome != LIST and not self._again and before.stamp == listed.stamp

    def _got(self, listed: Listed, before: Visit | None, depth: int) -> Iterator[Found | Refused]:
        known = Known(before.etag, before.modified) if before and before.outcome != REFUSED else Known()
        page = self._fetcher.get(listed.url, known)
        digest = before.digest if page.content is None and before else _digest(page.content or b"")
        visit = Visit(listed.url, READ, page.retrieved, listed.stamp, digest, page.known.etag, page.known.modified)
        if page.content is None or before and before.outcome == READ and before.digest == digest:
            self.seen += not before or before.outcome != LIST
            yield Found(replace(visit, outcome=before.outcome if before else READ))
            return
        listing = self._listing(listed.url, page)
        if listing is None:
            self._left -= 1
            yield Found(visit, self._page(listed, page))
            return
        open_before = self._open
        yield from self._through(listed.url, listing, depth + 1)
        if self._open == open_before:  # else the list is read again next time, also if it did not change
            yield Found(replace(visit, outcome=LIST))

    def _listing(self, url: str, page: Page) -> Listing | None:
        """A list that cannot be read may be whole next time."""
        try:
            return sandboxed.listing(url, page.content or b"", page.charset, page.url)
        except Refused as refused:
            raise Postponed(url, refused.reason) from None

    def _through(self, name: str, listing: Listing, depth: int) -> Iterator[Found | Refused]:
        for problem in listing.problems:
            yield Refused(name, problem)
        if depth > _DEEPEST:
            yield Refused(name, f"lists in lists are followed {_DEEPEST} deep")
            return
        for listed in listing.entries:
            yield from self._at(listed, depth)

    def _page(self, listed: Listed, page: Page) -> Source:
        own = Given(published=listed.published, url=page.url, retrieved=page.retrieved)
        given = self._given.over(own)
        return Source(listed.url, content=page.content, given=given, charset=page.charset)

    def _entry(self, listed: Listed) -> Source:
        """The text that a feed gives, as a line of JSON: it is read like any other foreign text."""
        told = self._given.over(Given(None, listed.published, listed.publisher, listed.title, listed.url))
        said = {name: getattr(told, name) for name in ("language", "published", "publisher", "title", "url")}
        row = {"id": listed.url, "text": listed.text} | {name: value for name, value in said.items() if value}
        return Source(f"{listed.url}.jsonl", content=json.dumps(row).encode())


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]


def _today() -> str:
    return datetime.date.today().isoformat()
