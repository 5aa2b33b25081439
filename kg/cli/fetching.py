"""The verbs that read what stands on the web: fetch, watch."""

import re
from functools import partial
from pathlib import Path
from typing import Annotated, Optional

import typer

from kg import documents, fetching, settings, workflow
from kg.cli import options
from kg.cli.console import say, write
from kg.errors import UsageError
from kg.workflow.fetching import Fetched, listed

OptionalText = Optional[str]  # noqa: UP045  Typer reads Optional on every Python we support
Private = Annotated[
    bool, typer.Option("--allow-private", help="Also read addresses of this machine and its own network.")
]
Again = Annotated[bool, typer.Option("--again", help="Ask whether pages changed that were seen.")]
Most = Annotated[int, typer.Option("--most", min=1, metavar="N", help="Pages to get in one run.")]
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def fetch(
    addresses: Annotated[
        list[str], typer.Argument(metavar="URL|FILE...", help="Pages, feeds, sitemaps, or files that list addresses.")
    ],
    language: Annotated[OptionalText, typer.Option(metavar="L", help="Language of the texts, as ISO 639-1.")] = None,
    publisher: Annotated[OptionalText, typer.Option(metavar="NAME", help="Who published them.")] = None,
    again: Again = False,
    most: Most = 500,
    allow_private: Private = False,
    store: options.Store = None,
) -> None:
    """Read pages from the web into the graph: one page, or what is new in a feed, a sitemap or a list of addresses.

    Examples: kg fetch https://news.example/feed.xml;  kg fetch addresses.txt --most 50
    """
    run = _run(store, documents.Given(language, publisher=publisher), again, most, allow_private)
    _told(fetched := run(addresses))
    raise typer.Exit(1 if fetched.refused else 0)


def watch(
    feeds: Annotated[Path, typer.Argument(metavar="FEEDS.txt", help="Addresses of feeds, one a line; # for comments.")],
    once: Annotated[bool, typer.Option("--once", help="Read what is new now, and stop: for cron.")] = False,
    every: Annotated[str, typer.Option(metavar="TIME", help="How often: 90s, 30m, 2h, 1d.")] = "30m",
    language: Annotated[OptionalText, typer.Option(metavar="L", help="Language of the texts, as ISO 639-1.")] = None,
    most: Most = 500,
    allow_private: Private = False,
    store: options.Store = None,
) -> None:
    """Keep reading a list of feeds, and say what is new. Ctrl-C stops it, and the store is whole.

    Examples: kg watch feeds.txt;  kg watch feeds.txt --once;  kg watch feeds.txt --every 2h
    """
    seconds, problems = _seconds(every), 0
    listed(feeds)  # so that a mistake in it is said before anything is read

    def news(fetched: Fetched) -> None:
        nonlocal problems
        problems = len(fetched.refused)
        _told(fetched)

    run = _run(store, documents.Given(language), False, most, allow_private)
    workflow.watch(feeds, run, every=None if once else seconds, news=news)
    raise typer.Exit(1 if problems else 0)


def _run(store: Path | None, given: documents.Given, again: bool, most: int, allow_private: bool) -> "partial[Fetched]":
    fetcher = fetching.Fetcher(allow_private=allow_private, contact=settings.contact())
    folder = options.folder(store)
    return partial(workflow.fetch, folder, fetcher=fetcher, given=given, again=again, most=most, told=say)


def _told(fetched: Fetched) -> None:
    """What is new to standard output, a line each: day, title, address; the rest is talk."""
    for document in fetched.new:
        title = document.title or document.text.split("\n", 1)[0][:80]
        write(f"{document.published or '?':10}  {title}  {document.url or document.name}\n")
    say(fetched.summary())


def _seconds(words: str) -> float:
    match = re.fullmatch(r"(\d+)\s*([smhd])", words.strip())
    if not match or int(match[1]) == 0:
        raise UsageError(f"--every: {words!r} is no time such as 90s, 30m, 2h or 1d")
    return float(int(match[1]) * _UNITS[match[2]])
