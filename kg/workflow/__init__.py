"""The one place where rooms are joined: each function is a verb of the command line, for programmers too."""

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
from kg.workflow.ingest import Report, ingest
from kg.workflow.keeping import forget, load, reread, text
from kg.workflow.load_run import load_run
from kg.workflow.reading import Reading, read

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
