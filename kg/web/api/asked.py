"""What orders of the explorer name, and things as it shows them: short names, filters, nodes."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rdflib import RDFS, Literal, URIRef

from kg import questions, settings
from kg.search import KINDS, Filters, Index
from kg.web.desk import Desk
from kg.web.languages import catalogue
from kg.web.linked.identifiers import thing
from kg.web.orders import Mistake, Order, Reply
from kg.web.pages.names import Name, economy, label

NODES = 400  # things shown at once


@dataclass(frozen=True, slots=True)
class Node:
    """A thing of the graph: its IRI, short name in addresses, name for the reader, kind, and address of its page."""

    id: str
    iri: str
    label: str
    kind: str
    address: str


def filters(order: Order) -> Filters:
    """The filters of the address; raises `Mistake` for what is none."""
    kinds = listed(order, "kinds")
    if unknown := set(kinds) - set(KINDS):
        raise Mistake(f"kinds: {', '.join(sorted(unknown))[:80]} is none of {', '.join(KINDS)}")
    since, until = (f"{number(order, name, 0):04}" if order.value(name) else "" for name in ("since", "until"))
    publisher, beside = (iri(order.value(name)) if order.value(name) else "" for name in ("publisher", "country"))
    share = _share(order.value("confidence", "0"))
    return Filters(kinds, since, until, share, publisher, beside, order.value("dated") == "1")


def listed(order: Order, name: str) -> tuple[str, ...]:
    """The parts of a parameter, between commas."""
    return tuple(each for each in order.value(name).split(",") if each)


def _share(text: str) -> float:
    whole, _, part = text.partition(".")
    if whole not in ("0", "1") or (part and not part.isdecimal()) or len(text) > 8:
        raise Mistake(f"confidence={text[:20]!r}: expected a number from 0 to 1")
    return float(text)


def number(order: Order, name: str, default: int) -> int:
    """A whole number of at most four digits; raises `Mistake`."""
    given = order.value(name)
    if not given:
        return default
    if not given.isdecimal() or len(given) > 4:
        raise Mistake(f"{name}={given[:40]!r}: expected a whole number")
    return int(given)


def iri(name: str) -> str:
    """The thing of a short name (`country/KZ`) or of an IRI of ours."""
    base = f"{settings.base()}id/"
    return thing(name.removeprefix(base)) if name else missing()


def missing() -> str:
    """Raises `Mistake`: nothing is named."""
    raise Mistake("the address names no thing: expected one like country/KZ")


def things_of(order: Order, name: str = "nodes") -> list[str]:
    """IRIs of the things that a parameter lists; raises `Mistake` where there are none or too many."""
    chosen = list(dict.fromkeys(iri(each) for each in listed(order, name)))
    if not 0 < len(chosen) <= NODES:
        raise Mistake(f"{name}: {len(chosen)} are named; from 1 to {NODES} can be shown")
    return chosen


def short(iri: str) -> str:
    """The short name of an IRI of ours: `country/KZ`."""
    return iri.removeprefix(f"{settings.base()}id/")


def kind_of(iri: str) -> str:
    """The kind that an IRI of ours names: `country`."""
    return short(iri).partition("/")[0]


def nodes(desk: Desk, order: Order, things: Sequence[str]) -> list[Node]:
    """Things as the explorer shows them, named in the reader's language."""
    names = _names(desk, [iri for iri in things if kind_of(iri) not in ("country", "bloc", "economy")])
    return [_node(iri, names.get(iri, []), order) for iri in things]


def _node(iri: str, names: Sequence[Name], order: Order) -> Node:
    kind = kind_of(iri)
    called = economy(iri, order.language) if kind in ("country", "bloc", "economy") else label(names, order.language)
    return Node(short(iri), iri, called or _unnamed(kind, order.language), kind, f"/page/{short(iri)}")


def _unnamed(kind: str, language: str) -> str:
    """What a thing without a name is called: groups are known by their number only."""
    words = catalogue(language)
    return words.gettext("unnamed group") if kind == "group" else words.gettext(kind)


def _names(desk: Desk, things: Sequence[str]) -> Mapping[str, list[Name]]:
    if not things:
        return {}
    values = " ".join(f"<{each}>" for each in things)
    query = f"SELECT DISTINCT ?thing ?label WHERE {{ VALUES ?thing {{ {values} }} ?thing <{RDFS.label}> ?label }}"
    found: defaultdict[str, list[Name]] = defaultdict(list)
    for iri, name in questions.run(desk.source, query).rows:
        if isinstance(iri, URIRef) and isinstance(name, Literal):
            found[str(iri)].append(Name(str(name), str(name.language or "")))
    return found


def index_of(desk: Desk) -> Index:
    """The index of this snapshot; raises `Mistake` (503) while it is being made."""
    index = desk.index()
    if index is None:
        raise Mistake("the index of this snapshot is being made; try again in a moment", 503)
    return index


def as_json(value: object) -> Reply:
    """A reply of JSON."""
    return Reply(json.dumps(value, ensure_ascii=False).encode("utf-8"), "application/json")
