"""What pages ask of the summaries: few and short lookups, however large the graph is."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg import iris
from kg.model.rdf import Row, Source
from kg.summaries.datasets import KINDS, VERSION, about, data_set, graph
from kg.vocabulary import compact, expand

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
_COUNTED = (  # whole observations, put together here: engines join OPTIONALs by reading all that any of them may match
    _PREFIXES
    + """SELECT ?each ?name ?value WHERE {
  GRAPH <%s> { ?each trd:countedEconomy <%s> ; trd:countedPartner ?who ; ?name ?value }
}"""
)
_OF_DATA_SET = _PREFIXES + "SELECT ?each ?name ?value WHERE { ?each qb:dataSet <%s> ; ?name ?value }"
_OF_TURNOVER = (
    _PREFIXES
    + """SELECT DISTINCT ?each ?name ?value WHERE {
  ?each trd:countedEconomy <%s> ; trd:countedPeriod ?period ; ?name ?value
}"""
)
_AMOUNTS = (
    _PREFIXES
    + """SELECT DISTINCT ?figure ?value ?hedge WHERE {
  VALUES ?figure { %s } ?figure trd:quantity ?amount . ?amount trd:value ?value ; trd:hedge ?hedge
}"""
)
_AT_ONCE = 500  # figures a query: guards let a query have 100 kB
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
        return _by_name(self._observations(_OF_DATA_SET % data_set("economies")), "trd:countedEconomy")

    def partners(self, economy: str) -> Mapping[str, Mapping[str, int]]:
        """For each country and bloc how many records name it beside this one, of each kind."""
        place = graph(("partners", economy, ""))  # its own: no engine has to choose where to begin
        return _by_name(self._observations(_COUNTED % (place, economy)), "trd:countedPartner")

    def turnover(self, economy: str) -> Sequence[Turnover]:
        """What was last stated of an economy's turnover with each partner, by period and unit; nothing is summed."""
        stated = self._observations(_OF_TURNOVER % economy)
        amounts = self._amounts([each["trd:lastStated"] for each in stated])
        found = (
            Turnover(
                each["trd:countedPartner"],
                each["trd:countedPeriod"],
                each.get("trd:countedUnit", ""),
                each["trd:lastStated"],
                *amounts[each["trd:lastStated"]],
                int(each["trd:number"]),
            )
            for each in stated
        )
        return sorted(found, key=lambda each: (each.partner, each.period, each.unit))

    def _amounts(self, figures: Sequence[str]) -> Mapping[str, tuple[str, str]]:
        """Value and hedge of figures."""
        found: dict[str, tuple[str, str]] = {}
        for start in range(0, len(figures), _AT_ONCE):
            named = " ".join(f"<{figure}>" for figure in figures[start : start + _AT_ONCE])
            for figure, value, hedge in self._source.select(_AMOUNTS % named).rows:
                found[str(figure)] = (str(value), str(hedge))
        return found

    def _observations(self, query: str) -> Sequence[Mapping[str, str]]:
        """Observations by their properties."""
        found: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for each, name, value in self._source.select(query).rows:
            found[str(each)][compact(str(name))] = str(value)
        return list(found.values())

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


def _by_name(observations: Sequence[Mapping[str, str]], by: str) -> Mapping[str, Mapping[str, int]]:
    """Numbers by kind of record, the most told-of first."""
    found = {each[by]: {kind: _number(each.get(name)) for kind, name in KINDS.items()} for each in observations}
    return dict(sorted(found.items(), key=lambda pair: (-sum(pair[1].values()), pair[0])))
