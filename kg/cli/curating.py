"""The verbs of an analyst who knows better: correct, retract."""

from typing import Annotated, Optional

import typer

from kg import workflow
from kg.cli import options
from kg.cli.console import say

Id = Annotated[str, typer.Argument(metavar="IRI", help="The fact's id, as `kg facts` prints it.")]


def correct(
    fact: Id,
    changes: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Argument(metavar="field=value...", help="Fields as in FACTS.md; an empty value means not stated."),
    ] = None,
    because: options.Because = ...,  # type: ignore[assignment]
    who: options.As = ...,  # type: ignore[assignment]
    store: options.Store = None,
    endpoint: options.Endpoint = None,
    update_endpoint: options.UpdateEndpoint = None,
    dialect: options.Dialect = None,
) -> None:
    """Correct a fact that was read wrongly; with no field, confirm one that is unreviewed.

    The correction survives reading the document again, and what was first read stays reachable.
    Example: kg correct https://…/id/figure/ab12 value=2100000000 bound=about --because "misread" --as "A. Analyst"
    """
    place = options.desk(store, endpoint, update_endpoint, dialect)
    fields = options.assignments(changes or [])
    for line in workflow.correct(place, fact, fields, because=because, who=who):
        say(line)


def retract(
    fact: Id,
    because: options.Because = ...,  # type: ignore[assignment]
    who: options.As = ...,  # type: ignore[assignment]
    store: options.Store = None,
    endpoint: options.Endpoint = None,
    update_endpoint: options.UpdateEndpoint = None,
    dialect: options.Dialect = None,
) -> None:
    """Withhold a fact that the text does not state. What was read stays reachable."""
    place = options.desk(store, endpoint, update_endpoint, dialect)
    for line in workflow.retract(place, fact, because=because, who=who):
        say(line)
