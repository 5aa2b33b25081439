"""The verbs that look whether all is well: validate, verify, summarise, status."""

import json
from typing import Annotated

import typer

from kg import workflow
from kg.cli import options
from kg.cli.console import progress, say, table, write
from kg.errors import UsageError


def validate(store: options.Store = None, endpoint: options.Endpoint = None, dialect: options.Dialect = None) -> None:
    """Check the graph against the shapes of the ontology. Warnings are printed; violations make the exit code 1."""
    violations = warnings = 0
    with progress("checking") as counter:
        for name, found in counter.over(workflow.validate(options.source(store, endpoint, dialect))):
            for each in found:
                violations += each.severity == "Violation"
                warnings += each.severity != "Violation"
                print(f"{each.severity}\t{name}\t{each.shape}\t{each.focus}\t{each.message}")
    say(f"{violations} violations, {warnings} warnings")
    raise typer.Exit(1 if violations else 0)


def verify(store: options.Store = None) -> None:
    """Compare the store with its ledger: is everything there that was acknowledged, and nothing else?"""
    report = workflow.verify(options.folder(store))
    for line in report.lines():
        print(line)
    raise typer.Exit(0 if report.sound else 1)


def summarise(store: options.Store = None) -> None:
    """Count anew what pages ask for all the time. Every change keeps these summaries in step; this is for repairs."""
    print(workflow.summarise(options.folder(store)))


def status(
    format: Annotated[str, typer.Option(metavar="F", help="table or json.")] = "table",
    store: options.Store = None,
    endpoint: options.Endpoint = None,
    update_endpoint: options.UpdateEndpoint = None,
    dialect: options.Dialect = None,
) -> None:
    """Say what is there, which version, which guards, which limits; of an endpoint also what its server can and cannot.

    With --update-endpoint it is also tried whether that server can be written to; what is written for it goes again.
    """
    if format not in ("table", "json"):
        raise UsageError(f"--format: {format!r} is none of table, json")
    source = options.source(store, endpoint, dialect)
    facts = list(workflow.server(endpoint, update_endpoint, dialect)) if endpoint else []
    facts += workflow.status(source, None if endpoint else options.folder(store))
    if format == "json":
        told = [{"group": fact.group, "name": fact.name, "value": fact.value} for fact in facts]
        write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    else:
        table(["", "what", "is"], [[fact.group, fact.name, fact.value] for fact in facts])
