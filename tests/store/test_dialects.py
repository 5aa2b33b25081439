"""Each difference that a profile tells is there, and what the profile says is done about it is done.

A test that finds a difference gone means that the server has changed: then the profile has to say so.
"""

import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from rdflib import Literal, URIRef
from rdflib.namespace import XSD
from servers import Virtuoso

import kg.store
from kg import iris, resources
from kg.errors import EndpointError, StoreError, UsageError
from kg.graph.reference import ontology_graph
from kg.settings import Credentials
from kg.store import dialect as dialects
from kg.store import updates
from kg.store.dialect import Dialect
from kg.store.endpoint import Endpoint
from kg.store.probing import probed
from kg.store.recognising import recognised
from kg.store.transport import Cut
from kg.store.updating import Updates

VIRTUOSO = dialects.dialect("virtuoso")
on_virtuoso = [pytest.mark.system, pytest.mark.xdist_group("writing to virtuoso")]
A, B = iris.graph("doc/differences-a"), iris.graph("doc/differences-b")
TRIPLES = f"""<urn:s> <urn:l> "Торговля"@ru , "Trade"@en ; <urn:d> "12.50"^^<{XSD.decimal}> ;
  <urn:i> "007"^^<{XSD.integer}> ; <urn:b> true ; <urn:next> <urn:t> . <urn:t> <urn:next> <urn:s> ."""


class Server:
    """The differing server: asked as we ask, asked raw, and written to."""

    def __init__(self, running: Virtuoso) -> None:
        self.plain = Updates(running.update, VIRTUOSO, Credentials("dba", "dba", "digest"))
        self.ours = Endpoint(running.url, dialect=VIRTUOSO)

    def rows(self, query: str) -> list[tuple[str, ...]]:
        """Rows as the server spells them."""
        found = self.ours.raw(query)
        return [tuple(cell["value"] for cell in row.values()) for row in found["results"]["bindings"]]

    def number(self, query: str) -> int:
        return int(self.rows(query)[0][0])


@pytest.fixture(scope="module")
def there(server: Virtuoso) -> Server:
    made = Server(server)
    made.plain.send(f"INSERT DATA {{ GRAPH <{A}> {{ {TRIPLES} }} }}")
    made.plain.send(f'INSERT DATA {{ GRAPH <{B}> {{ <urn:s> <urn:l> "Trade"@en }} }}')
    return made


def refused(work: Callable[[], object], words: str) -> str:
    with pytest.raises(EndpointError, match=re.escape(words)) as caught:
        work()
    return str(caught.value)


ENGLISH = '{ <urn:s> <urn:l> ?o FILTER(LANG(?o) = "en") }'


def union_counts(there: Server) -> None:
    assert there.number(f"SELECT (COUNT(*) AS ?n) WHERE {ENGLISH}") == 2
    assert there.number(f"SELECT (COUNT(*) AS ?n) WHERE {{ {{ SELECT DISTINCT ?o WHERE {ENGLISH} }} }}") == 1
    for text in queries():
        assert not re.search(r"COUNT\(\*\)", text)


def union_repeats(there: Server) -> None:
    assert len(there.rows(f"SELECT ?o WHERE {ENGLISH}")) == 2
    assert len(there.rows(f"SELECT DISTINCT ?o WHERE {ENGLISH}")) == 1
    assert all(re.search(r"SELECT DISTINCT|GROUP BY", text) for text in queries())


def foreign_graphs(there: Server) -> None:
    named = {name for (name,) in there.rows("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s a ?c } }")}
    assert any(name.startswith("http://www.openlinksw.com/") for name in named)
    assert set(there.ours.graphs()) >= {A, B}
    assert all(name.startswith(("https://data.example.org/", iris.ONTOLOGY_GRAPH)) for name in there.ours.graphs())


def form(name: str, raw: str, read: Literal) -> Callable[[Server], None]:
    def shown(there: Server) -> None:
        query = f"SELECT ?v WHERE {{ GRAPH <{A}> {{ <urn:s> <urn:{name}> ?v }} }}"
        assert there.rows(query) == [(raw,)]
        assert there.ours.select(query).rows == ((read,),)

    return shown


def regex(pattern: str) -> Callable[[Server], None]:
    def shown(there: Server) -> None:
        where = f"GRAPH <{A}> {{ <urn:s> <urn:l> ?o }}"
        assert not there.ours.ask(f"ASK {{ {where} FILTER(REGEX(STR(?o), {pattern})) }}")
        assert there.ours.ask(f'ASK {{ {where} FILTER(CONTAINS(LCASE(STR(?o)), "торг")) }}')
        assert not any("REGEX" in text.upper() for text in queries())

    return shown


def cycle(path: str) -> Callable[[Server], None]:
    def shown(there: Server) -> None:
        assert there.number(f"SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{ <urn:s> {path} ?x }}") == 1
        assert not any(re.search(r"[)>\w][+*]\s*[?<]", text) for text in queries())

    return shown


def free_path(sign: str) -> Callable[[Server], None]:
    def shown(there: Server) -> None:
        query = f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{A}> {{ ?a <urn:next>{sign} ?x }} }}"
        assert "bind one end" in refused(lambda: there.ours.select(query), "transitive start not given")

    return shown


def coalesce(there: Server) -> None:
    said = refused(lambda: there.ours.select('SELECT (COALESCE(1/0, "none") AS ?v) WHERE {}'), "Division by 0")
    assert "divisor" in said


def having(there: Server) -> None:
    start = f"SELECT ?p (COUNT(?o) AS ?n) WHERE {{ GRAPH <{A}> {{ <urn:s> ?p ?o }} }} GROUP BY ?p HAVING"
    assert "aggregate itself" in refused(lambda: there.ours.select(f"{start}(?n > 1)"), "GROUP BY")
    assert len(there.rows(f"{start}(COUNT(?o) > 1)")) == 1
    assert not any(re.search(r"HAVING\s*\(\s*\?", text) for text in queries())


def blank_nodes(there: Server) -> None:
    refused(lambda: there.plain.send(f"INSERT DATA {{ GRAPH <{B}> {{ _:x <urn:p> 1 }} }}"), "Blank node")
    with pytest.raises(StoreError, match="no line of"):
        updates.disguised(f"_:x <urn:p> <urn:o> <{B}> .\n", B)


def drop(there: Server) -> None:
    refused(lambda: there.plain.send(f"DROP GRAPH <{B}>"), "has not been explicitly created")
    there.plain.send(updates.clearing([iris.graph("staging/never")], VIRTUOSO.writing))


def drop_and_insert(there: Server) -> None:
    update = f"DROP GRAPH <{B}> ; INSERT DATA {{ GRAPH <{B}> {{ <urn:s> <urn:x> 1 }} }}"
    refused(lambda: there.plain.send(update), "has not been explicitly created")
    assert not there.ours.ask(f"ASK {{ GRAPH <{B}> {{ <urn:s> <urn:x> 1 }} }}")


def failed_request(there: Server) -> None:
    extra = f"<{iris.graph('doc/failed')}>"
    update = f"INSERT DATA {{ GRAPH {extra} {{ <urn:s> <urn:p> 1 }} }} ; DROP GRAPH {extra}x>".replace(">x>", "x>")
    refused(lambda: there.plain.send(update), "has not been explicitly created")
    assert there.ours.ask(f"ASK {{ GRAPH {extra} {{ ?s ?p ?o }} }}"), "its first operation stays"
    there.plain.send(f"CLEAR SILENT GRAPH {extra}")


LARGE = 12_000  # triples, more than the rows of one answer


def numbered(number: int) -> list[str]:
    return [f'<urn:s{at}> <urn:p> "Строка {at}"@ru' for at in range(number)]


def large(number: int) -> Callable[[Server], None]:
    def shown(there: Server) -> None:
        graph = iris.graph("doc/large")
        triples = numbered(number)
        with pytest.raises(EndpointError, match="SP03"):
            there.plain.send(f"INSERT DATA {{ GRAPH <{graph}> {{ {' . '.join(triples)} }} }}")
        brought(there, triples[:LARGE])
        assert there.number(updates.COUNT % graph) == min(number, LARGE)

    return shown


def brought(there: Server, triples: Sequence[str]) -> None:
    graph = iris.graph("doc/large")
    there.plain.send(f"CLEAR SILENT GRAPH <{graph}>")
    for request in updates.insertions([(graph, triples)], VIRTUOSO.writing):
        there.plain.send(request)


def with_large(shown: Callable[[Server], None]) -> Callable[[Server], None]:
    """The same where the large graph is there, whatever ran before."""

    def prepared(there: Server) -> None:
        brought(there, numbered(LARGE))
        shown(there)

    return prepared


EVERYTHING = f"GRAPH <{iris.graph('doc/large')}> {{ ?s ?p ?o }}"


def cut(there: Server) -> None:
    query = f"SELECT ?s ?o WHERE {{ {EVERYTHING} }} ORDER BY ?s  # the order has to stay"
    with pytest.raises(Cut):
        there.ours.raw(query)
    found = there.ours.select(query)
    assert found.columns == ("s", "o")
    assert len(set(found.rows)) == LARGE
    assert [str(row[0]) for row in found.rows] == sorted(f"urn:s{at}" for at in range(LARGE))
    assert len(set(there.ours.triples(iris.graph("doc/large")))) == LARGE


def cut_construct(there: Server) -> None:
    refused(
        lambda: there.ours.construct(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {EVERYTHING} }}"), "cut the answer at 10000"
    )
    some = there.ours.construct(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {EVERYTHING} FILTER(STRSTARTS(?o, 'Строка 99')) }}")
    assert len(some) == 1 + 10 + 100


def late(there: Server) -> None:
    slow = Endpoint(f"{there.ours.url}?timeout=1000", dialect=VIRTUOSO)
    pairs = EVERYTHING + EVERYTHING.replace("?s", "?a").replace("?p", "?b").replace("?o", "?c")
    query = f"SELECT (COUNT(*) AS ?n) WHERE {{ {pairs} FILTER(?o < ?c) }}"
    refused(lambda: slow.select(query), "gave a part of the answer only (S1TAT")


def yes_or_no(there: Server) -> None:
    assert "boolean" not in there.ours.raw("ASK {}")
    assert there.ours.ask(f"ASK {{ GRAPH <{A}> {{ ?s ?p ?o }} }}") is True
    assert there.ours.ask("PREFIX x: <urn:> ASK WHERE { x:none ?p ?o } # no") is False


def graph_store(there: Server) -> None:
    ours = "".join(path.read_text(encoding="utf-8") for path in Path(updates.__file__).parent.glob("*.py"))
    assert "sparql-graph-crud" not in ours
    assert "PUT" not in re.findall(r"\b[A-Z]+\b", ours)


SHOWN: dict[str, Callable[[Server], None]] = {
    "union counts a triple once per graph": union_counts,
    "union without DISTINCT repeats rows": union_repeats,
    "graphs of the server itself": foreign_graphs,
    "decimals lose their written form": form("d", "12.5", Literal("12.5", datatype=XSD.decimal)),
    "integers lose their written form": form("i", "7", Literal("7", datatype=XSD.integer)),
    "true comes back as 1": form("b", "1", Literal("true", datatype=XSD.boolean)),
    "REGEX with i knows no Cyrillic": regex('"ТОРГ", "i"'),
    "REGEX classes know no Cyrillic": regex('"^Торг[а-я]+$"'),
    "a path on a cycle leaves out its start": cycle("<urn:next>+"),
    "alternatives repeated in a path leave out the start": cycle("(<urn:next>|^<urn:next>)+"),
    "a path with + and both ends free is refused": free_path("+"),
    "a path with * and both ends free is refused": free_path("*"),
    "an error inside COALESCE ends the query": coalesce,
    "HAVING does not know an alias": having,
    "no blank node in INSERT DATA": blank_nodes,
    "DROP GRAPH of a graph without CREATE is an error": drop,
    "DROP and INSERT DATA in one request fail together": drop_and_insert,
    "a failed request keeps its earlier operations": failed_request,
    "INSERT DATA of 10,000 triples is refused": large(10_000),
    "INSERT DATA of 30,000 triples is refused": large(30_000),
    "an answer is cut at ResultSetMaxRows": with_large(cut),
    "a CONSTRUCT is cut without a word": with_large(cut_construct),
    "an answer is cut when the time is over": with_large(late),
    "ASK is answered by a table": yes_or_no,
    "Graph Store PUT of a broken file leaves half a graph": graph_store,
}


def queries() -> list[str]:
    """All named queries, without comments."""
    texts = (path.read_text(encoding="utf-8") for path in resources.queries().glob("*.rq"))
    return [re.sub(r"(?m)^#.*$", "", text) for text in texts]


def test_every_difference_of_virtuoso_has_a_test() -> None:
    assert [each.name for each in VIRTUOSO.differences] == list(SHOWN)


class TestOnVirtuoso:
    pytestmark = on_virtuoso

    @pytest.mark.parametrize("name", SHOWN)
    def test_a_difference_is_there_and_handled_or_told(self, there: Server, name: str) -> None:
        SHOWN[name](there)

    def test_it_is_recognised(self, server: Virtuoso) -> None:
        assert recognised(server.url).name == "virtuoso"

    def test_the_probe_finds_what_the_profile_says(self, server: Virtuoso, as_dba: None) -> None:
        found = {each.probe.name: each for each in probed(server.url, server.update).findings}
        told = {each.probe for each in VIRTUOSO.differences} - {""}
        assert {name for name, each in found.items() if each.good is False} >= told
        assert all(found[name].good for name in ("answers", "values", "literals", "one-operation", "password"))

    def test_the_status_says_so_in_words_and_as_json(self, kg, server: Virtuoso) -> None:
        said = kg("status", "--endpoint", server.url).stdout.decode()
        assert "Virtuoso 7" in said
        assert "not tried: it needs --update-endpoint" in " ".join(said.split())
        facts = json.loads(kg("status", "--endpoint", server.url, "--format", "json").stdout)
        assert {"group": "endpoint", "name": "make", "value": "Virtuoso 7; profile virtuoso"} in facts


@pytest.mark.parametrize("name", dialects.dialects())
def test_each_difference_is_either_handled_or_told_as_what_cannot_be(name: str) -> None:
    for each in dialects.dialect(name).differences:
        assert bool(each.handled) != bool(each.cannot), each.name


def test_an_unknown_dialect_is_refused_with_those_there_are(kg) -> None:
    with pytest.raises(UsageError, match="standard, tradegraph, virtuoso"):
        dialects.dialect("oracle")
    kg("facts", "--dialect", "virtuoso", code=2)


def test_what_a_server_says_is_explained_where_somebody_knows() -> None:
    assert VIRTUOSO.told("SR186:SECURITY: No permission").endswith("/sparql-auth, with digest authentication)")
    assert VIRTUOSO.told("something else") == "something else"


def test_a_graph_without_union_is_asked_with_all_its_graphs_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The default graph of such a server is made by each request."""
    sent: list[str] = []

    def send(endpoint: Endpoint, request) -> object:
        sent.append(request.data.decode())
        raise EndpointError(endpoint.url, "seen")

    monkeypatch.setattr(Endpoint, "send", send)
    monkeypatch.setattr(Endpoint, "graphs", lambda _: [A, B])
    standard = dialects.standard()
    named: Dialect = standard.__class__(
        **{slot: getattr(standard, slot) for slot in standard.__slots__ if slot != "reading"},
        reading=standard.reading.__class__(
            **{slot: getattr(standard.reading, slot) for slot in standard.reading.__slots__ if slot != "default_graph"},
            default_graph="named",
        ),
    )
    with pytest.raises(EndpointError, match="seen"):
        Endpoint("http://127.0.0.1:9/", dialect=named).select("SELECT ?s WHERE { ?s ?p ?o }", {"s": URIRef("urn:x")})
    assert sent[0].count("default-graph-uri=") == sent[0].count("named-graph-uri=") == 2


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of our own server over a store with the ontology."""
    folder = tmp_path_factory.mktemp("served") / "store"
    with kg.store.writer(folder, [ontology_graph()]):
        pass
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "kg", "serve", "--store", str(folder), "--port", str(port), "--workers", "1"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.2)
        yield f"http://127.0.0.1:{port}/sparql"
        process.terminate()


@pytest.mark.xdist_group("kg serve as endpoint")
def test_our_own_server_is_recognised_and_is_as_its_profile_says(served: str) -> None:
    found = probed(served)
    assert found.dialect.name == "tradegraph"
    told = {each.probe for each in found.dialect.differences} - {"", "union-counts-once"}
    assert {each.probe.name for each in found.findings if each.good is False} == told
    assert Endpoint(served, dialect=found.dialect).graphs() == [iris.ONTOLOGY_GRAPH]
