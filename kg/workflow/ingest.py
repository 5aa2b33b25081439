"""From documents to the store: read, merge with what other readers found, write in batches, refresh what is derived."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg import store
from kg.errors import Refused
from kg.graph import merged
from kg.model import Document
from kg.model.rdf import NamedGraph
from kg.workflow import derived
from kg.workflow.reading import Reading, kept, readings
from kg.workflow.replacing import Addressed, addressed, replace_earlier

_BATCH = 50  # documents a transaction: twice as many a second as one by one (design, engine 6)
_PATIENCE = 2.0  # seconds after which a smaller batch is written, so that a kill loses little work

Told = Callable[[str], None]
Read = Callable[[Iterable[Document]], Iterator[Reading]]


@dataclass
class Report:
    """What an ingest did. `readings` are kept without their graphs' lines only by whoever asks for them."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    facts: Counter[str] = field(default_factory=Counter)
    refused: list[Refused] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    rejections: int = 0
    replaced: int = 0  # earlier texts at the address of a new one
    failed: int = 0  # documents of which something went wrong and was told

    def summary(self) -> str:
        """One or two lines for people."""
        total = self.added + self.changed + self.unchanged
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(self.facts.items()))
        lines = [
            f"{total} documents: {self.added} new, {self.changed} changed, {self.unchanged} as they were",
            f"{sum(self.facts.values())} facts read ({kinds or 'none'}); {self.rejections} candidates not understood",
        ]
        if self.refused:
            lines.append(f"{len(self.refused)} not read, see above")
        return "\n".join(lines)


def ingest(
    folder: Path,
    found: Iterable[Document | Refused],
    *,
    jobs: int = 1,
    extracting: bool = True,
    read: Read | None = None,
    told: Told = lambda _: None,
) -> Report:
    """Read documents into the store of that folder; what was refused is told, counted, and stops nothing.

    `read` is another reader than the rules (`kg.workflow.model_reading`).
    """
    report = Report()
    documents = _documents(found, report, told)
    return take(folder, documents, jobs=jobs, extracting=extracting, read=read, told=told, report=report)


def take(
    folder: Path,
    documents: Iterable[Document],
    *,
    jobs: int = 1,
    extracting: bool = True,
    read: Read | None = None,
    told: Told = lambda _: None,
    report: Report | None = None,
) -> Report:
    """The same for documents that are read already."""
    report = report or Report()
    if not folder.exists():
        told(f"a new store is made: {folder}")
    with derived.writer(folder) as writer:
        found = read(documents) if read else readings(documents, jobs=jobs, extracting=extracting)
        for batch in _batches(found):
            write(writer, batch, report)
            _count(batch, report, told)
        finish(writer, (addressed(each.document, each.publication) for each in report.readings), report, told)
    return report


def finish(writer: store.Writable, found: Iterable[Addressed | None], report: Report, told: Told) -> None:
    """What follows when all documents are written: earlier texts of their addresses go, derived graphs are rebuilt."""
    for address in replace_earlier(writer, found):
        report.replaced += 1
        told(f"{address}: its text changed under the same date; the earlier text is gone")
    derived.refresh(writer, told)


def _documents(found: Iterable[Document | Refused], report: Report, told: Told) -> Iterator[Document]:
    for each in found:
        if isinstance(each, Refused):
            report.refused.append(each)
            told(f"not read: {each}")
        else:
            for remark in each.remarks:
                told(f"{each.name}: {remark}")
            yield each


def _batches(found: Iterable[Reading]) -> Iterator[list[Reading]]:
    batch: list[Reading] = []
    began = time.monotonic()
    for reading in found:
        batch.append(reading)
        if len(batch) >= _BATCH or time.monotonic() - began > _PATIENCE:
            yield batch
            batch, began = [], time.monotonic()
    if batch:
        yield batch


def write(writer: store.Writable, batch: Sequence[Reading], report: Report, *, bulk: bool = False) -> None:
    """One transaction; a publication that comes twice in a batch is merged with itself. `bulk` pays from 100 on."""
    graphs: dict[str, NamedGraph] = {}
    changes = {}
    known = writer.entries()
    texts = writer.put_texts([reading.document.text for reading in batch])
    for reading, text in zip(batch, texts, strict=True):
        iri = reading.graph.iri
        old = graphs.get(iri) or (writer.graph(iri) if _differs(known.get(iri), reading.graph) else None)
        graphs[iri] = _after(old, reading) if old else reading.graph
        changes[iri] = store.Change(graphs[iri], text=text, name=reading.document.name)
    outcome = (writer.load if bulk else writer.replace)(changes.values())
    report.added += len(outcome.added)
    report.changed += len(outcome.changed)
    report.unchanged += len(outcome.unchanged)


def _differs(known: store.Entry | None, graph: NamedGraph) -> bool:
    """Whether there is such a graph, and it is another: only then something of it may have to stay."""
    return known is not None and known.digest != graph.digest


def _after(old: NamedGraph, reading: Reading) -> NamedGraph:
    """The graph without what the replaced readers found before, and with what was found now."""
    *others, last = reading.replaces
    for reader in others:
        if any(reader.iri in line for line in old.lines):
            old = merged(old, kept(reading.document).graph, reader)
    return merged(old, reading.graph, last)


def _count(batch: list[Reading], report: Report, told: Told) -> None:
    for reading in batch:
        report.facts.update(reading.counts)
        report.rejections += len(reading.rejections)
        report.readings.append(reading)
        report.failed += reading.failed
        for note in reading.notes:
            told(f"{reading.document.name}: {note}")
        if not reading.understood:
            told(f"{reading.document.name}: kept without facts; no language pack for {reading.document.language!r}")
