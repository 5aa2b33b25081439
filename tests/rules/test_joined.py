"""What joins publications: happenings that several report, as a table, and revisions of texts."""

import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import yaml

from kg.graph import Reader, publication_graph, record
from kg.identity import link
from kg.model import Document, Record
from kg.model.rdf import NamedGraph, Source
from kg.rules import joined
from kg.rules.happenings import happenings
from kg.rules.reports import Report
from kg.store.embedded import Embedded

CASES = yaml.safe_load((Path(__file__).parent / "happenings.yaml").read_text(encoding="utf-8"))
DEFAULTS = {
    "kind": "event", "type": "business_forum", "status": "held", "city": "Рига", "country": "LV",
    "period": "2016-11-07", "participants": ["KZ"],
}  # fmt: skip
TRD = "https://w3id.org/tradegraph/ns#"


def source(graphs: Iterable[NamedGraph]) -> Source:
    """A store in memory that holds these graphs."""
    store = ox.Store()
    for graph in graphs:
        store.load("".join(graph.lines).encode(), format=ox.RdfFormat.N_QUADS)
    return Embedded(store)


def report(document: Document, said: dict[str, Any]) -> Record:
    """The record of an event."""
    said = dict(said)
    quote, confidence = said.pop("quote", "Первое."), said.pop("confidence", "1")
    at = document.text.index(quote)
    evidence = [{"start": at, "end": at + len(quote), "quote": quote}]
    return replace(record({**DEFAULTS, **said, "evidence": evidence}, document), confidence=Decimal(confidence))


def graphs(reports: dict[str, dict[str, Any]]) -> tuple[list[NamedGraph], dict[str, str]]:
    """The publications of some reports, and the names of the events by IRI."""
    records: dict[str, list[tuple[str, Record]]] = defaultdict(list)
    for name, said in reports.items():
        where = said.get("in", name)
        document = Document(f"{where}.txt", f"Первое. Второе. {where}", "ru")
        records[where].append((name, report(document, {key: said[key] for key in said if key != "in"})))
    made, names = [], {}
    for where, found in records.items():
        document = Document(f"{where}.txt", f"Первое. Второе. {where}", "ru")
        for name, one in found:
            alone = source([publication_graph(document, link([one], document), Reader("r", "1"))])
            ((iri,),) = alone.select(f"SELECT ?e WHERE {{ ?e a <{TRD}Event> }}").rows
            names[str(iri)] = name
        made.append(publication_graph(document, link([one for _, one in found], document), Reader("r", "1")))
    return made, names


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_happenings(case: dict[str, Any]) -> None:
    made, names = graphs(case["reports"])
    found = joined(source(made))
    groups: dict[str, list[str]] = defaultdict(list)
    for line in found.lines:
        subject, predicate, value = line.split(" ")[:3]
        if predicate == f"<{TRD}reportedAs>":
            groups[subject].append(names[value.strip("<>")])
    wanted = sorted(map(sorted, case["joined"]))
    if "joins none of two" in case["why"]:  # which of the two the names of the events decide, but never both
        assert [len(group) for group in groups.values()] == [2]
    else:
        assert sorted(map(sorted, groups.values())) == wanted
    assert joined(source(made[::-1])) == found


def published(name: str, text: str, issued: str | None, url: str | None = "https://example.org/1") -> NamedGraph:
    """A publication without records."""
    return publication_graph(Document(name, text, "ru", published=issued, url=url), (), Reader("r", "1"))


@pytest.mark.parametrize(
    ("publications", "revisions"),
    [
        ([("a", "old", "2020-01-01"), ("b", "new", "2020-01-02")], [("b", "a")]),
        ([("c", "newest", "2021"), ("a", "old", "2020-01-01"), ("b", "new", "2020-01-02")], [("b", "a"), ("c", "b")]),
        ([("a", "old", "2020-01-01"), ("b", "new", "2020-01-01")], []),
        ([("a", "old", None), ("b", "new", "2020-01-01")], []),
        ([("a", "same", "2020-01-01"), ("b", "same", "2020-01-02")], []),
        ([("a", "old", "2020-01-01", "https://example.org/2"), ("b", "new", "2020-01-02")], []),
        ([("a", "old", "2020-01-01", None), ("b", "new", "2020-01-02", None)], []),
    ],
)
def test_a_new_text_at_an_old_url_revises_it(publications: list[Any], revisions: list[tuple[str, str]]) -> None:
    made = source([published(*each) for each in publications])
    names = {
        str(p): str(n)
        for p, n in made.select("SELECT ?p ?n WHERE { ?p <http://purl.org/dc/terms/identifier> ?n }").rows
    }
    found = [line.split(" ") for line in joined(made).lines if "wasRevisionOf" in line]
    assert sorted((names[s.strip("<>")], names[o.strip("<>")]) for s, _, o, *_ in found) == revisions


def test_the_work_grows_with_the_number_of_reports(monkeypatch: pytest.MonkeyPatch) -> None:
    """Thousands of meetings of one kind in one country in one year: only those of the same days are compared."""
    compared = 0

    def counting(one: Any, other: Any) -> bool:
        nonlocal compared
        compared += 1
        return False

    monkeypatch.setattr("kg.rules.happenings._may_be_one", counting)
    chance = random.Random(1)
    days = [date(2024, 1, 1) + timedelta(chance.randrange(366)) for _ in range(2000)]
    happenings([_meeting(str(number), day) for number, day in enumerate(days)])
    assert 0 < compared < 4 * len(days)


def _meeting(name: str, day: date) -> Report:
    return Report(name, name, "Meeting", "country/KZ", None, day, day, None, frozenset({"country/JP"}))
