"""The page of one record: what it says, in which words, who read it how, and what became of it."""

from rdflib import URIRef

from kg import network, questions
from kg.network.told import kinds_of_slots
from kg.web.desk import Desk
from kg.web.orders import Mistake, Order, Reply
from kg.web.rendering import page

_WHERE = """PREFIX trd: <https://w3id.org/tradegraph/ns#>
SELECT DISTINCT ?record ?publication ?reason WHERE {
  ?record trd:statedIn ?publication . OPTIONAL { ?record trd:withheld ?reason }
}"""
_JOINED = """PREFIX trd: <https://w3id.org/tradegraph/ns#>
SELECT DISTINCT ?record ?other ?publication WHERE {
  ?happening trd:reportedAs ?record , ?other . ?other trd:statedIn ?publication FILTER(?other != ?record)
}"""


def view(desk: Desk, order: Order, iri: str) -> Reply:
    """The page; raises `Mistake` (404) for what is no record, as the second node of a figure is none."""
    thing = {"record": URIRef(iri)}
    rows = questions.run(desk.source, _WHERE, thing).rows
    found = network.tell(desk.source, [(iri, str(row[1])) for row in rows], order.language)
    if not found:
        raise Mistake(f"{iri} is no record of its own", 404)
    others = questions.run(desk.source, _JOINED, thing).rows
    return page(
        order,
        "record.html",
        iri=iri,
        fact=found[0],
        withheld=sorted({str(row[2]).rpartition("-")[2] for row in rows if row[2] is not None}),
        hows=kinds_of_slots(found[0].record),
        others=network.tell(desk.source, [(str(row[1]), str(row[2])) for row in others], order.language),
    )
