"""Lists of the records about things: from the search index where it has been made, else by asking the graph.

Both say the same; the index says it in milliseconds where the graph needs seconds, as for a country in most texts.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from rdflib import URIRef

from kg import questions
from kg.search import Index, Listed
from kg.web.desk import Desk


class Listing(Protocol):
    """The records about some things."""

    def counts(self) -> Sequence[tuple[str, str, int]]:
        """How many there are, as (kind, year of publication, number)."""
        ...

    def first(self, kind: str, year: str, limit: int, offset: int = 0) -> Sequence[Listed]:
        """Those of a kind (and year), the newest publication first."""
        ...


@dataclass(frozen=True, slots=True)
class Indexed:
    """As the index has them."""

    index: Index
    things: Sequence[str]

    def counts(self) -> Sequence[tuple[str, str, int]]:
        """As `Listing`."""
        return self.index.told(self.things)

    def first(self, kind: str, year: str, limit: int, offset: int = 0) -> Sequence[Listed]:
        """As `Listing`."""
        return self.index.newest(self.things, [kind], year=year, limit=limit, offset=offset)


@dataclass(frozen=True, slots=True)
class Asked:
    """As a named query lists them."""

    rows: Sequence[Listed]

    def counts(self) -> Sequence[tuple[str, str, int]]:
        """As `Listing`."""
        counted = Counter((each.kind, each.published[:4]) for each in self.rows)
        return [(kind, year, number) for (kind, year), number in counted.items()]

    def first(self, kind: str, year: str, limit: int, offset: int = 0) -> Sequence[Listed]:
        """As `Listing`."""
        chosen = [each for each in self.rows if each.kind == kind and each.published.startswith(year)]
        return chosen[offset : offset + limit]


def listing(desk: Desk, question: str, parameters: Mapping[str, URIRef]) -> Listing:
    """The records that name all things among the parameters of a named query, which lists the same."""
    index = desk.index()
    return Asked(_asked(desk, question, parameters)) if index is None else Indexed(index, list(parameters.values()))


def _asked(desk: Desk, question: str, parameters: Mapping[str, URIRef]) -> list[Listed]:
    """All records that a named query lists; each once."""
    answer = questions.run(desk.source, questions.question(question).text, parameters)
    places = [answer.columns.index(name) for name in ("record", "source", "published", "kind")]
    told = (Listed(*(str(row[place] or "") for place in places)) for row in answer.rows)
    return list({each.record: each for each in told}.values())
