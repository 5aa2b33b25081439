"""Counting all of it, by asking the whole graph: for a store that has no summaries yet, and to compare with.

Another way to the same bytes: nothing here is shared with counting by change but what an observation looks like.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import permutations

from kg import iris
from kg.model.rdf import NamedGraph, Row, Source
from kg.summaries.datasets import KINDS, Key, band, graphs, is_economy, kind
from kg.summaries.description import description
from kg.summaries.sheets import whole

_PREFIXES = """PREFIX trd: <https://w3id.org/tradegraph/ns#>
PREFIX code: <https://w3id.org/tradegraph/codes#>
PREFIX dcterms: <http://purl.org/dc/terms/>
"""
_ELSEWHERE = 'FILTER(!STRSTARTS(STR(?graph), "%s"))'
_CLASSES = "SELECT ?class (COUNT(DISTINCT ?thing) AS ?n) WHERE { GRAPH ?graph { ?thing a ?class } %s } GROUP BY ?class"
_THINGS = "SELECT (COUNT(DISTINCT ?thing) AS ?n) WHERE { GRAPH ?graph { ?thing a ?class } %s }"
_PROPERTIES = "SELECT ?property (COUNT(*) AS ?n) WHERE { GRAPH ?graph { ?s ?property ?o } %s } GROUP BY ?property"
_WITHHELD = _PREFIXES + (
    "SELECT ?reason (COUNT(DISTINCT ?record) AS ?n) WHERE { ?record trd:withheld ?reason } GROUP BY ?reason"
)
_RECORDS = (
    _PREFIXES
    + """SELECT DISTINCT ?record ?sure WHERE {
  ?record trd:statedIn ?source OPTIONAL { ?record trd:confidence ?sure }
  FILTER NOT EXISTS { ?record trd:withheld ?reason } FILTER NOT EXISTS { ?record trd:changeOf ?level }
}"""
)
_ECONOMIES = (
    _PREFIXES
    + """SELECT DISTINCT ?record ?economy WHERE {
  { ?record trd:reporter|trd:partner|trd:hostEconomy|trd:betweenEconomies ?economy }
  UNION { ?part trd:participationIn ?record ; trd:participant ?economy }
  FILTER(CONTAINS(STR(?economy), "/country/") || CONTAINS(STR(?economy), "/bloc/"))
}"""
)
_TURNOVER = (
    _PREFIXES
    + """SELECT DISTINCT ?figure WHERE {
  ?figure trd:indicator code:indicator-turnover ; trd:measure code:measure-level .
  FILTER EXISTS { ?figure trd:figureStatus code:figureStatus-reported }
  FILTER NOT EXISTS { ?figure trd:withheld ?reason } FILTER NOT EXISTS { ?figure trd:product ?product }
}"""
)
_PUBLICATIONS = _PREFIXES + "SELECT DISTINCT ?publication WHERE { ?publication a trd:Publication }"
_TABLE = _PREFIXES + "SELECT DISTINCT ?thing ?value WHERE { ?thing %s ?value }"

_EXACT = iris.code("hedge", "exact")

Observations = dict[Key, dict[str, int | str]]


def recomputed(source: Source) -> list[NamedGraph]:
    """All graphs of summaries as they have to be, sorted by name. Its work grows with the whole graph."""
    found: Observations = {}
    for numbers in (_void(source), _withheld(source), _publications(source), _records(source)):
        for (key, name), number in numbers.items():
            found.setdefault(key, {})[name] = number
    found |= _turnover(source)
    return sorted([description(), *whole(found.items())], key=lambda graph: graph.iri)


Numbers = Mapping[tuple[Key, str], int]


def _void(source: Source) -> Numbers:
    elsewhere = _ELSEWHERE % graphs()
    numbers: Counter[tuple[Key, str]] = Counter()
    for name, number in _counted(source, _CLASSES % elsewhere):
        numbers[("classes", name), "void:entities"] = number
    for name, number in _counted(source, _PROPERTIES % elsewhere):
        numbers[("properties", name), "void:triples"] = number
        numbers[("graph",), "void:triples"] += number
    ((things,),) = source.select(_THINGS % elsewhere).rows
    numbers[("graph",), "void:entities"] = int(str(things))
    return numbers


def _withheld(source: Source) -> Numbers:
    return {(("withheld", reason), "trd:number"): number for reason, number in _counted(source, _WITHHELD)}


def _counted(source: Source, query: str) -> Iterator[tuple[str, int]]:
    for name, number in source.select(query).rows:
        yield str(name), int(str(number))


def _publications(source: Source) -> Numbers:
    numbers: Counter[tuple[Key, str]] = Counter()
    names = ("dcterms:issued", "dcterms:publisher", "trd:sourceTier", "dcterms:language")
    told = [_table(source, name) for name in names]
    for (publication,) in map(_words, source.select(_PUBLICATIONS).rows):
        day, publisher, tier, language = (min(each.get(publication, ()), default="") for each in told)
        numbers[("sources", day[:4], publisher, tier, language), "trd:number"] += 1
        if day:
            numbers[("days", day), "trd:number"] += 1
    return numbers


def _records(source: Source) -> Numbers:
    sure: dict[str, str] = {}
    for record, confidence in map(_words, source.select(_RECORDS).rows):
        sure[record] = max(sure.get(record, ""), confidence, key=lambda each: float(each or -1))
    numbers: Counter[tuple[Key, str]] = Counter()
    for record, confidence in sure.items():
        if sort := kind(record):
            numbers[("records", iris.code("recordKind", sort), band(confidence)), "trd:number"] += 1
    named: defaultdict[str, set[str]] = defaultdict(set)
    for record, economy in map(_words, source.select(_ECONOMIES).rows):
        if record in sure and kind(record) in KINDS and is_economy(economy):
            named[record].add(economy)
    for record, economies in named.items():
        numbers.update((("economies", one), KINDS[kind(record)]) for one in economies)
        numbers.update((("partners", *pair), KINDS[kind(record)]) for pair in permutations(economies, 2))
    return numbers


def _turnover(source: Source) -> Observations:
    """Tables joined here: a statement that stands in several graphs would multiply the rows of one long query."""
    sides = [_table(source, f"trd:{name}") for name in ("reporter", "partner", "period", "quantity", "figureKey")]
    values, hedges, units = (_table(source, f"trd:{name}") for name in ("value", "hedge", "unit"))
    stated, issued = _table(source, "trd:statedIn"), _table(source, "dcterms:issued")
    ranked: defaultdict[Key, list[tuple[str, bool, str]]] = defaultdict(list)
    for (figure,) in map(_words, source.select(_TURNOVER).rows):
        if all(figure in each for each in (*sides, stated)):
            reporter, partner, period, amount, _ = (min(each[figure]) for each in sides)
            days = [day for publication in stated[figure] for day in issued.get(publication, ())]
            if amount in values and amount in hedges:
                key = ("turnover", reporter, partner, period, min(units.get(amount, ()), default=""))
                ranked[key].append((max(days, default=""), _EXACT in hedges[amount], figure))
    return {key: {"trd:number": len(each), "trd:lastStated": max(each)[2]} for key, each in ranked.items()}


def _table(source: Source, name: str) -> Mapping[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for thing, value in map(_words, source.select(_TABLE % name).rows):
        found[thing].add(value)
    return dict(found)


def _words(row: Row) -> list[str]:
    return ["" if term is None else str(term) for term in row]
