"""The verbs that look whether all is well: validate, verify, status."""

import typer

from kg import workflow
from kg.cli import options
from kg.cli.console import progress, say, table


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


def status(store: options.Store = None, endpoint: options.Endpoint = None, dialect: options.Dialect = None) -> None:
    """Say what is there, which version, which guards, which limits."""
    folder = None if endpoint else options.folder(store)
    facts = workflow.status(options.source(store, endpoint, dialect), folder)
    table(["", "what", "is"], [[fact.group, fact.name, fact.value] for fact in facts])


VERBS = (validate, verify, status)
