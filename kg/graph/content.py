"""What one publication's graph says, before it is quads and after: publication, passages, who read what in it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from kg import iris
from kg.graph.flat import canonical, fact
from kg.model import Document, Party, Record, Span
from kg.vocabulary import source_tier

FAMILIES = {"position": "tenure", "organization": "mention", "place": "mention"}


@dataclass(frozen=True, slots=True, order=True)
class Reader:
    """Who found records: a program of a version, or a person, who has none."""

    name: str
    version: str = ""
    person: bool = False

    @property
    def iri(self) -> str:
        """The agent, one for all versions."""
        return iris.hashed("agent", self.name.casefold(), "reader")

    @property
    def run(self) -> str:
        """The act of reading: one for all documents, since it knows no clock."""
        return iris.hashed("run", self.name, self.version)


@dataclass(frozen=True, slots=True)
class Publication:
    """A text as somebody published it, without the text; `names` are file names or ids in manifests.

    `tier` is a notation of `sourceTier`; `cites` are those whom the text gives as its sources, linked.
    """

    digest: str
    characters: int
    names: frozenset[str]
    language: str = "und"
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    tier: str | None = None
    cites: frozenset[Party] = frozenset()

    @property
    def iri(self) -> str:
        """Text, publisher, URL and date make it."""
        return iris.publication(self.digest, self.publisher, self.url, self.published)

    @classmethod
    def of(cls, document: Document, cites: Iterable[Party] = ()) -> "Publication":
        """The publication that a document is."""
        return cls(
            document.digest,
            len(document.text),
            frozenset({document.name}),
            document.language,
            document.title,
            document.published,
            document.publisher,
            document.url,
            source_tier(document.publisher, document.url),
            frozenset(cites),
        )

    def joined(self, other: "Publication") -> "Publication":
        """The same with the names that the other has, and with those whom the other's readers found cited."""
        return replace(self, names=self.names | other.names, cites=self.cites | other.cites)


@dataclass(frozen=True, slots=True)
class Found:
    """A record and everybody who found it."""

    record: Record
    readers: frozenset[Reader]


@dataclass(frozen=True, slots=True)
class Content:
    """All records of a publication by IRI, with the words that stand at their passages."""

    publication: Publication
    found: Mapping[str, Found]
    quotes: Mapping[Span, str]


def record_iri(publication: str, record: Record, quote: Callable[[Span], str]) -> str:
    """A record's name: its publication and its flat fact, so that the same fact found twice is one record."""
    return iris.hashed(FAMILIES.get(record.kind, record.kind), publication, canonical(fact(record, quote)))
