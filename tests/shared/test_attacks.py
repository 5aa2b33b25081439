"""The attack suites against a real server: SPARQL (96 attacks, health asked meanwhile), HTTP, and the W3C protocol.

Queries that never end are stopped after ten seconds each, which makes minutes of them: here the server under attack has
a limit of two seconds, all else is as `kg serve` has it. TRADEGRAPH_ATTACKS=all attacks `kg serve` itself.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from web.browser import KG, ROOT, kg, served

TRIALS = ROOT.parent / "shared" / "trials"
RDF_TESTS = ROOT.parent / "shared" / "w3c" / "rdf-tests"
ALL = os.environ.get("TRADEGRAPH_ATTACKS") == "all"
_HASTY = """
import sys
from pathlib import Path
from kg.web import Configuration, serve
from kg.web.configuration import Limits
serve(Configuration(Path(sys.argv[3]), port=int(sys.argv[5]), limits=Limits(seconds=2)))
"""  # called as `kg serve --store DIR --port N` is
SERVER = KG if ALL else [sys.executable, "-c", _HASTY]
PROBED = {
    "pages": ["/", "/page/country/KZ", "/pair/KZ/GE", "/sparql", "/search", "/queries", "/explore", "/map", "/about", "/ns"],
    "entity": "/id/{id}",
    "known_id": "country/KZ",
    "params": [["/sparql", "query"], ["/search", "q"], ["/map", "one"], ["/queries/missions", "country"], ["/api/suggest", "q"]],
    "csv": ["/queries/targets.csv"],
    "files": ["/data/{id}", "/static/{id}", "/dump/{id}", "/page/{id}"],
    "health": "/health",
    "csrf": [["POST", "/sparql", "update=DROP ALL"]],
}  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples, as they were read by hand, and the three graphs of the protocol's tests."""
    store = tmp_path_factory.mktemp("attacked") / "store"
    kg("ingest", "--no-extract", "--store", str(store), "--manifest", str(ROOT / "samples" / "manifest.csv"))
    kg("add", str(ROOT / "samples" / "facts.jsonl"), "--store", str(store))
    for number in (1, 2, 3):
        data = RDF_TESTS / "sparql" / "sparql11" / "protocol" / f"data{number}.nt"
        kg("load", str(data), "--graph", f"http://kasei.us/2009/09/sparql/data/data{number}.rdf", "--store", str(store))
    return store


@pytest.fixture(scope="module")
def site(store: Path) -> Iterator[str]:
    with served(store) as address:
        yield address.replace("localhost", "127.0.0.1")


def said(script: str, *arguments: str) -> str:
    """What a suite prints; it has to say that all went well by its exit code, too."""
    done = subprocess.run(
        [sys.executable, str(TRIALS / script), *arguments], capture_output=True, text=True, timeout=900, check=False
    )
    failed = [line for line in done.stdout.splitlines() if "FAIL" in line]
    assert done.returncode == 0 and not failed, "\n".join([*failed, done.stdout[-300:], done.stderr[-1000:]])
    return done.stdout


def test_sparql_attacks_are_survived_and_answered(store: Path) -> None:
    with served(store, kg=SERVER) as site:
        told = said("attacks/sparql_attacks.py", "--url", f"{site.replace('localhost', '127.0.0.1')}/sparql")
    assert "SCORE 96/96; data unchanged: True" in told
    assert re.search(r"health checks \d\d+, failed 0,", told)


def test_http_attacks_are_survived_and_answered(site: str, store: Path, tmp_path: Path) -> None:
    config = tmp_path / "pages.json"
    config.write_text(json.dumps({**PROBED, "secrets": [str(store)]}), encoding="utf-8")
    score = re.search(r"SCORE (\d+)/(\d+)", said("attacks/http_probe.py", "--base", site, "--config", str(config)))
    assert score and score[1] == score[2] and int(score[1]) > 300


def test_the_protocol_is_spoken_as_its_suite_expects(site: str) -> None:
    told = said(
        "w3c/protocol_suite.py", str(RDF_TESTS), "--query", f"{site}/sparql", "--read-only", "--preloaded"
    )  # fmt: skip
    assert re.search(r"protocol/manifest +pass 34 of 34$", told, re.MULTILINE)
    assert re.search(r"service-description/manifest +pass 3 of 3$", told, re.MULTILINE)
