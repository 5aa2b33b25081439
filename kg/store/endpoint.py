"""A SPARQL 1.1 endpoint as a `Source`: asked through SPARQLWrapper, read by our own transport, checked term by term.

An answer is whole or an error. Writing to endpoints is another matter and not done here.
"""

import json
import urllib.error
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from rdflib import Literal, URIRef
from SPARQLWrapper import JSON, POST, SPARQLWrapper

import kg
from kg import iris, settings
from kg.errors import EndpointError
from kg.model.rdf import Parameters, Row, Solutions, Triple
from kg.settings import Credentials
from kg.store import answers, transport
from kg.store.binding import with_parameters
from kg.store.parameters import term_text

Given = TypeVar("Given")
Read = TypeVar("Read")
PAGE = 5000  # triples asked for at a time: public endpoints cut at 10,000 rows
_TYPES = {
    "json": ("application/sparql-results+json", "application/json"),
    "nt": ("application/n-triples", "text/plain"),
}


class _Request(SPARQLWrapper):
    """SPARQLWrapper forms the request and reads the answer; what goes over the wire is ours, for its limits."""

    def __init__(self, endpoint: "Endpoint", query: str, accept: str) -> None:
        super().__init__(endpoint.url, agent=f"tradegraph/{kg.__version__}")
        self.to_send = endpoint
        self.setMethod(POST)
        self.setReturnFormat(JSON)
        self.setOnlyConneg(True)
        self.addCustomHttpHeader("Accept", accept)
        self.addCustomHttpHeader("Accept-Encoding", "identity")
        self.setQuery(query)

    def _query(self) -> tuple[transport.Answer, str]:  # type: ignore[override]  # as much of a response as is read of it
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # it warns of Accept headers that we set ourselves
            request = self._createRequest()
        return self.to_send.send(request), self.returnFormat


@dataclass(frozen=True, slots=True)
class Endpoint:
    """What is to be asked: the query URL, who asks, and how long and how much at most for one question."""

    url: str
    credentials: Credentials | None = None
    deadline: float = transport.DEADLINE
    size: int = transport.SIZE

    def select(self, query: str, parameters: Parameters | None = None) -> Solutions:
        """Rows of a SELECT, in the query's order. Raises `EndpointError`."""
        return self._checked(answers.solutions, self._json(with_parameters(query, parameters)))

    def rows(self, query: str) -> Iterator[Row]:
        """Rows of a SELECT; the whole answer is there before the first of them."""
        return iter(self.select(query).rows)

    def ask(self, query: str, parameters: Parameters | None = None) -> bool:
        """The answer of an ASK."""
        return self._checked(answers.truth, self._json(with_parameters(query, parameters)))

    def construct(self, query: str, parameters: Parameters | None = None) -> Sequence[Triple]:
        """Triples of a CONSTRUCT or DESCRIBE, sorted, each once."""
        return self._checked(answers.triples, self._content(with_parameters(query, parameters), "nt"))

    def graphs(self) -> Sequence[str]:
        """The named graphs under our base and the ontology's; an endpoint's own graphs are not our business."""
        rows = [self.select(_graphs(base)).rows for base in (settings.base(), iris.ONTOLOGY_GRAPH)]
        return sorted({str(graph) for found in rows for (graph,) in found})

    def triples(self, graph: str) -> Iterator[Triple]:
        """All triples of one named graph, a page at a time, subject by subject, so that no limit cuts it."""
        after = ""
        while True:
            page: list[Triple] = [row for row in self.select(_triples(graph, after)).rows if None not in row]  # type: ignore[misc]
            if len(page) < PAGE:
                yield from page
                return
            last = str(page[-1][0])
            if last == str(page[0][0]):
                raise EndpointError(self.url, f"more than {PAGE:,} triples about {last}, which cannot be paged")
            yield from (triple for triple in page if str(triple[0]) != last)
            after = last

    def send(self, request: Any) -> transport.Answer:
        """The answer to a request that SPARQLWrapper has formed."""
        return transport.send(request, self.credentials, deadline=self.deadline, size=self.size)

    def _json(self, query: str) -> object:
        return self._checked(_loaded, self._content(query, "json"))

    def _content(self, query: str, kind: str) -> bytes:
        try:
            answer = _Request(self, query, ", ".join(_TYPES[kind])).query().response
        except (ValueError, urllib.error.URLError) as error:
            raise EndpointError(self.url, f"is no address of an endpoint: {error}") from None
        given = str(answer.info().get("Content-Type", "")).split(";")[0].strip().lower()
        if given not in _TYPES[kind]:
            raise EndpointError(self.url, f"answered {given or 'something untyped'} instead of {_TYPES[kind][0]}")
        return bytes(answer.read())

    def _checked(self, read: Callable[[Given], Read], found: Given) -> Read:
        try:
            return read(found)
        except ValueError as error:
            raise EndpointError(self.url, f"gave a wrong answer: {error}") from None


def _loaded(content: bytes) -> object:
    try:
        return json.loads(content.decode("utf-8"))
    except RecursionError:
        raise ValueError("it nests too deeply") from None


def _graphs(base: str) -> str:
    ours = f"STRSTARTS(STR(?g), {term_text(Literal(base))})"
    return f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER({ours}) }}"


def _triples(graph: str, after: str) -> str:
    """Subjects from `after` on, in order; the bounds stand inside, since a VALUES at the end comes after a FILTER."""
    pattern = f"GRAPH {term_text(URIRef(graph))} {{ ?s ?p ?o }} FILTER(STR(?s) >= {term_text(Literal(after))})"
    return f"SELECT ?s ?p ?o WHERE {{ {pattern} }} ORDER BY STR(?s) LIMIT {PAGE}"
