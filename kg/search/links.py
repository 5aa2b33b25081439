"""What things are linked by: the records that name two of them, counted by kind, with filters (tables of the index)."""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

KINDS = ("figure", "event", "agreement", "project", "tenure", "mention")


@dataclass(frozen=True, slots=True)
class Filters:
    """Which records count: kinds (all when empty), years told of, confidence, the publisher's IRI, a thing named too.

    The years of a record are those of the period it tells; where it tells none, the year of its publication, unless
    only `dated` records count.
    """

    kinds: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    least: float = 0.0
    publisher: str = ""
    beside: str = ""
    dated: bool = False

    def sql(self) -> tuple[str, list[object]]:
        """A condition on the table of records, and its values."""
        parts, told = ["sure >= ?"], [float(self.least)]  # type: tuple[list[str], list[object]]
        if self.kinds:
            parts.append(f"kind IN ({', '.join('?' * len(self.kinds))})")
            told += self.kinds
        for condition, value in self._conditions():
            if value:
                parts.append(condition)
                told.append(value)
        return " AND ".join(parts), told

    def _conditions(self) -> Iterator[tuple[str, object]]:
        yield "records.last >= ?", self.since
        yield "records.first <= ?", self.until
        yield "publisher = ?", self.publisher
        yield "EXISTS (SELECT 1 FROM roles AS c WHERE c.record = records.id AND c.thing = ?)", self.beside
        yield "dated >= ?", int(self.dated)


@dataclass(frozen=True, slots=True)
class Link:
    """All records of one kind that name two things: how many, the first and the last year they tell of."""

    a: str
    b: str
    kind: str
    records: int
    first: str
    last: str


def pairs(index: sqlite3.Connection, ones: Sequence[str], others: Sequence[str] | None, filters: Filters) -> list[Link]:
    """The links of these things with others (with any when None), from each one's side, in order of both."""
    condition, values = filters.sql()
    beside = "" if others is None else f" AND b.thing IN ({', '.join('?' * len(others))})"
    rows = index.execute(
        f"""SELECT a.thing, b.thing, kind, COUNT(*), MIN(first), MAX(last)
          FROM roles a JOIN records ON id = a.record JOIN roles b ON b.record = a.record
          WHERE a.thing IN ({", ".join("?" * len(ones))}){beside} AND a.thing <> b.thing AND {condition}
          GROUP BY a.thing, b.thing, kind ORDER BY a.thing, b.thing, kind""",
        (*ones, *(others or ()), *values),
    )
    return [Link(*row) for row in rows]


def shared(
    index: sqlite3.Connection, one: str, other: str | None, filters: Filters, kind: str = ""
) -> list[tuple[str, str]]:
    """The records that name both (that name one when there is no other), each with its publication, newest first."""
    condition, values = filters.sql()
    things = [one, *([other] if other else [])]
    named = " AND ".join(["id IN (SELECT record FROM roles WHERE thing = ?)"] * len(things))
    rows = index.execute(
        f"""SELECT iri, publication FROM records WHERE {named} AND {condition} AND ? IN ('', kind)
          ORDER BY year DESC, kind, iri""",
        (*things, *values, kind),
    )
    return [(str(iri), str(publication)) for iri, publication in rows]


def years(index: sqlite3.Connection, one: str, other: str | None, filters: Filters) -> list[tuple[str, str, int]]:
    """How many records of each kind that name a thing (and another) tell of each year, as (year, kind, number)."""
    condition, values = filters.sql()
    things = [one, *([other] if other else [])]
    named = " AND ".join(["id IN (SELECT record FROM roles WHERE thing = ?)"] * len(things))
    rows = index.execute(
        f"""SELECT last, kind, COUNT(*) FROM records WHERE {named} AND {condition}
          GROUP BY last, kind ORDER BY last, kind""",
        (*things, *values),
    )
    return [(str(year), str(kind), int(number)) for year, kind, number in rows]


def degrees(index: sqlite3.Connection, things: Sequence[str], filters: Filters) -> dict[str, int]:
    """How many things stand beside each of these."""
    condition, values = filters.sql()
    rows = index.execute(
        f"""SELECT a.thing, COUNT(DISTINCT b.thing)
          FROM roles a JOIN records ON id = a.record JOIN roles b ON b.record = a.record AND b.thing <> a.thing
          WHERE a.thing IN ({", ".join("?" * len(things))}) AND {condition} GROUP BY a.thing""",
        (*things, *values),
    )
    return dict(rows.fetchall())


def publishers(index: sqlite3.Connection) -> list[tuple[str, int]]:
    """The publishers of records, the one with the most first."""
    rows = index.execute(
        "SELECT publisher, COUNT(*) AS number FROM records WHERE publisher <> '' "
        "GROUP BY publisher ORDER BY number DESC, publisher"
    )
    return [(str(iri), int(number)) for iri, number in rows]


def linking(
    index: sqlite3.Connection, things: Sequence[str], filters: Filters
) -> list[tuple[str, str, str, float, list[str]]]:
    """The records that name two of these things: IRI, publication, kind, confidence, and which of them each names."""
    condition, values = filters.sql()
    rows = index.execute(
        f"""SELECT iri, publication, kind, sure, GROUP_CONCAT(thing, ' ') FROM roles JOIN records ON id = record
          WHERE thing IN ({", ".join("?" * len(things))}) AND {condition}
          GROUP BY id HAVING COUNT(*) > 1 ORDER BY iri""",
        (*things, *values),
    )
    return [(iri, publication, kind, sure, sorted(named.split())) for iri, publication, kind, sure, named in rows]
