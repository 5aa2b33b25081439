"""Names as they are typed: the things that fit, with the address of each one's page."""

import json

from kg.web.desk import Desk
from kg.web.languages import catalogue
from kg.web.orders import Order, Reply
from kg.web.rendering import local

_WORDS = {"place": "city or region", "agent": "party as named", "document": "text"}  # others are called so
_LIMIT = 10
_LONGEST = 200  # characters typed that count


def view(desk: Desk, order: Order) -> Reply:
    """`{"hits": [{"iri", "label", "kind", "sort", "address", "records"}]}`, none before the index has been made."""
    index = desk.index()
    typed, kind = order.value("q")[:_LONGEST], order.value("kind") or None
    found = index.things(typed, order.language, kind=kind, limit=_LIMIT, beginning=True) if index else []
    words = catalogue(order.language)
    hits = [
        {
            "iri": hit.iri,
            "label": hit.label,
            "kind": hit.kind,
            "sort": words.gettext(_WORDS.get(hit.kind, hit.kind)),
            "address": local(order, hit.iri),
            "records": hit.weight,
        }
        for hit in found
    ]
    return Reply(json.dumps({"hits": hits}, ensure_ascii=False).encode("utf-8"), "application/json")
