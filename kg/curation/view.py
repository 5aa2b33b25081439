"""The effective view, one publication at a time: its graph, the curated records over it, the marks.

Every reader of whole records (flat facts, tables, the network) goes through here; named queries see the same by
`FILTER NOT EXISTS { ?record trd:withheld ?reason }`. Each publication's graph is asked for once, so the work grows
with the number of publications that are wanted and with nothing else.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from rdflib import URIRef

from kg import iris
from kg.model.rdf import Source, Term, Triple
from kg.vocabulary import expand

_STATED_IN = URIRef(iris.term("statedIn"))
_WITHHELD = URIRef(iris.term("withheld"))
_OWNERS = tuple(URIRef(iris.term(name)) for name in ("participationIn", "changeOf"))
_NAMES = f"""SELECT ?publication ?name WHERE {{
  ?publication a <{iris.term("Publication")}> ; <{expand("dcterms:identifier")}> ?name .
}}"""


@dataclass(frozen=True, slots=True)
class View:
    """What one publication says, corrections applied: all triples, and the records that are not to be shown.

    Records that wait for review are among the triples and not among `withheld`: their confidence tells them.
    """

    publication: str
    name: str
    triples: tuple[Triple, ...]
    withheld: frozenset[str]


def views(source: Source, publications: Collection[str] | None = None) -> Iterator[View]:
    """A view for each of these publications (all when None), sorted by the document's name."""
    curated = _Curated(source.triples(iris.graph("curated")))
    withheld = frozenset(str(s) for s, p, _ in source.triples(iris.graph("effective")) if p == _WITHHELD)
    for name, publication in sorted(_names(source, publications)):
        graph = tuple(source.triples(iris.publication_graph(publication)))
        if graph:  # none: a loaded file speaks of a publication that was not read here
            yield View(publication, name, (*graph, *curated.of(publication)), withheld)


def _names(source: Source, publications: Collection[str] | None) -> Iterable[tuple[str, str]]:
    """The first name of each publication, with the publication."""
    if publications is None:
        rows = list(source.select(_NAMES).rows)
    else:
        wanted = sorted(set(publications))
        rows = [row for one in wanted for row in source.select(_NAMES, {"publication": URIRef(one)}).rows]
    names: dict[str, str] = {}
    for publication, name in rows:
        names[str(publication)] = min(names.get(str(publication), str(name)), str(name))
    return ((name, publication) for publication, name in names.items())


class _Curated:
    """The records of the graph of corrections, each with everything that belongs to it, by publication."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._about: dict[Term, list[Triple]] = {}
        self._parts: dict[Term, list[URIRef]] = {}
        self._records: dict[str, list[URIRef]] = {}
        for triple in triples:
            subject, predicate, value = triple
            self._about.setdefault(subject, []).append(triple)
            if predicate in _OWNERS:
                self._parts.setdefault(value, []).append(subject)
            elif predicate == _STATED_IN:
                self._records.setdefault(str(value), []).append(subject)

    def of(self, publication: str) -> Iterator[Triple]:
        """The records that stand in for what was read in that publication, with all their parts."""
        seen: set[Term] = {URIRef(publication)}
        due: list[Term] = sorted(self._records.get(publication, ()))
        while due:
            node = due.pop()
            if node in seen:
                continue
            seen.add(node)
            about = self._about.get(node, ())
            yield from about
            due += [value for _, _, value in about if isinstance(value, URIRef)]
            due += self._parts.get(node, ())
