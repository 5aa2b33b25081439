"""Counts that pages ask for all the time, as graphs of their own that keep in step with every change.

    Keeper(stored).after(Step(before, after, said, statements)) -> [(was, now)]     the graphs that a change changes
    recomputed(source) -> [NamedGraph]                                              all of them, from the whole graph
    kept(source) -> bool                                                            whether there are any
    Totals(source)                                                                  what pages ask: `.partners(iri)` …

The store's writer puts what the keeper gives into the transaction of the change itself.
"""

from kg.summaries.asking import Publications, Totals, Turnover, kept, version
from kg.summaries.changing import LOOKED_AT, Keeper, Step
from kg.summaries.datasets import VERSION, about, data_set, graphs
from kg.summaries.views import Said, View
from kg.summaries.whole import recomputed

__all__ = [
    "LOOKED_AT",
    "VERSION",
    "Keeper",
    "Publications",
    "Said",
    "Step",
    "Totals",
    "Turnover",
    "View",
    "about",
    "data_set",
    "graphs",
    "kept",
    "recomputed",
    "version",
]
