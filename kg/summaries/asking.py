"""What pages ask of the summaries: few and short lookups, however large the graph is."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rdflib import URIRef

from kg import iris
from kg.model.rdf import Row, Source
from kg.summaries.datasets import KINDS, VERSION, about, data_set
from kg.vocabulary import expand

_PREFIXES = """PREFIX trd: <https://w3id.org/tradegraph/ns#>
PREFIX qb: <http://purl.org/linked-data/cube#>
PREFIX void: <http://rdfs.org/ns/void#>
"""
_NUMBERS = _PREFIXES + "SELECT ?by ?number WHERE { ?each qb:dataSet <%s> ; %s ?by ; trd:number ?number }"
_SOURCES = (
    _PREFIXES
    + """SELECT ?house (SUM(?each) AS ?number) WHERE {
  ?row qb:dataSet <%s> ; trd:number ?each OPTIONAL { ?row trd:countedPublisher ?house } } GROUP BY ?house"""
)
_DAYS = _PREFIXES + (
    "SELECT (MIN(?day) AS ?first) (MAX(?day) AS ?last) WHERE { ?each qb:dataSet <%s> ; trd:countedDate ?day }"
)
_COUNTED = (
    _PREFIXES
    + "SELECT ?who ?figures ?events ?agreements ?projects WHERE { %s"
    + "".join(f" OPTIONAL {{ ?each {name} ?{name.partition(':')[2]} }}" for name in KINDS.values())
    + " }"
)
_TURNOVER = (
    _PREFIXES
    + """SELECT ?partner ?period ?unit ?figure ?value ?hedge ?number WHERE {
  ?each qb:dataSet <%s> ; trd:countedEconomy ?economy ; trd:countedPartner ?partner ; trd:countedPeriod ?period ;
    trd:lastStated ?figure ; trd:number ?number .
  ?figure trd:quantity ?amount . ?amount trd:value ?value ; trd:hedge ?hedge
  OPTIONAL { ?each trd:countedUnit ?unit }
}"""
)
_CLASSES = _PREFIXES + (
    "SELECT ?class ?n WHERE { <%s> void:classPartition ?part . ?part void:class ?class ; void:entities ?n }"
)
_PROPERTIES = _PREFIXES + (
    "SELECT ?property ?n WHERE { <%s> void:propertyPartition ?part . ?part void:property ?property ; void:triples ?n }"
)
_WHOLE = _PREFIXES + "SELECT ?triples ?entities WHERE { <%s> void:triples ?triples ; void:entities ?entities }"


@dataclass(frozen=True, slots=True)
class Publications:
    """How many there are, of how many publishers, and the first and last date (as written; empty without any)."""

    number: int
    publishers: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Turnover:
    """The last stated figure of a pair and period in one unit, and how many figures state it; as stored."""

    partner: str
    period: str
    unit: str
    figure: str
    value: str
    hedge: str
    figures: int


def kept(source: Source) -> bool:
    """Whether the store keeps summaries: one made by an older version gets them with its first change."""
    return version(source) == VERSION


def version(source: Source) -> str | None:
    """The version of the summaries of a store, None where it keeps none."""
    rows = source.select(f"SELECT ?version WHERE {{ <{about()}> <{expand('owl:versionInfo')}> ?version }}").rows
    return str(rows[0][0]) if rows else None


class Totals:
    """The summaries of a source that keeps them."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def records(self) -> Mapping[str, int]:
        """How many records that stand there are, by kind; changes of a figure are part of it."""
        return self._numbers("records", "trd:countedKind")

    def confidence(self) -> Mapping[str, int]:
        """How many there are of each band of confidence: fair, good, high."""
        return self._numbers("records", "trd:countedConfidence")

    def withheld(self) -> Mapping[str, int]:
        """How many records do not stand, by reason; changes of a figure count apart."""
        return self._numbers("withheld", "trd:countedReason")

    def publications(self) -> Publications:
        """The texts that were published."""
        houses = self._source.select(_SOURCES % data_set("sources")).rows
        (days,) = self._source.select(_DAYS % data_set("days")).rows
        number = sum(_number(row[1]) for row in houses)
        return Publications(number, sum(row[0] is not None for row in houses), str(days[0] or ""), str(days[1] or ""))

    def economies(self) -> Mapping[str, Mapping[str, int]]:
        """For each country and bloc how many records name it: figures, events, agreements, projects."""
        data = f"?each qb:dataSet <{data_set('economies')}> ; trd:countedEconomy ?who ."
        return _by_name(self._source.select(_COUNTED % data).rows)

    def partners(self, economy: str) -> Mapping[str, Mapping[str, int]]:
        """For each country and bloc how many records name it beside this one, of each kind."""
        data = f"?each trd:countedEconomy <{economy}> ; qb:dataSet <{data_set('partners')}> ; trd:countedPartner ?who ."
        return _by_name(self._source.select(_COUNTED % data).rows)

    def turnover(self, economy: str) -> Sequence[Turnover]:
        """What was last stated of an economy's turnover with each partner, by period and unit; nothing is summed."""
        rows = self._source.select(_TURNOVER % data_set("turnover"), {"economy": URIRef(economy)}).rows
        found = (
            Turnover(str(p), str(time), str(unit or ""), str(figure), str(value), str(hedge), _number(n))
            for p, time, unit, figure, value, hedge, n in rows
        )
        return sorted(found, key=lambda each: (each.partner, each.period, each.unit))

    def classes(self) -> Mapping[str, int]:
        """How many things there are of each class, summaries left aside."""
        return _pairs(self._source.select(_CLASSES % data_set("graph")).rows)

    def properties(self) -> Mapping[str, int]:
        """How many statements there are of each property, one of two graphs twice; summaries left aside."""
        return _pairs(self._source.select(_PROPERTIES % data_set("graph")).rows)

    def graph(self) -> tuple[int, int]:
        """How many statements, and how many things with a class."""
        rows = self._source.select(_WHOLE % data_set("graph")).rows
        return (_number(rows[0][0]), _number(rows[0][1])) if rows else (0, 0)

    def _numbers(self, name: str, by: str) -> Mapping[str, int]:
        found: Counter[str] = Counter()
        for code, number in self._source.select(_NUMBERS % (data_set(name), by)).rows:
            found[str(code).removeprefix(iris.CODES).partition("-")[2]] += _number(number)
        return found


def _number(term: object) -> int:
    return int(str(term or 0))


def _pairs(rows: Sequence[Row]) -> Mapping[str, int]:
    return dict(sorted((str(name), _number(number)) for name, number in rows))


def _by_name(rows: Sequence[Row]) -> Mapping[str, Mapping[str, int]]:
    """Numbers by kind of record, the most told-of first."""
    found = {str(who): dict(zip(KINDS, map(_number, numbers), strict=True)) for who, *numbers in rows}
    return dict(sorted(found.items(), key=lambda pair: (-sum(pair[1].values()), pair[0])))
