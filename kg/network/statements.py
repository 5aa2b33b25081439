"""What links parties: the effective records, each as a statement with who is in it and what was said where.

A statement made in several publications is one, so that a link can say how many make it. Two records of one
publication are never one statement, however alike: three contracts on one day are three.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal

from rdflib import URIRef

from kg import iris
from kg.curation.view import View, views
from kg.graph.content import Publication
from kg.graph.decode import publication_of, stored
from kg.graph.index import Index
from kg.model import Happening, Party, Record, Slot
from kg.model.rdf import Source

REVIEWED = Decimal("0.5")  # under this a record waits for a person (docs/model.md)
_WORLD = "/economy/WORLD"
_REPORTED_AS = URIRef(iris.term("reportedAs"))


@dataclass(frozen=True, slots=True)
class Saying:
    """One record: who said it where, in which words. `published` is an EDTF date or empty."""

    record_iri: str
    record: Record
    publication: Publication
    quotes: tuple[str, ...]

    @property
    def rank(self) -> tuple[str, str, str]:
        """Oldest first; of one day by the document's name."""
        return self.publication.published or "", min(self.publication.names), self.record_iri


@dataclass(frozen=True, slots=True)
class Statement:
    """Records of several publications that say one thing, oldest first; `name` is the same wherever they were read."""

    name: str
    sayings: tuple[Saying, ...]

    @property
    def latest(self) -> Saying:
        """The last word on it."""
        return self.sayings[-1]


def statements(source: Source, publications: Collection[str] | None = None) -> list[Statement]:
    """All statements of these publications (of every one when None), sorted by name."""
    happenings = _happenings(source)
    found: dict[str, list[Saying]] = {}
    for view in views(source, publications):
        for name, saying in _named(_sayings(view), happenings):
            found.setdefault(name, []).append(saying)
    return [Statement(name, tuple(sorted(found[name], key=lambda saying: saying.rank))) for name in sorted(found)]


def _happenings(source: Source) -> Mapping[str, str]:
    """Events → what they are reports of, where several are of one (graph `joined`)."""
    joined = source.triples(iris.graph("joined"))
    return {str(event): str(happening) for happening, predicate, event in joined if predicate == _REPORTED_AS}


def _sayings(view: View) -> Iterator[Saying]:
    index = Index.of(view.triples)
    publication = publication_of(index)
    for item in stored(index):
        if item.iri not in view.withheld and item.record.confidence >= REVIEWED:
            passages = index.all(item.iri, "trd:evidence")
            yield Saying(item.iri, item.record, publication, tuple(_quotes(index, passages)))


def _quotes(index: Index, passages: Iterable[str]) -> Iterator[str]:
    for passage in passages:
        selectors = index.all(passage, "oa:hasSelector")
        yield from (quote for part in selectors if (quote := index.one(part, "oa:exact")) is not None)


def _named(sayings: Iterable[Saying], happenings: Mapping[str, str]) -> Iterator[tuple[str, Saying]]:
    """Each record of a publication with the statement it makes; the second of two alike makes another."""
    seen: Counter[str] = Counter()
    for saying in sayings:
        content = _content(saying, happenings)
        seen[content] += 1
        yield iris.digest(content, str(seen[content])), saying


def _content(saying: Saying, happenings: Mapping[str, str]) -> str:
    """What a record says, without where: by IRIs of parties, so that the language does not count."""
    record = saying.record
    if isinstance(record, Happening) and saying.record_iri in happenings:
        return f"{happenings[saying.record_iri]} {record.type.value}"
    said = ((field.name, getattr(record, field.name)) for field in fields(record))
    return f"{record.kind} " + "; ".join(
        f"{name}={_plain(value)}" for name, value in said if name not in ("evidence", "speaker", "confidence")
    )


def _plain(value: object) -> str:
    if isinstance(value, tuple):
        return "+".join(sorted(map(_plain, value)))
    if isinstance(value, Slot):
        return _plain(value.value)
    if isinstance(value, Party):
        return value.iri
    return repr(value)


def parties(record: Record) -> list[tuple[str, Party]]:
    """Who is in a record, each once, with the field that names them; all partners together are nobody."""
    found: dict[str, tuple[str, Party]] = {}
    for field in _PARTIES[record.kind]:
        value = getattr(record, field)
        for slot in value if isinstance(value, tuple) else (value,):
            if slot is not None and not slot.value.iri.endswith(_WORLD):
                found.setdefault(slot.value.iri, (field, slot.value))
    return list(found.values())


_PARTIES: Mapping[str, tuple[str, ...]] = {
    "figure": ("reporter", "partner"),
    "event": ("organizers", "participants", "country"),
    "agreement": ("parties",),
    "project": ("parties",),
    "position": ("person", "organization"),
    "organization": ("name", "country"),
    "place": ("code",),
}
