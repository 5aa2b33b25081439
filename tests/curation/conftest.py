"""A desk to curate at: a store in memory whose derived graphs are rebuilt after every change, as the workflow does."""

import datetime
from collections.abc import Callable, Iterable
from typing import Any

import pyoxigraph as ox
import pytest

from kg import curation
from kg.graph import Reader, lines, publication_graph, record
from kg.identity import link
from kg.iris import graph
from kg.model import Document
from kg.model.rdf import NamedGraph, Source
from kg.rules import joined
from kg.store.embedded import Embedded, graph_lines

RULES = Reader("rules", "1")
TEXT = (
    "В 2015 году экспорт в Латвию достиг 120 млн долларов, импорт 40 млн долларов.\n"
    "В Риге прошёл форум.\nМинистр Асан Серов доволен. Серов уехал."
)
DOCUMENT = Document("a.txt", TEXT, "ru", published="2016")


def fact(quote: str, document: Document = DOCUMENT, **fields: Any) -> dict[str, Any]:
    """A flat fact on that quote."""
    at = document.text.index(quote)
    return {"evidence": [{"start": at, "end": at + len(quote), "quote": quote}], **fields}


SENTENCE = "В 2015 году экспорт в Латвию достиг 120 млн долларов, импорт 40 млн долларов."
EXPORTS = fact(
    SENTENCE,
    kind="figure",
    indicator="exports",
    reporter="KZ",
    partner="LV",
    period="2015",
    value=120000000,
    unit="USD",
    change=3,
)
IMPORTS = fact(
    SENTENCE, kind="figure", indicator="imports", reporter="KZ", partner="LV", period="2015", value=40000000, unit="USD"
)
FORUM = fact("В Риге прошёл форум.", kind="event", type="business_forum", status="held", city="Рига", country="LV")


class Desk:
    """The store, and an analyst at it."""

    def __init__(self) -> None:
        self._store = ox.Store()
        self.source: Source = Embedded(self._store)
        self.lost: list[str] = []
        self._minute = 0

    def put(self, *graphs: NamedGraph) -> None:
        """Replace graphs, and rebuild what follows from them."""
        for each in graphs:
            self._replace(each)
        self._replace(joined(self.source))
        marks, self.lost = curation.effective(self.source)
        self._replace(marks)

    def _replace(self, new: NamedGraph) -> None:
        self._store.remove_graph(ox.NamedNode(new.iri))
        self._store.load("".join(new.lines).encode(), format=ox.RdfFormat.N_QUADS)

    def drop(self, publication: str) -> None:
        """Forget a publication's own graph."""
        self._store.remove_graph(ox.NamedNode(f"https://data.example.org/graph/doc/{publication.rpartition('/')[2]}"))

    def read(self, *facts: dict[str, Any], document: Document = DOCUMENT, reader: Reader = RULES) -> None:
        """A document is read (again), with these facts in it."""
        records = link([record(each, document) for each in facts], document)
        self.put(publication_graph(document, records, reader))

    def when(self) -> datetime.datetime:
        """A minute later each time."""
        self._minute += 1
        return datetime.datetime(2026, 1, 1, 12, self._minute, tzinfo=datetime.UTC)

    def correct(self, iri: str, who: str = "Анна", **fields: str) -> curation.Curated:
        """Say fields anew."""
        done = curation.correct(self.source, iri, fields, because="misread", who=who, when=self.when())
        self.put(done.graph)
        return done

    def retract(self, iri: str) -> None:
        """Withhold a fact."""
        self.put(curation.retract(self.source, iri, because="not in the text", who="Анна", when=self.when()).graph)

    def facts(self) -> list[dict[str, Any]]:
        """The effective flat facts."""
        withheld = {str(s) for s, p, _ in self.source.triples(graph("effective")) if p.endswith("#withheld")}
        return [each for each in self._all() if each["id"] not in withheld]

    def values(self) -> list[Any]:
        """What the effective facts say, briefly: value or city, in order."""
        return [each.get("value", each.get("city", each.get("person"))) for each in self.facts()]

    def id_of(self, value: Any) -> str:
        """The id of the effective fact with that value."""
        return next(str(each["id"]) for each in self.facts() if value in each.values())

    def _all(self) -> Iterable[dict[str, Any]]:
        names = [name for name in self.source.graphs() if "/graph/doc/" in name or name.endswith("/curated")]
        return lines([triple for name in names for triple in self.source.triples(name)])

    def stored(self, name: str) -> tuple[str, ...]:
        """The lines of one of our graphs."""
        return graph_lines(self._store, graph(name))


@pytest.fixture
def desk() -> Desk:
    """A desk with one document read."""
    made = Desk()
    made.read(EXPORTS, IMPORTS, FORUM)
    return made


@pytest.fixture
def facts() -> dict[str, dict[str, Any]]:
    """The facts of that document, to be read otherwise."""
    return {"exports": EXPORTS, "imports": IMPORTS, "forum": FORUM}


@pytest.fixture
def said() -> Callable[..., dict[str, Any]]:
    """Makes facts about the document."""
    return fact


@pytest.fixture
def empty_desk() -> Desk:
    """A desk without documents."""
    return Desk()
