"""A small store of the shape of `docs/model.md`, by hand."""

import pyoxigraph as ox
import pytest

from kg.graph.reference import reference_graphs
from kg.store.embedded import Embedded

TRIG = """
@prefix trd: <https://w3id.org/tradegraph/ns#> .
@prefix code: <https://w3id.org/tradegraph/codes#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@base <https://data.example.org/id/> .
<../graph/doc/1> {
  <publication/1> a trd:Publication ; trd:text <doc/1> ; dcterms:identifier "mill.txt" ; dcterms:language "en" ;
    dcterms:issued "2024-02-01"^^xsd:date ; dcterms:title "Flour goes south"@en .
  <figure/1> a trd:TradeFigure ; trd:reporter <country/KE> ; trd:partner <country/VN> ; trd:indicator code:indicator-exports ;
    trd:measure code:measure-level ; trd:figureStatus code:figureStatus-reported ; trd:period <period/2023> ;
    trd:quantity <part/1> ; trd:statedIn <publication/1> ; trd:evidence <doc/1#char=0,9> ; trd:confidence 0.9 ;
    trd:statedBy <person/1> .
  <figure/2> a trd:TradeFigure ; trd:reporter <country/KE> ; trd:indicator code:indicator-imports ;
    trd:measure code:measure-level ; trd:figureStatus code:figureStatus-reported ; trd:statedIn <publication/1> ;
    trd:evidence <doc/1#char=0,9> ; trd:confidence 0.2 ; trd:withheld code:withheld-unreviewed .
  <period/2023> a trd:Period ; skos:notation "2023" .
  <part/1> a trd:Quantity ; trd:value 12000000 ; trd:unit <unit/USD> ; trd:hedge code:hedge-over .
  <doc/1#char=0,9> a trd:Evidence ; oa:hasSelector <part/2> , <part/3> .
  <part/2> oa:exact "Flour for 12 million"@en .
  <part/3> oa:start 0 ; oa:end 9 .
  <person/1> a trd:Person ; rdfs:label "Grace Mwangi"@en , "Грейс Мванги"@ru .
  <org/1> a trd:Organisation , trd:Company ; rdfs:label "Аспан Ұн"@kk ; skos:altLabel "Aspan Flour"@en .
  <org/2> a trd:Organisation , trd:Company ; rdfs:label "Aspan Flour"@en .
}
"""


@pytest.fixture(scope="module")
def source() -> Embedded:
    """One figure that stands, one that is withheld, a person, two companies of one name, and the countries."""
    store = ox.Store()
    store.load(TRIG.encode(), format=ox.RdfFormat.TRIG)
    for graph in reference_graphs():
        store.load("".join(graph.lines).encode(), format=ox.RdfFormat.N_QUADS)
    return Embedded(store)
