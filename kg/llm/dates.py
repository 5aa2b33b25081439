"""Whether a period that a model gives can be told from the text, and what our own grammar makes of its words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import lru_cache

from kg.language import PeriodReading
from kg.llm.amounts import analysis
from kg.model import Document, How, Span

_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d|21\d\d)(?!\d)")
_SHORT = re.compile(r"(?<=[\d/'’–-])\d\d(?!\d)|(?<=[A-Za-z])\d\d(?!\d)")
_NUMBER = re.compile(r"(?<!\d)\d{1,3}(?!\d)")
_NEAR = (-2, -1, 0, 1)  # years that "last year", "next spring" and a season's second half reach from the publication


class Footing(StrEnum):
    """What a period rests on."""

    READ = "read"  # our grammar reads the same
    STATED = "stated"  # its years stand in the text
    RESOLVED = "resolved"  # its years follow from the date of publication
    BASELESS = "baseless"


def footing(edtf: str, spans: Sequence[Span], document: Document) -> Footing:
    """What a period rests on: the words in `spans`, the years of the text, or the date of publication."""
    if edtf in set(readings(spans, document)):
        return Footing.READ
    stated, published = _stated(document.text), _published(document)
    years = {int(year) for year in re.findall(r"\d{4}", edtf)}
    if years <= stated:
        return Footing.STATED
    if published and years <= stated | _reached(document, stated | {published}, published):
        return Footing.RESOLVED
    return Footing.BASELESS


def readings(spans: Iterable[Span], document: Document) -> Iterator[str]:
    """The periods that our grammar reads in stretches of the text."""
    yield from (edtf for edtf, _ in _read(spans, document))


def _read(spans: Iterable[Span], document: Document) -> Iterator[tuple[str, How]]:
    for annotation in analysis(document).annotations:
        reading = annotation.value
        if not isinstance(reading, PeriodReading) or reading.edtf is None:
            continue
        if any(annotation.span.overlaps(span) for span in spans):
            yield reading.edtf, reading.how


def assumed(edtf: str, spans: Sequence[Span], document: Document) -> bool:
    """Whether a period was worked out from the year of publication alone."""
    if len(document.published or "") != 4:
        return False
    hows = {how for read, how in _read(spans, document) if read == edtf}
    if hows:
        return How.ASSUMED in hows
    return not {int(year) for year in re.findall(r"\d{4}", edtf)} <= _stated(document.text)


def _published(document: Document) -> int | None:
    match = _YEAR.match(document.published or "")
    return int(match[0]) if match else None


@lru_cache(maxsize=8)
def _stated(text: str) -> frozenset[int]:
    """Years in figures, also those of two: "2019/20", "FY24"."""
    short = (int(match[0]) for match in _SHORT.finditer(text))
    whole = (int(match[0]) for match in _YEAR.finditer(text))
    return frozenset(whole) | {1900 + year if year > 60 else 2000 + year for year in short}


def _reached(document: Document, known: Iterable[int], published: int) -> set[int]:
    """Years near the publication, and those that lie as far from a known year as a number of the text says."""
    steps = {int(match[0]) for match in _NUMBER.finditer(document.text)} | set(range(1, 13))
    return {published + step for step in _NEAR} | {
        year + sign * step for year in known for step in steps for sign in (-1, 1)
    }
