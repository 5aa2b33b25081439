"""Answers of named queries as tables for people, and as charts where the columns allow.

A column of labels beside one of IRIs is folded into it, as is a publication into the name of its document; columns that
are empty in every row are left out. Numbers stand to the right, periods and days are written in words.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from rdflib import Literal, URIRef

from kg import network, vocabulary
from kg.model.rdf import Term
from kg.questions import Answer, Question, results
from kg.web.charts import Bar, Chart, Point, bars, chart, number, span

_ECONOMIES = ("country", "bloc", "economy")
_RECORDS = ("figure", "event", "agreement", "project", "tenure", "mention", "participation")
_DAYS = (
    "published",
    "firstSeen",
    "lastSeen",
    "newPublished",
    "oldPublished",
    "first",
    "last",
    "made",
    "when",
    "deadline",
)
_PLAIN = ("year", "digest", "start", "end", "document")  # numbers that are names: no marks between thousands
_COUNTED = (
    "records",
    "figures",
    "count",
    "papers",
    "publications",
    "events",
    "companies",
    "things",
    "uses",
    "share",
    "number",
    "triples",
)
_BOUNDS = ("low", "high")  # worth a word where they differ from the value
_SERIES = ("indicator", "reporter", "partner", "product", "country", "speaker")
_MOST_SERIES = 4

Row = Mapping[str, Term | None]


@dataclass(frozen=True, slots=True)
class Head:
    """A column: its name, what it means, and how it is set.

    `style` is `n` for numbers, `quote` for words of a source, `title` for what that is called, `day`, or empty.
    """

    name: str
    meaning: str
    style: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows, where it leads (an IRI or empty), and the kind of record it names where it has no name."""

    words: str
    leads: str = ""
    record: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """An answer for people."""

    heads: Sequence[Head]
    rows: Sequence[Sequence[Cell]]
    charts: Sequence[Chart]
    ranking: Sequence[Bar]


def table(question: Question, answer: Answer, language: str, most: int, titles: Mapping[str, str]) -> Table:
    """The first rows of an answer as a table, all of them as a chart where they have values over time or counts.

    `titles` are those of publications by their IRIs: readers know them, not the names of files.
    """
    every = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    meanings = {column.name: column.meaning for column in question.columns}
    heads = [Head(name, meanings.get(name, ""), _style(name, every)) for name in _shown(answer.columns, every)]
    rows = [[cell(row, head, language, titles) for head in heads] for row in every[:most]]
    charts = _charts(every, language)
    return Table(heads, rows, charts, () if charts else _ranking(heads, every, language))


def _shown(columns: Sequence[str], rows: Sequence[Row]) -> list[str]:
    """The columns without those that are folded into another, and without the empty."""
    folded = {f"{name}Label" for name in columns} | ({"source"} if "document" in columns else set())
    full = {name for name in columns if any(row[name] is not None and str(row[name]) for row in rows)}
    return [name for name in columns if name not in folded and name in (full or columns)]


def _style(name: str, rows: Sequence[Row]) -> str:
    if name.lower().endswith("quote") or name == "words":
        return "quote"
    if name == "document" or name in _DAYS:
        return "title" if name == "document" else "day"
    values = [row[name] for row in rows if row[name] is not None and str(row[name])]
    return "n" if values and name not in _PLAIN and all(_number(value) is not None for value in values) else ""


def _number(term: Term | None) -> Decimal | None:
    """The number that a term is; years written as text are none."""
    if not isinstance(term, Literal) or not isinstance(term.toPython(), int | float | Decimal):
        return None
    return None if isinstance(term.toPython(), bool) else Decimal(str(term))


def cell(row: Row, head: Head, language: str, titles: Mapping[str, str] = MappingProxyType({})) -> Cell:
    """What a row shows in a column."""
    term = row[head.name]
    if term is None:
        return Cell("")
    if isinstance(term, URIRef):
        return named(term, row.get(f"{head.name}Label"), language)
    value = _number(term)
    if head.name in _BOUNDS and value == _number(row.get("value")):
        return Cell("")
    if value is not None and head.name not in _PLAIN:
        return Cell(number(value, language))
    source = row.get("source") if head.name == "document" else None
    if isinstance(source, URIRef):
        return Cell(titles.get(str(source)) or results.readable(term), str(source))
    return Cell(network.in_words(str(term), language) if head.name in _DAYS else results.readable(term))


def named(term: URIRef, label: Term | None, language: str) -> Cell:
    """An IRI by the name the reader knows, else by the label beside it; a record by its kind."""
    iri = str(term)
    kind, _, name = iri.rpartition("/id/")[2].partition("/")
    known = vocabulary.economy(name) if kind in _ECONOMIES else None
    words = known.label(language) if known else _unit(kind, name, language) or (str(label) if label else "")
    if coded := vocabulary.label(iri, language):
        return Cell(coded)
    leads = iri if iri.startswith(("http://", "https://")) else ""
    if not words and kind in _RECORDS:
        return Cell("", leads, kind)
    return Cell(words or results.readable(term), leads)


def _unit(kind: str, code: str, language: str) -> str:
    """What a unit is called: currencies by their codes."""
    known = vocabulary.unit(code) if kind == "unit" else None
    return "" if known is None else code if known.kind == "currency" else known.label(language)


def _charts(rows: Sequence[Row], language: str) -> list[Chart]:
    """Values over time, a chart for each unit that has any."""
    if not rows or not {"when", "value", "unit", "figure"} <= set(rows[0]):
        return []
    series = [name for name in _SERIES if len({row.get(name) for row in rows}) > 1]
    units: defaultdict[str, defaultdict[str, list[Point]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        point, unit = _point(row, language), named(URIRef(str(row["unit"])), None, language).words
        if point is not None:
            names = [cell(row, Head(name, "", ""), language).words for name in series]
            units[unit][", ".join(filter(None, names)) or unit].append(point)
    many = sorted(units.items(), key=lambda pair: -sum(map(len, pair[1].values())))
    return [drawn for unit, lines in many[:_MOST_SERIES] if (drawn := chart(unit, lines, language))]


def _point(row: Row, language: str) -> Point | None:
    when, value = str(row["when"] or ""), _number(row["value"])
    ends = span(when)
    if ends is None or value is None or value < 0:
        return None
    low, high = _number(row.get("low")), _number(row.get("high"))
    return Point(*ends, network.in_words(when, language), value, low, high, str(row["figure"]))


def _ranking(heads: Sequence[Head], rows: Sequence[Row], language: str) -> Sequence[Bar]:
    """Bars of the first column that counts, where another names what is counted and no name comes twice."""
    counted = next((head for head in heads if head.name in _COUNTED and head.style == "n"), None)
    names = [head for head in heads if head.style in ("", "title")]
    if counted is None or not names:
        return ()
    found = [(cell(row, names[0], language), _number(row[counted.name]) or Decimal(0)) for row in rows]
    if len({shown.words for shown, _ in found}) < len(found) or not all(shown.words for shown, _ in found):
        return ()
    return bars([(shown.words, shown.leads, value) for shown, value in found], language)
