"""The first page: what the graph holds, what came last, and what waits for a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg import network, questions
from kg.network.told import Told
from kg.web.desk import Desk
from kg.web.orders import Order, Reply
from kg.web.pages.names import economy
from kg.web.rendering import page

_PREFIXES = """PREFIX trd: <https://w3id.org/tradegraph/ns#>
PREFIX code: <https://w3id.org/tradegraph/codes#>
PREFIX dcterms: <http://purl.org/dc/terms/>
"""
_RECORDS = (
    _PREFIXES
    + """SELECT ?kind (COUNT(?record) AS ?number) WHERE {
  { SELECT DISTINCT ?record WHERE { ?record trd:statedIn ?source
      FILTER NOT EXISTS { ?record trd:withheld ?reason } FILTER NOT EXISTS { ?record trd:changeOf ?level } } }
  BIND(REPLACE(STR(?record), "^.*/id/([a-z]+)/.*$", "$1") AS ?kind)
} GROUP BY ?kind"""
)
_TEXTS = (
    _PREFIXES
    + """SELECT (COUNT(DISTINCT ?source) AS ?texts) (COUNT(DISTINCT ?house) AS ?publishers) (MIN(STR(?day)) AS ?first)
  (MAX(STR(?day)) AS ?last) WHERE {
  ?source a trd:Publication OPTIONAL { ?source dcterms:publisher ?house } OPTIONAL { ?source dcterms:issued ?day }
}"""
)
_UNREVIEWED = (
    _PREFIXES + "SELECT (COUNT(DISTINCT ?record) AS ?number) WHERE { ?record trd:withheld code:withheld-unreviewed }"
)
_COUNTRIES = (
    _PREFIXES
    + """SELECT ?country (COUNT(DISTINCT ?record) AS ?number) WHERE {
  ?record trd:reporter|trd:partner|trd:hostEconomy|trd:betweenEconomies ?country
  FILTER NOT EXISTS { ?record trd:withheld ?reason } FILTER(CONTAINS(STR(?country), "/country/"))
} GROUP BY ?country ORDER BY DESC(?number) ?country LIMIT 40"""
)
_LAST = (
    _PREFIXES
    + """SELECT DISTINCT ?record ?source ?day WHERE {
  ?source dcterms:issued ?day . ?record trd:statedIn ?source
  FILTER NOT EXISTS { ?record trd:withheld ?reason } FILTER NOT EXISTS { ?record trd:changeOf ?level }
  FILTER(!CONTAINS(STR(?record), "/mention/") && !CONTAINS(STR(?record), "/tenure/"))
} ORDER BY DESC(STR(?day)) ?record LIMIT 8"""
)


@dataclass(frozen=True, slots=True)
class Holdings:
    """What a snapshot holds: records by kind, texts, publishers, the span of days, what is unreviewed, countries."""

    records: dict[str, int]
    texts: int
    publishers: int
    first: str
    last: str
    unreviewed: int
    countries: Sequence[tuple[str, int]]


def view(desk: Desk, order: Order) -> Reply:
    """The page."""
    held = _holdings(desk)
    return page(
        order,
        "start.html",
        held=held,
        countries=[(iri.rpartition("/")[2], economy(iri, order.language), number) for iri, number in held.countries],
        latest=_latest(desk, order.language),
        digest=desk.digest,
    )


@lru_cache(maxsize=1)
def _holdings(desk: Desk) -> Holdings:
    """Counted once a snapshot: on a large graph that takes a while."""
    kinds = {str(row[0]): int(str(row[1])) for row in questions.run(desk.source, _RECORDS).rows}
    (texts,) = questions.run(desk.source, _TEXTS).rows
    (unreviewed,) = questions.run(desk.source, _UNREVIEWED).rows
    countries = [(str(row[0]), int(str(row[1]))) for row in questions.run(desk.source, _COUNTRIES).rows]
    counts = (int(str(texts[0])), int(str(texts[1])))
    return Holdings(kinds, *counts, str(texts[2] or ""), str(texts[3] or ""), int(str(unreviewed[0])), countries)


def _latest(desk: Desk, language: str) -> Sequence[Told]:
    rows = questions.run(desk.source, _LAST).rows
    return network.tell(desk.source, [(str(row[0]), str(row[1])) for row in rows], language)
