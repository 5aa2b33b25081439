"""The quads of one named graph while they are being written: a set, whatever the order they come in."""

from decimal import Decimal
from functools import cache

from kg.graph import nquads
from kg.graph.numbers import lexical
from kg.model.rdf import NamedGraph
from kg.vocabulary import expand

TYPE = "rdf:type"


@cache
def _predicate(curie: str) -> str:
    return f"<{expand(curie)}>"


class Quads:
    """Collects statements about IRIs; predicates, classes, codes and datatypes are given as CURIEs.

    `language` is that of the document: the tag of every text that says no other.
    """

    def __init__(self, graph: str, language: str) -> None:
        self.graph = graph
        self.language = language
        self._triples: set[str] = set()

    def _add(self, subject: str, predicate: str, value: str) -> None:
        self._triples.add(f"<{subject}> {_predicate(predicate)} {value}")

    def a(self, subject: str, *classes: str) -> None:
        """The subject is of these classes."""
        for name in classes:
            self._add(subject, TYPE, _predicate(name))

    def link(self, subject: str, predicate: str, iri: str) -> None:
        """To another thing."""
        self._add(subject, predicate, f"<{iri}>")

    def code(self, subject: str, predicate: str, scheme: str, notation: str) -> None:
        """To a concept of a code list."""
        self._add(subject, predicate, _predicate(f"code:{scheme}-{notation}"))

    def text(self, subject: str, predicate: str, words: str, language: str | None = None) -> None:
        """Words of a language."""
        self._add(subject, predicate, nquads.literal(words, language=language or self.language))

    def string(self, subject: str, predicate: str, value: str) -> None:
        """A string that is no language's: an identifier, a notation."""
        self._add(subject, predicate, nquads.literal(value))

    def typed(self, subject: str, predicate: str, value: str, datatype: str) -> None:
        """A lexical form of a datatype."""
        self._add(subject, predicate, nquads.literal(value, datatype=expand(datatype)))

    def number(self, subject: str, predicate: str, value: Decimal | None) -> None:
        """A decimal in canonical form; nothing for None."""
        if value is not None:
            self.typed(subject, predicate, lexical(value), "xsd:decimal")

    def named_graph(self) -> NamedGraph:
        """All of it as canonical sorted lines."""
        return NamedGraph(self.graph, tuple(sorted(f"{triple} <{self.graph}> .\n" for triple in self._triples)))
