"""The graph of what joins publications."""

from kg import iris
from kg.graph.quads import Quads
from kg.model.rdf import NamedGraph, Source
from kg.rules.happenings import happenings
from kg.rules.reports import reports
from kg.rules.revisions import revisions


def joined(source: Source) -> NamedGraph:
    """The content of `graph/joined`: happenings with several reports, and revisions of texts.

    Follows from the publications' graphs alone; a handful of SELECTs, whatever their number.
    """
    quads = Quads(iris.graph("joined"), "und")
    for events in happenings(reports(source)):
        name = iris.hashed("happening", *events)
        quads.a(name, "trd:Happening")
        for event in events:
            quads.link(name, "trd:reportedAs", event)
    for newer, older in revisions(source):
        quads.link(newer, "prov:wasRevisionOf", older)
    return quads.named_graph()
