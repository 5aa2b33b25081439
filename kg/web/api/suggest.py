"""Names as they are typed: the things that fit, with the address of each one's page."""

import json
from collections.abc import Mapping, Sequence

from kg.search import Filters, Hit, Index
from kg.web.api import asked
from kg.web.desk import Desk
from kg.web.languages import catalogue
from kg.web.orders import Order, Reply
from kg.web.pages.names import economy
from kg.web.rendering import local

_WORDS = {"place": "city or region", "agent": "party as named", "document": "text"}  # others are called so
_LIMIT = 10
_LONGEST = 200  # characters typed that count
_OF_COUNTRIES = ("organisation", "person")  # kinds that readers tell apart by their country
_HOME = Filters(kinds=("mention", "tenure"))  # records that say whose an organisation is, and for whom a person acts


def view(desk: Desk, order: Order) -> Reply:
    """`{"hits": [{"iri", "label", "kind", "sort", "address", "records"}]}`, none before the index has been made.

    `sort` is the kind in the reader's words, with the country of organisations and people where records tell it.
    """
    index = desk.index()
    typed, kind = order.value("q")[:_LONGEST], order.value("kind") or None
    found = index.things(typed, order.language, kind=kind, limit=_LIMIT, beginning=True) if index else []
    homes = _homes(index, found) if index else {}
    hits = [
        {
            "iri": hit.iri,
            "label": hit.label,
            "kind": hit.kind,
            "sort": _sort(hit, homes.get(hit.iri, ""), order.language),
            "address": local(order, hit.iri),
            "records": hit.weight,
        }
        for hit in found
    ]
    return Reply(json.dumps({"hits": hits}, ensure_ascii=False).encode("utf-8"), "application/json")


def _sort(hit: Hit, home: str, language: str) -> str:
    word = catalogue(language).gettext(_WORDS.get(hit.kind, hit.kind))
    return f"{word}, {economy(home, language)}" if home else word


def _homes(index: Index, hits: Sequence[Hit]) -> Mapping[str, str]:
    """The country of each organisation and person: the one that most records of where they belong name."""
    things = [hit.iri for hit in hits if hit.kind in _OF_COUNTRIES]
    links = index.pairs(things, None, _HOME) if things else ()
    ranked = sorted(links, key=lambda link: (link.records, link.b))
    return {link.a: link.b for link in ranked if asked.kind_of(link.b) == "country"}
