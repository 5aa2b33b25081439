"""The graphs that are rebuilt from the others after every write: what is effective, and what joins publications."""

from collections.abc import Callable

from kg import store
from kg.curation import effective
from kg.rules import joined


def refresh(writer: store.Writer, told: Callable[[str], None]) -> None:
    """Rebuild both; corrections that found nothing to hold on to are told."""
    writer.replace([store.Change(joined(writer.source()))])
    marks, lost = effective(writer.source())
    writer.replace([store.Change(marks)])
    for correction in lost:
        told(f"correction without its fact: {correction}")
