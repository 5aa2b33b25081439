"""What becomes a node, what becomes a link, and what a link says."""

from collections.abc import Callable
from itertools import permutations

import networkx as nx
import pytest
from rdflib import Literal, URIRef

from kg import iris, network
from kg.errors import NotFound
from kg.graph import nquads
from kg.model.rdf import Source

from .conftest import HOSTILE, REPRINT, RIGA, RUSSIAN, fact, figure, graph, links, named

Net = nx.MultiDiGraph


def test_parties_are_nodes_with_kind_and_country(net: "Net[str]") -> None:
    kinds = {data["label"]: (data["kind"], data["country"]) for _, data in net.nodes(data=True)}
    assert kinds["Kazakhstan"] == ("country", "KZ")
    assert kinds["Dala Trade"] == ("agency", "KZ")
    assert kinds[HOSTILE] == ("company", "LV")
    assert kinds["Anna Berg"] == ("person", "KZ")


def test_three_figures_of_a_pair_stay_three_links(net: "Net[str]") -> None:
    figures = [link for link in links(net, "Kazakhstan", "Latvia") if link["kind"] == "figure"]
    assert sorted((link["subkind"], link["value"], link["unit"], link["date"]) for link in figures) == [
        ("exports", 120_000_000, "USD", "2024"),
        ("imports", 30_000_000, "USD", "2024"),
        ("turnover", 150_000_000, "USD", "2024"),
    ]


def test_three_contracts_alike_in_one_text_stay_three_links(stored: Callable[..., Source]) -> None:
    quotes = ("Kazakhstan exported", "Turnover was", "Anna Berg heads")
    alike = [fact(RIGA, "agreement", quote, type="contract", parties=["KZ", "LV"]) for quote in quotes]
    assert network.network(stored(graph(RIGA, alike))).number_of_edges() == 3


def test_a_statement_of_two_publications_is_one_link_that_weighs_two(net: "Net[str]") -> None:
    (exports,) = (link for link in links(net, "Kazakhstan", "Latvia") if link["subkind"] == "exports")
    assert exports["weight"] == 2
    assert [(source["doc"], source["publisher"]) for source in exports["sources"]] == [
        ("riga.txt", "Baltic Trade"),
        ("reprint.txt", "Other"),
    ]
    assert exports["sources"][0]["quote"] == "exported goods worth $120 million"


def test_exports_go_out_and_imports_come_in(net: "Net[str]") -> None:
    kz, lv = named(net, "Kazakhstan"), named(net, "Latvia")
    directed = {(start, end): data["subkind"] for start, end, data in net.edges(data=True) if data["directed"]}
    assert directed[kz, lv] == "exports"
    assert directed[lv, kz] == "imports"


def test_a_figure_with_the_world_is_a_fact_of_its_country(net: "Net[str]") -> None:
    assert not any("WORLD" in name for name in net)
    (told,) = net.nodes[named(net, "Kazakhstan")]["facts"]
    assert told["label"] == "exports, 2024, 80 billion USD"


def test_a_mission_of_three_links_each_pair(net: "Net[str]") -> None:
    for pair in permutations(["Kazakhstan", "Latvia", "Dala Trade"], 2):
        assert [link["label"] for link in links(net, *pair) if link["kind"] == "event"] == [
            "trade mission, held, February 2025"
        ]


def test_an_event_of_more_than_four_is_a_node_in_their_middle(net: "Net[str]") -> None:
    hub = named(net, "conference")
    assert net.nodes[hub]["kind"] == "event"
    assert {net.nodes[name]["label"] for name in net.predecessors(hub)} == {
        "Kazakhstan", "Latvia", "Norway", "Estonia", "Finland",
    }  # fmt: skip


def test_a_post_links_a_person_to_the_organisation(net: "Net[str]") -> None:
    (post,) = links(net, "Anna Berg", "Dala Trade")
    assert (post["kind"], post["label"], post["directed"]) == ("position", "head", True)
    assert net.has_edge(named(net, "Anna Berg"), named(net, "Dala Trade"))


def test_a_place_that_is_only_named_is_no_node(stored: Callable[..., Source]) -> None:
    assert len(network.network(stored(graph(RIGA, [fact(RIGA, "place", "Kazakhstan", code="KZ")])))) == 0


def test_reports_of_one_happening_are_one_link(stored: Callable[..., Source]) -> None:
    one = fact(
        RIGA, "event", "took a mission to Latvia", type="trade_mission", status="planned", participants=["KZ", "LV"]
    )
    other = fact(REPRINT, "event", "In Latvia", type="trade_mission", status="held", country="LV", participants=["KZ"])
    graphs = graph(RIGA, [one]), graph(REPRINT, [other])
    apart = network.network(stored(*graphs))
    assert apart.number_of_edges() == 2
    events = [source["record"] for _, _, data in apart.edges(data=True) for source in data["sources"]]
    joins = [(URIRef(iris.iri("happening", "h")), URIRef(iris.term("reportedAs")), URIRef(event)) for event in events]
    joined = network.network(stored(*graphs, nquads.named_graph(iris.graph("joined"), joins), name="joined"))
    ((_, _, link),) = joined.edges(data=True)
    assert (link["weight"], link["status"]) == (2, "held"), "the latest report tells the state"


def test_withheld_and_unreviewed_records_are_no_links(stored: Callable[..., Source]) -> None:
    both = graph(RIGA, [figure(RIGA, "Turnover was", "turnover", 5), figure(RIGA, "Anna Berg", "exports", 7)])
    (first, second) = sorted(
        source["record"] for _, _, data in network.network(stored(both)).edges(data=True) for source in data["sources"]
    )
    withheld = URIRef(iris.code("withheld", "retracted"))
    marks = nquads.named_graph(iris.graph("effective"), [(URIRef(first), URIRef(iris.term("withheld")), withheld)])
    left = network.network(stored(both, marks, name="marked"))
    assert [source["record"] for *_, data in left.edges(data=True) for source in data["sources"]] == [second]


@pytest.mark.parametrize(("language", "expected"), [("ru", "Латвия"), ("kk", "Латвия"), ("en", "Latvia")])
def test_labels_come_in_the_language_asked_for(source: Source, language: str, expected: str) -> None:
    assert expected in {data["label"] for _, data in network.network(source, language=language).nodes(data=True)}


def test_a_name_that_a_language_lacks_falls_back(source: Source) -> None:
    labels = {data["label"] for _, data in network.network(source, language="en").nodes(data=True)}
    assert "Дала Трейд" in labels
    assert "экспорт, 2024, 120 млн USD" in {
        data["label"] for *_, data in network.network(source, language="ru").edges(data=True)
    }


def test_the_order_of_documents_changes_nothing(stored: Callable[..., Source], net: "Net[str]") -> None:
    other = network.network(stored(graph(RUSSIAN), graph(REPRINT), graph(RIGA), name="other"))
    assert list(other.nodes(data=True)) == list(net.nodes(data=True))
    assert list(other.edges(keys=True, data=True)) == list(net.edges(keys=True, data=True))


def test_around_a_thing_is_what_is_so_many_links_away(source: Source, net: "Net[str]") -> None:
    norway = named(net, "Norway")
    near = network.network(source, around=norway, hops=1)
    assert {data["label"] for _, data in near.nodes(data=True)} == {
        "Norway", "Дала Трейд", "conference", "Kazakhstan", "Latvia", "Estonia", "Finland",
    }  # fmt: skip
    assert set(near.edges(keys=True)) == set(net.subgraph(near).edges(keys=True)), "with all links among them"


@pytest.mark.parametrize("hops", [1, 2, 3])
def test_around_reads_little_and_finds_all(source: Source, net: "Net[str]", hops: int) -> None:
    from kg.network.around import neighbourhood

    for name in net:
        if net.nodes[name]["kind"] != "event":
            whole = neighbourhood(net, name, hops)
            part = network.network(source, around=name, hops=hops)
            assert set(part) == set(whole)
            assert list(part.edges(keys=True)) == list(whole.edges(keys=True))


def test_around_nothing_known_is_not_found(source: Source) -> None:
    with pytest.raises(NotFound, match="no fact names"):
        network.network(source, around="https://data.example.org/id/org/nobody")


def test_a_publication_that_a_loaded_file_speaks_of_is_no_trouble(stored: Callable[..., Source]) -> None:
    foreign = URIRef("https://data.example.org/id/publication/foreign")
    said = [
        (foreign, URIRef("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), URIRef(iris.term("Publication"))),
        (foreign, URIRef("http://purl.org/dc/terms/identifier"), Literal("foreign.txt")),
    ]
    loaded = nquads.named_graph(iris.graph("loaded"), said)
    assert len(network.network(stored(graph(RUSSIAN), loaded))) == 3
