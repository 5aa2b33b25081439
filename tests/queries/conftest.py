"""The fixture's graphs, the names of its records, and where the questions are asked.

`fixture/` holds invented documents (`documents.csv`, `texts/`), their facts (`facts.jsonl`: FACTS.md, with `name` for the
tests, `quotes` in place of offsets, `called` for an organisation's own name, and where wanted `speaker`, `confidence`,
`curated`) and what curators did (`curation.trig`). A case is a file `expected/QUESTION[--variant].csv`:

    #? reporter=KE; partner=VN          parameters
    #= when figure                      the columns whose order counts
    # what the sentences say, and what may not appear
    figure,when,value                   some of the question's columns
    @exports-40,2022,40000000           @record, @doc:file, id:country/KE, code:…, trd:…; empty is unbound, * anything

To ask elsewhere than in a store in memory, add the place to `PLACES`: what makes a `Source` of the graphs.
"""

import csv
import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Literal, URIRef
from servers import virtuoso

from kg import iris
from kg.graph import Reader, publication_graph, record
from kg.graph.content import record_iri
from kg.graph.encode_records import write
from kg.graph.page import Page
from kg.graph.quads import Quads
from kg.graph.reference import ontology_graph, reference_graphs
from kg.identity import link
from kg.model import Document, Party, PartyKind, Record, Slot
from kg.model.rdf import NamedGraph, Source, Term
from kg.store.embedded import Embedded
from kg.store.endpoint import Endpoint
from kg.vocabulary import expand

HERE = Path(__file__).parent
READER = Reader("fixture", "1")
_OURS = ("name", "quotes", "called", "speaker", "curated")


@dataclass(frozen=True)
class Fixture:
    """All graphs, and the IRI of each record by its name and of each publication by `doc:FILE`."""

    graphs: tuple[NamedGraph, ...]
    names: dict[str, str]

    def term(self, cell: str) -> str:
        """What a cell of an expected answer stands for: an IRI, or the words of a literal."""
        if cell.startswith("@"):
            return self.names[cell[1:]]
        if cell.startswith("id:"):
            return f"https://data.example.org/id/{cell[3:]}"
        return expand(cell) if cell.startswith(("code:", "trd:")) else cell


def documents(folder: Path) -> dict[str, Document]:
    """The documents of a manifest, by file name."""
    with (folder / "documents.csv").open(encoding="utf-8", newline="") as lines:
        rows = [{key: value or None for key, value in row.items()} for row in csv.DictReader(lines)]
    return {
        row["file"]: Document(
            name=row["file"],
            text=(folder / "texts" / row["file"]).read_text(encoding="utf-8"),
            **{key: row[key] for key in ("language", "published", "publisher", "title", "url")},
        )
        for row in rows
    }


def flat(line: dict[str, object], text: str) -> dict[str, object]:
    """The line as FACTS.md has it."""
    found = {key: value for key, value in line.items() if key not in _OURS}
    found["evidence"] = [
        {"start": text.index(quote), "end": text.index(quote) + len(quote), "quote": quote} for quote in line["quotes"]
    ]
    return found | ({"name": line["called"]} if "called" in line else {})


def read(line: dict[str, object], document: Document) -> Record:
    """The record of a line, with its speaker and confidence."""
    found = record(flat(line, document.text), document)
    kind, _, speaker = str(line.get("speaker", "")).partition(":")
    return replace(
        found,
        confidence=Decimal(str(line.get("confidence", 1))),
        speaker=Slot(Party(speaker, PartyKind(kind))) if speaker else None,
    )


def curated(lines: list[dict[str, object]], found: dict[str, Document]) -> tuple[NamedGraph, dict[str, str]]:
    """The records that stand in the graph of corrections."""
    quads, names = Quads(iris.graph("curated"), "en"), {}
    for line in lines:
        document = found[str(line["doc"])]
        (one,) = link([read(line, document)], document)
        name = record_iri(publication(document), one, lambda span, text=document.text: span.of(text))
        write(Page(quads, name, publication(document), document.digest, (READER.run,)), one)
        names[str(line["name"])] = name
    return quads.named_graph(), names


def publication(document: Document) -> str:
    """The IRI of the publication that a document is."""
    return iris.publication(document.digest, document.publisher, document.url, document.published)


@pytest.fixture(scope="session")
def fixture() -> Fixture:
    """Everything, made once."""
    found = documents(HERE / "fixture")
    lines = [json.loads(line) for line in (HERE / "fixture" / "facts.jsonl").read_text(encoding="utf-8").splitlines()]
    names = {f"doc:{name}": publication(document) for name, document in found.items()}
    graphs = []
    for name, document in found.items():
        mine = [line for line in lines if line["doc"] == name and "curated" not in line]
        records = link([read(line, document) for line in mine], document)
        graphs.append(publication_graph(document, records, READER))
        for line, one in zip(mine, records, strict=True):
            quote = lambda span, text=document.text: span.of(text)  # noqa: E731
            names[line["name"]] = record_iri(publication(document), one, quote)
    corrections, more = curated([line for line in lines if "curated" in line], found)
    names |= more
    curation = marks((HERE / "fixture" / "curation.trig").read_bytes(), names)
    return Fixture((ontology_graph(), *reference_graphs(), *graphs, *joint([corrections, *curation])), names)


def marks(trig: bytes, names: dict[str, str]) -> Iterator[NamedGraph]:
    """The graphs of `curation.trig` with the records' IRIs in their places."""

    def real(term: ox.NamedNode | ox.Literal) -> ox.NamedNode | ox.Literal:
        if not isinstance(term, ox.NamedNode):
            return term
        prefix, _, rest = term.value.partition(":")
        made = {"fact": names.get(rest), "doc": names.get(f"doc:{rest}"), "graph": iris.graph(rest)}
        return ox.NamedNode(f"https://data.example.org/id/{rest}" if prefix == "id" else made.get(prefix, term.value))

    for quad in ox.parse(trig, format=ox.RdfFormat.TRIG):
        terms = [real(term) for term in quad]
        yield NamedGraph(terms[3].value, (f"{ox.Quad(*terms)} .\n",))


def joint(graphs: Sequence[NamedGraph]) -> tuple[NamedGraph, ...]:
    """Graphs of one name as one."""
    lines: dict[str, set[str]] = {}
    for graph in graphs:
        lines.setdefault(graph.iri, set()).update(graph.lines)
    return tuple(NamedGraph(iri, tuple(sorted(found))) for iri, found in lines.items())


@contextmanager
def in_memory(graphs: Sequence[NamedGraph]) -> Iterator[Source]:
    """A store in memory."""
    store = ox.Store()
    for graph in graphs:
        store.load("".join(graph.lines).encode("utf-8"), format=ox.RdfFormat.N_QUADS)
    yield Embedded(store)


@contextmanager
def in_virtuoso(graphs: Sequence[NamedGraph]) -> Iterator[Source]:
    """A server of another make, which reads the same files."""
    with tempfile.TemporaryDirectory() as folder, virtuoso(Path(folder)) as server:
        server.load("".join(line for graph in graphs for line in graph.lines).encode())
        yield Endpoint(server.url)


PLACES: dict[str, Callable] = {"memory": in_memory, "virtuoso": in_virtuoso}
_MARKS = {"virtuoso": (pytest.mark.system, pytest.mark.xdist_group("queries on virtuoso"))}


@pytest.fixture(scope="session", params=[pytest.param(place, marks=_MARKS.get(place, ())) for place in PLACES])
def source_factory(request: pytest.FixtureRequest) -> Callable:
    """What makes a source of graphs, for a `with` block; every case runs at every place."""
    return PLACES[request.param]


@pytest.fixture(scope="session")
def source(source_factory: Callable, fixture: Fixture) -> Iterator[Source]:
    """The fixture, to be asked."""
    with source_factory(fixture.graphs) as found:
        yield found


def same(term: Term | None, wanted: str) -> bool:
    """Whether a cell is what was expected: numbers as numbers, everything else as its words."""
    if wanted == "*" or term is None:
        return (term is None) == (wanted == "")
    if isinstance(term, Literal) and isinstance(term.value, Decimal | int) and not isinstance(term.value, bool):
        try:
            return Decimal(str(term)) == Decimal(wanted)
        except ArithmeticError:
            return False
    return isinstance(term, URIRef | Literal) and str(term) == wanted


@pytest.fixture(scope="session")
def same_cell() -> Callable[[Term | None, str], bool]:
    """How cells are compared."""
    return same
