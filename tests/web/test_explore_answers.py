"""What the explorer asks for, over HTTP: counts that agree with each other, all shortest paths, and mistakes told."""

import json
import urllib.error
import urllib.parse
import urllib.request
from itertools import pairwise
from typing import Any

import pytest


def asked(site: str, path: str, **values: object) -> Any:
    with urllib.request.urlopen(f"{site}/api/{path}?{urllib.parse.urlencode(values)}") as answer:
        return json.loads(answer.read())


def test_groups_count_what_is_around_and_what_is_not_shown(site: str) -> None:
    found = asked(site, "around", of="country/KZ", limit=5)
    assert len(found["neighbours"]) == 5
    assert found["left"] + 5 == found["total"]
    again = asked(
        site, "around", of="country/KZ", limit=400, nodes=",".join(each["id"] for each in found["neighbours"])
    )
    assert len(again["neighbours"]) == found["total"] - 5
    assert all(each["fresh"] <= each["things"] <= each["records"] for each in again["groups"])
    kind = again["groups"][0]
    only = asked(site, "around", of="country/KZ", limit=400, relation=kind["relation"], sort=kind["sort"])
    assert len(only["neighbours"]) == kind["things"]


def test_facets_say_what_each_filter_brings(site: str) -> None:
    shown = ",".join(
        ["country/KZ", *(each["id"] for each in asked(site, "around", of="country/KZ", limit=40)["neighbours"])]
    )
    free = asked(site, "links", nodes=shown)
    assert free["facets"]["chosen"] == free["facets"]["total"] == sum(free["facets"]["kinds"].values())
    for kind, number in free["facets"]["kinds"].items():
        assert asked(site, "links", nodes=shown, kinds=kind)["facets"]["chosen"] == number
    for each in free["facets"]["publishers"][:3]:
        assert asked(site, "links", nodes=shown, publisher=each["id"])["facets"]["chosen"] == each["records"]
    for each in free["facets"]["countries"][:3]:
        assert asked(site, "links", nodes=shown, country=each["id"])["facets"]["chosen"] == each["records"]
    for step, number in free["facets"]["sure"].items():
        assert asked(site, "links", nodes=shown, confidence=step)["facets"]["chosen"] == number


def test_every_shortest_path_is_there_and_each_step_is_a_link(site: str) -> None:
    found = asked(site, "paths", **{"from": "country/LV", "to": "country/GE"})
    assert found["number"] == len(found["paths"]) > 0
    assert len({len(path) for path in found["paths"]}) == 1
    for path in found["paths"]:
        assert (path[0], path[-1]) == ("country/LV", "country/GE")
        for one, other in pairwise(path):
            assert asked(site, "links", nodes=f"{one},{other}")["links"]
    middles = {path[1] for path in found["paths"]} if len(found["paths"][0]) == 3 else set()
    common = {each["id"] for each in asked(site, "around", of="country/LV", limit=400)["neighbours"]} & {
        each["id"] for each in asked(site, "around", of="country/GE", limit=400)["neighbours"]
    }
    assert middles == common


@pytest.mark.parametrize(
    ("path", "words"),
    [("links?nodes=", "0 are named"), ("links?nodes=country/KZ&kinds=war", "none of"), ("around", "names no thing"),
     ("links?nodes=country/KZ&confidence=2", "from 0 to 1"), ("links?nodes=country/KZ&since=x", "whole number"),
     ("links?nodes=" + ",".join(f"product/x{at}" for at in range(401)), "401 are named")],
)  # fmt: skip
def test_a_mistake_is_told(site: str, path: str, words: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(f"{site}/api/{path}")
    assert caught.value.code == 400
    assert words in caught.value.read().decode()
