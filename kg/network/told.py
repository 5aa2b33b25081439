"""Records as pages tell them: what, who, when, how much, in which words, who says so, and what became of it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rdflib import URIRef

from kg import iris
from kg.graph.content import Publication
from kg.graph.decode import Stored, publication_of, readers, stored
from kg.graph.index import Index
from kg.model import Party, Record, Slot
from kg.model.rdf import Source, Triple
from kg.network.agents import Agent
from kg.network.phrases import phrase
from kg.network.statements import REVIEWED, parties
from kg.store.binding import bound

__all__ = ["Deed", "Passage", "Publication", "Side", "Told", "name", "published", "tell"]

_CURATED = f"""CONSTRUCT {{ ?record ?p ?o . ?part ?q ?r . ?more ?s ?t }} WHERE {{ GRAPH <{iris.graph("curated")}> {{
  ?record <{iris.term("statedIn")}> ?publication ; ?p ?o .
  OPTIONAL {{ {{ ?record ?link ?part }} UNION {{ ?part ?back ?record }} ?part ?q ?r .
    OPTIONAL {{ ?part ?deeper ?more . ?more ?s ?t }} }}
}} }}"""
_TOUCHED = f"""SELECT DISTINCT ?publication WHERE {{ GRAPH <{iris.graph("curated")}> {{
  ?record <{iris.term("statedIn")}> ?publication }} }}"""
_DEEDS = """PREFIX trd: <https://w3id.org/tradegraph/ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX prov: <http://www.w3.org/ns/prov#>
SELECT DISTINCT ?record ?deed ?because ?who ?when WHERE {
  VALUES ?record { %s }
  { ?act trd:corrects ?record } UNION { ?act trd:replacedBy ?record }
  ?act a ?deed ; trd:because ?because ; dcterms:created ?when ; prov:wasAttributedTo/rdfs:label ?who
  FILTER(?deed IN (trd:Correction, trd:Retraction))
}"""


@dataclass(frozen=True, slots=True)
class Deed:
    """What a curator did about a record: `Correction` or `Retraction`, why, who, when."""

    deed: str
    because: str
    who: str
    when: str


@dataclass(frozen=True, slots=True)
class Side:
    """A party of a record: the field that names it (`reporter`, `parties` …), its name for the reader, its IRI."""

    role: str
    label: str
    iri: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that state a record, with the IRI of the place where they stand and its offsets."""

    iri: str
    words: str
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Told:
    """One record for people, in the reader's language; names and subjects stay as documents have them.

    `what` is its sort, `rest` the phrase with amounts; `when` an EDTF period or empty; `standing` a code of its status;
    `hows` says how the slots that were not simply stated came about (`inherited`, `resolved` …).
    """

    iri: str
    kind: str
    what: str
    rest: str
    when: str
    standing: str
    sides: tuple[Side, ...]
    passages: tuple[Passage, ...]
    publication: Publication
    speaker: Side | None
    confidence: Decimal
    readers: tuple[str, ...]
    deeds: tuple[Deed, ...]
    record: Record

    @property
    def unreviewed(self) -> bool:
        """Whether it waits for a person."""
        return self.confidence < REVIEWED


def tell(source: Source, records: Sequence[tuple[str, str]], language: str) -> list[Told]:
    """Records (each with its publication) as pages tell them, in the order given; what is not there is left out."""
    wanted: defaultdict[str, set[str]] = defaultdict(set)
    for record, publication in records:
        wanted[publication].add(record)
    found: dict[str, Told] = {}
    deeds = _deeds(source, [record for record, _ in records])
    touched = {str(row[0]) for row in source.select(_TOUCHED).rows} if wanted else set()
    for publication, names in wanted.items():
        triples = _triples(source, publication, curated=publication in touched)
        found |= {each.iri: each for each in _of(triples, names, deeds, language)}
    return [found[record] for record, _ in records if record in found]


def _triples(source: Source, publication: str, *, curated: bool) -> list[Triple]:
    """A publication's graph, and what curators have put in the place of its records."""
    triples: list[Triple] = list(source.triples(iris.publication_graph(publication)))
    if triples and curated:
        triples += source.construct(bound(_CURATED, {"publication": URIRef(publication)}))
    return triples


def _of(triples: list[Triple], names: set[str], deeds: Mapping[str, tuple[Deed, ...]], language: str) -> Iterator[Told]:
    if not triples:
        return
    index = Index.of(triples)
    about = publication_of(index)
    for item in stored(index):
        if item.iri in names:
            yield _told(index, about, item, deeds.get(item.iri, ()), language)


def _told(index: Index, about: Publication, item: Stored, deeds: tuple[Deed, ...], language: str) -> Told:
    record = item.record
    what, _, rest = phrase(record, language).partition(", ") if record.kind != "place" else ("", "", "")
    sides = tuple(Side(role, name(party, about.language, language), party.iri) for role, party in parties(record))
    speaker = record.speaker.value if record.speaker else None
    return Told(
        item.iri,
        record.kind,
        what,
        rest,
        _when(record),
        _standing(record),
        sides,
        tuple(_passages(index, item.iri)),
        about,
        Side("speaker", name(speaker, about.language, language), speaker.iri) if speaker else None,
        record.confidence,
        tuple(sorted({reader.name for reader in readers(index, item.iri)})),
        deeds,
        record,
    )


def name(party: Party, written: str, language: str) -> str:
    """What a party is called for the reader: an economy or registered body in their language, others as written."""
    agent = Agent(party)
    agent.names[written, party.name] += 1
    return agent.label(language)


def _when(record: Record) -> str:
    period = getattr(record, "period", None)
    return period.value.edtf if isinstance(period, Slot) else ""


def _standing(record: Record) -> str:
    status = getattr(record, "status", None)
    return str(status.value) if isinstance(status, Slot) else ""


def _passages(index: Index, record: str) -> Iterator[Passage]:
    for iri in index.all(record, "trd:evidence"):
        start, _, stop = iri.rpartition("=")[2].partition(",")
        words = next((w for part in index.all(iri, "oa:hasSelector") if (w := index.one(part, "oa:exact"))), "")
        yield Passage(iri, words, int(start), int(stop))


def _deeds(source: Source, records: Sequence[str]) -> Mapping[str, tuple[Deed, ...]]:
    """What curators did about these records."""
    found: defaultdict[str, list[Deed]] = defaultdict(list)
    if records:
        rows = source.select(_DEEDS % " ".join(f"<{record}>" for record in records)).rows
        for record, deed, because, who, when in sorted(rows, key=str):
            found[str(record)].append(Deed(str(deed).rpartition("#")[2], str(because), str(who), str(when)))
    return {record: tuple(deeds) for record, deeds in found.items()}


def published(source: Source, publication: str) -> Publication | None:
    """What is known of a publication; None where the store has none of that name."""
    triples: list[Triple] = list(source.triples(iris.publication_graph(publication)))
    return publication_of(Index.of(triples)) if triples else None
