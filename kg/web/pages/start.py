"""The first page: what the graph holds, what came last, and what waits for a person."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg import network, questions, summaries
from kg.network.told import Told
from kg.search import Filters, Index
from kg.web.desk import Desk
from kg.web.linked import schema
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
_NEWEST = (
    _PREFIXES
    + """SELECT DISTINCT ?source ?day WHERE { ?source a trd:Publication ; dcterms:issued ?day }
ORDER BY DESC(STR(?day)) ?source LIMIT 60"""
)
_OF_THESE = (
    _PREFIXES
    + """SELECT DISTINCT ?record ?source WHERE {
  VALUES ?source { %s }
  ?record trd:statedIn ?source
  FILTER NOT EXISTS { ?record trd:withheld ?reason } FILTER NOT EXISTS { ?record trd:changeOf ?level }
  FILTER(!CONTAINS(STR(?record), "/mention/") && !CONTAINS(STR(?record), "/tenure/"))
} ORDER BY ?record"""
)
_LOOKED_AT = 200  # records that came last, of which the first texts are shown
_LEADING = 40  # countries listed
_TEXTS_SHOWN, _FACTS_SHOWN = 6, 2  # what came last: texts, and facts of each
_PAIRED, _PAIRS = 12, 12  # countries looked at for pairs, pairs listed
_ASKED = ("country-dossier", "missions", "planned-not-held", "conflicting-figures", "agreements-by-status", "targets")


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
        schema=schema.dataset(order, desk.digest),
        pairs=_pairs(desk, order.language),
        asked=[questions.question(name) for name in _ASKED],
        countries=[(iri.rpartition("/")[2], economy(iri, order.language), number) for iri, number in held.countries],
        latest=_latest(desk, order.language),
        digest=desk.digest,
    )


def _holdings(desk: Desk) -> Holdings:
    """What there is, by the summaries; of a store that an older version made, by the index once there is one."""
    return _summed(desk) if summaries.kept(desk.source) else _counted(desk, desk.index())


@lru_cache(maxsize=1)
def _summed(desk: Desk) -> Holdings:
    totals = summaries.Totals(desk.source)
    texts, named = totals.publications(), totals.economies()
    countries = [(iri, sum(kinds.values())) for iri, kinds in named.items() if "/country/" in iri]
    return Holdings(
        dict(totals.records()),
        texts.number,
        texts.publishers,
        texts.first,
        texts.last,
        totals.withheld().get("unreviewed", 0),
        countries[:_LEADING],
    )


@lru_cache(maxsize=1)
def _counted(desk: Desk, index: Index | None) -> Holdings:
    """Counted once a snapshot: on a large graph that takes a while."""
    (texts,) = questions.run(desk.source, _TEXTS).rows
    (unreviewed,) = questions.run(desk.source, _UNREVIEWED).rows
    if index is None:
        kinds = {str(row[0]): int(str(row[1])) for row in questions.run(desk.source, _RECORDS).rows}
        countries = [(str(row[0]), int(str(row[1]))) for row in questions.run(desk.source, _COUNTRIES).rows]
    else:
        kinds = Counter[str]()
        for kind, _, number in index.told(()):
            kinds[kind] += number
        countries = [(hit.iri, hit.weight) for hit in index.leading(limit=_LEADING) if hit.weight]
    counts = (int(str(texts[0])), int(str(texts[1])))
    return Holdings(kinds, *counts, str(texts[2] or ""), str(texts[3] or ""), int(str(unreviewed[0])), countries)


def _latest(desk: Desk, language: str) -> Sequence[Sequence[Told]]:
    """The first facts of each of the texts that appeared last."""
    texts: dict[str, list[str]] = {}
    for record, source in _last(desk):
        texts.setdefault(source, []).append(record)
    last = list(texts.items())[:_TEXTS_SHOWN]
    chosen = [(record, source) for source, records in last for record in sorted(records, key=_rank)[:_FACTS_SHOWN]]
    told = network.tell(desk.source, chosen, language)
    return [[fact for fact in told if fact.publication.iri == source] for source, _ in last]


def _last(desk: Desk) -> Sequence[tuple[str, str]]:
    """Records, each with its text, those of the newest texts first: by the index, or by asking the graph."""
    index = desk.index()
    if index is not None:
        newest = index.newest((), ("event", "agreement", "project", "figure"), limit=_LOOKED_AT)
        return [(each.record, each.publication) for each in newest]
    sources = [str(row[0]) for row in questions.run(desk.source, _NEWEST).rows]
    rows = questions.run(desk.source, _OF_THESE % " ".join(f"<{each}>" for each in sources)).rows if sources else ()
    return sorted(((str(record), str(source)) for record, source in rows), key=lambda pair: sources.index(pair[1]))


def _rank(record: str) -> tuple[bool, str]:
    """What happened before what was counted."""
    return "/figure/" in record, record


def _pairs(desk: Desk, language: str) -> Sequence[tuple[tuple[str, str], tuple[str, str], int]]:
    """The pairs of the most told-of countries with the most records, as (code, name) twice and the number."""
    index = desk.index()
    most = [iri for iri, _ in _holdings(desk).countries[:_PAIRED]]
    if index is None or not most:
        return ()
    records: Counter[tuple[str, str]] = Counter()
    for link in index.pairs(most, most, Filters()):
        if link.a < link.b:
            records[link.a, link.b] += link.records
    return [(_side(one, language), _side(other, language), n) for (one, other), n in records.most_common(_PAIRS)]


def _side(iri: str, language: str) -> tuple[str, str]:
    return iri.rpartition("/")[2], economy(iri, language)
