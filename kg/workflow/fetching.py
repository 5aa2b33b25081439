"""From addresses to the store, in rounds: get some pages, read and write them, remember the visits, go on.

The store is locked only while a round is written. Killed anywhere, the next run gets again what was not remembered,
and what was read already is as it was.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg import documents, fetching, store
from kg.errors import Refused, TradegraphError
from kg.model import Document
from kg.workflow.ingest import Read, Told, ingest

if TYPE_CHECKING:
    from kg.fetching import Fetcher, Found, Gatherer, Visit

ROUND, PATIENCE = 25, 30.0  # pages, and seconds, after which a round is written


@dataclass
class Fetched:
    """What a run did: the documents that are new, how many pages were known, what was not read and why.

    `cut` says that more pages wait for the next run.
    """

    new: list[Document] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    seen: int = 0
    facts: int = 0
    replaced: int = 0
    cut: bool = False

    def summary(self) -> str:
        """One line for people, two if pages were left."""
        parts = [f"{len(self.new)} new documents with {self.facts} facts" if self.new else "nothing new"]
        parts += [f"{self.seen} pages as they were"] if self.seen else []
        parts += [f"{self.replaced} replaced by a later text"] if self.replaced else []
        parts += [f"{len(self.refused)} not read, see above"] if self.refused else []
        return "; ".join(parts) + ("\nthere are more pages; run it again for the rest" if self.cut else "")


def fetch(
    folder: Path,
    addresses: Sequence[str],
    *,
    fetcher: "Fetcher | None" = None,
    given: documents.Given | None = None,
    again: bool = False,
    most: int = 500,
    read: Read | None = None,
    told: Told = lambda _: None,
) -> Fetched:
    """Read what is new at these addresses: pages, feeds, sitemaps, or files that list addresses.

    `again` asks for pages of lists that were seen, whether they changed; `most` is how many pages are got in this run.
    """
    visits = fetching.Visits(folder)
    gatherer = fetching.Gatherer(fetcher or fetching.Fetcher(), visits, given=given, again=again, most=most)
    fetched = Fetched()
    for found in _rounds(_all(gatherer, addresses), fetched, told):
        _take(folder, found, fetched, read, told)
    fetched.seen, fetched.cut = gatherer.seen, gatherer.cut
    return fetched


def watch(
    feeds: Path,
    run: Callable[[Sequence[str]], Fetched],
    *,
    every: float | None,
    news: Callable[[Fetched], None],
    sleep: Callable[[float], None] = time.sleep,
) -> None:
    """Read what is new in the feeds that a file lists, and again `every` so many seconds; once if that is None.

    The file is read anew each time; `run` reads what is new at its addresses, `news` hears what that was.
    """
    while True:
        news(run(listed(feeds)))
        if every is None:
            return
        sleep(every)


def listed(path: Path) -> list[str]:
    """The addresses in a file: one a line, # for comments. Raises TradegraphError, naming the line that is none."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise TradegraphError(f"{path}: {getattr(error, 'strerror', None) or 'it is not in UTF-8'}") from None
    found = [(number, line.strip()) for number, line in enumerate(lines, 1)]
    found = [(number, line) for number, line in found if line and not line.startswith("#")]
    for number, line in found:
        if not is_address(line):
            raise TradegraphError(
                f"{path} line {number}: {line[:60]!r} is no address; it begins with http:// or https://"
            )
    if not found:
        raise TradegraphError(f"{path}: it lists no address, one a line")
    return [line for _, line in found]


def is_address(words: str) -> bool:
    """Whether that is a web address and no file."""
    return words.lower().startswith(("http://", "https://"))


def _all(gatherer: "Gatherer", addresses: Sequence[str]) -> "Iterator[Found | Refused]":
    for address in addresses:
        if is_address(address):
            yield from gatherer.at(address)
            continue
        try:
            yield from gatherer.within(address, Path(address).read_bytes())
        except OSError as error:
            yield Refused(address, error.strerror or str(error))
        except Refused as refused:
            yield refused


def _rounds(found: "Iterable[Found | Refused]", fetched: Fetched, told: Told) -> "Iterator[list[Found]]":
    """What is to be read or noted, some at a time; what could not be got is told at once."""
    part: list[Found] = []
    began = time.monotonic()
    for each in found:
        if isinstance(each, Refused):
            fetched.refused.append(each)
            told(f"not read: {each}")
            continue
        part.append(each)
        pages = sum(one.source is not None for one in part)
        if pages >= ROUND or pages and time.monotonic() - began > PATIENCE:
            yield part
            part, began = [], time.monotonic()
    if part:
        yield part


def _take(folder: Path, part: "list[Found]", fetched: Fetched, read: Read | None, told: Told) -> None:
    sources = [each.source for each in part if each.source is not None]
    refused: dict[str, str] = {}
    if sources:
        before = set(store.entries(folder)) if folder.exists() else set()
        report = ingest(folder, documents.read_all(sources), read=read, told=told)
        fetched.facts += report.facts.total()
        fetched.refused += report.refused
        refused = {each.name.removesuffix(".jsonl"): each.reason for each in report.refused}
        fresh = [reading for reading in report.readings if reading.graph.iri not in before]
        fetched.new += [reading.document for reading in fresh]
        fetched.replaced += report.replaced
    if folder.exists():  # else nothing was ever read here
        fetching.Visits(folder).note(_noted(each.visit, refused) for each in part)


def _noted(visit: "Visit", refused: dict[str, str]) -> "Visit":
    reason = refused.get(visit.url)
    return replace(visit, outcome="refused", reason=reason) if reason else visit
