"""Which publications revise which: a new text at an old URL, the later date of publication being the newer."""

from collections import defaultdict
from itertools import pairwise

from kg.model.rdf import Source

_PUBLISHED = """PREFIX trd: <https://w3id.org/tradegraph/ns#>
PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX schema: <https://schema.org/>
SELECT DISTINCT ?publication ?url ?text ?issued WHERE {
  ?publication a trd:Publication ; schema:url ?url ; trd:text ?text ; dcterms:issued ?issued .
}"""


def revisions(source: Source) -> list[tuple[str, str]]:
    """Pairs of a revision and what it revises, sorted. Two texts of one date, or without one, revise nothing."""
    at: defaultdict[str, set[tuple[str, str, str]]] = defaultdict(set)
    for publication, url, text, issued in source.select(_PUBLISHED).rows:
        at[str(url)].add((str(issued), str(text), str(publication)))
    return sorted(
        (newer, older)
        for versions in at.values()
        for (before, old_text, older), (after, new_text, newer) in pairwise(sorted(versions))
        if before != after and old_text != new_text
    )
