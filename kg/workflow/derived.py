"""The graphs that are rebuilt from the others after every write: what is effective, what joins publications."""

from collections.abc import Callable

from kg import store
from kg.curation import effective
from kg.rules import joined, reprints


def refresh(writer: store.Writer, told: Callable[[str], None]) -> None:
    """Rebuild them; corrections that found nothing to hold on to are told."""
    source = writer.source()
    writer.replace([store.Change(joined(source)), store.Change(reprints(source, writer.text, writer.path))])
    marks, lost = effective(writer.source())
    writer.replace([store.Change(marks)])
    for correction in lost:
        told(f"correction without its fact: {correction}")
