"""Nothing in the ontology is idle: each term is used by a fact of the samples, or by a question with an answer.

The samples are read and their flat facts added to a store of their own; one fact is corrected, one retracted; a reader who
knows little and doubts all reads them as well. A class is
used when something is of it or of a class beneath it; a property when something has it. Questions count when their
expected answer in `tests/queries/expected` has a row. What describes codes is used when a code in use has it.
"""

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, URIRef

from kg import iris, resources, workflow
from kg.documents import Given, from_manifest, read_all
from kg.extract import extract
from kg.graph import Reader, nquads, publication_graph
from kg.identity import link
from kg.model import Document
from kg.model.rdf import NamedGraph, Triple
from kg.vocabulary import compact, expand, ontology

HERE = Path(__file__).parent
EXPECTED = HERE.parent / "queries" / "expected"
WHEN = datetime.datetime(2025, 3, 1, tzinfo=datetime.UTC)
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
NAME = re.compile(r"\b(?:trd|code|oa|org|prov|dcterms|schema|skos|time):[A-Za-z][\w-]*")


def names(text: str) -> set[str]:
    """The prefixed names of a query."""
    return set(NAME.findall(text))


def answered() -> Iterator[Path]:
    """The queries whose expected answer has a row."""
    for case in EXPECTED.glob("*.csv"):
        rows = [line for line in case.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
        if len(rows) > 1:
            yield resources.queries() / f"{case.stem.partition('--')[0]}.rq"


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Prefixed names of everything used, with the classes above the classes used."""
    store = tmp_path_factory.mktemp("coverage") / "store"
    found = set().union(*(names(path.read_text(encoding="utf-8")) for path in answered()))
    for graph, predicate, value in written(store):
        if graph != iris.ONTOLOGY_GRAPH:
            found |= {predicate, value}
    codes = [URIRef(expand(name)) for name in found if name.startswith("code:")]
    found |= {compact(str(predicate)) for code in codes for predicate in ontology().predicates(code)}
    found |= {"skos:Concept", "skos:ConceptScheme"}
    return found | {
        compact(str(above))
        for name in found
        if NAME.fullmatch(name)
        for above in ontology().transitive_objects(URIRef(expand(name)), RDFS.subClassOf)
    }


def written(store: Path) -> Iterator[tuple[str, str, str]]:
    """Graph, predicate and value (empty for a literal) of everything in a store of the samples, in which a curator was at work."""
    samples = resources.samples()
    sources = from_manifest(samples / "manifest.csv", Given())
    workflow.ingest(store, read_all(sources))
    facts = (samples / "facts.jsonl").read_text(encoding="utf-8").splitlines()
    workflow.add(store, facts, who="gold")
    source = workflow.source(store)
    rows = source.select(
        "PREFIX trd: <https://w3id.org/tradegraph/ns#> SELECT ?event WHERE "
        "{ ?event a trd:Event FILTER NOT EXISTS { ?event trd:withheld ?reason } } ORDER BY ?event LIMIT 2"
    ).rows
    (corrected,), (retracted,) = rows
    workflow.correct(store, str(corrected), {"status": "postponed"}, because="misread", who="editor", when=WHEN)
    workflow.retract(store, str(retracted), because="not in the text", who="editor", when=WHEN)
    source = workflow.source(store)
    for graph in source.graphs():
        yield from named(graph, source.triples(graph))
    for graph in doubtful():
        yield from named(graph.iri, nquads.triples(graph))


def doubtful() -> Iterator[NamedGraph]:
    """The samples as a reader leaves them who knows the year of publication alone and is not sure of anything."""
    for found in read_all(from_manifest(resources.samples() / "manifest.csv", Given())):
        if isinstance(found, Document) and found.published:
            document = replace(found, published=found.published[:4])
            records = [replace(record, confidence=Decimal("0.4")) for record in extract(document).records]
            yield publication_graph(document, link(records, document), Reader("doubtful"))


def named(graph: str, triples: Iterable[Triple]) -> Iterator[tuple[str, str, str]]:
    for _, predicate, value in triples:
        yield graph, compact(str(predicate)), compact(str(value)) if isinstance(value, URIRef) else ""


def terms() -> list[str]:
    declared = {compact(str(term)) for kind in KINDS for term in ontology().subjects(RDF.type, kind)}
    return sorted(name for name in declared if name not in METADATA)


METADATA = {  # say something of the ontology itself or of its terms
    "dcterms:creator",
    "dcterms:description",
    "dcterms:license",
    "dcterms:modified",
    "skos:example",
    "skos:scopeNote",
}


def test_every_term_is_used(used: set[str]) -> None:
    assert [name for name in terms() if name not in used] == []


def test_every_code_is_used_or_has_a_word_in_flat_facts(used: set[str]) -> None:
    codes = {compact(str(code)) for code in ontology().subjects(RDF.type, SKOS.Concept)}
    text = (resources.ontology() / "flat-facts.csv").read_text(encoding="utf-8")
    assert [code for code in sorted(codes) if code not in used and f",{code}," not in text] == []


def test_everything_that_is_written_is_declared(used: set[str]) -> None:
    declared = set(terms()) | METADATA | {compact(str(c)) for c in ontology().subjects(SKOS.inScheme, None)}
    ours = {name for name in used if name.startswith(("trd:", "code:"))}
    schemes = {compact(str(s)) for s in ontology().subjects(RDF.type, SKOS.ConceptScheme)}
    assert ours - declared - schemes == set()
