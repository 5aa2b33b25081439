"""Prefixes, CURIEs and notations: three spellings of one name."""

from collections.abc import Mapping
from types import MappingProxyType

from kg import iris

PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "trd": iris.TERMS,
        "code": iris.CODES,
        "dcterms": "http://purl.org/dc/terms/",
        "oa": "http://www.w3.org/ns/oa#",
        "org": "http://www.w3.org/ns/org#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "qb": "http://purl.org/linked-data/cube#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": "https://schema.org/",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "void": "http://rdfs.org/ns/void#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)


def expand(curie: str) -> str:
    """The IRI of a CURIE with one of our prefixes.

    >>> expand("code:hedge-over")
    'https://w3id.org/tradegraph/codes#hedge-over'
    """
    prefix, _, local = curie.partition(":")
    return PREFIXES[prefix] + local


def compact(iri: str) -> str:
    """The CURIE of an IRI, or the IRI itself when none of our prefixes fits."""
    for prefix, namespace in PREFIXES.items():
        local = iri.removeprefix(namespace)
        if local != iri and "/" not in local and "#" not in local:
            return f"{prefix}:{local}"
    return iri


def notation(code: str) -> str:
    """The bare code of a concept or class: of a CURIE, an IRI, or of itself.

    >>> notation("code:hedge-over"), notation("trd:Visit"), notation("over")
    ('over', 'Visit', 'over')
    """
    local = code.rpartition("#")[2].rpartition(":")[2]
    return local.partition("-")[2] or local
