"""Building an index from a snapshot: names of things with how often they are told of, and passages."""

import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from rdflib import Literal

from kg import iris, vocabulary
from kg.model.rdf import Source
from kg.search import links
from kg.search.keys import keys

_PREFIXES = """PREFIX trd: <https://w3id.org/tradegraph/ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX oa: <http://www.w3.org/ns/oa#>
"""
_CLASSES = _PREFIXES + "SELECT DISTINCT ?thing ?class WHERE { ?thing a ?class }"
_NAMES = (
    _PREFIXES
    + """SELECT DISTINCT ?thing ?label ?chief WHERE {
  { ?thing rdfs:label|dcterms:title ?label BIND(true AS ?chief) }
  UNION { ?thing skos:altLabel|skos:notation ?label BIND(false AS ?chief) }
  FILTER NOT EXISTS { ?thing skos:inScheme ?scheme }
}"""
)
_LINKS = (
    _PREFIXES
    + """SELECT ?thing (COUNT(DISTINCT ?record) AS ?number) WHERE {
  { ?record trd:reporter|trd:partner|trd:product|trd:hostEconomy|trd:place|trd:betweenEconomies|trd:location|
      trd:mentions|trd:statedBy|trd:post|org:member|org:organization ?thing }
  UNION { ?part trd:participant ?thing ; trd:participationIn ?record }
  UNION { ?record trd:statedIn ?thing }
  FILTER NOT EXISTS { ?record trd:withheld ?reason }
} GROUP BY ?thing"""
)
_PASSAGES = (
    _PREFIXES
    + """SELECT DISTINCT ?passage ?words WHERE {
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
"""


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
        index.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _SCHEMA + links.SCHEMA)
        index.execute("BEGIN")
        things = list(_things(source))
        index.executemany("INSERT INTO things VALUES (?, ?, ?, ?, ?, ?, ?)", (row for row, _ in things))
        index.executemany(
            "INSERT INTO names VALUES (?, ?)", ((told, row[0]) for row, names in things for told in names)
        )
        index.executemany("INSERT INTO passages VALUES (?, ?, ?)", _passages(source))
        links.fill(index, source)
        index.execute("INSERT INTO names(names) VALUES ('optimize')")
        index.execute("COMMIT")
    finally:
        index.close()
    return len(things)


Row = tuple[int, str, str, int, str, str, str]


def _things(source: Source) -> Iterator[tuple[Row, list[str]]]:
    kinds, weights = _kinds(source), _weights(source)
    names: defaultdict[str, dict[Literal, bool]] = defaultdict(dict)
    for thing, label, chief in source.select(_NAMES).rows:
        if str(thing) in kinds and isinstance(label, Literal):
            known = names[str(thing)]
            known[label] = known.get(label, False) or str(chief) == "true"
    for number, iri in enumerate(sorted(names)):
        labels = _labels(label for label, chief in names[iri].items() if chief) or _labels(names[iri])
        spelled = sorted({" ".join(keys(str(name), name.language)) for name in names[iri]})
        yield (number, iri, kinds[iri], weights.get(iri, 0), *labels), spelled


def _labels(labels: Iterable[Literal]) -> tuple[str, str, str] | tuple[()]:
    """The name in English, Russian and Kazakh; where a language has none, the one in the language nearest to it."""
    by_language: dict[str, str] = {}
    for label in sorted(labels, key=str):
        by_language.setdefault(str(label.language or ""), str(label))
    if not by_language:
        return ()
    first = next(iter(by_language.values()))
    near = {"en": ("en", "kk", "ru"), "ru": ("ru", "kk", "en"), "kk": ("kk", "ru", "en")}
    return tuple(next((by_language[each] for each in order if each in by_language), first) for order in near.values())  # type: ignore[return-value]


def _kinds(source: Source) -> Mapping[str, str]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for thing, kind in source.select(_CLASSES).rows:
        if str(kind).startswith(iris.TERMS):
            found[str(thing)].add(vocabulary.notation(str(kind)))
    told = ((thing, next((KINDS[each] for each in KINDS if each in classes), "")) for thing, classes in found.items())
    return {thing: kind for thing, kind in told if kind}


def _weights(source: Source) -> Mapping[str, int]:
    return {str(thing): int(str(number)) for thing, number in source.select(_LINKS).rows}


def _passages(source: Source) -> Iterator[tuple[str, str, str]]:
    for passage, words in source.select(_PASSAGES).rows:
        language = words.language if isinstance(words, Literal) else None
        yield " ".join(keys(str(words), language)), str(passage), str(words)
