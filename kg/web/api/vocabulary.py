"""What an editor completes: prefixes, and our classes, properties and codes with their names."""

import json

from kg import vocabulary
from kg.web.desk import Desk
from kg.web.linked import terms
from kg.web.orders import Order, Reply


def view(desk: Desk, order: Order) -> Reply:
    """`{"prefixes": {prefix: namespace}, "terms": [{"curie", "label", "sort", "meaning"}]}`."""
    listed = [term for sort in ("class", "property") for term in terms.terms(sort, order.language)]
    listed += [code for _, codes in terms.schemes(order.language) for code in codes]
    told = [
        {"curie": vocabulary.compact(term.iri), "label": term.label, "sort": term.sort, "meaning": term.definition}
        for term in listed
    ]
    content = {"prefixes": dict(vocabulary.PREFIXES), "terms": told}
    return Reply(json.dumps(content, ensure_ascii=False).encode("utf-8"), "application/json")
