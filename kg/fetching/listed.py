"""What a feed, sitemap or list of addresses holds: values that come out of the sandbox."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Listed:
    """One thing that a list names. `stamp` changes when the thing did, as far as the list tells; "" if it does not.

    `text` is the whole text where a feed gives it, so that nobody has to be asked for the page; `published` in EDTF.
    """

    url: str
    stamp: str = ""
    text: str | None = None
    title: str | None = None
    published: str | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """What kind of list it is (`feed`, `sitemap`, `sitemaps`, `feeds`, `addresses`), what it names, what is wrong."""

    kind: str
    entries: tuple[Listed, ...]
    problems: tuple[str, ...] = ()


RETURNS = (Listed, Listing)
