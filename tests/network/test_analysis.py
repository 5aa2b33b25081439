"""Analyses on graphs small enough to be checked by hand."""

import networkx as nx
import pytest

from kg.network import best_connected, brokers, communities
from kg.network.analysis import busiest_pair

Net = nx.MultiDiGraph


def made(nodes: dict[str, tuple[str, str]], links: list[tuple[str, str, str]]) -> "Net[str]":
    """Nodes with kind and country; links with kind."""
    net: Net[str] = nx.MultiDiGraph(language="en")
    for name, (kind, country) in nodes.items():
        net.add_node(name, label=name.title(), kind=kind, country=country, facts=[])
    for number, (start, end, kind) in enumerate(links):
        net.add_edge(start, end, key=str(number), kind=kind, weight=1, parties=2, sources=[{"doc": f"{number}.txt"}])
    return net


BRIDGE = made(
    {
        "kz": ("country", "KZ"), "lv": ("country", "LV"), "ee": ("country", "EE"),
        "a": ("company", "KZ"), "b": ("company", "KZ"), "x": ("company", "LV"), "y": ("company", "LV"),
        "chamber": ("association", "KZ"), "agency": ("agency", ""), "lonely": ("agency", "EE"),
    },
    [
        ("a", "kz", "organization"), ("b", "kz", "organization"), ("x", "lv", "organization"),
        ("a", "agency", "agreement"), ("b", "agency", "event"), ("agency", "x", "agreement"), ("agency", "y", "event"),
        ("kz", "lv", "figure"), ("chamber", "lv", "event"), ("lonely", "ee", "organization"),
    ],
)  # fmt: skip


def test_a_broker_is_who_the_paths_between_two_countries_lead_through() -> None:
    (found,) = brokers(BRIDGE, "KZ", "LV")
    # pairs: a, b → x, y (4, all through the agency), kz → lv and chamber → lv (2, through nobody)
    assert (found.node, found.score) == ("agency", round(4 / 6, 4))
    assert found.why == (
        "Agency: lies on 67% of the shortest paths from KZ to LV (connected pairs: 6); "
        "deals itself with 2 of KZ and 2 of LV"
    )


def test_both_directions_give_the_same_brokers() -> None:
    assert [(row.node, row.score) for row in brokers(BRIDGE, "LV", "KZ")] == [("agency", round(4 / 6, 4))]


def test_paths_never_lead_through_a_country() -> None:
    net = made(
        {"a": ("company", "KZ"), "ee": ("country", "EE"), "m": ("agency", "EE"), "x": ("company", "LV")},
        [("a", "ee", "event"), ("ee", "m", "event"), ("m", "x", "event")],
    )
    assert brokers(net, "KZ", "LV") == []


def test_countries_that_nobody_is_of_have_no_brokers() -> None:
    assert brokers(BRIDGE, "KZ", "NO") == []


def test_the_best_connected_agency_has_most_partners_and_being_of_a_country_is_none() -> None:
    assert [(row.node, row.score) for row in best_connected(BRIDGE)] == [("agency", 4.0), ("chamber", 1.0)]
    assert best_connected(BRIDGE)[0].why == ("Agency: linked to 4 others of 2 countries by 4 links, as 4 documents say")


def test_two_knots_with_a_thread_are_two_communities() -> None:
    names = dict.fromkeys("abcdef", ("company", "KZ"))
    knots = [("a", "b"), ("b", "c"), ("a", "c"), ("d", "e"), ("e", "f"), ("d", "f"), ("c", "d")]
    one, other = communities(made(names, [(*pair, "agreement") for pair in knots]))
    assert {frozenset(one.members), frozenset(other.members)} == {frozenset("abc"), frozenset("def")}
    assert one.why == "3 parties around C: 3 linked pairs within the group, 1 across its border"


def test_who_is_linked_to_nobody_is_in_no_community() -> None:
    assert communities(made({"a": ("company", "KZ")}, [])) == []


def test_the_busiest_pair_has_most_links_between_its_agents() -> None:
    assert busiest_pair(BRIDGE) == ("KZ", "LV")
    assert busiest_pair(made({"a": ("company", "KZ"), "b": ("company", "")}, [("a", "b", "event")])) is None


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_reasons_come_in_the_language_of_the_labels(language: str) -> None:
    net = BRIDGE.copy()
    net.graph["language"] = language
    rows = [*brokers(net, "KZ", "LV"), *best_connected(net), *communities(net)]
    words = " ".join(row.why for row in rows)
    assert "{" not in words and "Agency" in words
    assert ("shortest" in words) == (language == "en")
