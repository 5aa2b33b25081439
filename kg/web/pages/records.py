"""Records on pages: which ones, how many of each kind and year, and the ones of this page told in full."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rdflib import URIRef

from kg import network, questions
from kg.network.told import Told
from kg.web.desk import Desk
from kg.web.orders import Mistake, Order

KINDS = ("figure", "event", "agreement", "project", "tenure", "mention")
SHOWN = 20  # records on a page


@dataclass(frozen=True, slots=True)
class Listed:
    """A record before it is told: its IRI, its publication, when that appeared, and its kind."""

    record: str
    publication: str
    published: str
    kind: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """What a page shows of many records: counts by kind, years, and the records of this page."""

    counts: Mapping[str, int]
    years: Mapping[str, Mapping[str, int]]
    told: Sequence[Told]
    total: int
    offset: int
    question: str
    parameters: Mapping[str, URIRef]

    @property
    def more(self) -> bool:
        """Whether there are further records behind these."""
        return self.offset + SHOWN < self.total


def shelf(desk: Desk, order: Order, question: str, parameters: Mapping[str, URIRef]) -> Shelf:
    """The records that a named query lists, those of the kind and year that the address chooses told in full."""
    rows = listed(desk, question, parameters)
    kind, year = _chosen(order, "kind", KINDS), order.value("year")[:4]
    chosen = [each for each in rows if kind in ("", each.kind) and each.published.startswith(year)]
    offset = offset_of(order)
    page = [(each.record, each.publication) for each in chosen[offset : offset + SHOWN]]
    return Shelf(
        Counter(each.kind for each in rows),
        _years(rows),
        network.tell(desk.source, page, order.language),
        len(chosen),
        offset,
        question,
        parameters,
    )


def listed(desk: Desk, question: str, parameters: Mapping[str, URIRef]) -> list[Listed]:
    """All records that a named query lists; each once."""
    answer = questions.run(desk.source, questions.question(question).text, parameters)
    places = [answer.columns.index(name) for name in ("record", "source", "published", "kind")]
    told = (Listed(*(str(row[place] or "") for place in places)) for row in answer.rows)
    return list({each.record: each for each in told}.values())


def _years(rows: Sequence[Listed]) -> dict[str, Counter[str]]:
    years: dict[str, Counter[str]] = {}
    for each in rows:
        if each.published:
            years.setdefault(each.published[:4], Counter())[each.kind] += 1
    return dict(sorted(years.items()))


def _chosen(order: Order, name: str, known: Sequence[str]) -> str:
    given = order.value(name)
    if given and given not in known:
        raise Mistake(f"{name}={given[:40]!r} is none of {', '.join(known)}")
    return given


def offset_of(order: Order) -> int:
    """Where the page begins; raises `Mistake` for what is no number."""
    given = order.value("from", "0")
    if not given.isdecimal() or len(given) > 7:
        raise Mistake(f"from={given[:40]!r}: expected a whole number")
    return int(given)
