"""The page of one record: what it says, in which words, who read it how, and what became of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rdflib import URIRef

from kg import network, questions
from kg.network.told import Told
from kg.web.desk import Desk
from kg.web.linked import schema
from kg.web.orders import Mistake, Order, Reply
from kg.web.pages.slots import Compared, compared, stated
from kg.web.rendering import page

_WHERE = """PREFIX trd: <https://w3id.org/tradegraph/ns#>
SELECT DISTINCT ?record ?publication ?reason WHERE {
  ?record trd:statedIn ?publication . OPTIONAL { ?record trd:withheld ?reason }
}"""
_JOINED = """PREFIX trd: <https://w3id.org/tradegraph/ns#>
SELECT DISTINCT ?record ?other ?publication WHERE {
  ?happening trd:reportedAs ?record , ?other . ?other trd:statedIn ?publication FILTER(?other != ?record)
}"""
_CORRECTED = """PREFIX trd: <https://w3id.org/tradegraph/ns#>
SELECT DISTINCT ?record ?old ?new ?publication WHERE {
  { ?act trd:corrects ?record } UNION { ?act trd:replacedBy ?record }
  ?act trd:corrects ?old ; trd:replacedBy ?new ; trd:holdsOnTo ?publication
}"""


@dataclass(frozen=True, slots=True)
class Change:
    """A correction: the record before and after, and the fields in which they differ."""

    old: Told
    new: Told
    fields: Sequence[Compared]


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
        schema=schema.happening(found[0], order.language),
        withheld=sorted({str(row[2]).rpartition("-")[2] for row in rows if row[2] is not None}),
        stated=stated(found[0], order.language),
        changes=list(_changes(desk, order.language, iri)),
        others=network.tell(desk.source, [(str(row[1]), str(row[2])) for row in others], order.language),
    )


def _changes(desk: Desk, language: str, iri: str) -> Iterator[Change]:
    """The corrections that this record is the old or the new side of."""
    for _, old, new, publication in questions.run(desk.source, _CORRECTED, {"record": URIRef(iri)}).rows:
        told = network.tell(desk.source, [(str(old), str(publication)), (str(new), str(publication))], language)
        if len(told) == 2:
            yield Change(told[0], told[1], compared(told[0], told[1], language))
