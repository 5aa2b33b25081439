"""The fields of an answer, as `data/fields.csv` has them: FACTS.md's, and the words behind numbers and periods."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.vocabulary import words
from kg.vocabulary.table import table

DATA = Path(__file__).parent / "data"
SEVERAL = "several"  # a count left open: JSON's null would be taken for "one", which is what a left-out count means
LISTS = ("parties", "verbatims")
NUMBERS = ("number", "whole", "count")


@dataclass(frozen=True, slots=True)
class Field:
    """One field of one kind of fact: its form, the words it may hold (none where it is open) and what it says."""

    kind: str
    name: str
    form: str
    says: str

    @property
    def words(self) -> tuple[str, ...]:
        """The words of an enumerated field, from `ontology/flat-facts.csv`."""
        return words(self.kind, self.name)


@cache
def fields() -> dict[str, dict[str, Field]]:
    """All fields by kind and name, in the order of the file."""
    found: dict[str, dict[str, Field]] = {}
    for row in table(DATA / "fields.csv", ("kind", "field", "form", "says")):
        field = Field(row["kind"], row["field"], row["form"], row["says"])
        found.setdefault(field.kind, {})[field.name] = field
    return found
