"""A misbehaving server and a fetcher that does not wait for it."""

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.fetching import Fetcher, Pace

_SPEC = importlib.util.spec_from_file_location("fetching_servers", Path(__file__).with_name("servers.py"))
servers = importlib.util.module_from_spec(_SPEC)
sys.modules.setdefault("fetching_servers", servers)
_SPEC.loader.exec_module(servers)


@pytest.fixture
def site() -> Iterator["servers.Site"]:
    with servers.site() as found:
        yield found


@pytest.fixture
def pauses() -> list[float]:
    """How long was waited, in seconds."""
    return []


@pytest.fixture
def fetcher(pauses: list[float]) -> Fetcher:
    """One that may go to loopback and has two seconds for an address."""
    return Fetcher(allow_private=True, pace=Pace(sleep=pauses.append), seconds=2.0, largest=1_000_000)
