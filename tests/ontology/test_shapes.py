"""The shapes let a sound graph through and find each failure: one case in `failures.yaml` a constraint."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from rdflib import RDF, SH, Graph

from kg import resources
from kg.graph import nquads, shapes
from kg.graph.reference import ontology_graph, reference_graphs
from kg.graph.shapes import validate
from kg.graph.soundness import CHECKS
from kg.vocabulary import PREFIXES, compact

HERE = Path(__file__).parent
BASE = "https://data.example.org/id/"
FAILURES = yaml.safe_load((HERE / "failures.yaml").read_text(encoding="utf-8"))
HEADER = f"BASE <{BASE}>\n" + "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())


@pytest.fixture
def sound(monkeypatch: pytest.MonkeyPatch) -> Iterator[Graph]:
    """The sound graph, which describes the few economies and units it needs itself, so that they can fail as well."""
    monkeypatch.setattr(shapes, "reference_graphs", lambda: ())
    shapes._release.cache_clear()
    yield Graph().parse(HERE / "sound.ttl", format="turtle")
    shapes._release.cache_clear()


def test_a_sound_graph_passes_without_a_warning(sound: Graph) -> None:
    assert validate(sound) == ()


@pytest.mark.parametrize("case", FAILURES, ids=[case["what"] for case in FAILURES])
def test_each_failure_is_found_by_its_shape(sound: Graph, case: dict[str, Any]) -> None:
    sound.update(HEADER + case["update"])
    found = {(v.severity, v.shape, v.focus, v.path) for v in validate(sound)}
    focus = case["focus"] if "://" in case["focus"] else BASE + case["focus"]
    assert (case.get("severity", "Violation"), case["shape"], focus, case.get("path", "")) in found, found


def test_reference_data_and_codes_pass() -> None:
    triples = [triple for graph in (ontology_graph(), *reference_graphs()) for triple in nquads.triples(graph)]
    assert validate(triples) == ()


def test_every_shape_has_a_failure() -> None:
    graph = Graph().parse(resources.ontology() / "shapes.ttl")
    named = {compact(str(shape)) for shape in graph.subjects(RDF.type, SH.NodeShape)}
    assert named == {case["shape"] for case in FAILURES}


def test_every_message_is_in_english_and_russian() -> None:
    graph = Graph().parse(resources.ontology() / "shapes.ttl")
    said = set(graph.subjects(SH.message))
    assert all({m.language for m in graph.objects(subject, SH.message)} == {"en", "ru"} for subject in said)
    properties = {
        value for shape in graph.subjects(RDF.type, SH.NodeShape) for value in graph.objects(shape, SH.property)
    }
    assert properties <= said


def test_a_shape_has_one_severity() -> None:
    graph = Graph().parse(resources.ontology() / "shapes.ttl")
    for shape in graph.subjects(RDF.type, SH.NodeShape):
        own = graph.value(shape, SH.severity)
        assert {graph.value(p, SH.severity) for p in graph.objects(shape, SH.property)} <= {own}, shape


def test_checks_of_the_program_are_shapes_that_engines_leave_alone() -> None:
    graph = Graph().parse(resources.ontology() / "shapes.ttl")
    assert {compact(str(shape)) for shape in graph.subjects(SH.deactivated)} == set(CHECKS)


def test_messages_come_in_the_language_asked_for(sound: Graph) -> None:
    sound.update(HEADER + "DELETE WHERE { <figure/share> trd:period ?x }")
    (found,) = validate(sound, "ru")
    assert found.message == "Показатель без периода"
