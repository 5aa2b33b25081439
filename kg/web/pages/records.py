"""Records on pages: which ones, how many of each kind and year, and those of this page told in full."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rdflib import URIRef

from kg import network
from kg.network.told import Told
from kg.search import Listed
from kg.web.desk import Desk
from kg.web.orders import Mistake, Order
from kg.web.pages.listing import Listing, listing

KINDS = ("event", "agreement", "project", "figure", "tenure", "mention")  # in the order of an overview
SHOWN = 20  # records on a page of one kind
FEW: Mapping[str, int] = {"event": 5, "agreement": 5, "project": 5, "figure": 6, "tenure": 5}  # in an overview


@dataclass(frozen=True, slots=True)
class Group:
    """Records of one kind in an overview: the first of them, and how many there are."""

    kind: str
    told: Sequence[Told]
    total: int


@dataclass(frozen=True, slots=True)
class Shelf:
    """What a page shows of many records: counts by kind, years, and records told in full.

    Where the address chooses no kind, `groups` has the newest of each; else `told` has one page of that kind.
    """

    counts: Mapping[str, int]
    years: Mapping[str, Mapping[str, int]]
    groups: Sequence[Group]
    told: Sequence[Told]
    total: int
    offset: int
    question: str
    parameters: Mapping[str, URIRef]

    @property
    def more(self) -> bool:
        """Whether there are further records behind these."""
        return self.offset + SHOWN < self.total


def shelf(
    desk: Desk, order: Order, question: str, parameters: Mapping[str, URIRef], few: Mapping[str, int] = FEW
) -> Shelf:
    """The records that a named query lists, those of the kind and year that the address chooses told in full."""
    found = listing(desk, question, parameters)
    counted = found.counts()
    kind, year, offset = _chosen(order, "kind", KINDS), order.value("year")[:4], offset_of(order)
    counts = Counter[str]()
    for each, when, number in counted:
        counts[each] += number if when.startswith(year) else 0
    return Shelf(
        +counts,
        _years(counted),
        () if kind else _groups(desk, order.language, found, +counts, year, few),
        _told(desk, found.first(kind, year, SHOWN, offset) if kind else (), order.language),
        counts[kind],
        offset,
        question,
        parameters,
    )


def _groups(
    desk: Desk, language: str, found: Listing, counts: Mapping[str, int], year: str, few: Mapping[str, int]
) -> list[Group]:
    """The newest records of each kind; what is only named in passing is told where there is nothing else."""
    alone = not any(kind in few for kind in counts)
    kinds = [kind for kind in KINDS if kind in counts]
    first = {kind: found.first(kind, year, few.get(kind, SHOWN if alone else 0)) for kind in kinds}
    told = {each.iri: each for each in _told(desk, [each for rows in first.values() for each in rows], language)}
    return [
        Group(kind, [told[each.record] for each in first[kind] if each.record in told], counts[kind]) for kind in kinds
    ]


def _told(desk: Desk, rows: Iterable[Listed], language: str) -> Sequence[Told]:
    return network.tell(desk.source, [(each.record, each.publication) for each in rows], language)


def _years(counted: Sequence[tuple[str, str, int]]) -> dict[str, dict[str, int]]:
    """Records by year of publication and kind, mentions left out unless there is nothing else."""
    years: dict[str, dict[str, int]] = {}
    for kind, year, number in [row for row in counted if row[0] != "mention"] or counted:
        if year:
            years.setdefault(year, dict.fromkeys(KINDS, 0))[kind] += number
    return {year: {kind: n for kind, n in counts.items() if n} for year, counts in sorted(years.items())}


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
