"""The records of a snapshot as tables of the index: what each is, what it names, and lists of them, the newest first.

Filled row by row, so that a snapshot of any size needs no more memory than a row; SQLite sorts and joins on disk.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model.rdf import Source
from kg.vocabulary import expand

ROLES = (
    "trd:reporter",
    "trd:partner",
    "trd:hostEconomy",
    "trd:betweenEconomies",
    "trd:mentions",
    "trd:jurisdiction",
    "trd:location",
    "trd:place",
    "trd:product",
    "org:member",
    "org:organization",
)
NAMED_ONLY = ("trd:statedBy", "trd:post")  # who is named so stands in the record, and is linked with nobody by it
SCHEMA = """
CREATE TABLE records
  (id INTEGER PRIMARY KEY, iri TEXT, publication TEXT, kind TEXT, year TEXT, sure REAL, publisher TEXT,
   first TEXT, last TEXT, dated INTEGER, day TEXT);
CREATE TABLE roles (thing TEXT, record INTEGER, PRIMARY KEY (thing, record)) WITHOUT ROWID;
CREATE TABLE beside (thing TEXT, record INTEGER, PRIMARY KEY (thing, record)) WITHOUT ROWID;
CREATE TEMP TABLE heap (iri TEXT, publication TEXT, day TEXT, sure REAL, publisher TEXT);
CREATE TEMP TABLE spans (iri TEXT PRIMARY KEY, first TEXT, last TEXT) WITHOUT ROWID;
CREATE TEMP TABLE named (iri TEXT, thing TEXT, links INTEGER);
"""
_JOINED = """
INSERT INTO records
  SELECT NULL, iri, MIN(publication), kind_(iri), substr(MIN(day), 1, 4), MAX(sure), MIN(publisher),
    COALESCE(first, substr(MIN(day), 1, 4)), COALESCE(last, substr(MIN(day), 1, 4)), first IS NOT NULL, MIN(day)
  FROM heap LEFT JOIN spans USING (iri) GROUP BY iri ORDER BY iri;
CREATE INDEX temp.named_iri ON named (iri);
INSERT OR IGNORE INTO roles SELECT thing, id FROM records JOIN named USING (iri) WHERE links ORDER BY thing, id;
INSERT OR IGNORE INTO beside SELECT thing, id FROM records JOIN named USING (iri)
  WHERE NOT links AND NOT EXISTS (SELECT 1 FROM roles WHERE roles.thing = named.thing AND record = id)
  ORDER BY thing, id;
CREATE INDEX roles_of_record ON roles (record, thing);
CREATE INDEX newest ON records (day DESC, publication, iri);
DROP TABLE heap;
DROP TABLE spans;
DROP TABLE named;
"""
_PREFIXES = """PREFIX trd: <https://w3id.org/tradegraph/ns#>
PREFIX dcterms: <http://purl.org/dc/terms/>
"""
_RECORDS = (
    _PREFIXES
    + """SELECT ?record ?source ?day ?sure ?publisher WHERE {
  ?record trd:statedIn ?source ; trd:confidence ?sure
  FILTER NOT EXISTS { ?record trd:withheld ?reason }
  FILTER NOT EXISTS { ?record trd:changeOf ?level }
  OPTIONAL { ?source dcterms:issued ?day } OPTIONAL { ?source dcterms:publisher ?publisher }
}"""
)
# a period's years stand in its name: each text describes its periods, and joining all descriptions would be quadratic
_PERIODS = _PREFIXES + "SELECT ?record ?time WHERE { ?record trd:period ?time }"
_PARTICIPANTS = _PREFIXES + "SELECT ?record ?thing WHERE { ?part trd:participationIn ?record ; trd:participant ?thing }"
_NOBODY = "/economy/WORLD"  # all partners together are nobody


@dataclass(frozen=True, slots=True)
class Listed:
    """A record in a list: its IRI, its publication, when that appeared (EDTF or empty), its kind."""

    record: str
    publication: str
    published: str
    kind: str


def fill(index: sqlite3.Connection, source: Source) -> None:
    """Fill the tables of records from a snapshot."""
    index.create_function("kind_", 1, lambda iri: iri.rsplit("/", 2)[1], deterministic=True)
    index.executemany("INSERT INTO heap VALUES (?, ?, ?, ?, ?)", _records(source))
    index.executemany("INSERT OR IGNORE INTO spans VALUES (?, ?, ?)", _spans(source))
    index.executemany("INSERT INTO named VALUES (?, ?, ?)", _named(source))
    for statement in _JOINED.strip().split(";\n"):
        index.execute(statement)


def _records(source: Source) -> Iterator[tuple[object, ...]]:
    for record, publication, day, sure, publisher in source.rows(_RECORDS):
        yield str(record), str(publication), str(day or ""), float(str(sure)), str(publisher or "")


def _spans(source: Source) -> Iterator[tuple[str, str, str]]:
    for record, time in source.rows(_PERIODS):
        yield str(record), *_years(str(time))


def _years(period: str) -> tuple[str, str]:
    """The first and the last year of a period, by its IRI.

    >>> _years("https://data.example.org/id/period/2024-10--2025-03")
    ('2024', '2025')
    """
    first, _, last = period.rpartition("/")[2].partition("--")
    return first[:4], (last or first)[:4]


def _named(source: Source) -> Iterator[tuple[str, str, bool]]:
    """Each record with each thing that it names, and whether that links the thing with others."""
    asked = [(f"SELECT ?record ?thing WHERE {{ ?record <{expand(role)}> ?thing }}", True) for role in ROLES]
    asked += [(f"SELECT ?record ?thing WHERE {{ ?record <{expand(role)}> ?thing }}", False) for role in NAMED_ONLY]
    for query, linking in (*asked, (_PARTICIPANTS, True)):
        for record, thing in source.rows(query):
            name = str(thing)
            yield str(record), name, linking and "/id/" in name and not name.endswith(_NOBODY)


def counts(index: sqlite3.Connection, things: Sequence[str]) -> list[tuple[str, str, int]]:
    """How many records name all these things, as (kind, year of publication, number), in order of both."""
    rows = index.execute(
        f"SELECT kind, year, COUNT(*) FROM records WHERE {_naming(things)} GROUP BY kind, year ORDER BY kind, year",
        _twice(things),
    )
    return [(str(kind), str(year), int(number)) for kind, year, number in rows]


def newest(
    index: sqlite3.Connection, things: Sequence[str], kinds: Sequence[str], year: str, limit: int, offset: int
) -> list[Listed]:
    """The records of these kinds that name all these things (of all things when none), the newest publication first.

    `year` is the year of publication, any when empty.
    """
    rows = index.execute(
        f"""SELECT iri, publication, day, kind FROM records
          WHERE kind IN ({", ".join("?" * len(kinds))}) AND {_naming(things)} AND ? IN ('', year)
          ORDER BY day DESC, {"kind, iri" if things else "publication, iri"} LIMIT ? OFFSET ?""",
        (*kinds, *_twice(things), year, limit, offset),
    )
    return [Listed(*row) for row in rows]


def _naming(things: Sequence[str]) -> str:
    part = "id IN (SELECT record FROM roles WHERE thing = ? UNION ALL SELECT record FROM beside WHERE thing = ?)"
    return " AND ".join([part] * len(things)) or "1"


def _twice(things: Sequence[str]) -> list[str]:
    return [thing for each in things for thing in (each, each)]
