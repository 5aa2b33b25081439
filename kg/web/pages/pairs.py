"""The page of two countries: figures over time with hedges as ranges, what they met for, signed, build, and planned."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rdflib import Literal, URIRef

from kg import network, questions, settings, vocabulary
from kg.network.told import Side, Told
from kg.web.charts import Chart, Point, chart, span
from kg.web.desk import Desk
from kg.web.orders import Mistake, Order, Reply
from kg.web.pages import names
from kg.web.pages.records import Group, shelf
from kg.web.rendering import page

_INDICATORS = ("turnover", "exports", "imports")
_ALL = {"event": 60, "agreement": 60, "project": 60, "figure": 30}  # records told in the overview of a pair
_FEW = 8  # of them shown of each kind, and twice as many of what is ahead
_AHEAD = (  # statuses of what has not happened yet
    *("planned", "postponed", "target", "forecast"),
    *("proposed", "underNegotiation", "agreedInPrinciple", "initialled"),
)
_TENURES = """PREFIX trd: <https://w3id.org/tradegraph/ns#>
PREFIX org: <http://www.w3.org/ns/org#>
SELECT DISTINCT ?tenure ?source ?person ?whom WHERE {
  VALUES ?source { %s }
  ?tenure org:member ?person ; org:organization ?whom ; trd:statedIn ?source
  FILTER NOT EXISTS { ?tenure trd:withheld ?reason }
} ORDER BY ?person ?tenure"""
_MET = 24  # people and organisations listed


@dataclass(frozen=True, slots=True)
class Value:
    """One figure of the series: what, of whom, when, how much between which bounds, who published it."""

    figure: str
    indicator: str
    reporter: str
    when: str
    value: Decimal
    low: Decimal | None
    high: Decimal | None
    unit: str
    hedge: str
    document: str
    publisher: str


def view(desk: Desk, order: Order) -> Reply:
    """The page at `/pair/{one}/{other}`, codes of economies in either order."""
    one, other = (_economy(order.value(name)) for name in ("one", "other"))
    if one == other:
        raise Mistake("a pair is two different economies; these are one")
    pair = {"one": URIRef(one), "other": URIRef(other)}
    series = [*_series(desk, one, other), *_series(desk, other, one)]
    told = shelf(desk, order, "records-of-pair", pair, _ALL)
    return page(
        order,
        "pair.html",
        one=names.economy(one, order.language),
        other=names.economy(other, order.language),
        one_code=one.rpartition("/")[2],
        other_code=other.rpartition("/")[2],
        one_path=_path(one),
        other_path=_path(other),
        kinds=("event", "agreement", "project", "figure"),
        charts=[drawn for drawn in _charts(series, order.language) if drawn],
        series=sorted(series, key=lambda value: (value.when, value.indicator, value.reporter)),
        name=lambda iri: names.economy(iri, order.language),
        indicator=lambda code: vocabulary.label(f"https://w3id.org/tradegraph/codes#indicator-{code}", order.language),
        shelf=told,
        groups=[_done(group) for group in told.groups if group.kind != "mention"],
        ahead=[fact for group in told.groups for fact in group.told if fact.standing in _AHEAD][: 2 * _FEW],
        people=_people(desk, order.language, told.groups, (one, other)),
        bodies=_met(told.groups, "/org/"),
    )


def _done(group: Group) -> Group:
    """A group without what is only planned, which stands under a heading of its own."""
    done = [fact for fact in group.told if fact.standing not in _AHEAD]
    return Group(group.kind, done[:_FEW], group.total)


def _people(desk: Desk, language: str, groups: Sequence[Group], pair: tuple[str, str]) -> list[Told]:
    """Who acts for one of the two, or for an organisation that records of both name, in the texts of these records."""
    facts = [fact for group in groups for fact in group.told]
    sources = list(dict.fromkeys(fact.publication.iri for fact in facts))
    if not sources:
        return []
    query = _TENURES % " ".join(f"<{source}>" for source in sources)
    acting = {*pair, *(side.iri for side, _ in _met(groups, "/org/"))}
    rows = [row for row in questions.run(desk.source, query).rows if str(row[3]) in acting]
    people = {str(row[2]): (str(row[0]), str(row[1])) for row in rows}
    return network.tell(desk.source, list(people.values())[:_MET], language)


def _met(groups: Sequence[Group], kind: str) -> list[tuple[Side, int]]:
    """Who of a kind takes part in the records of the pair, and in how many, the most first."""
    sides = [side for group in groups for fact in group.told for side in _named(fact) if kind in side.iri]
    counts, known = Counter(side.iri for side in sides), {side.iri: side for side in sides}
    return [(known[iri], number) for iri, number in counts.most_common(_MET)]


def _named(fact: Told) -> list[Side]:
    return [*fact.sides, *([fact.speaker] if fact.speaker else [])]


def _path(iri: str) -> str:
    """Kind and code of an economy, as addresses have them."""
    return iri.removeprefix(f"{settings.base()}id/")


def _economy(code: str) -> str:
    found = names.economy_iri(code)
    if found is None:
        raise Mistake(f"{code[:40]!r} is no code of a country or bloc that we know (KZ, LV, EU …)", 404)
    return found


def _series(desk: Desk, reporter: str, partner: str) -> list[Value]:
    given = {"reporter": URIRef(reporter), "partner": URIRef(partner)}
    answer = questions.run(desk.source, questions.question("bilateral-series").text, given)
    return [_value(dict(zip(answer.columns, row, strict=True))) for row in answer.rows]


def _value(row: Mapping[str, object]) -> Value:
    def local(name: str) -> str:
        return str(row[name] or "").rpartition("/")[2].rpartition("-")[2]

    def number(name: str) -> Decimal | None:
        return Decimal(str(row[name])) if isinstance(row[name], Literal) else None

    words = (str(row[name] or "") for name in ("document", "publisher"))
    return Value(
        str(row["figure"]),
        local("indicator"),
        str(row["reporter"]),
        str(row["when"] or ""),
        number("value") or Decimal(0),
        number("low"),
        number("high"),
        str(row["unit"] or "").rpartition("/")[2],
        local("hedge"),
        *words,
    )


def _charts(series: Sequence[Value], language: str) -> list[Chart | None]:
    """A chart a unit of money."""
    by_unit: defaultdict[str, list[Value]] = defaultdict(list)
    for value in series:
        if span(value.when) and len(value.unit) == 3 and value.indicator in _INDICATORS and value.value > 0:
            by_unit[value.unit].append(value)
    return [_chart(unit, values, language) for unit, values in sorted(by_unit.items())]


def _chart(unit: str, values: Sequence[Value], language: str) -> Chart | None:
    lines: defaultdict[str, list[Point]] = defaultdict(list)
    for value in values:
        name = vocabulary.label(f"https://w3id.org/tradegraph/codes#indicator-{value.indicator}", language) or ""
        if value.indicator != "turnover":
            name = f"{name}: {names.economy(value.reporter, language)}"
        if ends := span(value.when):
            when = network.in_words(value.when, language)
            lines[name].append(Point(*ends, when, value.value, value.low, value.high, value.figure))
    return chart(unit, lines, language)
