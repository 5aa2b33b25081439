"""Triples by subject and predicate, as plain text: what decoding looks things up in."""

from collections.abc import Iterable
from functools import cache

from kg.graph import nquads
from kg.model.rdf import NamedGraph, Triple
from kg.vocabulary import expand


class Index:
    """IRIs and lexical forms by subject and predicate (CURIEs going in), sorted, so that reading has no order."""

    def __init__(self, statements: Iterable[tuple[str, str, str]]) -> None:
        self._values: dict[tuple[str, str], list[str]] = {}
        self._about: dict[tuple[str, str], list[str]] = {}
        self._having: dict[str, set[str]] = {}
        for subject, predicate, value in statements:
            self._values.setdefault((subject, predicate), []).append(value)
            self._about.setdefault((predicate, value), []).append(subject)
            self._having.setdefault(predicate, set()).add(subject)

    @classmethod
    def of(cls, triples: Iterable[Triple]) -> "Index":
        """From rdflib's terms."""
        return cls((str(s), str(p), str(o)) for s, p, o in triples)

    @classmethod
    def of_graph(cls, graph: NamedGraph) -> "Index":
        """From canonical lines."""
        parts = map(nquads.parts, graph.lines)
        return cls((s, p, words if iri is None else iri) for s, p, iri, words, _, _ in parts)

    def all(self, subject: str, predicate: str) -> list[str]:
        """Every value, sorted."""
        return sorted(self._values.get((subject, _full(predicate)), ()))

    def one(self, subject: str, predicate: str) -> str | None:
        """The value, the first in order where there are several, None where there is none."""
        values = self._values.get((subject, _full(predicate)))
        return min(values) if values else None

    def about(self, predicate: str, value: str) -> list[str]:
        """The subjects that have that value, sorted."""
        return sorted(self._about.get((_full(predicate), value), ()))

    def having(self, predicate: str) -> list[str]:
        """The subjects that have any value there, sorted."""
        return sorted(self._having.get(_full(predicate), ()))

    def of_class(self, curie: str) -> list[str]:
        """The subjects of a class, sorted."""
        return self.about("rdf:type", expand(curie))


@cache
def _full(curie: str) -> str:
    return expand(curie)
