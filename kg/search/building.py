"""Building an index from a snapshot: names of things with how often they are told of, and passages.

Rows go from the snapshot into tables and are sorted there, so that a large one needs no more memory than a small one.
"""

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from rdflib import Literal

from kg import iris
from kg.model.rdf import Source
from kg.search import records
from kg.search.keys import keys

_PREFIXES = """PREFIX trd: <https://w3id.org/tradegraph/ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX oa: <http://www.w3.org/ns/oa#>
"""
_THINGS = "SELECT DISTINCT ?thing WHERE {{ ?thing a <{}> }}"
_NAMES = (
    _PREFIXES
    + """SELECT ?thing ?label ?chief WHERE {
  { ?thing rdfs:label|dcterms:title ?label BIND(true AS ?chief) }
  UNION { ?thing skos:altLabel|skos:notation ?label BIND(false AS ?chief) }
  FILTER NOT EXISTS { ?thing skos:inScheme ?scheme }
}"""
)
_PASSAGES = (
    _PREFIXES
    + """SELECT ?passage ?words WHERE {
  ?record trd:evidence ?passage . FILTER NOT EXISTS { ?record trd:withheld ?reason }
  ?passage oa:hasSelector/oa:exact ?words
}"""
)
KINDS: Mapping[str, str] = {  # class → kind under which it is found; the first that fits
    "Country": "country",
    "Bloc": "bloc",
    "Economy": "bloc",
    "Person": "person",
    "Organisation": "organisation",
    "Place": "place",
    "Product": "product",
    "Post": "post",
    "Event": "event",
    "Project": "project",
    "ProjectGroup": "project",
    "Publication": "document",
    "Agent": "agent",
}
_SCHEMA = """
CREATE TABLE things (id INTEGER PRIMARY KEY, iri TEXT, kind TEXT, weight INTEGER, en TEXT, ru TEXT, kk TEXT);
CREATE VIRTUAL TABLE names USING fts5(keys, thing UNINDEXED, tokenize = 'unicode61', prefix = '2 3');
CREATE VIRTUAL TABLE passages USING fts5(keys, iri UNINDEXED, words UNINDEXED, tokenize = 'unicode61');
CREATE TEMP TABLE kinds (iri TEXT PRIMARY KEY, kind TEXT) WITHOUT ROWID;
CREATE TEMP TABLE labels
  (iri TEXT, label TEXT, language TEXT, chief INTEGER, PRIMARY KEY (iri, label, language)) WITHOUT ROWID;
CREATE TEMP TABLE quotes (iri TEXT PRIMARY KEY, words TEXT, language TEXT) WITHOUT ROWID;
CREATE TEMP TABLE weights (iri TEXT PRIMARY KEY, weight INTEGER) WITHOUT ROWID;
"""
_WEIGHTS = """INSERT INTO weights
  SELECT thing, COUNT(*) FROM (SELECT thing FROM roles UNION ALL SELECT thing FROM beside) GROUP BY thing
  UNION ALL SELECT publication, COUNT(*) FROM records GROUP BY publication"""
_NAMED = """SELECT iri, kind, COALESCE(weight, 0), label, language, chief
  FROM labels JOIN kinds USING (iri) LEFT JOIN weights USING (iri) ORDER BY iri, label, language"""


def build(source: Source, path: Path) -> int:
    """Write the index of a snapshot to a file, whole or not at all; how many things it finds."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".tmp", delete=False) as file:
        place = Path(file.name)
    try:
        number = _fill(sqlite3.connect(place, isolation_level=None), source)
        place.replace(path)
    finally:
        place.unlink(missing_ok=True)
    return number


def _fill(index: sqlite3.Connection, source: Source) -> int:
    try:
        index.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _SCHEMA + records.SCHEMA)
        index.execute("BEGIN")
        records.fill(index, source)
        index.execute(_WEIGHTS)
        number = _name(index, source)
        index.executemany("INSERT OR IGNORE INTO quotes VALUES (?, ?, ?)", _quotes(source))
        index.executemany("INSERT INTO passages VALUES (?, ?, ?)", _passages(index))
        index.execute("INSERT INTO names(names) VALUES ('optimize')")
        index.execute("COMMIT")
    finally:
        index.close()
    return number


def _name(index: sqlite3.Connection, source: Source) -> int:
    """Fill the tables of things and their names; how many things there are."""
    index.executemany("INSERT OR IGNORE INTO kinds VALUES (?, ?)", _kinds(source))
    index.executemany(
        """INSERT INTO labels VALUES (?, ?, ?, ?)
          ON CONFLICT DO UPDATE SET chief = MAX(chief, excluded.chief)""",
        _labelled(source),
    )
    number = -1
    for number, (row, spelled) in enumerate(_things(index.execute(_NAMED))):
        index.execute("INSERT INTO things VALUES (?, ?, ?, ?, ?, ?, ?)", (number, *row))
        index.executemany("INSERT INTO names VALUES (?, ?)", ((each, number) for each in spelled))
    return number + 1


def _kinds(source: Source) -> Iterator[tuple[str, str]]:
    """Things with their kinds; what is of several comes with the first kind first."""
    for name, kind in KINDS.items():
        for (thing,) in source.rows(_THINGS.format(iris.term(name))):
            yield str(thing), kind


def _labelled(source: Source) -> Iterator[tuple[str, str, str, bool]]:
    """Names of things: the thing, the name, its language or nothing, whether it is a chief one."""
    for thing, label, chief in source.rows(_NAMES):
        if isinstance(label, Literal):
            yield str(thing), str(label), str(label.language or ""), str(chief) == "true"


Row = tuple[str, str, int, str, str, str]


def _things(rows: Iterable[tuple[str, str, int, str, str, bool]]) -> Iterator[tuple[Row, list[str]]]:
    """Each thing with kind, weight and its name in three languages; and the keys of all its names."""
    for (iri, kind, weight), group in groupby(rows, key=itemgetter(0, 1, 2)):
        names = [(label, language, chief) for *_, label, language, chief in group]
        chief = [(label, language) for label, language, chief in names if chief]
        labels = _labels(chief or [(label, language) for label, language, _ in names])
        yield (iri, kind, weight, *labels), sorted({" ".join(keys(label, tongue)) for label, tongue, _ in names})


def _labels(labels: Iterable[tuple[str, str]]) -> tuple[str, str, str]:
    """The name in English, Russian and Kazakh; where a language has none, the one in the language nearest to it."""
    by_language: dict[str, str] = {}
    for label, language in labels:
        by_language.setdefault(language, label)
    first = next(iter(by_language.values()))
    near = (("en", "kk", "ru"), ("ru", "kk", "en"), ("kk", "ru", "en"))
    en, ru, kk = (next((by_language[each] for each in order if each in by_language), first) for order in near)
    return en, ru, kk


def _quotes(source: Source) -> Iterator[tuple[str, str, str]]:
    for passage, words in source.rows(_PASSAGES):
        yield str(passage), str(words), str(words.language or "") if isinstance(words, Literal) else ""


def _passages(index: sqlite3.Connection) -> Iterator[tuple[str, str, str]]:
    for iri, words, language in index.execute("SELECT iri, words, language FROM quotes ORDER BY iri"):
        yield " ".join(keys(words, language)), iri, words
