"""The nouns that cross the borders between rooms; they import nothing of ours but each other."""

from kg.model.document import Document, Rejection
from kg.model.records import (
    CERTAIN,
    RECORDS,
    Agreement,
    Figure,
    Happening,
    Mention,
    Organisation,
    Project,
    Record,
    Several,
    Tenure,
)
from kg.model.span import How, Slot, Span
from kg.model.values import Party, PartyKind, Period, Quantity

__all__ = [
    "CERTAIN",
    "RECORDS",
    "Agreement",
    "Document",
    "Figure",
    "Happening",
    "How",
    "Mention",
    "Organisation",
    "Party",
    "PartyKind",
    "Period",
    "Project",
    "Quantity",
    "Record",
    "Rejection",
    "Several",
    "Slot",
    "Span",
    "Tenure",
]
