"""Names are found in any alphabet and case, passages in any form of their words; what people type is never syntax."""

from collections.abc import Iterator

import pytest
from rdflib import Literal, URIRef

from kg import iris
from kg.model.rdf import Parameters, Row, Solutions, Triple
from kg.search import Filters, Index, build
from kg.search.keys import sound

LATVIA, ARDA, FORUM = iris.iri("country", "LV"), iris.iri("org", "arda"), iris.iri("event", "f")


class Names:
    """A source that answers the queries of the index with a few rows."""

    def rows(self, query: str) -> Iterator[Row]:
        return iter(self._rows(query))

    def select(self, query: str, parameters: Parameters | None = None) -> Solutions:
        raise NotImplementedError

    def _rows(self, query: str) -> list[tuple[URIRef | Literal, ...]]:
        if "?thing a <" in query:
            kinds = {LATVIA: "Country", ARDA: "Organisation", FORUM: "Event"}
            return [(URIRef(thing),) for thing, kind in kinds.items() if f"<{iris.term(kind)}>" in query]
        if "?chief" in query:
            names = [
                (LATVIA, "Latvia", "en"), (LATVIA, "Латвия", "ru"), (LATVIA, "Латвия", "kk"),
                (ARDA, "Арда Экспорт", "ru"), (FORUM, "Форум в Риге, Латвия", "ru"),
            ]  # fmt: skip
            return [(URIRef(thing), Literal(name, lang=tongue), Literal(True)) for thing, name, tongue in names]
        if "?sure" in query:
            rows = [(FORUM, "2024-05-02", "0.9", "p1"), (iris.iri("figure", "x"), "2025", "0.6", "p2")]
            return [
                (
                    URIRef(record),
                    URIRef(iris.iri("publication", name)),
                    Literal(day),
                    Literal(sure),
                    URIRef(iris.iri("agent", "n")),
                )
                for record, day, sure, name in rows
            ]
        if "?time" in query:
            return [(URIRef(FORUM), URIRef(iris.period("2023-12-30/2024-01-02")))]
        if "?record ?thing" in query:
            roles = {
                "participant": [(FORUM, LATVIA), (FORUM, ARDA)],
                "ns#post": [(iris.iri("figure", "x"), ARDA)],
                "reporter": [(iris.iri("figure", "x"), LATVIA), (iris.iri("figure", "x"), iris.iri("country", "EE"))],
            }
            return [(URIRef(a), URIRef(b)) for role, found in roles.items() if role in query for a, b in found]
        words = Literal("Латвии поставили тысячу тонн зерна", lang="ru")
        return [(URIRef(iris.passage("d", 0, 34)), words)]

    def ask(self, query: str, parameters: Parameters | None = None) -> bool:
        raise NotImplementedError

    def construct(self, query: str, parameters: Parameters | None = None) -> list[Triple]:
        raise NotImplementedError

    def graphs(self) -> list[str]:
        raise NotImplementedError

    def triples(self, graph: str) -> None:
        raise NotImplementedError


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    place = tmp_path_factory.mktemp("search") / "names.db"
    assert build(Names(), place) == 3  # type: ignore[arg-type]
    return Index(place)


@pytest.mark.parametrize("typed", ["Latvia", "латви", "в Латвию", "Латвияның", "LATVIJA"[:5]])
def test_a_country_is_found_in_any_alphabet_and_case(index: Index, typed: str) -> None:
    found = index.suggest(typed.removeprefix("в "))
    assert found[0].iri == LATVIA


@pytest.mark.parametrize("typed", ["Арда Экспорт", "arda export", "экспорта Арда", "ARDA EKS"])
def test_a_company_is_found_as_it_sounds(index: Index, typed: str) -> None:
    assert [hit.iri for hit in index.suggest(typed)] == [ARDA]


def test_what_is_told_of_more_comes_first(index: Index) -> None:
    assert [hit.iri for hit in index.things("Латвия")] == [LATVIA, FORUM]


def test_labels_are_in_the_language_of_the_reader(index: Index) -> None:
    assert index.things("Латвия", "en")[0].label == "Latvia"


def test_kinds_are_counted_and_chosen(index: Index) -> None:
    assert index.counts("Латвия") == {"country": 1, "event": 1}
    assert [hit.iri for hit in index.things("Латвия", kind="event")] == [FORUM]


def test_passages_are_found_by_any_form_of_their_words(index: Index) -> None:
    assert [passage.iri for passage in index.passages("поставка зерно Латвия")] == []
    assert len(index.passages("зерно в Латвию поставить".replace(" в ", " "))) == 1


@pytest.mark.parametrize("typed", ['"', "*", "a AND", "NEAR(", "'; DROP TABLE things", "", " ", "((((", "x" * 100_000])
def test_nothing_that_people_type_is_syntax(index: Index, typed: str) -> None:
    assert index.suggest(typed) == []
    assert index.passages(typed) == []


def test_things_are_linked_by_the_records_that_name_both(index: Index) -> None:
    links = index.pairs([LATVIA], None, Filters())
    assert [(link.b, link.kind, link.records, link.first) for link in links] == [
        (iris.iri("country", "EE"), "figure", 1, "2025"),
        (ARDA, "event", 1, "2023"),
    ]
    assert index.degrees([LATVIA, ARDA], Filters()) == {LATVIA: 2, ARDA: 1}
    assert index.shared(LATVIA, ARDA, Filters()) == [(FORUM, iris.iri("publication", "p1"))]


@pytest.mark.parametrize(
    ("filters", "number"),
    [(Filters(kinds=("event",)), 1), (Filters(since="2025"), 1), (Filters(until="2022"), 0),
     (Filters(since="2023", until="2023"), 1), (Filters(dated=True), 1), (Filters(least=0.8), 1),
     (Filters(beside=ARDA), 1),
     (Filters(publisher=iris.iri("agent", "n")), 2), (Filters(publisher="x"), 0)],
)  # fmt: skip
def test_filters_choose_among_records_before_they_count(index: Index, filters: Filters, number: int) -> None:
    assert len(index.pairs([LATVIA], None, filters)) == number


def test_facets_count_what_each_choice_would_leave(index: Index) -> None:
    shown = [LATVIA, ARDA, iris.iri("country", "EE")]
    free = index.facets(shown, Filters())
    assert (free.total, free.chosen, free.undated) == (2, 2, 1)
    assert free.kinds == {"event": 1, "figure": 1}
    assert free.years == {"2023": 1, "2024": 1, "2025": 1}
    assert free.countries == {LATVIA: 2, iris.iri("country", "EE"): 1}
    assert free.sure == {"0.5": 2, "0.7": 1, "0.9": 1}
    narrow = index.facets(shown, Filters(kinds=("event",), since="2025", until="2025"))
    assert (narrow.total, narrow.chosen) == (2, 0)
    assert narrow.without == {"kinds": 1, "years": 1, "publisher": 0, "country": 0, "confidence": 0}
    assert narrow.kinds == {"figure": 1}


def test_records_are_listed_with_who_is_only_named_in_them(index: Index) -> None:
    figure, everything = iris.iri("figure", "x"), ("event", "figure")
    assert index.told([ARDA]) == [("event", "2024", 1), ("figure", "2025", 1)]
    assert [each.record for each in index.newest([ARDA], everything, limit=9)] == [figure, FORUM]
    assert [each.record for each in index.newest([LATVIA, ARDA], everything, year="2024", limit=9)] == [FORUM]
    assert [each.record for each in index.newest((), everything, limit=1, offset=1)] == [FORUM]
    assert index.pairs([ARDA], [iris.iri("country", "EE")], Filters()) == []  # a post links nobody


def test_names_in_three_alphabets_sound_alike() -> None:
    assert sound("Қазақстан") == sound("Qazaqstan") == sound("казахстан").replace("h", "k")


def test_large_answers_are_sorted_in_memory(index: Index) -> None:
    """Where SQLite would go on in a temporary file, a worker of the server, which may write none, would have no answer."""
    assert index._index.execute("PRAGMA temp_store").fetchone() == (2,)
