"""Look-ups a second over HTTP at 64 connections: `kg serve` beside a naive server that asks the engine in process.

Both answer `SELECT ?p ?o { GRAPH ?g { <urn:sN> ?p ?o } }` for a random one of 20,000 subjects with five quads each, as
JSON. The naive server is all that one would write in ten lines (Starlette, uvicorn, pyoxigraph): no worker that can be
killed, no limit, no guard, no cache header. Both serve the same snapshot, in turn. Needs wrk (Debian: wrk).
"""

import contextlib
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path

import kg.store
from kg import iris

SUBJECTS, CONNECTIONS, SECONDS = 20_000, 64, 6
KG = [sys.executable, "-c", "from kg.cli import main; main()"]
_NAIVE = """
import sys, uvicorn, pyoxigraph as ox
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route
store = ox.Store.read_only(sys.argv[1])
async def sparql(request):
    found = store.query(request.query_params["query"], use_default_graph_as_union=True)
    return Response(found.serialize(format=ox.QueryResultsFormat.JSON), media_type="application/sparql-results+json")
uvicorn.run(Starlette(routes=[Route("/sparql", sparql)]), port=int(sys.argv[2]), log_level="error")
"""
_LUA = """
math.randomseed(os.time())
local query = "SELECT%%20%%3Fp%%20%%3Fo%%20%%7B%%20GRAPH%%20%%3Fg%%20%%7B%%20%%3Curn:s"
request = function()
  local asked = query .. math.random(0, %d) .. "%%3E%%20%%3Fp%%20%%3Fo%%20%%7D%%20%%7D"
  return wrk.format("GET", "/sparql?query=" .. asked, { ["Accept"] = "application/sparql-results+json" })
end
done = function(summary, latency)
  local wrong = summary.errors.status + summary.errors.connect + summary.errors.read
  io.write(string.format("FOUND %%.0f %%.1f %%d\\n",
    summary.requests / (summary.duration / 1e6), latency:percentile(99) / 1000, wrong))
end
"""


def store_of_subjects(folder: Path) -> Path:
    """A store of 100,000 quads: 20,000 subjects in 200 graphs; the folder of its snapshot for the engine."""
    graph = iris.graph("loaded/look-ups")
    lines = (
        f'<urn:s{number}> <urn:p{place}> "value {number} {place}" <urn:g{number % 200}> .\n'
        for number in range(SUBJECTS)
        for place in range(5)
    )
    file = folder / "look-ups.nq"
    file.write_text("".join(lines), encoding="utf-8")
    with kg.store.writer(folder / "store") as writer:
        kg.store.load_file(writer, file, graph)
    newest = (folder / "store" / "snapshots" / "newest").read_text(encoding="ascii").strip()
    return folder / "store" / "snapshots" / newest


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def running(command: Sequence[str], port: int, path: str) -> Iterator[str]:
    """The address of a server that has answered at the path."""
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        _await(address + path, server)
        yield address
    finally:
        server.terminate()
        server.wait(60)


def _await(url: str, server: "subprocess.Popen[bytes]", seconds: float = 600) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=60).close()
        except urllib.error.HTTPError as error:
            if error.code < 500:
                return
        except OSError:
            pass
        else:
            return
        time.sleep(0.3)
    raise RuntimeError(f"no answer from {url}")


def serving(store: Path, port: int, path: str = "/health") -> contextlib.AbstractContextManager[str]:
    """`kg serve` over a store."""
    return running([*KG, "serve", "--store", str(store), "--port", str(port)], port, path)


def lookups(address: str, script: Path) -> tuple[float, float]:
    """Look-ups a second and the 99th percentile in milliseconds. Raises where an answer was an error."""
    wrk = shutil.which("wrk")
    if wrk is None:
        raise RuntimeError("wrk is missing (Debian: apt-get install wrk)")
    command = [wrk, "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "-s", str(script), address]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = re.search(r"FOUND (\S+) (\S+) (\d+)", said)
    if not found or found[3] != "0":
        raise RuntimeError(f"{address} gave errors: {said}")
    return float(found[1]), float(found[2])


def measured(rounds: int) -> float:
    """Print the rounds; the median of the ratios of ours to naive."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        snapshot, script = store_of_subjects(folder), folder / "look-ups.lua"
        script.write_text(_LUA % (SUBJECTS - 1), encoding="utf-8")
        ports = free_port(), free_port()
        command = [sys.executable, "-c", _NAIVE, str(snapshot), str(ports[0])]
        naive = running(command, ports[0], "/sparql?query=ASK%7B%7D")
        with naive as one, serving(folder / "store", ports[1]) as other:
            ratios = [_round(one, other, script, number) for number in range(rounds)]
    return statistics.median(ratios)


def _round(naive: str, ours: str, script: Path, number: int) -> float:
    """One round; who goes first alternates."""
    order = (naive, ours) if number % 2 else (ours, naive)
    found = {address: lookups(address, script) for address in order}
    (alone, slow), (mine, slow_mine) = found[naive], found[ours]
    print(f"look-ups  naive {alone:6,.0f}/s p99 {slow:5.0f} ms   ours {mine:6,.0f}/s p99 {slow_mine:5.0f} ms   "
          f"ratio {mine / alone:.2f}", flush=True)  # fmt: skip
    return mine / alone
