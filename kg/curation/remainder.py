"""What is left of the graph of curation when a publication is forgotten."""

from collections.abc import Iterable

from rdflib import URIRef

from kg import iris
from kg.graph.nquads import named_graph
from kg.model.rdf import NamedGraph, Term, Triple

_HOLDS_ON_TO = URIRef(iris.term("holdsOnTo"))
_OWNERS = tuple(URIRef(iris.term(name)) for name in ("participationIn", "changeOf"))


def remainder(triples: Iterable[Triple], publication: str) -> tuple[NamedGraph, int]:
    """The curations that hold on to other publications, with all they lead to; and how many went."""
    about: dict[Term, list[Triple]] = {}
    owned: dict[Term, list[Term]] = {}
    holding: list[tuple[Term, Term]] = []
    for triple in triples:
        about.setdefault(triple[0], []).append(triple)
        if triple[1] in _OWNERS:
            owned.setdefault(triple[2], []).append(triple[0])
        elif triple[1] == _HOLDS_ON_TO:
            holding.append((triple[0], triple[2]))
    staying = [node for node, held in holding if str(held) != publication]
    kept = [triple for node in _reached(staying, about, owned) for triple in about.get(node, ())]
    return named_graph(iris.graph("curated"), kept), len(holding) - len(staying)


def _reached(start: Iterable[Term], about: dict[Term, list[Triple]], owned: dict[Term, list[Term]]) -> set[Term]:
    """Every node that these lead to, by links or by belonging to one of them."""
    seen: set[Term] = set()
    due = list(start)
    while due:
        node = due.pop()
        if node not in seen:
            seen.add(node)
            due += [value for _, _, value in about.get(node, ()) if isinstance(value, URIRef)]
            due += owned.get(node, ())
    return seen
