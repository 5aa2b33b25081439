"""The one place where rooms are joined: each function is a verb of the command line, for programmers too.

A verb is brought when somebody asks for it (PEP 562): `kg ingest` needs nothing of what evaluates, checks or fetches.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from kg.workflow.ingest import Report, ingest

if TYPE_CHECKING:
    from kg.store import at_endpoint, snapshot, source, verify
    from kg.store import text as stored_text
    from kg.workflow.adding import add
    from kg.workflow.checking import server, status, validate
    from kg.workflow.curating import correct, retract
    from kg.workflow.derived import summarise
    from kg.workflow.evaluating import Facts, evaluate, flat_facts
    from kg.workflow.explaining import Explained, document_named, explain, explained, missed
    from kg.workflow.fetching import Fetched, fetch, watch
    from kg.workflow.finding import Publication, matching, one, publications
    from kg.workflow.keeping import forget, load, reread, text
    from kg.workflow.reading import Reading, read
    from kg.workflow.run_loading import load_run

_ROOMS = {
    "adding": ("add",),
    "checking": ("server", "status", "validate"),
    "curating": ("correct", "retract"),
    "derived": ("summarise",),
    "evaluating": ("Facts", "evaluate", "flat_facts"),
    "explaining": ("Explained", "document_named", "explain", "explained", "missed"),
    "fetching": ("Fetched", "fetch", "watch"),
    "finding": ("Publication", "matching", "one", "publications"),
    "keeping": ("forget", "load", "reread", "text"),
    "reading": ("Reading", "read"),
    "run_loading": ("load_run",),
}
_MODULE = {name: f"kg.workflow.{module}" for module, names in _ROOMS.items() for name in names}
_OF_STORE = {name: name for name in ("at_endpoint", "snapshot", "source", "verify")} | {"stored_text": "text"}

__all__ = [
    "Explained",
    "Facts",
    "Fetched",
    "Publication",
    "Reading",
    "Report",
    "add",
    "at_endpoint",
    "correct",
    "document_named",
    "evaluate",
    "explain",
    "explained",
    "fetch",
    "flat_facts",
    "forget",
    "ingest",
    "load",
    "load_run",
    "matching",
    "missed",
    "one",
    "publications",
    "read",
    "reread",
    "retract",
    "server",
    "snapshot",
    "source",
    "status",
    "stored_text",
    "summarise",
    "text",
    "validate",
    "verify",
    "watch",
]


def __getattr__(name: str) -> Any:
    """The verb, with what it needs."""
    if name in _OF_STORE:
        return getattr(import_module("kg.store"), _OF_STORE[name])
    if name in _MODULE:
        return getattr(import_module(_MODULE[name]), name)
    raise AttributeError(f"module 'kg.workflow' has no attribute {name!r}")
