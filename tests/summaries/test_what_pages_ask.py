"""What pages ask of the summaries is what the questions that they stand for answer over the whole graph."""

from collections import Counter
from pathlib import Path

import pytest

from kg import documents, questions, resources, summaries, workflow
from kg.graph import nquads, shapes
from kg.model.rdf import Source
from kg.web.desk import Desk
from kg.web.pages import start

PREFIX = "PREFIX trd: <https://w3id.org/tradegraph/ns#> "


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Source:
    """The samples, one fact retracted."""
    store = tmp_path_factory.mktemp("pages") / "store"
    manifest = resources.samples() / "manifest.csv"
    workflow.ingest(store, documents.read_all(documents.from_manifest(manifest, documents.Given())))
    rows = (
        workflow.source(store)
        .select(
            PREFIX
            + "SELECT ?event WHERE { ?event a trd:Event FILTER NOT EXISTS { ?event trd:withheld ?x } } ORDER BY ?event"
        )
        .rows
    )
    workflow.retract(store, str(rows[0][0]), because="not in the text", who="Anna")
    return workflow.source(store)


@pytest.fixture
def totals(source: Source) -> summaries.Totals:
    assert summaries.kept(source)
    return summaries.Totals(source)


def test_partners_are_those_of_the_named_question(source: Source, totals: summaries.Totals) -> None:
    answer = questions.run(source, questions.question("partners-of").text)
    wanted: dict[str, dict[str, tuple[int, int]]] = {}
    for country, partner, figures, _, records in answer.rows:
        wanted.setdefault(str(country), {})[str(partner)] = (int(str(figures)), int(str(records)))
    assert len(wanted) > 10
    for country, partners in wanted.items():
        found = {other: (kinds["figure"], sum(kinds.values())) for other, kinds in totals.partners(country).items()}
        assert found == partners


def test_the_start_page_says_the_same_with_summaries_and_without(source: Source, tmp_path: Path) -> None:
    desk = Desk(source, "digest", tmp_path, tmp_path)
    with_them, without = start._summed(desk), start._counted(desk, None)
    assert with_them.records == without.records
    assert (with_them.texts, with_them.publishers, with_them.unreviewed) == (
        without.texts,
        without.publishers,
        without.unreviewed,
    )
    assert (with_them.first, with_them.last) == (without.first, without.last)
    assert [code for code, _ in with_them.countries][:1] == [code for code, _ in without.countries][:1]


def test_the_whole_graph_is_counted_as_void_has_it(source: Source, totals: summaries.Totals) -> None:
    elsewhere = f'FILTER(!STRSTARTS(STR(?g), "{summaries.graphs()}"))'
    classes = source.select(
        f"SELECT ?c (COUNT(DISTINCT ?x) AS ?n) WHERE {{ GRAPH ?g {{ ?x a ?c }} {elsewhere} }} GROUP BY ?c"
    ).rows
    assert totals.classes() == {str(name): int(str(number)) for name, number in classes}
    triples = sum(
        1 for graph in source.graphs() if not graph.startswith(summaries.graphs()) for _ in source.triples(graph)
    )
    assert totals.graph()[0] == triples == sum(totals.properties().values())
    assert totals.properties()["https://w3id.org/tradegraph/ns#statedIn"] > 100


def test_classes_are_those_of_the_named_question(source: Source, totals: summaries.Totals) -> None:
    answer = questions.run(source, questions.question("terms-in-use").text)
    place = answer.columns.index("term"), answer.columns.index("things")
    wanted = {str(row[place[0]]): int(str(row[place[1]])) for row in answer.rows}
    ours = {name: number for name, number in totals.classes().items() if "tradegraph/ns#" in name}
    assert ours == wanted


def test_a_turnover_is_one_stated_figure_with_its_hedge(source: Source, totals: summaries.Totals) -> None:
    """By the question for a series: of each period and unit the last published, nothing added up."""
    stated: dict[tuple[str, str, str], set[str]] = {}
    answer = questions.run(source, questions.question("bilateral-series").text)
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    turnover = [row for row in rows if str(row["indicator"]).endswith("-turnover")]
    for row in turnover:
        stated.setdefault((str(row["reporter"]), str(row["partner"]), str(row["unit"])), set()).add(str(row["value"]))
    told = [(economy, each) for economy in totals.economies() for each in totals.turnover(economy)]
    assert len(told) > 5
    for economy, each in told:
        assert each.value in stated[economy, each.partner, each.unit]
        assert "/codes#hedge-" in each.hedge
    by_pair = Counter((economy, each.partner, each.unit) for economy, each in told)
    assert sum(each.figures for _, each in told) == len(
        {
            str(row["figure"])
            for row in turnover
            if (str(row["reporter"]), str(row["partner"]), str(row["unit"])) in by_pair
        }
    )


def test_summaries_pass_the_shapes(source: Source) -> None:
    triples = [triple for graph in summaries.recomputed(source) for triple in nquads.triples(graph)]
    figures = [triple for graph in source.graphs() if "/graph/doc/" in graph for triple in source.triples(graph)]
    found = shapes.validate([*triples, *figures])
    assert [each for each in found if each.severity == "Violation" or each.shape == "trd:ObservationShape"] == []
