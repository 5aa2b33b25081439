"""Every term of the ontology has its names and definitions, and the files load in two libraries alike."""

from pathlib import Path

import pyoxigraph
import pytest
from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, URIRef

from kg import iris, resources
from kg.graph.reference import ontology_graph
from kg.vocabulary import label, ontology

FILES = sorted(resources.ontology().glob("*.ttl"))
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
OURS = sorted({str(s) for kind in KINDS for s in ontology().subjects(RDF.type, kind) if str(s).startswith(iris.TERMS)})
REUSED = sorted(
    {str(s) for kind in KINDS for s in ontology().subjects(RDF.type, kind) if not str(s).startswith(iris.TERMS)}
)
CODES = sorted(str(s) for s in ontology().subjects(RDF.type, SKOS.Concept))
SCHEMES = sorted(str(s) for s in ontology().subjects(RDF.type, SKOS.ConceptScheme))
BUILT_IN = (str(RDF), str(RDFS), str(OWL), "http://www.w3.org/2001/XMLSchema#")


def languages(subject: str, predicate: URIRef) -> list[str | None]:
    """The languages of its values, sorted; a second value of one language shows twice."""
    values = ontology().objects(URIRef(subject), predicate)
    return sorted(value.language or "" for value in values if isinstance(value, Literal))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_module_loads_in_both_libraries_alike(path: Path) -> None:
    ours = Graph().parse(path, format="turtle")
    theirs = {str(triple) for triple in pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE)}
    assert len(ours) == len(theirs) > 0


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_only_shapes_have_blank_nodes(path: Path) -> None:
    nodes = {node for triple in Graph().parse(path, format="turtle") for node in triple}
    assert path.name == "shapes.ttl" or not any(isinstance(node, BNode) for node in nodes)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_module_has_title_licence_and_version(path: Path) -> None:
    graph = Graph().parse(path, format="turtle")
    (module,) = graph.subjects(RDF.type, OWL.Ontology)
    terms = "http://purl.org/dc/terms/"
    assert {str(t.language) for t in graph.objects(module, URIRef(terms + "title"))} == {"en", "ru", "kk"}
    assert graph.value(module, URIRef(terms + "license"))
    assert graph.value(module, OWL.versionIRI)


def test_the_ontology_imports_its_modules_and_nothing_else() -> None:
    imported = {str(module).rpartition("/")[2] for module in ontology().objects(None, OWL.imports)}
    assert imported == {path.stem for path in FILES} - {"ontology", "shapes", "alignments"}


@pytest.mark.parametrize("term", OURS, ids=lambda term: term.removeprefix(iris.TERMS))
def test_a_term_has_its_names_and_definitions(term: str) -> None:
    assert languages(term, RDFS.label) == ["en", "kk", "ru"]
    assert languages(term, SKOS.definition) == ["en", "ru"]
    assert list(ontology().objects(URIRef(term), RDFS.isDefinedBy)) == [URIRef(iris.ONTOLOGY_GRAPH)]


def test_a_reused_term_is_declared_with_its_owner_and_a_name() -> None:
    for term in REUSED:
        assert languages(term, RDFS.label) == ["en", "kk", "ru"], term
        assert ontology().value(URIRef(term), RDFS.isDefinedBy), term


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.removeprefix(iris.CODES))
def test_a_code_has_its_names_definitions_and_notation(code: str) -> None:
    assert languages(code, SKOS.prefLabel) == ["en", "kk", "ru"]
    assert languages(code, SKOS.definition) == ["en", "ru"]
    notation, scheme = (ontology().value(URIRef(code), p, any=False) for p in (SKOS.notation, SKOS.inScheme))
    assert code == f"{scheme}-{notation}"  # which also makes a notation the only one of its list
    assert str(scheme) in SCHEMES


def test_a_code_list_has_its_names_and_members() -> None:
    for scheme in SCHEMES:
        assert languages(scheme, SKOS.prefLabel) == ["en", "kk", "ru"]
        assert languages(scheme, SKOS.definition) == ["en", "ru"]
        assert next(ontology().subjects(SKOS.inScheme, URIRef(scheme)), None) is not None


def test_no_two_terms_of_one_kind_have_the_same_name() -> None:
    for kind in KINDS:
        terms = [term for term in OURS if (URIRef(term), RDF.type, kind) in ontology()]
        for language in ("en", "ru", "kk"):
            names = [label(term, language) for term in terms]
            assert not [name for name in names if names.count(name) > 1], kind


def test_no_definition_repeats_the_name() -> None:
    for term in OURS + CODES:
        for definition in ontology().objects(URIRef(term), SKOS.definition):
            assert str(definition).rstrip(".").casefold() != (label(term, str(definition.language)) or "").casefold()


def test_everything_a_term_refers_to_is_declared() -> None:
    declared = {*OURS, *REUSED, *CODES, *SCHEMES}
    for predicate in (RDFS.subClassOf, RDFS.domain, RDFS.range, OWL.disjointWith, URIRef(iris.term("impliesClass"))):
        for value in ontology().objects(None, predicate):
            assert str(value) in declared or str(value).startswith(BUILT_IN), value
    for predicate in set(ontology().predicates()):
        assert str(predicate) in declared or str(predicate).startswith((*BUILT_IN, "http://purl.org/vocab/vann/"))


def test_a_property_has_at_most_one_domain_and_range() -> None:
    for term in OURS:
        assert len(list(ontology().objects(URIRef(term), RDFS.domain))) <= 1
        assert len(list(ontology().objects(URIRef(term), RDFS.range))) <= 1


def test_nothing_is_of_two_disjoint_classes() -> None:
    above = {term: {str(c) for c in ontology().transitive_objects(URIRef(term), RDFS.subClassOf)} for term in OURS}
    for one, other in ontology().subject_objects(OWL.disjointWith):
        assert not [term for term in OURS if {str(one), str(other)} <= above[term]]


def test_alignments_speak_of_our_terms_only() -> None:
    graph = Graph().parse(resources.ontology() / "alignments.ttl")
    assert {str(s) for s in graph.subjects() if "#" in str(s)} <= set(OURS)


def test_the_ontology_as_quads_is_all_of_it_and_the_same_each_time() -> None:
    graph = ontology_graph()
    assert len(graph.lines) == len(ontology())
    assert list(graph.lines) == sorted(set(graph.lines))
    parsed = pyoxigraph.parse("".join(graph.lines), format=pyoxigraph.RdfFormat.N_QUADS)
    assert {quad.graph_name.value for quad in parsed} == {iris.ONTOLOGY_GRAPH}
