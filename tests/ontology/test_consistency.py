"""What domains, ranges and superclasses make of data puts nothing into two disjoint classes (HermiT comes later)."""

from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, Graph, Literal, URIRef
from rdflib.term import Node

from kg.vocabulary import expand, ontology

SOUND = Path(__file__).parent / "sound.ttl"
BASE = "https://data.example.org/id/"


def types(data: Graph) -> dict[Node, set[Node]]:
    """All classes of each thing."""
    found: dict[Node, set[Node]] = {}
    for subject, predicate, value in data:
        stated = {value} if predicate == RDF.type else set(ontology().objects(predicate, RDFS.domain))
        found.setdefault(subject, set()).update(stated)
        if predicate != RDF.type and not isinstance(value, Literal):
            found.setdefault(value, set()).update(ontology().objects(predicate, RDFS.range))
    return {
        thing: {above for one in classes for above in ontology().transitive_objects(one, RDFS.subClassOf)}
        for thing, classes in found.items()
    }


def clashes(data: Graph) -> set[Node]:
    """Things of two classes that are disjoint."""
    pairs = list(ontology().subject_objects(OWL.disjointWith))
    return {thing for thing, classes in types(data).items() if any({*pair} <= classes for pair in pairs)}


@pytest.fixture
def sound() -> Graph:
    return Graph().parse(SOUND, format="turtle")


def test_a_sound_graph_has_no_contradiction(sound: Graph) -> None:
    assert clashes(sound) == set()


@pytest.mark.parametrize(
    ("subject", "predicate", "value"),
    [
        ("event/e", "trd:hedge", "code:hedge-over"),  # an event would be a quantity
        ("figure/level", "trd:statedBy", "figure/share"),  # a figure would speak
        ("person/amina", "trd:participationIn", "event/e"),  # a person would be a participation
        ("country/KE", "rdf:type", "trd:Company"),
        ("correction/c", "rdf:type", "trd:Retraction"),
    ],
)
def test_a_contradiction_is_found(sound: Graph, subject: str, predicate: str, value: str) -> None:
    term = URIRef(expand(value) if value.startswith(("trd:", "code:")) else BASE + value)
    sound.add((URIRef(BASE + subject), URIRef(expand(predicate)), term))
    assert clashes(sound)
