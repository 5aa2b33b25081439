"""What the tests of the model reader share: a short article with a sound answer, and a server that misbehaves to order."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from model_answers import body

from kg.llm.requests import Request, requests
from kg.model import Document

TEXT = """Tea sells

Kenya's tea exports to Egypt rose 12 percent to $145 million in 2023, trade secretary Miriam Otondo said in Nairobi. Imports doubled.
Savo Teas and the Nile Company signed a contract for 2,000 tonnes a year.
"""
FACTS: list[dict[str, Any]] = [
    {"kind": "place", "code": "KE", "quotes": ["Kenya's tea exports"]},
    {"kind": "place", "code": "EG", "quotes": ["exports to Egypt"]},
    {"kind": "organization", "name": "Savo Teas", "type": "company", "quotes": ["Savo Teas and"]},
    {
        "kind": "position",
        "person": "Miriam Otondo",
        "post": "trade secretary",
        "organization": "KE",
        "quotes": ["trade secretary Miriam Otondo"],
    },
    {
        "kind": "figure",
        "indicator": "exports",
        "reporter": "KE",
        "partner": "EG",
        "product": "tea",
        "period": "2023",
        "value": 145000000,
        "unit": "USD",
        "value_words": "to $145 million",
        "change": 12,
        "quotes": ["Kenya's tea exports to Egypt rose 12 percent to $145 million in 2023"],
    },
    {
        "kind": "agreement",
        "type": "contract",
        "status": "signed",
        "parties": ["Savo Teas", "Nile Company"],
        "count": 1,
        "value": 2000,
        "unit": "tonne",
        "per": "year",
        "quotes": ["Savo Teas and the Nile Company signed a contract for 2,000 tonnes a year."],
    },
]
ANSWER = json.dumps({"facts": FACTS})


@pytest.fixture
def document() -> Document:
    """A short article."""
    return Document("tea.txt", TEXT, "en", "Tea sells", "2024-02-01", "Savanna Ledger")


@pytest.fixture
def request_(document: Document) -> Request:
    """The one request about it."""
    (only,) = requests(document)
    return only


Behaviour = Callable[[dict[str, Any]], tuple[int, Any, dict[str, str]]]


@dataclass
class FakeServer:
    """Speaks the protocol: each call is answered by the next behaviour, the last one for ever.

    A behaviour takes the body of a request and gives status, JSON (or bytes) and headers.
    """

    behaviours: list[Behaviour] = field(default_factory=list)
    bodies: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    url: str = ""
    running: int = 0
    most_at_once: int = 0

    def behave(self, *behaviours: Behaviour) -> None:
        """What the next calls meet."""
        self.behaviours[:] = behaviours

    def next(self, asked: dict[str, Any]) -> tuple[int, Any, dict[str, str]]:
        """The answer to one call."""
        self.bodies.append(asked)
        behaviour = self.behaviours[0] if len(self.behaviours) == 1 else self.behaviours.pop(0)
        return behaviour(asked)


def says(content: str, **more: Any) -> Behaviour:
    """Answers with these words."""
    return lambda _: (200, body(content, **more), {})


def fails(status: int, message: str = "broken", **headers: str) -> Behaviour:
    """Answers with an error."""
    return lambda _: (
        status,
        {"error": {"message": message}},
        {name.replace("_", "-"): v for name, v in headers.items()},
    )


def late(seconds: float, content: str) -> Behaviour:
    """Answers after a while."""

    def behave(_: dict[str, Any]) -> tuple[int, Any, dict[str, str]]:
        time.sleep(seconds)
        return 200, body(content), {}

    return behave


def without(format: str, otherwise: Behaviour) -> Behaviour:
    """Refuses requests that ask for this form of answer, as servers do that do not know it."""

    def behave(asked: dict[str, Any]) -> tuple[int, Any, dict[str, str]]:
        if asked.get("response_format", {}).get("type") == format:
            return 400, {"error": {"message": f"response_format.type {format} is not supported"}}, {}
        return otherwise(asked)

    return behave


@pytest.fixture
def server() -> Iterator[FakeServer]:
    """A server on loopback."""
    fake = FakeServer()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:  # noqa: N802  the library's name
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            fake.keys.append(self.headers.get("Authorization"))
            fake.running += 1
            fake.most_at_once = max(fake.most_at_once, fake.running)
            status, answer, headers = fake.next(asked)
            fake.running -= 1
            content = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    web = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    fake.url = f"http://127.0.0.1:{web.server_address[1]}/v1"
    thread = threading.Thread(target=web.serve_forever, daemon=True)
    thread.start()
    yield fake
    web.shutdown()
    web.server_close()
