"""The verbs, and what becomes of errors. `app` is the command with all its verbs."""

import os
import sys
from importlib import import_module
from typing import Any

import typer

import kg
from kg.cli.console import say
from kg.errors import TradegraphError, UsageError

STOPPED = 130  # as shells say of a program that Ctrl-C ended
_STOPPED = "kg: stopped; what was acknowledged is stored, the rest is as it was"

_ROOMS = {
    "reading": ("ingest", "add", "reread", "forget", "load", "load-run", "text"),
    "fetching": ("fetch", "watch"),
    "curating": ("correct", "retract"),
    "asking": ("facts", "queries", "query", "describe"),
    "showing": ("network", "export"),
    "checking": ("validate", "verify", "summarise", "status"),
    "evaluating": ("evaluate",),
    "explaining": ("explain",),
    "serving": ("serve",),
    "demo": ("demo",),
}
VERBS = {verb: room for room, verbs in _ROOMS.items() for verb in verbs}  # in the order of the help


def command(*verbs: str) -> typer.Typer:
    """The command with these verbs. Each verb's module is imported for it alone: `ingest` needs none that asks."""
    made = typer.Typer(
        name="kg",
        help="Read trade news into a knowledge graph in which every fact points at its sentence.",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    made.callback()(root)
    for verb in verbs:
        module = import_module(f"kg.cli.{VERBS[verb]}")
        made.command(rich_help_panel=None)(getattr(module, verb.replace("-", "_")))
    return made


def _version(wanted: bool) -> None:
    if wanted:
        print(f"tradegraph {kg.__version__}")
        raise typer.Exit


def root(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Say the version."),
) -> None:
    """Read trade news into a knowledge graph in which every fact points at its sentence."""


def __getattr__(name: str) -> Any:
    """`app` is made when somebody asks for it: whoever runs one verb needs no other (PEP 562)."""
    if name == "app":
        return command(*VERBS)
    raise AttributeError(f"module 'kg.cli.app' has no attribute {name!r}")


def run(words: list[str]) -> int:
    """Run one command; errors become one line on standard error. Returns the exit code."""
    try:
        command(*(words[:1] if words[:1] and words[0] in VERBS else VERBS))(words)
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
