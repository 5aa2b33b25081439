"""How IRIs are shortened in files: by prefixes, and data relative to its base."""

import re

from kg import settings
from kg.vocabulary import PREFIXES

_LOCAL = re.compile(r"[A-Za-z_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")  # what every format takes without escapes
_UNDER_BASE = re.compile(r"(?:id|graph)/[^/:?]+(?:/[^/:?]+)*")
_NCNAME_END = re.compile(r"[A-Za-z_][\w.-]*$")


def curie(iri: str) -> str | None:
    """The IRI as `prefix:local` where that needs no escapes, else None.

    >>> curie("https://w3id.org/tradegraph/ns#value"), curie("http://www.w3.org/2001/XMLSchema#")
    ('trd:value', None)
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
            return f"{prefix}:{iri[len(namespace) :]}"
    return None


def relative(iri: str) -> str:
    """Data under our base as seen from it; any other IRI as it is.

    >>> relative("https://data.example.org/id/country/KE"), relative("https://data.example.org/about")
    ('id/country/KE', 'https://data.example.org/about')
    """
    tail = iri.removeprefix(settings.base())
    safe = tail != iri and _UNDER_BASE.fullmatch(tail) and "/." not in tail
    return tail if safe else iri


def split(iri: str) -> tuple[str, str] | None:
    """Namespace and local name, as XML wants them for a predicate; None where that cannot be.

    >>> split("http://purl.org/dc/terms/title"), split("http://example.org/2015")
    (('http://purl.org/dc/terms/', 'title'), None)
    """
    found = _NCNAME_END.search(iri)
    return (iri[: found.start()], found.group()) if found and found.start() else None
