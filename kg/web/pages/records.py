"""Records on pages: which ones, how many of each kind and year, and those of this page told in full."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rdflib import URIRef

from kg import network, questions
from kg.network.told import Told
from kg.web.desk import Desk
from kg.web.orders import Mistake, Order

KINDS = ("event", "agreement", "project", "figure", "tenure", "mention")  # in the order of an overview
SHOWN = 20  # records on a page of one kind
FEW: Mapping[str, int] = {"event": 5, "agreement": 5, "project": 5, "figure": 6, "tenure": 5}  # in an overview


@dataclass(frozen=True, slots=True)
class Listed:
    """A record before it is told: its IRI, its publication, when that appeared, and its kind."""

    record: str
    publication: str
    published: str
    kind: str


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
    rows = listed(desk, question, parameters)
    kind, year = _chosen(order, "kind", KINDS), order.value("year")[:4]
    dated = [each for each in rows if each.published.startswith(year)]
    chosen = [each for each in dated if each.kind == kind]
    offset = offset_of(order)
    return Shelf(
        Counter(each.kind for each in dated),
        _years(rows),
        () if kind else _groups(desk, order.language, dated, few),
        _told(desk, chosen[offset : offset + SHOWN], order.language),
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


def _groups(desk: Desk, language: str, rows: Sequence[Listed], few: Mapping[str, int]) -> list[Group]:
    """The newest records of each kind; what is only named in passing is told where there is nothing else."""
    by_kind = {kind: [each for each in rows if each.kind == kind] for kind in KINDS}
    alone = not any(by_kind[kind] for kind in few)
    first = {kind: found[: few.get(kind, SHOWN if alone else 0)] for kind, found in by_kind.items()}
    told = {each.iri: each for each in _told(desk, [each for found in first.values() for each in found], language)}
    return [
        Group(kind, [told[each.record] for each in first[kind] if each.record in told], len(found))
        for kind, found in by_kind.items()
        if found
    ]


def _told(desk: Desk, rows: Iterable[Listed], language: str) -> Sequence[Told]:
    return network.tell(desk.source, [(each.record, each.publication) for each in rows], language)


def _years(rows: Sequence[Listed]) -> dict[str, dict[str, int]]:
    """Records by year of publication and kind, mentions left out unless there is nothing else."""
    years: dict[str, dict[str, int]] = {}
    told = [each for each in rows if each.kind != "mention"] or rows
    for each in told:
        if each.published:
            counts = years.setdefault(each.published[:4], dict.fromkeys(KINDS, 0))
            counts[each.kind] += 1
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
