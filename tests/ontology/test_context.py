"""The JSON-LD context: what it makes short reads back as the same graph."""

import json
from pathlib import Path
from typing import Any

import pytest
from rdflib import OWL, RDF, Graph
from rdflib.compare import isomorphic

from kg import resources
from kg.vocabulary import PREFIXES, compact, ontology

CONTEXT: dict[str, Any] = json.loads((resources.ontology() / "context" / "v1.jsonld").read_text(encoding="utf-8"))[
    "@context"
]
SOUND = Path(__file__).parent / "sound.ttl"


@pytest.fixture(scope="module")
def sound() -> Graph:
    return Graph().parse(SOUND, format="turtle")


@pytest.fixture(scope="module")
def compacted(sound: Graph) -> dict[str, dict[str, Any]]:
    """The nodes of the small graph by the end of their IRI."""
    document = json.loads(sound.serialize(format="json-ld", context=CONTEXT))
    return {node["id"].removeprefix("https://data.example.org/id/"): node for node in document["@graph"]}


@pytest.mark.parametrize("which", ["sound", "ontology"])
def test_a_graph_reads_back_from_json_ld_as_it_was(which: str, sound: Graph) -> None:
    graph = sound if which == "sound" else ontology()
    text = graph.serialize(format="json-ld", context=CONTEXT)
    assert isomorphic(Graph().parse(data=text, format="json-ld"), graph)


def test_a_record_reads_without_a_prefix(compacted: dict[str, dict[str, Any]]) -> None:
    level = compacted["figure/level"]
    assert (level["type"], level["indicator"]) == ("trd:TradeFigure", "code:indicator-exports")
    assert level["reporter"] == "https://data.example.org/id/country/KE"
    unnamed = {key for node in compacted.values() for key in node if ":" in key or key.startswith("@")}
    assert not unnamed


def test_names_are_maps_by_language(compacted: dict[str, dict[str, Any]]) -> None:
    assert compacted["country/KE"]["label"] == {"en": "Kenya", "ru": "Кения", "kk": "Кения"}
    assert compacted["part/level"]["statedAs"] == {"en": "almost 30 million euros"}


def test_numbers_and_days_are_plain(compacted: dict[str, dict[str, Any]]) -> None:
    assert compacted["part/position0"]["end"] == 119
    assert compacted["part/level"]["value"] == "30000000.0"
    assert compacted["period/2023"]["startDate"] == "2023-01-01"


def test_every_property_of_ours_has_its_place() -> None:
    short = {entry if isinstance(entry, str) else entry["@id"] for key, entry in CONTEXT.items() if key[0] != "@"}
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    properties = {compact(str(term)) for kind in kinds for term in ontology().subjects(RDF.type, kind)}
    assert {name for name in properties if name.startswith("trd:")} <= short


def test_the_context_uses_the_prefixes_of_the_program() -> None:
    assert {prefix: CONTEXT[prefix] for prefix in PREFIXES} == dict(PREFIXES)
