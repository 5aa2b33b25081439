"""What reading an answer gives: records, refusals, and how the numbers and periods stood."""

from collections import Counter
from dataclasses import dataclass, field

from kg.model import Record, Rejection


class Unfounded(Exception):
    """Something in a fact does not stand in the text; `sort` is what: quote, name, place, number, period or form."""

    def __init__(self, sort: str, what: str) -> None:
        super().__init__(f"{sort} not in the text: {what}" if sort != "form" else what)
        self.sort = sort


@dataclass(frozen=True, slots=True)
class Found:
    """The records of a document and what was refused, whole facts and single fields; `refused` counts by sort."""

    records: tuple[Record, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    refused: Counter[str] = field(default_factory=Counter)
    standing: Counter[str] = field(default_factory=Counter)
