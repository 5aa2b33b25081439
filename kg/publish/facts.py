"""Flat facts of the effective view (FACTS.md)."""

from collections.abc import Collection, Iterator
from decimal import Decimal

from kg.curation.view import views
from kg.graph import lines
from kg.model.rdf import Source

REVIEWED = Decimal("0.5")  # under this a record waits for a person (docs/model.md)


def facts(
    source: Source,
    *,
    publications: Collection[str] | None = None,
    kinds: Collection[str] | None = None,
    min_confidence: Decimal = REVIEWED,
) -> Iterator[dict[str, object]]:
    """The effective flat facts, each with `id` and `confidence`, by document, place in the text and kind.

    `publications` are IRIs (all when None), `kinds` words of FACTS.md. Facts that a correction replaced, a retraction
    withdrew or a revision of the text made obsolete are not among them; those under 0.5 only when asked for.
    """
    for view in views(source, publications):
        for fact in lines(view.triples, min_confidence=min_confidence, withheld=view.withheld):
            if kinds is None or fact["kind"] in kinds:
                yield fact
