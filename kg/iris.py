"""The names of things: from the parts that make a thing itself, so that read twice it is still one thing.

Patterns and keys are section 2 of the design; the table in `docs/model.md` lists them all.
"""

import hashlib
from urllib.parse import quote

from kg import settings

TERMS = "https://w3id.org/tradegraph/ns#"
CODES = "https://w3id.org/tradegraph/codes#"
ONTOLOGY_GRAPH = "https://w3id.org/tradegraph/ns"


def term(local: str) -> str:
    """A class or property of the ontology.

    >>> term("reporter")
    'https://w3id.org/tradegraph/ns#reporter'
    """
    return TERMS + local


def code(scheme: str, notation: str) -> str:
    """A concept of a code list.

    >>> code("hedge", "about")
    'https://w3id.org/tradegraph/codes#hedge-about'
    """
    return f"{CODES}{scheme}-{notation}"


def digest(*parts: str) -> str:
    """The first 20 hex digits of the SHA-256 of the parts, joined by `|`: the same in Python and in SPARQL.

    >>> digest("a", "b") == hashlib.sha256(b"a|b").hexdigest()[:20]
    True
    """
    return hashlib.sha256("|".join(parts).encode("utf-8")).hexdigest()[:20]


def iri(kind: str, name: str) -> str:
    """The thing of that kind with that code or slug.

    >>> iri("country", "KE")
    'https://data.example.org/id/country/KE'
    """
    return f"{settings.base()}id/{kind}/{quote(name, safe='-._~')}"


def hashed(kind: str, *key: str) -> str:
    """The thing of that kind whose canonical key has these parts."""
    return f"{settings.base()}id/{kind}/{digest(*key)}"


def document(text_digest: str) -> str:
    """A text, named by its digest."""
    return iri("doc", text_digest)


def passage(text_digest: str, start: int, stop: int) -> str:
    """A stretch of a text (RFC 5147), shared by all publications of that text."""
    return f"{document(text_digest)}#char={start},{stop}"


def publication(text_digest: str, publisher: str | None, url: str | None, published: str | None) -> str:
    """A text as somebody published it: two publishers of one text are two publications."""
    return hashed("publication", text_digest, publisher or "", url or "", published or "")


def period(edtf: str) -> str:
    """A calendar span.

    >>> period("2025-01/2025-08")
    'https://data.example.org/id/period/2025-01--2025-08'
    """
    return iri("period", edtf.replace("/", "--"))


def part(owner: str, role: str) -> str:
    """A quantity or selector that belongs to one owner only."""
    return hashed("part", owner, role)


def publication_graph(publication_iri: str) -> str:
    """The named graph of everything read from one publication."""
    return f"{settings.base()}graph/doc/{publication_iri.rsplit('/', 1)[1]}"


def graph(name: str) -> str:
    """One of the graphs that are no document's: `curated`, `effective`, `joined`, `reference/countries` …"""
    return f"{settings.base()}graph/{name}"
