"""An endpoint's answer is whole and checked, or an error that names the address and what was wrong."""

import http.server
import json
import threading
import time
from collections.abc import Callable, Iterator

import pytest
from rdflib import Literal, URIRef

from kg.errors import EndpointError
from kg.store.endpoint import Endpoint

QUERY = "SELECT ?x WHERE { ?x ?p ?o }"
JSON = "application/sparql-results+json"


def results(*cells: object, names: tuple[str, ...] = ("x",)) -> bytes:
    rows = [{"x": cell} for cell in cells]
    return json.dumps({"head": {"vars": names}, "results": {"bindings": rows}}).encode()


GOOD = results({"type": "literal", "value": "good"})
Say = Callable[..., str]


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers with the next thing that it was given to say."""

    script: list[tuple[int, bytes, dict[str, str], float]] = []
    seen: list[str] = []

    def log_message(self, *_: object) -> None:
        """Quiet."""

    def do_POST(self) -> None:  # noqa: N802  the server's own name
        self.seen.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.seen.append(self.headers.get("Authorization", ""))
        status, body, headers, pause = self.script[0] if len(self.script) == 1 else self.script.pop(0)
        time.sleep(pause)
        try:
            self.send_response(status)
            for name, value in {"Content-Type": JSON, "Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
        except (BrokenPipeError, ConnectionResetError):
            pass


@pytest.fixture
def say() -> Iterator[Say]:
    """`say(body, status=…, headers=…)` adds what the server says next and gives its address."""
    Handler.script, Handler.seen = [], []
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def add(body: bytes = GOOD, status: int = 200, pause: float = 0, **headers: str) -> str:
        Handler.script.append((status, body, {name.replace("_", "-"): value for name, value in headers.items()}, pause))
        return f"http://127.0.0.1:{server.server_address[1]}/sparql"

    yield add
    server.shutdown()


def test_rows_come_back_as_terms(say: Say) -> None:
    cells = (
        {"type": "uri", "value": "https://example.org/Жк"},
        {"type": "literal", "value": "Сауда", "xml:lang": "kk"},
        {"type": "typed-literal", "value": "12.50", "datatype": "http://www.w3.org/2001/XMLSchema#decimal"},
    )
    rows = Endpoint(say(results(*cells))).select(QUERY).rows
    assert [row[0] for row in rows] == [
        URIRef("https://example.org/Жк"),
        Literal("Сауда", lang="kk"),
        Literal("12.5", datatype=URIRef("http://www.w3.org/2001/XMLSchema#decimal")),
    ]


def test_parameters_go_in_as_terms(say: Say) -> None:
    Endpoint(say()).select(QUERY, {"x": Literal('a" } DROP')})
    assert "VALUES" in Handler.seen[0]
    assert "%5C%22" in Handler.seen[0]


@pytest.mark.parametrize(
    ("body", "status", "headers", "message"),
    [
        (b"<html>Gateway</html>", 200, {"Content_Type": "text/html"}, "text/html"),
        (b"", 200, {}, "wrong answer"),
        (GOOD[:40], 200, {}, "wrong answer"),
        (GOOD, 200, {"Content_Length": "5000"}, "broke off"),
        (GOOD, 200, {"X_SQL_State": "S1TAT"}, "part of the answer"),
        (GOOD, 200, {"X_SPARQL_MaxRows": "10000"}, "cut the answer"),
        (b"database password=hunter2 is gone", 500, {}, "500"),
        (b"", 204, {}, "204"),
        (b"", 401, {}, "TRADEGRAPH_ENDPOINT_USER"),
        (b"", 302, {"Location": "file:///etc/hostname"}, "not followed"),
        (b"\x1f\x8bno", 200, {"Content_Encoding": "gzip"}, "gzip"),
        (b'{"head": {}, "boolean": true}', 200, {}, "yes or no"),
        (results({"type": "uri", "value": "no iri <>"}), 200, {}, "IRI"),
        (results(names=("x", "x")), 200, {}, "twice"),
        (b"[" * 100_000, 200, {}, "wrong answer"),
    ],
)
def test_what_is_no_whole_answer_is_an_error(
    say: Say, body: bytes, status: int, headers: dict[str, str], message: str
) -> None:
    with pytest.raises(EndpointError, match=message) as caught:
        Endpoint(say(body, status, **headers), deadline=5).select(QUERY)
    assert "hunter2" not in str(caught.value)


def test_a_slow_answer_is_left_at_the_deadline(say: Say) -> None:
    began = time.monotonic()
    with pytest.raises(EndpointError, match="0.5 seconds"):
        Endpoint(say(pause=5), deadline=0.5).select(QUERY)
    assert time.monotonic() - began < 3


def test_an_answer_that_is_too_large_is_refused(say: Say) -> None:
    with pytest.raises(EndpointError, match="more than"):
        Endpoint(say(b"x" * 100_000), size=10_000).select(QUERY)


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_server_is_asked_again_when_it_says_so(say: Say, status: int) -> None:
    say(b"", status, Retry_After="0")
    assert len(Endpoint(say()).select(QUERY).rows) == 1
    assert len(Handler.seen) == 4


def test_other_failures_are_not_repeated(say: Say) -> None:
    with pytest.raises(EndpointError):
        Endpoint(say(b"", 500)).select(QUERY)
    assert len(Handler.seen) == 2


def test_a_server_that_stays_busy_beyond_the_deadline_is_an_error(say: Say) -> None:
    with pytest.raises(EndpointError, match="busy"):
        Endpoint(say(b"", 503, Retry_After="60"), deadline=2).select(QUERY)


def test_basic_credentials_come_from_the_environment(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg import store

    monkeypatch.setenv("TRADEGRAPH_ENDPOINT_USER", "anna")
    monkeypatch.setenv("TRADEGRAPH_ENDPOINT_PASSWORD", "secret")
    say(b"", 401, WWW_Authenticate='Basic realm="x"')
    assert store.source("nowhere", say()).select(QUERY).rows
    assert any(each.startswith("Basic ") for each in Handler.seen)


def test_digest_credentials_answer_a_challenge(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg import store

    monkeypatch.setenv("TRADEGRAPH_ENDPOINT_USER", "anna")
    monkeypatch.setenv("TRADEGRAPH_ENDPOINT_PASSWORD", "secret")
    monkeypatch.setenv("TRADEGRAPH_ENDPOINT_AUTH", "digest")
    say(b"", 401, WWW_Authenticate='Digest realm="x", qop="auth", nonce="1", opaque="2"')
    assert store.source("nowhere", say()).select(QUERY).rows
    assert any('username="anna"' in each for each in Handler.seen)
    assert not any("secret" in each for each in Handler.seen)


def test_nobody_listens(say: Say) -> None:
    with pytest.raises(EndpointError, match="cannot be reached"):
        Endpoint("http://127.0.0.1:9/sparql").select(QUERY)


@pytest.mark.parametrize("url", ["file:///etc/hostname", "nonsense", "ftp://127.0.0.1/x"])
def test_what_is_no_address_of_an_endpoint_is_refused(url: str) -> None:
    with pytest.raises(EndpointError):
        Endpoint(url).select(QUERY)
