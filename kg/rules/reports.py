"""Events as publications report them, read from a source in three questions whatever their number."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from kg.graph.periods import bounds
from kg.graph.sheet import edtf
from kg.identity.folding import tokens
from kg.model.rdf import Source, Term
from kg.vocabulary import notation

_PREFIXES = "PREFIX trd: <https://w3id.org/tradegraph/ns#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
_EVENTS = (
    _PREFIXES
    + """SELECT DISTINCT ?event ?class ?publication ?country ?place ?period ?name WHERE {
  ?event a trd:Event ; a ?class ; trd:statedIn ?publication ; trd:confidence ?confidence .
  FILTER(?class != trd:Event && ?confidence >= 0.5)
  OPTIONAL { ?event trd:hostEconomy ?country }
  OPTIONAL { ?event trd:place ?place }
  OPTIONAL { ?event trd:period ?period }
  OPTIONAL { ?event rdfs:label ?name }
}"""
)
_PARTIES = (
    _PREFIXES
    + """SELECT DISTINCT ?event ?who WHERE {
  ?event a trd:Event . ?participation trd:participationIn ?event ; trd:participant ?who .
  FILTER NOT EXISTS { ?who a trd:AgentGroup }
}"""
)
_PASSAGES = _PREFIXES + "SELECT DISTINCT ?event ?passage WHERE { ?event a trd:Event ; trd:evidence ?passage }"
_YEAR = re.compile(r"(19|20)\d\d")
_NUMERAL = re.compile(r"(\d+)(?:th|st|nd|rd|й|я|е|го)?|([ivxlc]+)")


@dataclass(frozen=True, slots=True)
class Report:
    """One event record. `where` is the country, else the place; dates are the first and last day, None if unknown."""

    iri: str
    publication: str
    type: str
    country: str | None
    place: str | None
    start: date | None
    end: date | None
    name: str | None
    parties: frozenset[str] = field(default=frozenset())
    passages: frozenset[str] = field(default=frozenset())

    @property
    def where(self) -> str | None:
        """What it is looked up by."""
        return self.country or self.place

    @property
    def words(self) -> frozenset[str]:
        """The words of its name that are no number."""
        return frozenset(word for word in tokens(self.name or "") if not _number(word) and not _YEAR.fullmatch(word))

    @property
    def numbers(self) -> frozenset[str]:
        """The numbers in its name but for years: the 17th session is not the 18th."""
        return frozenset(number for word in tokens(self.name or "") if (number := _number(word)))


def _number(word: str) -> str | None:
    match = None if _YEAR.fullmatch(word) else _NUMERAL.fullmatch(word)
    return None if match is None else (match[1] or str(_roman(match[2])))


def _roman(word: str) -> int:
    """
    >>> _roman("xvii")
    17
    """
    values = [{"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}[letter] for letter in word]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def reports(source: Source) -> list[Report]:
    """All events that are not waiting for review, by IRI."""
    parties = _gathered(source, _PARTIES)
    passages = _gathered(source, _PASSAGES)
    found = {}
    for event, type_, publication, country, place, period, name in source.select(_EVENTS).rows:
        iri, (start, end) = str(event), _dates(period)
        found[iri] = Report(
            iri,
            str(publication),
            notation(str(type_)),
            _text(country),
            _text(place),
            start,
            end,
            _text(name),
            frozenset(parties[iri]),
            frozenset(passages[iri]),
        )
    return [found[iri] for iri in sorted(found)]


def _gathered(source: Source, query: str) -> defaultdict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for event, value in source.select(query).rows:
        found[str(event)].add(str(value))
    return found


def _text(term: Term | None) -> str | None:
    return None if term is None else str(term)


def _dates(period: Term | None) -> tuple[date | None, date | None]:
    """First and last day, told from the period's IRI: each publication describes its periods, so that asking for
    their days would join every report with every publication that speaks of the same month."""
    return (None, None) if period is None else bounds(edtf(str(period)))


def months(report: Report) -> Iterator[str]:
    """The months that its dates touch."""
    if report.start is None or report.end is None:
        return
    year, month = report.start.year, report.start.month
    while (year, month) <= (report.end.year, report.end.month):
        yield f"{year}-{month:02}"
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
