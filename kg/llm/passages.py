"""Where what a model quotes stands, and which passage a fact points at."""

import re
from collections.abc import Iterable, Iterator

from kg.extract.evidence import around
from kg.language import PlaceMention
from kg.llm.amounts import analysis
from kg.llm.chunks import Chunk
from kg.llm.naming import Names
from kg.llm.quotes import LONGEST, searchable, shortened
from kg.model import Document, Span

_MOST = 3  # quotes that a fact needs
_ENOUGH = 0.6  # share of a quote that stands when a model left words out of its middle
_PIECE = 12  # characters of a piece that is worth looking for
_GAPS = re.compile(r"\s*(?:\[?…\]?|\[?\.{3}\]?|\n)\s*|(?<=[.!?;:])\s+")


def located(quotes: Iterable[str], document: Document, chunk: Chunk) -> tuple[list[Span], list[str]]:
    """Where the quotes stand, in the part that was asked about first; and those that stand nowhere."""
    found: list[Span] = []
    lost: list[str] = []
    for quote in quotes:
        spans = list(_where(quote, document, chunk))
        found += [span for span in spans if span not in found]
        if not spans:
            lost.append(quote)
    return found, lost


def _where(quote: str, document: Document, chunk: Chunk) -> Iterator[Span]:
    """One span; several where a model left something out between pieces that stand."""
    text = searchable(document.text)
    whole = text.find(quote, within=chunk.span)
    if whole is not None:
        yield whole
        return
    pieces = [piece for piece in _GAPS.split(quote) if len(piece) >= _PIECE]
    spans = [(piece, text.find(piece, within=chunk.span)) for piece in pieces]
    if sum(len(piece) for piece, span in spans if span) >= _ENOUGH * len(quote):
        yield from (span for _, span in spans if span)


def evidence(kind: str, spans: Iterable[Span], told: Iterable[Span], document: Document) -> tuple[Span, ...]:
    """The passages of a fact, none over 400 characters: of a name the sentence around it, else what was quoted."""
    keep = list(told)
    passages = dict.fromkeys(_passage(kind, span, keep, document) for span in spans)
    return tuple(sorted(list(passages)[:_MOST]))


def mentions(kind: str, name: str, document: Document) -> Iterator[Span]:
    """Where else the text names an economy, by our gazetteer, or an organisation, by the words of its name."""
    read = analysis(document)
    if kind == "place":
        yield from (
            annotation.span
            for annotation in read.annotations
            if isinstance(annotation.value, PlaceMention) and annotation.value.party.name == name
        )
    else:
        yield from (sentence.span for sentence in read.sentences if Names(sentence.span.of(document.text)).has(name))


def _passage(kind: str, span: Span, keep: list[Span], document: Document) -> Span:
    if kind in ("place", "organization") and len(span) <= LONGEST:
        sentence = around(analysis(document), span)
        return sentence if span in sentence else span
    return shortened(span, next((one for one in keep if one in span), None))
