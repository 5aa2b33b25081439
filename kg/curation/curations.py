"""Corrections and retractions as they stand in the graph of curation."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from kg.graph.index import Index
from kg.graph.sheet import span
from kg.model import Span


@dataclass(frozen=True, slots=True)
class Curation:
    """One word of an analyst's about one record; without `replacement` it is a retraction.

    `kind`, `publication`, `spans` and `as_read` (the flat fact that was corrected) are what it holds on to when the
    record it names is read anew.
    """

    iri: str
    when: str
    target: str
    replacement: str | None
    because: str
    publication: str
    kind: str
    spans: tuple[Span, ...]
    as_read: Mapping[str, object]


def curations(index: Index) -> list[Curation]:
    """All of them, the earliest first."""
    made = [_curation(index, iri) for name in ("trd:Correction", "trd:Retraction") for iri in index.of_class(name)]
    return sorted(made, key=lambda each: (each.when, each.iri))


def _curation(index: Index, iri: str) -> Curation:
    return Curation(
        iri,
        index.one(iri, "dcterms:created") or "",
        index.one(iri, "trd:corrects") or "",
        index.one(iri, "trd:replacedBy"),
        index.one(iri, "trd:because") or "",
        index.one(iri, "trd:holdsOnTo") or "",
        index.one(iri, "trd:recordKind") or "",
        tuple(sorted(map(span, index.all(iri, "trd:passage")))),
        json.loads(index.one(iri, "trd:asRead") or "{}"),
    )
