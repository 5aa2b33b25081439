"""The server as programs meet it: negotiation, SPARQL, limits, headers, caching, and a store that grows beside it."""

import gzip
import json
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph, URIRef
from starlette.testclient import TestClient
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware
from web.browser import kg, served

from kg.sandbox import Limits as Allowance
from kg.sandbox import Pool
from kg.web import Configuration, application
from kg.web.budget import Budget
from kg.web.configuration import Limits
from kg.web.crew import Crew
from kg.web.desk import answer
from kg.web.memory import Memory
from kg.web.orders import Order, Reply

NEWS = "Georgian exports to Kazakhstan grew to $120 million in 2024, 12 percent more than a year before.\n"
FACT = {
    "kind": "figure", "doc": "news.txt", "indicator": "exports", "reporter": "GE", "partner": "KZ", "period": "2024",
    "value": 120000000, "unit": "USD", "evidence": [{"start": 0, "end": 95, "quote": NEWS[:95]}],
}  # fmt: skip


def made(folder: Path) -> Path:
    """A store of one text and one figure."""
    (folder / "news.txt").write_text(NEWS, encoding="utf-8")
    (folder / "facts.jsonl").write_text(json.dumps(FACT), encoding="utf-8")
    store = folder / "store"
    about = ("--published", "2025-02-10", "--publisher", "My Gazette", "--language", "en")
    kg("ingest", str(folder / "news.txt"), "--no-extract", *about, "--store", str(store))
    kg("add", str(folder / "facts.jsonl"), "--store", str(store))
    return store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("served"))


@pytest.fixture(scope="module")
def site(store: Path) -> Iterator[str]:
    with served(store) as address:
        yield address


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


def ask(url: str, *, data: bytes | None = None, method: str | None = None, **headers: str) -> tuple[int, Any, bytes]:
    """Status, headers and body, redirections not followed."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(url, data=data, headers=named, method=method)
    try:
        with urllib.request.build_opener(_Stay).open(request, timeout=60) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def query(text: str, **more: str) -> str:
    return "/sparql?" + urllib.parse.urlencode({"query": text, **more})


@pytest.mark.parametrize(
    ("accept", "where"),
    [
        ("*/*", "/page/country/GE"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "/page/country/GE"),
        ("text/turtle", "/data/country/GE.ttl"),
        ("text/turtle;q=0.3,application/ld+json;q=0.9", "/data/country/GE.jsonld"),
        ("application/rdf+xml", "/data/country/GE.rdf"),
    ],
)
def test_the_iri_of_a_thing_leads_where_the_client_wants(site: str, accept: str, where: str) -> None:
    status, headers, _ = ask(f"{site}/id/country/GE", Accept=accept)
    assert (status, headers["Location"]) == (303, where)
    assert "Accept" in headers["Vary"]


def test_the_first_answer_of_a_new_worker_is_an_answer(store: Path) -> None:
    """Within the limit of memory that pages have: opening the store starts threads, each with memory of its own."""
    allowed = Limits().memory
    statuses = []
    for _ in range(6):
        with Pool(Allowance(allowed), returns=(Reply,), reads=[store]) as pool:
            pool.run(len, "", modules=("kg.web.views", "kg.web.errors"))
            statuses.append(pool.run(answer, Order("start", {}, str(store), str(store / "served"))).status)
    assert statuses == [200] * 6


def test_an_iri_that_nobody_knows_is_not_found_and_odd_ones_are_no_fault(site: str) -> None:
    for path in ("country/QQ", "x", "%00", "..%2f..%2fetc%2fpasswd", "%ff", "a" * 5000, "country/KZ%3E%20%7D"):
        assert ask(f"{site}/id/{path}")[0] in (400, 404)


@pytest.mark.parametrize(
    ("ending", "format"), [("ttl", "turtle"), ("nt", "nt"), ("rdf", "xml"), ("jsonld", "json-ld"), ("trig", "trig")]
)
def test_data_of_a_thing_say_the_same_in_every_format(site: str, ending: str, format: str) -> None:
    status, headers, body = ask(f"{site}/data/country/GE.{ending}")
    assert status == 200
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert 'rel="describes"' in headers["Link"]
    if format in ("turtle", "nt", "xml"):
        graph = Graph().parse(data=body, format=format)
        assert any("reporter" in predicate for _, predicate, _ in graph)
    else:
        assert b"reporter" in body


def test_a_query_is_answered_by_get_and_post_both_ways(site: str) -> None:
    text = "SELECT ?f { ?f <https://w3id.org/tradegraph/ns#reporter> ?r }"
    form = urllib.parse.urlencode({"query": text}).encode()
    answers = [
        ask(site + query(text)),
        ask(f"{site}/sparql", data=form, Content_Type="application/x-www-form-urlencoded"),
        ask(f"{site}/sparql", data=text.encode(), Content_Type="application/sparql-query"),
    ]
    assert [status for status, _, _ in answers] == [200] * 3
    assert len({body for _, _, body in answers}) == 1
    assert len(json.loads(answers[0][2])["results"]["bindings"]) >= 1


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("text/html", "text/html"),
    ],
)
def test_answers_come_in_the_form_that_is_asked_for(site: str, accept: str, kind: str) -> None:
    status, headers, _ = ask(site + query("SELECT * { ?s ?p ?o } LIMIT 3"), Accept=accept)
    assert (status, headers["Content-Type"].partition(";")[0]) == (200, kind)


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        (query("SELECT * {"), 400, "cannot be read"),
        ("/sparql?query=", 400, "empty"),
        ("/sparql?query=ASK%7B%7D&query=ASK%7B%7D", 400, "one query"),
        (query("ASK { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }"), 400, "SERVICE is refused"),
        (query("DROP ALL"), 400, "would change the store"),
        ("/sparql?update=DROP+ALL", 403, "updates are refused"),
        (query("ASK { " + "{" * 300 + "}" * 300 + " }"), 400, "levels of brackets"),
    ],
)
def test_what_is_refused_is_told(site: str, path: str, status: int, said: str) -> None:
    found, _, body = ask(site + path, Accept="application/sparql-results+json")
    assert (found, said in body.decode()) == (status, True)


def test_too_much_is_an_error_and_never_a_part(site: str) -> None:
    values = " ".join(map(str, range(100)))
    body = "SELECT * { " + "".join(f"VALUES ?x{n} {{ {values} }} " for n in range(3)) + "}"
    status, _, content = ask(f"{site}/sparql", data=body.encode(), Content_Type="application/sparql-query")
    assert (status, b"more than" in content) == (413, True)
    long = b"ASK { } #" + b"x" * 100_001
    assert ask(f"{site}/sparql", data=long, Content_Type="application/sparql-query")[0] == 413
    assert ask(f"{site}/sparql", data=b"<x/>", Content_Type="text/xml")[0] == 415


def test_a_query_without_end_is_stopped_and_others_go_on(site: str) -> None:
    values = " ".join(map(str, range(400)))
    endless = "SELECT (COUNT(*) AS ?n) { " + "".join(f"VALUES ?x{n} {{ {values} }} " for n in range(6)) + "}"
    began = time.monotonic()
    assert ask(site + query(endless), Accept="application/json")[0] == 503
    assert time.monotonic() - began < 60
    assert ask(site + query("ASK { ?s ?p ?o }"))[0] == 200


def test_pages_allow_no_script_but_their_own(site: str) -> None:
    for path in ("/", "/page/country/GE", "/queries", "/search?q=%3Cscript%3E", "/nowhere"):
        _, headers, body = ask(site + path, Accept="text/html")
        assert "script-src 'self'" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert b"<script>" not in body


def test_another_name_for_this_server_is_not_answered(site: str) -> None:
    assert ask(f"{site}/", Host="evil.example")[0] == 421


def test_what_a_client_has_is_not_sent_again(site: str) -> None:
    _, headers, _ = ask(f"{site}/page/country/GE", Accept="text/html")
    status, again, body = ask(f"{site}/page/country/GE", Accept="text/html", If_None_Match=headers["ETag"])
    assert (status, body, again["ETag"]) == (304, b"", headers["ETag"])
    assert ask(f"{site}/page/country/GE?lang=ru", If_None_Match=headers["ETag"])[0] == 200


def test_the_language_is_the_address_or_what_the_browser_asks(site: str) -> None:
    assert b'lang="kk"' in ask(f"{site}/?lang=kk")[2]
    assert b'lang="ru"' in ask(f"{site}/", Accept_Language="de, ru;q=0.8")[2]
    assert "Грузия" in ask(f"{site}/page/country/GE", Accept_Language="ru")[2].decode()


def test_the_service_and_the_graph_describe_themselves(site: str) -> None:
    service = Graph().parse(data=ask(f"{site}/sparql", Accept="text/turtle")[2], format="turtle")
    endpoint = URIRef("http://www.w3.org/ns/sparql-service-description#endpoint")
    assert set(service.objects(None, endpoint)) == {URIRef(f"{site}/sparql")}
    for path in ("/.well-known/void", "/catalog", "/ns.ttl"):
        assert len(Graph().parse(data=ask(site + path)[2], format="turtle")) > 20


def test_a_dump_is_made_when_it_is_asked_for_and_is_what_export_writes(site: str, store: Path, tmp_path: Path) -> None:
    deadline = time.monotonic() + 120
    while (answer := ask(f"{site}/dump/tradegraph.nq.gz"))[0] == 503 and time.monotonic() < deadline:
        time.sleep(0.5)
    kg("export", "--format", "nquads", "--output", str(tmp_path / "all.nq"), "--store", str(store))
    assert gzip.decompress(answer[2]) == (tmp_path / "all.nq").read_bytes()
    assert ask(f"{site}/dump/other")[0] == 404


def test_what_is_read_beside_the_server_shows_at_the_next_request(tmp_path: Path) -> None:
    store = made(tmp_path)
    with served(store) as address:
        count = query("SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s a <https://w3id.org/tradegraph/ns#Publication> }")
        before = json.loads(ask(address + count)[2])["results"]["bindings"][0]["n"]["value"]
        (tmp_path / "more.txt").write_text("Latvia sells more fish.\n", encoding="utf-8")
        kg("ingest", str(tmp_path / "more.txt"), "--store", str(store))
        after = json.loads(ask(address + count)[2])["results"]["bindings"][0]["n"]["value"]
    assert (before, after) == ("1", "2")


def test_a_client_has_a_budget_of_query_time_that_fills_up_again(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1000.0]
    monkeypatch.setattr("kg.web.budget.time.monotonic", lambda: now[0])
    budget = Budget(30)
    for _ in range(4):
        assert budget.wait("a") == 0
        budget.spend("a", 10)
    assert budget.wait("a") == 20
    assert budget.wait("b") == 0
    now[0] += 21
    assert budget.wait("a") == 0


def test_a_client_whose_budget_is_spent_waits_and_others_do_not(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Budget, "wait", lambda self, client: 17 if client == "203.0.113.9" else 0)
    behind = ProxyHeadersMiddleware(application(Configuration(store, behind_proxy=True)), "*")
    with TestClient(behind) as client:  # type: ignore[arg-type]
        answers = [
            client.get(query("ASK { ?s ?p ?o }"), headers={"X-Forwarded-For": f"203.0.113.{n}"}) for n in (9, 10)
        ]
    assert [answer.status_code for answer in answers] == [429, 200], answers[1].text
    assert answers[0].headers["Retry-After"] == "17"


def test_a_reply_is_made_once_for_a_snapshot_and_an_address(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    reply = Crew.reply

    async def counting(self: Crew, order: Order, *arguments: Any, **named: Any) -> Reply:
        made.append(f"{order.address} {order.language} {order.host}")
        return await reply(self, order, *arguments, **named)

    with TestClient(application(Configuration(store)), base_url="http://localhost") as client:
        monkeypatch.setattr(Crew, "reply", counting)
        time.sleep(1.5)  # until the index has been looked for
        paths = (
            "/page/country/GE",
            "/page/country/GE",
            "/page/country/GE?lang=ru",
            "/nowhere/at/all",
            "/page/country/GE",
        )
        bodies = [client.get(path, headers={"Accept-Language": "en"}).text for path in paths]
        client.get("/page/country/GE", headers={"Host": "127.0.0.1"})
        failed = [client.get(query("SELECT * {"), headers={"Accept": "text/csv"}).status_code for _ in range(2)]
    assert bodies[0] == bodies[1] == bodies[4] != bodies[2]
    assert failed == [400, 400]
    assert [each.split()[0].partition("?")[0] for each in made] == ["/page/country/GE"] * 3 + ["/sparql"] * 2


def test_what_is_not_asked_for_makes_room() -> None:
    memory = Memory(most=5_000)
    for name in "abcd":
        memory.keep(name, Reply(b"x" * 500))
        memory.reply("a")
    assert [name for name in "abcd" if memory.reply(name)] == ["a", "c", "d"]
    memory.keep("large", Reply(b"x" * 2_000_000))
    assert memory.reply("large") is None


@pytest.mark.parametrize(("texts", "shown"), [("none", False), ("quotes", True)])
def test_the_public_sees_as_much_of_a_text_as_is_allowed(store: Path, texts: str, shown: bool) -> None:
    with served(store, "--texts", texts) as address:
        body = ask(f"{address}/page/country/GE?kind=figure")[2].decode()
    assert ("grew to $120 million" in body) is shown
