"""What a SPARQL server can and cannot do for us: the questions of `probes.toml`, asked.

Nothing is changed unless an update address is given; then a few triples are written into a graph that readers do not
look at, changed, read back and taken away.
"""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from kg import iris, settings
from kg.errors import EndpointError
from kg.graph.nquads import named_graph
from kg.store import transport, updates
from kg.store.desk import Place
from kg.store.dialect import Dialect, dialect
from kg.store.endpoint import STAGING, Endpoint
from kg.store.recognising import recognised
from kg.store.revision import Stamp
from kg.store.updating import Updates

FILE = Path(__file__).with_name("probes.toml")
_XSD = "http://www.w3.org/2001/XMLSchema#"
_OBJECTS = (
    '"Торговля"@ru', '"Сауда"@kk', '"say \\"hi\\"\\n\\t\\\\ 😀"@en', '""', f'"12.5"^^<{_XSD}decimal>',
    f'"12345678901234567890.12"^^<{_XSD}decimal>', f'"7"^^<{_XSD}integer>', f'"2020"^^<{_XSD}gYear>',
    f'"2020-05"^^<{_XSD}gYearMonth>', f'"2020-01-02"^^<{_XSD}date>', f'"2024-01-02T03:04:05Z"^^<{_XSD}dateTime>',
    f'"https://example.org/Жк?a=1"^^<{_XSD}anyURI>', "<https://example.org/Жк>",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Probe:
    """One question: what a good answer shows, which one that is, and what another one means. `of` is what it needs."""

    name: str
    asks: str
    query: str
    otherwise: str
    kind: str = "rows"
    of: str = "reading"
    wanted: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What came of a probe: `good` is None where it was not tried, with the reason in `said`."""

    probe: Probe
    good: bool | None
    said: str = ""

    @property
    def words(self) -> str:
        """For people: yes; or no and what that means; or why it is not known."""
        if self.good is None:
            return f"not tried: {self.said}"
        return "yes" if self.good else f"no: {self.probe.otherwise}"


@dataclass(frozen=True, slots=True)
class Probed:
    """A server: the profile that fits it, the revision of the graph it holds, and what came of each probe."""

    url: str
    dialect: Dialect
    stamp: Stamp
    findings: tuple[Finding, ...]


@cache
def probes() -> tuple[Probe, ...]:
    """All of them, in the order in which they are asked."""
    found = tomllib.loads(FILE.read_text(encoding="utf-8"))["probe"]
    return tuple(Probe(**{**each, "wanted": tuple(map(tuple, each.get("wanted", ())))}) for each in found)


def probed(url: str, update: str | None = None, name: str | None = None) -> Probed:
    """Ask a server everything. Raises `EndpointError` where nobody answers, `UsageError` for an unknown profile."""
    profile = dialect(name) if name else recognised(url, settings.credentials())
    place = Place(url, update or "", profile.name)
    endpoint = place.endpoint(watched=False)
    tried = _Tried(endpoint, place.updates() if update and not profile.writing.refused else None)
    with_data = bool(endpoint.select(f"SELECT * WHERE {{ GRAPH <{iris.ONTOLOGY_GRAPH}> {{ ?s ?p ?o }} }} LIMIT 1").rows)
    findings = [tried.finding(probe, with_data=with_data) for probe in probes() if probe.of != "writing"]
    findings += tried.written([probe for probe in probes() if probe.of == "writing"])
    return Probed(url, profile, endpoint.stamp(), tuple(findings))


@dataclass(frozen=True, slots=True)
class _Tried:
    """Asks the probes of one server."""

    endpoint: Endpoint
    updates: Updates | None

    def finding(self, probe: Probe, *, with_data: bool = True) -> Finding:
        """What comes of one probe."""
        if probe.of == "data" and not with_data:
            return Finding(probe, None, "there is no graph of ours")
        try:
            good = _KINDS[probe.kind](self, probe)
        except EndpointError as error:
            return Finding(probe, False, error.reason)
        return Finding(probe, good)

    def written(self, wanted: list[Probe]) -> Iterator[Finding]:
        """What comes of the probes that need something written; all of it is taken away again."""
        if self.updates is None:
            why = self.endpoint.dialect.writing.refused or "it needs --update-endpoint"
            yield from (Finding(probe, None, why) for probe in wanted)
            return
        try:
            self._put()
        except EndpointError as error:
            yield from (Finding(probe, None, f"nothing could be written: {error.reason}") for probe in wanted)
            return
        yield from [self.finding(probe) for probe in wanted]
        self._send(updates.clearing(map(_graph, "abc"), self.endpoint.dialect.writing))

    def rows(self, query: str) -> list[tuple[str, ...]]:
        """The rows of an answer in the server's own spelling."""
        found: Any = self.endpoint.raw(query)
        names = found["head"]["vars"]
        return [tuple(row[name]["value"] for name in names if name in row) for row in found["results"]["bindings"]]

    def _send(self, update: str) -> None:
        if self.updates:
            self.updates.send(update)

    def _put(self) -> None:
        twice = "<urn:probe:s> <urn:probe:twice> <urn:probe:o>"
        cycle = "<urn:probe:s> <urn:probe:next> <urn:probe:t> . <urn:probe:t> <urn:probe:next> <urn:probe:s>"
        literals = " . ".join(f"<urn:probe:s{place}> <urn:probe:p> {value}" for place, value in enumerate(_OBJECTS))
        writing = self.endpoint.dialect.writing
        self._send(updates.clearing(map(_graph, "abc"), writing))
        for graph, triples in (("a", f"{twice} . {cycle}"), ("b", twice), ("c", literals)):
            self._send(f"INSERT DATA {{ GRAPH <{_graph(graph)}> {{ {triples} }} }}")

    def same(self) -> bool:
        """Whether what was written is what is read."""
        lines = {f"<urn:probe:s{at}> <urn:probe:p> {value} <{_graph('c')}> .\n" for at, value in enumerate(_OBJECTS)}
        return set(named_graph(_graph("c"), self.endpoint.triples(_graph("c"))).lines) == lines

    def replaced(self) -> bool:
        """Whether one operation makes a graph another one."""
        graph = _graph("b")
        self._send(
            f"DELETE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }} INSERT {{ GRAPH <{graph}> {{ ?s <urn:probe:new> ?n }} }} "
            f'WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} BIND(IRI(SUBSTR("urn:staged:urn:x", 12)) AS ?n) }}'
        )
        return [tuple(map(str, triple)) for triple in self.endpoint.triples(graph)] == [
            ("urn:probe:s", "urn:probe:new", "urn:x")
        ]

    def refused(self) -> bool:
        """Whether nobody can write without a password."""
        if self.updates is None:
            return True
        try:
            replace(self.updates, credentials=None).send(
                f"INSERT DATA {{ GRAPH <{_graph('c')}> {{ <urn:s> <urn:p> 1 }} }}"
            )
        except EndpointError as error:
            return error.status is not None
        return False


def _graph(name: str) -> str:
    return iris.graph(f"{STAGING}/probe/{name}")


def _whole(tried: _Tried, probe: Probe) -> bool:
    try:
        tried.endpoint.raw(probe.query)
    except transport.Cut:
        return False
    return True


_KINDS: dict[str, Callable[[_Tried, Probe], bool]] = {
    "rows": lambda tried, probe: tried.rows(probe.query) == list(probe.wanted),
    "ask": lambda tried, probe: tried.endpoint.ask(probe.query),
    "boolean": lambda tried, probe: "boolean" in dict(tried.endpoint.raw(probe.query)),  # type: ignore[call-overload]
    "whole": _whole,
    "same": lambda tried, _: tried.same(),
    "replaced": lambda tried, _: tried.replaced(),
    "refused": lambda tried, _: tried.refused(),
}
