"""Which record a correction is about, also after its document was read again and its record has another name."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from kg.curation.curations import Curation
from kg.graph.decode import Stored, quotes
from kg.graph.flat import fact
from kg.graph.index import Index
from kg.model import Span

ENOUGH = 0.5  # of the fields of either fact have to agree
# One sentence often states several facts of a kind. Fields that tell one from the other have to agree all;
# of a figure, an agreement or a project, which any of them may tell, all but one.
TELLING = {
    "event": ("type", "city", "country"),
    "position": ("person",),
    "organization": ("name",),
    "place": ("code",),
}
_NOT_COMPARED = frozenset({"kind", "evidence", "unit", "bound", "change_bound", "count_bound", "companies_bound"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record with its flat fact, and the nodes of the changes that belong to it."""

    stored: Stored
    fact: Mapping[str, object]
    changes: tuple[str, ...]


def candidate(item: Stored, index: Index) -> Candidate:
    """A record as its graph has it."""
    said = fact(item.record, quotes(index, item.iri).__getitem__)
    return Candidate(item, said, tuple(index.about("trd:changeOf", item.iri)))


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
        if shared and agreed >= ENOUGH:
            rated.append((-agreed, -shared, each.stored.iri))
    return min(rated)[2] if rated else None


def agreement(one: Mapping[str, object], other: Mapping[str, object]) -> float:
    """The part of the fields stated by either in which two facts agree; 0 where they may be two of one sentence.

    >>> milk, salt = {"kind": "agreement", "subject": "milk"}, {"kind": "agreement", "subject": "salt"}
    >>> agreement(milk | {"value": 3}, milk | {"value": 5}), agreement(milk | {"value": 3}, salt | {"value": 5})
    (0.5, 0.0)
    """
    fields = (one.keys() | other.keys()) - _NOT_COMPARED
    differing = {name for name in fields if name not in one or name not in other or one[name] != other[name]}
    if not fields or one.get("kind") != other.get("kind") or _two(str(one["kind"]), differing):
        return 0.0
    return 1 - len(differing) / len(fields)


def _two(kind: str, differing: set[str]) -> bool:
    return bool(differing & set(TELLING[kind])) if kind in TELLING else len(differing) > 1


def _shared(ours: Iterable[Span], theirs: Collection[Span]) -> int:
    return sum(max(0, min(a.stop, b.stop) - max(a.start, b.start)) for a in ours for b in theirs)
