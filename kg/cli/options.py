"""The options that many verbs share."""

from pathlib import Path
from typing import Annotated, Optional

import typer

from kg import settings, workflow
from kg.errors import UsageError
from kg.model.rdf import Source

Store = Annotated[
    Optional[Path],  # noqa: UP045  Typer reads Optional on every Python we support
    typer.Option("--store", metavar="DIR", help="Folder of the store (or TRADEGRAPH_STORE; default ./tradegraph)."),
]
Endpoint = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option(metavar="URL", help="Ask this SPARQL 1.1 endpoint instead of a store."),
]
UpdateEndpoint = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option("--update-endpoint", metavar="URL", help="Where its updates go; remembered in the store."),
]
Dialect = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option(metavar="NAME", help="Make of the endpoint's server (virtuoso, …); found out when not given."),
]
Output = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option("--output", "-o", metavar="FILE", help="Write to this file instead of standard output."),
]
Because = Annotated[str, typer.Option(metavar="TEXT", help="Why; it is kept with the correction.")]
As = Annotated[str, typer.Option("--as", metavar="NAME", help="Who says so.")]


def folder(given: Path | None) -> Path:
    """The store's folder."""
    return given or settings.store_folder()


def source(given: Path | None, endpoint: str | None, dialect: str | None = None) -> Source:
    """What a reading verb asks: an endpoint when one is given or the store's graph lies there, else its snapshot."""
    _check_dialect(dialect, endpoint)
    return workflow.source(folder(given), endpoint, dialect)


def desk(given: Path | None, endpoint: str | None, update: str | None, dialect: str | None) -> Path:
    """The folder that a writing verb writes by; with an endpoint, that of a graph that lies there."""
    if endpoint is None:
        _check_dialect(dialect, endpoint)
        if update:
            raise UsageError("--update-endpoint goes with --endpoint, which says where the graph is asked")
    else:
        workflow.at_endpoint(folder(given), endpoint, update, dialect)
    return folder(given)


def _check_dialect(dialect: str | None, endpoint: str | None) -> None:
    if dialect and endpoint is None:
        raise UsageError("--dialect goes with --endpoint")


def assignments(words: list[str]) -> dict[str, str]:
    """`field=value` words as a mapping. Raises UsageError for any other word."""
    pairs = {}
    for word in words:
        name, sign, value = word.partition("=")
        if not sign or not name:
            raise UsageError(f"{word!r} is not of the form field=value")
        pairs[name] = value
    return pairs
