"""What filters would leave: of the records that link things shown, how many are of each kind, year, publisher, country.

Each count is what the reader would get who chose it now: all other filters hold, its own is set aside.
"""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.search.links import Filters

STEPS = (0.5, 0.7, 0.9)  # confidence that can be asked for
_COUNTRY = "/id/country/"


@dataclass(frozen=True, slots=True)
class Facets:
    """Numbers of records: `total` without any filter, `chosen` with all of them, and by what can be chosen.

    `years` has every year of a record's period; `sure` how many are at least that sure; `without` how many there would
    be if that filter alone (`kinds`, `years`, `publisher`, `country`, `confidence`) were taken off.
    """

    total: int
    chosen: int
    kinds: Mapping[str, int]
    years: Mapping[str, int]
    publishers: Mapping[str, int]
    countries: Mapping[str, int]
    sure: Mapping[str, int]
    undated: int
    without: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Row:
    kind: str
    first: str
    last: str
    sure: float
    publisher: str
    dated: bool
    countries: frozenset[str]


_OFF: Mapping[str, Callable[[Filters], Filters]] = {
    "kinds": lambda filters: replace(filters, kinds=()),
    "years": lambda filters: replace(filters, since="", until="", dated=False),
    "publisher": lambda filters: replace(filters, publisher=""),
    "country": lambda filters: replace(filters, beside=""),
    "confidence": lambda filters: replace(filters, least=0.0),
}


def facets(index: sqlite3.Connection, things: Sequence[str], filters: Filters) -> Facets:
    """The counts over the records that name two of these things (that name it, where there is but one)."""
    rows = list(_rows(index, things, filters.beside))
    left = {name: [row for row in rows if _passes(row, off(filters))] for name, off in _OFF.items()}
    chosen = [row for row in rows if _passes(row, filters)]
    return Facets(
        len(rows),
        len(chosen),
        _most(row.kind for row in left["kinds"]),
        dict(sorted(Counter(year for row in left["years"] for year in _years(row)).items())),
        _most(row.publisher for row in left["publisher"] if row.publisher),
        _most(country for row in left["country"] for country in row.countries if _COUNTRY in country),
        {f"{step:g}": sum(row.sure >= step for row in left["confidence"]) for step in STEPS},
        sum(not row.dated for row in left["years"]),
        {name: len(kept) for name, kept in left.items()},
    )


def _rows(index: sqlite3.Connection, things: Sequence[str], beside: str) -> Iterator[_Row]:
    chosen = (
        f"SELECT record FROM roles WHERE thing IN ({', '.join('?' * len(things))}) GROUP BY record HAVING COUNT(*) >= ?"
    )
    values = (*things, min(len(things), 2))
    named: defaultdict[int, set[str]] = defaultdict(set)
    query = f"SELECT record, thing FROM roles WHERE record IN ({chosen}) AND (thing LIKE ? OR thing = ?)"
    for record, thing in index.execute(query, (*values, f"%{_COUNTRY}%", beside)):
        named[record].add(thing)
    query = f"SELECT id, kind, first, last, sure, publisher, dated FROM records WHERE id IN ({chosen})"
    for number, kind, first, last, sure, publisher, dated in index.execute(query, values):
        yield _Row(kind, first, last, sure, publisher, bool(dated), frozenset(named[number]))


def _passes(row: _Row, filters: Filters) -> bool:
    return (
        (not filters.kinds or row.kind in filters.kinds)
        and (not filters.since or row.last >= filters.since)
        and (not filters.until or row.first <= filters.until)
        and (not filters.dated or row.dated)
        and (not filters.publisher or row.publisher == filters.publisher)
        and (not filters.beside or filters.beside in row.countries)
        and row.sure >= filters.least
    )


def _years(row: _Row) -> Iterator[str]:
    """The years a record tells of; a span of more than a century is a slip of a text, its ends must do."""
    if not (row.first.isdecimal() and row.last.isdecimal()):
        return
    first, last = int(row.first), int(row.last)
    yield from (f"{year:04}" for year in (range(first, last + 1) if last - first <= 100 else (first, last)))


def _most(values: Iterator[str]) -> Mapping[str, int]:
    """How often each is met, the most frequent first."""
    return dict(sorted(Counter(values).items(), key=lambda pair: (-pair[1], pair[0])))
