"""Which record a correction is about, also after its document was read again and its record has another name."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from kg.curation.curations import Curation
from kg.graph.decode import Stored
from kg.graph.flat import fact
from kg.model import Span

ENOUGH = 0.5  # of the fields of either fact have to agree: another fact of the same sentence is not the one meant


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record with its flat fact."""

    stored: Stored
    fact: Mapping[str, object]


def candidate(item: Stored, quotes: Mapping[Span, str]) -> Candidate:
    """A record to be compared."""
    return Candidate(item, fact(item.record, quotes.__getitem__))


def held(
    made: Iterable[Curation], records: Collection[Candidate], replacements: Mapping[str, Mapping[str, object]]
) -> dict[str, str | None]:
    """For each curation (by IRI) the record it is about, None where it found nothing to hold on to.

    A record of the very name comes first. Otherwise the record of the same kind, with overlapping evidence, whose
    fields agree best with what was corrected or with what it was corrected to; none is taken by two.
    """
    by_iri = {each.stored.iri: each for each in records}
    found: dict[str, str | None] = {each.iri: each.target if each.target in by_iri else None for each in made}
    taken = set(found.values()) | set(replacements)
    for each in made:
        if found[each.iri] is None:
            free = [one for one in records if one.stored.iri not in taken]
            found[each.iri] = _best(each, free, replacements.get(each.replacement or "", {}))
            taken.add(found[each.iri])
    return found


def _best(curation: Curation, records: Iterable[Candidate], replacement: Mapping[str, object]) -> str | None:
    rated = []
    for each in records:
        agreed = max(agreement(each.fact, curation.as_read), agreement(each.fact, replacement))
        shared = _shared(curation.spans, each.stored.record.evidence)
        if each.stored.record.kind == curation.kind and shared and agreed >= ENOUGH:
            rated.append((-agreed, -shared, each.stored.iri))
    return min(rated)[2] if rated else None


def agreement(one: Mapping[str, object], other: Mapping[str, object]) -> float:
    """The part of the fields stated by either fact in which both agree, evidence left out.

    >>> agreement({"kind": "place", "code": "KZ"}, {"kind": "place", "code": "KG"})
    0.0
    """
    fields = (one.keys() | other.keys()) - {"kind", "evidence"}
    return sum(name in one and one[name] == other.get(name) for name in fields) / len(fields) if fields else 0.0


def _shared(ours: Iterable[Span], theirs: Collection[Span]) -> int:
    return sum(max(0, min(a.stop, b.stop) - max(a.start, b.start)) for a in ours for b in theirs)
