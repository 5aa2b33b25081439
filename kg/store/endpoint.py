"""A SPARQL 1.1 endpoint as a `Source`: asked through SPARQLWrapper, read by our own transport, checked term by term.

An answer is whole or an error. Writing is another matter (`kg.store.remote`).
"""

import json
import urllib.error
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from rdflib import Literal, URIRef
from SPARQLWrapper import JSON, POST, SPARQLWrapper

import kg
from kg import iris, settings
from kg.errors import EndpointError
from kg.model.rdf import Parameters, Row, Solutions, Triple
from kg.settings import Credentials
from kg.store import answers, forms, pages, revision, transport
from kg.store.binding import with_parameters
from kg.store.dialect import Dialect, standard
from kg.store.parameters import term_text

Given = TypeVar("Given")
Read = TypeVar("Read")
STAGING = "staging"  # graphs of a writer, see `kg.store.updates`
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
        for graph in endpoint.dataset():
            self.addParameter("default-graph-uri", graph)
            self.addParameter("named-graph-uri", graph)
        self.setQuery(query)

    def _query(self) -> tuple[transport.Answer, str]:  # type: ignore[override]  # as much of a response as is read of it
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # it warns of Accept headers that we set ourselves
            request = self._createRequest()
        return self.to_send.send(request), self.returnFormat


@dataclass(slots=True)
class Endpoint:
    """What is to be asked: the query URL, who asks, how long and how much at most for one question, and how this make
    of server differs. With `watched`, each answer is of one revision of the graph (`kg.store.revision`)."""

    url: str
    credentials: Credentials | None = None
    deadline: float = transport.DEADLINE
    size: int = transport.SIZE
    dialect: Dialect = field(default_factory=standard)
    watched: bool = False
    watch: revision.Watch = field(init=False)
    _named: tuple[str, ...] | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self.watch = revision.Watch(self.url, self.stamp, self.deadline)

    def select(self, query: str, parameters: Parameters | None = None) -> Solutions:
        """Rows of a SELECT, in the query's order. Raises `EndpointError`."""
        text = with_parameters(query, parameters)
        return self._whole(lambda: self._select(text))

    def rows(self, query: str) -> Iterator[Row]:
        """Rows of a SELECT; the whole answer is there before the first of them."""
        return iter(self.select(query).rows)

    def ask(self, query: str, parameters: Parameters | None = None) -> bool:
        """The answer of an ASK."""
        text = with_parameters(query, parameters)
        as_table = forms.yes_or_no(text) if self.dialect.reading.yes_or_no == "select" else None
        if as_table:
            return bool(self.select(as_table).rows)
        return self._whole(lambda: self._checked(answers.truth, self._json(text)))

    def construct(self, query: str, parameters: Parameters | None = None) -> Sequence[Triple]:
        """Triples of a CONSTRUCT or DESCRIBE, sorted, each once."""
        text = with_parameters(query, parameters)
        return self._whole(lambda: self._construct(text))

    def graphs(self) -> Sequence[str]:
        """The named graphs under our base and the ontology's; an endpoint's own graphs are not our business."""
        rows = [self.select(_graphs(base)).rows for base in (settings.base(), iris.ONTOLOGY_GRAPH)]
        found = {str(graph) for found in rows for (graph,) in found}
        return sorted(graph for graph in found if not ours_alone(graph))

    def triples(self, graph: str) -> Iterator[Triple]:
        """All triples of one named graph, a page at a time, subject by subject, so that no limit cuts it."""
        yield from self._whole(lambda: list(self._pages(graph)))

    def stamp(self) -> revision.Stamp:
        """The revision of the graph that the server has now."""
        return revision.stamp([str(value) for (value,) in self._plain(revision.query()).rows])

    def raw(self, query: str) -> object:
        """The answer's JSON as the server spells it, for whoever wants to know the server."""
        return self._json(query)

    def send(self, request: Any) -> transport.Answer:
        """The answer to a request that SPARQLWrapper has formed."""
        wanted = transport.Wanted(self.deadline, self.size, self.dialect.cut)
        try:
            return transport.send(request, self.credentials, wanted)
        except EndpointError as error:
            if type(error) is EndpointError and (told := self.dialect.told(error.reason)) != error.reason:
                raise EndpointError(self.url, told, status=error.status) from None
            raise

    def dataset(self) -> Sequence[str]:
        """The graphs that a request has to name, where the server's default graph is not the union of all."""
        if self.dialect.reading.default_graph != "named":
            return ()
        if self._named is None:
            self._named = ()  # so that the question for the graphs names none
            self._named = tuple(self.graphs())
        return self._named

    def _whole(self, work: Callable[[], Read]) -> Read:
        return self.watch.whole(work) if self.watched and self.dialect.reading.whole == "revision" else work()

    def _plain(self, text: str) -> Solutions:
        return self._checked(answers.solutions, self._json(text))

    def _select(self, text: str) -> Solutions:
        try:
            return self._plain(text)
        except transport.Cut as cut:
            if not cut.rows:
                raise
            columns = self._checked(answers.solutions, self._checked(_loaded, cut.answer.content)).columns
            page = min(self.dialect.reading.page, max(1, cut.rows - 1))
            return pages.paged(self.url, self._plain, text, columns, page=page)

    def _construct(self, text: str) -> Sequence[Triple]:
        checked = self.dialect.reading.construct == "checked"
        solutions = forms.solutions_of(text) if checked else None
        if solutions:
            self._plain(solutions)  # raises `Cut` where the triples would be cut without a word
        found = self._checked(answers.triples, self._content(text, "nt"))
        if checked and not solutions and len(found) >= self.dialect.reading.page:
            told = f"may have cut this answer of {len(found):,} triples without a word; ask by a CONSTRUCT"
            raise EndpointError(self.url, told)
        return found

    def _pages(self, graph: str) -> Iterator[Triple]:
        after, page = "", self.dialect.reading.page
        while True:
            try:
                rows = self._plain(_triples(graph, after, page)).rows
            except transport.Cut as cut:
                if not 1 < cut.rows <= page:
                    raise
                page = cut.rows - 1
                continue
            found: list[Triple] = [row for row in rows if None not in row]  # type: ignore[misc]
            if len(found) < page:
                yield from found
                return
            last = str(found[-1][0])
            if last == str(found[0][0]):
                raise EndpointError(self.url, f"more than {page:,} triples about {last}, which cannot be paged")
            yield from (triple for triple in found if str(triple[0]) != last)
            after = last

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


def ours_alone(graph: str) -> bool:
    """Whether a graph is none of the data: the revision, and what a writer has brought and readers do not see yet."""
    return graph == revision.graph() or graph.startswith(iris.graph(f"{STAGING}/"))


def _loaded(content: bytes) -> object:
    try:
        return json.loads(content.decode("utf-8"))
    except RecursionError:
        raise ValueError("it nests too deeply") from None


def _graphs(base: str) -> str:
    ours = f"STRSTARTS(STR(?g), {term_text(Literal(base))})"
    return f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER({ours}) }}"


def _triples(graph: str, after: str, page: int) -> str:
    """Subjects from `after` on, in order; the bounds stand inside, since a VALUES at the end comes after a FILTER."""
    pattern = f"GRAPH {term_text(URIRef(graph))} {{ ?s ?p ?o }} FILTER(STR(?s) >= {term_text(Literal(after))})"
    return f"SELECT ?s ?p ?o WHERE {{ {pattern} }} ORDER BY STR(?s) LIMIT {page}"
