"""The verbs, and what becomes of errors."""

import os
import sys

import typer

import kg
from kg.cli import asking, checking, curating, demo, evaluating, explaining, fetching, reading, serving, showing
from kg.cli.console import say
from kg.errors import TradegraphError, UsageError

STOPPED = 130  # as shells say of a program that Ctrl-C ended
_STOPPED = "kg: stopped; what was acknowledged is stored, the rest is as it was"

app = typer.Typer(
    name="kg",
    help="Read trade news into a knowledge graph in which every fact points at its sentence.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for room in (reading, fetching, curating, asking, showing, checking, evaluating, explaining, serving, demo):
    for verb in room.VERBS:
        app.command(rich_help_panel=None)(verb)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"tradegraph {kg.__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Say the version."),
) -> None:
    """Read trade news into a knowledge graph in which every fact points at its sentence."""


def run(words: list[str]) -> int:
    """Run one command; errors become one line on standard error. Returns the exit code."""
    try:
        app(words)
    except SystemExit as done:
        code = done.code if isinstance(done.code, int) else 0
        if code == STOPPED:  # Typer has met Ctrl-C and said nothing
            say(_STOPPED)
        return code
    except UsageError as error:
        say(f"kg: {error}")
        return 2
    except TradegraphError as error:
        say(f"kg: {error}")
        return 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # so that closing it says nothing
        return 1
    except KeyboardInterrupt:
        say(_STOPPED)
        return STOPPED
    return 0


def main() -> None:
    """The command line."""
    sys.exit(run(sys.argv[1:]))
