"""Who publishes what sort of source, from `ontology/publishers.csv`."""

import functools
from dataclasses import dataclass
from urllib.parse import urlsplit

from kg import resources
from kg.vocabulary.table import table

_COLUMNS = ("tier", "match", "value")


@dataclass(frozen=True, slots=True)
class Publishers:
    """Tiers by domain (and beginning of a path, where one is given), by name in lower case, and by words in names."""

    domains: dict[str, str]
    names: dict[str, str]
    words: dict[str, str]
    spelled: frozenset[str]


@functools.cache
def publishers() -> Publishers:
    """Read once."""
    found: dict[str, dict[str, str]] = {"domain": {}, "name": {}, "words": {}}
    rows = list(table(resources.ontology() / "publishers.csv", _COLUMNS))
    for row in rows:
        found[row["match"]][row["value"].lower()] = row["tier"]
    names = frozenset(row["value"] for row in rows if row["match"] == "name")
    return Publishers(found["domain"], found["name"], found["words"], names)


def source_tier(publisher: str | None, url: str | None) -> str | None:
    """A notation of `sourceTier` for a publication, or None where nothing tells.

    >>> source_tier(None, "https://stat.gov.kz/ru/news"), source_tier("Министерство торговли Эстонии", None)
    ('officialStatistics', 'officialRelease')
    """
    known = publishers()
    name = (publisher or "").strip(" «»\"'").lower()
    by_name = known.names.get(name) or next((tier for words, tier in known.words.items() if words in name), None)
    return _by_address(url, known.domains) or by_name


def _by_address(url: str | None, domains: dict[str, str]) -> str | None:
    try:
        parts = urlsplit(url or "")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    labels = host.split(".")
    section = parts.path.strip("/").split("/")[0]
    for start in range(len(labels)):
        domain = ".".join(labels[start:])
        if tier := domains.get(f"{domain}/{section}") or domains.get(domain):
            return tier
    return None
