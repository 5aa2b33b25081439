"""From a document to its records: annotate once, let each kind's finder look, merge, weigh, sort."""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from kg.extract import agreements, events, figures, organisations, places, positions, projects
from kg.extract.citing import cited
from kg.extract.confidence import weighed
from kg.extract.merge import merged
from kg.language import Analysis, analyse
from kg.model import RECORDS, Document, Figure, Party, PartyKind, Project, Record, Rejection

_ORDER = {record.kind: number for number, record in enumerate(RECORDS)}


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one reading of a document found, and the amounts it could not read, both in the order of the text.

    `sources` are those that the whole text gives as its sources.
    """

    records: tuple[Record, ...]
    rejections: tuple[Rejection, ...]
    sources: tuple[Party, ...] = ()


def extract(document: Document) -> Extraction:
    """The facts of a document, each with its evidence; equal documents give equal extractions."""
    with _uncollected():
        return _read(document)


def _read(document: Document) -> Extraction:
    """The facts of a document. All that was needed for them is gone before anybody searches for cycles again."""
    analysis = analyse(document)
    return replace(assemble(found(analysis)), sources=cited(analysis))


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for cycles meanwhile: one document makes none worth it, and the search costs a twelfth of the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def found(analysis: Analysis) -> Iterator[Record | Rejection]:
    """What all finders find, kind by kind, each in the order of the text."""
    for finder in (figures, events, agreements, projects, positions, organisations, places):
        yield from finder.find(analysis)


def assemble(items: Iterable[Record | Rejection]) -> Extraction:
    """Records merged, weighed and sorted by kind and place in the text; rejections by place, each once."""
    records: list[Record] = []
    rejections: set[Rejection] = set()
    for item in items:
        if isinstance(item, Figure) and _with_itself(item):
            rejections.add(Rejection(item.evidence[0], item.kind, "a country on both sides"))
        elif isinstance(item, Record):
            records.append(_plain(item))
        else:
            rejections.add(item)
    told = sorted(map(weighed, merged(records)), key=lambda r: (_ORDER[r.kind], r.evidence[0]))
    return Extraction(tuple(told), tuple(sorted(rejections, key=lambda r: (r.span, r.kind, r.reason))))


def _with_itself(figure: Figure) -> bool:
    """Whether a country is its own partner: only blocs trade with themselves (FACTS.md, `share`)."""
    if figure.reporter is None or figure.partner is None or figure.reporter.value.name != figure.partner.value.name:
        return False
    party = figure.reporter.value
    return party.kind is PartyKind.ECONOMY and len(party.name) == 2 and party.name != "EU"


def _plain(record: Record) -> Record:
    """A project without the rate its amount was told at: flat facts have none for projects."""
    if isinstance(record, Project) and record.value is not None and record.value.value.per is not None:
        return replace(record, value=replace(record.value, value=replace(record.value.value, per=None)))
    return record


__all__ = ["Extraction", "assemble", "extract", "found"]
