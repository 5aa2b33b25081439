"""How a SPARQL server differs from the standard, as data: `dialects/*.toml`, each for one make of server.

A profile says how its default graph is made, how to ask yes or no, how a cut answer shows itself, how much goes into
one update, and what was found to differ when it was tried, with what is done about it. `standard` is for all others.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import DefectiveFile, UsageError

FOLDER = Path(__file__).parent / "dialects"
STANDARD = "standard"


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that a server does otherwise. `probe` is the probe that shows it, if one can without writing.

    Either `handled` says what is done about it, or `cannot` says for what the server is of no use.
    """

    name: str
    found: str
    probe: str = ""
    handled: str = ""
    cannot: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """How it is asked. `default_graph` is union or named, `yes_or_no` ask or select, `construct` plain
    or checked, `whole` snapshot (the server's own) or revision (ours, `kg.store.revision`); `page` in
    rows."""

    default_graph: str
    yes_or_no: str
    construct: str
    page: int
    whole: str


@dataclass(frozen=True, slots=True)
class Writing:
    """How it is written to: `operation` and `request` in triples; `refused` says why it cannot be, where that is so."""

    refused: str
    operation: int
    request: int
    clear: str
    again: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dialect:
    """One profile. `tested` names the version that was tried, empty where none was."""

    name: str
    title: str
    tested: str
    server: str
    describes: str
    reading: Reading
    cut: Mapping[str, str]
    writing: Writing
    authentication: str
    differences: tuple[Difference, ...]
    hints: tuple[tuple[str, str], ...]

    def told(self, reason: str) -> str:
        """What a server said, and what that means here where somebody knows."""
        means = [means for says, means in self.hints if says in reason]
        return f"{reason} ({means[0]})" if means else reason


@cache
def dialects() -> Mapping[str, Dialect]:
    """All profiles by name."""
    return {path.stem: _read(path) for path in sorted(FOLDER.glob("*.toml"))}


def dialect(name: str) -> Dialect:
    """The profile of that name; raises `UsageError` naming those there are."""
    if name not in dialects():
        raise UsageError(f"--dialect: {name!r} is none of {', '.join(dialects())}")
    return dialects()[name]


def standard() -> Dialect:
    """The profile for a server of which nothing is known."""
    return dialects()[STANDARD]


def by_header(server: str) -> Dialect | None:
    """The profile of a server that says its name in the header `Server`.

    >>> by_header("Virtuoso/07.20.3229 (Linux) x86_64-pc-linux-gnu").name
    'virtuoso'
    """
    return next((each for each in dialects().values() if each.server and re.search(each.server, server)), None)


def by_description(text: str) -> Dialect | None:
    """The profile of a server that says who it is in its service description (Turtle)."""
    return next((each for each in dialects().values() if each.describes and each.describes in text), None)


def _read(path: Path) -> Dialect:
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
        return _dialect(path.stem, found)
    except (tomllib.TOMLDecodeError, KeyError, TypeError, re.error) as error:
        raise DefectiveFile(path, f"{type(error).__name__}: {error}") from error


def _dialect(name: str, found: dict[str, Any]) -> Dialect:
    writing = found["writing"]
    return Dialect(
        name=name,
        title=found["title"],
        tested=found["tested"],
        server=re.compile(found["recognised"]["server"]).pattern,
        describes=found["recognised"]["describes"],
        reading=Reading(**found["reading"]),
        cut=found["cut"],
        writing=Writing(**{**writing, "again": tuple(writing["again"])}),
        authentication=found["authentication"]["scheme"],
        differences=tuple(Difference(**each) for each in found.get("difference", ())),
        hints=tuple((each["says"], each["means"]) for each in found.get("hint", ())),
    )
