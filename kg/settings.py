"""The one place that reads settings: the environment, with the defaults of the documentation.

| variable                 | meaning                                              | default                     |
|--------------------------|------------------------------------------------------|-----------------------------|
| TRADEGRAPH_STORE         | folder of the store                                  | ./tradegraph                |
| TRADEGRAPH_BASE          | base of the IRIs of data (the terms' IRIs are fixed) | https://data.example.org/   |
| TRADEGRAPH_ENDPOINT_USER, TRADEGRAPH_ENDPOINT_PASSWORD, TRADEGRAPH_ENDPOINT_AUTH (basic or digest)  | none |
"""

import os
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import UsageError

EXAMPLE_BASE = "https://data.example.org/"


@dataclass(frozen=True, slots=True)
class Credentials:
    """Name, password and scheme (`basic` or `digest`) for an endpoint; the password is never printed."""

    user: str
    password: str = field(repr=False)
    scheme: str = "basic"


def store_folder() -> Path:
    """The store's folder when the command line names none."""
    return Path(os.environ.get("TRADEGRAPH_STORE") or "tradegraph")


def base() -> str:
    """The base of all IRIs of data; it ends with a slash."""
    given = os.environ.get("TRADEGRAPH_BASE") or EXAMPLE_BASE
    return given if given.endswith("/") else given + "/"


def credentials() -> Credentials | None:
    """What the environment says for endpoints that ask who is there, or None."""
    user = os.environ.get("TRADEGRAPH_ENDPOINT_USER")
    if not user:
        return None
    scheme = os.environ.get("TRADEGRAPH_ENDPOINT_AUTH", "basic").lower()
    if scheme not in ("basic", "digest"):
        raise UsageError(f"TRADEGRAPH_ENDPOINT_AUTH is {scheme!r}; it can be basic or digest")
    return Credentials(user, os.environ.get("TRADEGRAPH_ENDPOINT_PASSWORD", ""), scheme)
