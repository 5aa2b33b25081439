"""The page of two countries: figures over time with hedges as ranges, what they met for, signed, build, and planned."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rdflib import Literal, URIRef

from kg import questions, vocabulary
from kg.web.charts import Chart, Point, chart
from kg.web.desk import Desk
from kg.web.orders import Mistake, Order, Reply
from kg.web.pages import things
from kg.web.pages.records import shelf
from kg.web.rendering import page

_INDICATORS = ("turnover", "exports", "imports")


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
    return page(
        order,
        "pair.html",
        one=things.economy(one, order.language),
        other=things.economy(other, order.language),
        one_code=one.rpartition("/")[2],
        other_code=other.rpartition("/")[2],
        charts=[drawn for drawn in _charts(series, order.language) if drawn],
        series=sorted(series, key=lambda value: (value.when, value.indicator, value.reporter)),
        name=lambda iri: things.economy(iri, order.language),
        indicator=lambda code: vocabulary.label(f"https://w3id.org/tradegraph/codes#indicator-{code}", order.language),
        shelf=shelf(desk, order, "records-of-pair", pair),
    )


def _economy(code: str) -> str:
    found = things.economy_iri(code)
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
    """A chart a unit of money, whole years only: what covers some months is no point of a yearly line."""
    by_unit: defaultdict[str, list[Value]] = defaultdict(list)
    for value in series:
        if value.when.isdecimal() and len(value.unit) == 3 and value.indicator in _INDICATORS:
            by_unit[value.unit].append(value)
    return [_chart(unit, values, language) for unit, values in sorted(by_unit.items())]


def _chart(unit: str, values: Sequence[Value], language: str) -> Chart | None:
    lines: defaultdict[str, list[Point]] = defaultdict(list)
    for value in values:
        name = vocabulary.label(f"https://w3id.org/tradegraph/codes#indicator-{value.indicator}", language) or ""
        if value.indicator != "turnover":
            name = f"{name}: {things.economy(value.reporter, language)}"
        lines[name].append(Point(int(value.when), value.value, value.low, value.high, value.figure))
    return chart(unit, lines, language)
