"""Which publication a DOC of the command line means: a file name, a manifest id or the beginning of a digest."""

import re
from dataclasses import dataclass

from rdflib import Literal

from kg.errors import NotFound
from kg.model.rdf import Row, Source

_PUBLICATIONS = """
PREFIX trd: <https://w3id.org/tradegraph/ns#>
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT DISTINCT ?publication ?name ?digest ?publisher ?issued WHERE {
  ?publication a trd:Publication ; dcterms:identifier ?name ; trd:text ?text .
  ?text trd:textDigest ?digest .
  OPTIONAL { ?publication dcterms:publisher/<http://www.w3.org/2000/01/rdf-schema#label> ?publisher }
  OPTIONAL { ?publication dcterms:issued ?issued }
} ORDER BY ?name ?digest ?publication
"""
_HEX = re.compile(r"[0-9a-f]{4,64}")


@dataclass(frozen=True, slots=True)
class Publication:
    """A publication in the store: its IRI, names, the digest of its text, publisher and date as far as known."""

    iri: str
    name: str
    digest: str
    publisher: str
    issued: str

    def __str__(self) -> str:
        """How a list of candidates shows it."""
        told = ", ".join(part for part in (self.publisher, self.issued) if part)
        return f"{self.name}  {self.digest}" + (f"  ({told})" if told else "")


def publications(source: Source) -> list[Publication]:
    """All publications by name, each once (under its first name)."""
    found = [_publication(row) for row in source.select(_PUBLICATIONS).rows]
    return list({each.iri: each for each in reversed(found)}.values())[::-1]


def matching(source: Source, doc: str) -> list[Publication]:
    """The publications that DOC can mean; none is an error that says what there is."""
    named = [_publication(row) for row in source.select(_PUBLICATIONS, {"name": Literal(doc)}).rows]
    if not named and _HEX.fullmatch(doc):
        named = [each for each in publications(source) if each.digest.startswith(doc)]
    if not named:
        near = [str(each) for each in publications(source) if doc.lower() in each.name.lower()]
        raise NotFound(f"no document is called {doc!r}" + (", but there are:" if near else ""), near[:10])
    return list({each.iri: each for each in named}.values())


def one(source: Source, doc: str) -> Publication:
    """The one publication that DOC means; several are listed and none is chosen."""
    found = matching(source, doc)
    if len(found) > 1:
        known = [f"{each.iri}  {each}" for each in found]
        raise NotFound(f"{doc!r} is {len(found)} publications; name one by its IRI:", known)
    return found[0]


def _publication(row: Row) -> Publication:
    return Publication(*("" if term is None else str(term) for term in row))
