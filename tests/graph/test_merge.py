"""One publication, several readers and several readings."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from kg.graph import Reader, document_of, lines, merged, nquads, publication_graph, record
from kg.identity import link
from kg.model import Agreement, Document, Figure, How, Party, PartyKind, Period, Quantity, Slot, Span
from kg.model.rdf import NamedGraph

TEXT = "Экспорт вырос. Министр торговли Асан Серов был в Риге. Серов доволен."
DOCUMENT = Document("a.txt", TEXT, "ru", "Заголовок", "2020", "Вестник", "https://example.org/1")
RULES, NEWER, ANNA = Reader("rules", "0.1"), Reader("rules", "0.2"), Reader("Анна", person=True)


def fact(quote: str, **fields: Any) -> dict[str, Any]:
    """A fact whose evidence is that quote."""
    at = TEXT.index(quote)
    return {**fields, "evidence": [{"start": at, "end": at + len(quote), "quote": quote}]}


EXPORTS = fact("Экспорт вырос", kind="figure", indicator="exports", reporter="KZ", change=3)
IMPORTS = fact("Экспорт вырос", kind="figure", indicator="imports", reporter="KZ", change=3)
FULL = fact("Министр торговли Асан Серов", kind="position", person="Асан Серов", post="министр", organization="KZ")
SHORT = fact("Серов доволен", kind="position", person="Серов", organization="KZ")


def graph(reader: Reader, *facts: dict[str, Any], document: Document = DOCUMENT, confidence: str = "1") -> NamedGraph:
    """What a reader makes of these facts."""
    records = [replace(record(each, document), confidence=Decimal(confidence)) for each in facts]
    return publication_graph(document, link(records, document), reader)


def told(of: NamedGraph) -> list[tuple[Any, ...]]:
    """What a graph says, briefly."""
    return [(line.get("indicator") or line.get("person"), line["confidence"]) for line in lines(nquads.triples(of))]


def test_a_program_that_reads_again_replaces_what_it_said() -> None:
    assert merged(graph(RULES, EXPORTS), graph(RULES, IMPORTS), RULES) == graph(RULES, IMPORTS)


def test_also_when_it_has_a_new_version() -> None:
    assert merged(graph(RULES, EXPORTS), graph(NEWER, IMPORTS), NEWER) == graph(NEWER, IMPORTS)


def test_what_others_found_stays() -> None:
    both = merged(graph(RULES, EXPORTS), graph(ANNA, FULL), ANNA)
    assert told(both) == [("exports", 1), ("Асан Серов", 1)]
    assert told(merged(both, graph(NEWER), NEWER)) == [("Асан Серов", 1)]


def test_a_person_adds() -> None:
    both = merged(graph(ANNA, EXPORTS), graph(ANNA, FULL), ANNA)
    assert both == graph(ANNA, EXPORTS, FULL)


def test_readings_are_merged_alike_in_any_order() -> None:
    read = [
        (graph(RULES, EXPORTS, SHORT), RULES),
        (graph(ANNA, FULL), ANNA),
        (graph(Reader("Бек", person=True), IMPORTS), Reader("Бек", person=True)),
    ]
    results = set()
    for order in ([0, 1, 2], [2, 1, 0], [1, 2, 0]):
        found = read[order[0]][0]
        for each in order[1:]:
            found = merged(found, *read[each])
        results.add(found.digest)
    assert len(results) == 1


def test_a_full_name_of_one_reader_explains_the_short_name_of_another() -> None:
    both = merged(graph(RULES, SHORT), graph(ANNA, FULL), ANNA)
    people = {str(o) for _, p, o in nquads.triples(both) if p.endswith("#member")}
    assert len(people) == 1
    assert [person for person, _ in told(both)] == ["Асан Серов", "Серов"]


def test_nothing_of_a_dropped_record_stays_behind() -> None:
    both = merged(graph(RULES, SHORT), graph(ANNA, FULL), ANNA)
    assert merged(both, graph(RULES), RULES) == graph(ANNA, FULL)


def test_a_fact_that_two_find_is_one_record_as_sure_as_the_surer() -> None:
    unsure = graph(RULES, EXPORTS, confidence="0.4")
    both = merged(unsure, graph(ANNA, EXPORTS), ANNA)
    assert both == merged(graph(ANNA, EXPORTS), unsure, RULES)
    assert told(both) == [("exports", 1)]
    assert sum(p.endswith("#wasGeneratedBy") for _, p, _ in nquads.triples(both)) == 2
    assert not any(p.endswith("#withheld") for _, p, _ in nquads.triples(both))


def test_a_publication_keeps_all_its_names() -> None:
    other = replace(DOCUMENT, name="b.txt")
    both = merged(graph(RULES, EXPORTS), graph(RULES, EXPORTS, document=other), RULES)
    names = {str(o) for _, p, o in nquads.triples(both) if p.endswith("/identifier")}
    assert names == {"a.txt", "b.txt"}
    assert merged(both, graph(RULES, EXPORTS), RULES) == both


def test_an_unsure_record_waits_for_review() -> None:
    unsure = graph(RULES, EXPORTS, confidence="0.49")
    assert [str(o)[-10:] for _, p, o in nquads.triples(unsure) if p.endswith("#withheld")] == ["unreviewed"]
    assert lines(nquads.triples(unsure), min_confidence=Decimal("0.5")) == []
    (line,) = lines(nquads.triples(unsure))
    assert line["confidence"] == 0.49
    assert lines(nquads.triples(unsure), withheld={str(line["id"])}) == []


def test_a_document_comes_back_from_its_graph() -> None:
    assert document_of(nquads.triples(graph(RULES, EXPORTS)), TEXT) == DOCUMENT
    bare = Document("x", TEXT)
    assert document_of(nquads.triples(graph(RULES, EXPORTS, document=bare)), TEXT) == bare


def test_facts_are_printed_in_the_order_of_the_text() -> None:
    printed = lines(nquads.triples(graph(RULES, SHORT, FULL, EXPORTS)))
    assert [line["evidence"][0]["start"] for line in printed] == [0, 15, 55]  # type: ignore[index]
    assert [list(line)[:4] for line in printed][0] == ["kind", "id", "doc", "confidence"]


def test_a_figure_without_any_number_is_still_a_record() -> None:
    bare = Figure(evidence=(Span(0, 7),), indicator=Slot("exports"))
    graph = publication_graph(DOCUMENT, link([bare], DOCUMENT), RULES)
    (line,) = lines(nquads.triples(graph))
    assert (line["indicator"], "value" in line) == ("exports", False)


def test_what_is_finer_than_a_flat_fact_stays_in_the_graph() -> None:
    """Hedge, wording, resolution, speaker and an assumed period come back from a graph that another reader adds to."""
    amount = Quantity(Decimal("4.10"), "USD", "almost", None, Decimal("0.1"), "почти 4,1 доллара", "year")
    speaker = Slot(Party("Асан Серов", PartyKind.PERSON))
    fine = Agreement(
        evidence=(Span(0, 7),), value=Slot(amount), period=Slot(Period("2020"), (), How.ASSUMED), speaker=speaker
    )
    first = publication_graph(DOCUMENT, link([fine], DOCUMENT), RULES)
    both = merged(first, graph(ANNA, FULL), ANNA)
    assert set(first.lines) <= set(both.lines)
