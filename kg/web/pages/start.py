"""The first page: what the graph holds, a search box, what came last, what waits for a person."""

from kg.web.desk import Desk
from kg.web.orders import Order, Reply
from kg.web.rendering import page

_COUNTS = """SELECT ?kind (COUNT(DISTINCT ?record) AS ?number) WHERE {
  ?record a ?kind ; <https://w3id.org/tradegraph/ns#statedIn> ?publication
} GROUP BY ?kind ORDER BY DESC(?number)"""


def view(desk: Desk, order: Order) -> Reply:
    """The page."""
    rows = desk.source.select(_COUNTS).rows
    return page(order, "start.html", counts=[(str(kind), str(number)) for kind, number in rows], digest=desk.digest)
