"""What was read in a text sentence by sentence, what was not and why, and which clues decided.

A sentence that we cannot read is a result: it is shown where it stands.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg import documents, extract, iris, store
from kg.errors import NotFound, Refused, StoreError
from kg.extract.tracing import Decision, traced
from kg.graph import document_of, flat
from kg.model import Document, Rejection, Span
from kg.workflow.finding import one
from kg.workflow.reading import Reading


@dataclass(frozen=True, slots=True)
class Explained:
    """A sentence: its words, the flat facts that rest on it, what was not taken, and the decisions about it."""

    span: Span
    words: str
    facts: tuple[Mapping[str, object], ...]
    rejections: tuple[tuple[Rejection, str], ...]
    decisions: tuple[tuple[Decision, str], ...]


def missed(document: Document) -> tuple[Rejection, ...]:
    """What our rules see in a text and do not take, each with its reason, in the order of the text."""
    return extract.extract(document).rejections


def explain(document: Document) -> list[Explained]:
    """The sentences of a document in order, each with what our rules made of it."""
    trace = traced(document)
    return [_sentence(document, span, trace.extraction, trace.decisions) for span in trace.sentences]


def _sentence(document: Document, span: Span, found: extract.Extraction, decisions: tuple[Decision, ...]) -> Explained:
    def within(other: Span) -> bool:
        return span.start <= other.start < span.stop

    def words(other: Span) -> str:
        return " ".join(other.of(document.text).split())

    facts = [record for record in found.records if any(within(each) for each in record.evidence)]
    return Explained(
        span,
        words(span),
        tuple(flat.line(record, document) | {"confidence": str(record.confidence)} for record in facts),
        tuple((each, words(each.span)) for each in found.rejections if within(each.span)),
        tuple((each, words(each.at)) for each in decisions if within(each.at)),
    )


def document_named(folder: Path, doc: str) -> Document:
    """The document of that name in the store, or the file of that name. Raises `NotFound` or why it is not read."""
    try:
        source = store.snapshot(folder)
        publication = one(source, doc)
        triples = source.triples(iris.publication_graph(publication.iri))
        return document_of(triples, store.text(folder, publication.digest))
    except (NotFound, StoreError) as error:
        if Path(doc).is_file():
            return _file(Path(doc))
        raise NotFound(f"{doc} is no file, and {error}") from None


def _file(path: Path) -> Document:
    read = list(documents.read_all(documents.from_paths([path], documents.Given())))
    for each in read:
        if isinstance(each, Refused):
            raise each
        return each
    raise Refused(str(path), "there is no text in it")


def explained(reading: Reading) -> Iterator[str]:
    """One line for each rejected candidate: document, position, kind, reason, words."""
    text = reading.document.text
    for rejection in reading.rejections:
        start, stop = rejection.span.start, rejection.span.stop
        words = " ".join(text[start:stop].split())
        yield f"{reading.document.name}:{start}-{stop}\t{rejection.kind}\t{rejection.reason}\t{words}"
