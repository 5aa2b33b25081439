"""Is what is stored as it should be: shapes, ledger, and what there is."""

import platform
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import kg
from kg import curation, documents, extract, iris, settings, store
from kg.graph.shapes import Violation
from kg.graph.shapes import validate as check
from kg.language import taggers
from kg.language.packs import languages
from kg.model.rdf import Source
from kg.workflow.finding import publications

_COUNTS = """
PREFIX trd: <https://w3id.org/tradegraph/ns#>
SELECT ?class (COUNT(DISTINCT ?record) AS ?records) WHERE {
  ?record trd:statedIn ?publication ; a ?class
  FILTER NOT EXISTS { ?record trd:changeOf ?level }
} GROUP BY ?class ORDER BY ?class
"""
_WITHHELD = """
PREFIX trd: <https://w3id.org/tradegraph/ns#>
SELECT ?reason (COUNT(DISTINCT ?record) AS ?records) WHERE { ?record trd:withheld ?reason }
GROUP BY ?reason ORDER BY ?reason
"""


def validate(source: Source) -> Iterator[tuple[str, tuple[Violation, ...]]]:
    """For each publication, and for curation, what breaks a shape; the graph's name is the publication's."""
    for publication in publications(source):
        yield publication.name, check(source.triples(iris.publication_graph(publication.iri)))
    if curated := curation.in_context(source):
        yield "curation", check(curated)


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the status: a group, a name and what there is to say."""

    group: str
    name: str
    value: str


def status(source: Source, folder: Path | None) -> Iterator[Fact]:
    """What is there, which version reads and stores it, which limits and guards hold."""
    yield from _versions()
    if folder:
        yield Fact("store", "folder", str(folder))
    yield Fact("store", "base of the IRIs", settings.base())
    yield Fact("store", "publications", str(len(publications(source))))
    for name, count in _counted(source, _COUNTS):
        yield Fact("records", name, count)
    for name, count in _counted(source, _WITHHELD):
        yield Fact("left out of the effective view", name, count)
    yield Fact("language model", "server", settings.language_model().url or "none; no text leaves this machine")
    for name, value in (*store.limits(), *_guards()):
        yield Fact("limits and guards", name, value)


def server(url: str, update: str | None = None, dialect: str | None = None) -> Iterator[Fact]:
    """What the server at an endpoint can and cannot do for us; with an update address, writing included."""
    probed = store.probed(url, update, dialect)
    profile = probed.dialect
    yield Fact("endpoint", "address", url)
    yield Fact("endpoint", "make", f"{profile.title}; profile {profile.name}")
    yield Fact("endpoint", "tried with", profile.tested or "no version: what follows is all that is known")
    yield Fact("endpoint", "graph of ours", _revision(probed.stamp))
    yield from (Fact("it can", each.probe.asks, each.words) for each in probed.findings if each.good)
    yield from (Fact("it cannot", each.probe.asks, each.words) for each in probed.findings if each.good is False)
    yield from (Fact("not known", each.probe.asks, each.words) for each in probed.findings if each.good is None)
    for each in profile.differences:
        group = "known to differ, handled" if each.handled else "known to differ, cannot"
        yield Fact(group, each.name, f"{each.found}; {each.handled or each.cannot}")


def _revision(stamp: store.Stamp) -> str:
    if not stamp.number:
        return "nobody has written there by --update-endpoint"
    doing = "being written now, or a writer was stopped there" if stamp.writing else "nobody writes"
    return f"revision {stamp.number}, written from folder {stamp.writer}; {doing}"


def _versions() -> Iterator[Fact]:
    yield Fact("version", "tradegraph", kg.__version__)
    yield Fact("version", "reader", f"{extract.READER} {extract.VERSION} ({', '.join(sorted(languages()))})")
    here = ", ".join(f"{language} {name}" for language, name in sorted(taggers.active().items()))
    yield Fact("version", "taggers of people", here or "none; rules alone")
    yield Fact("version", "pyoxigraph", metadata.version("pyoxigraph"))
    yield Fact("version", "Python", f"{platform.python_version()} on {sys.platform}")


def _counted(source: Source, query: str) -> list[tuple[str, str]]:
    return [(str(name).rpartition("#")[2].rpartition("-")[2], str(count)) for name, count in source.select(query).rows]


def _guards() -> Iterator[tuple[str, str]]:
    yield "size of a file to read", f"{documents.LARGEST:,} bytes"
    yield "length of a text", f"{documents.LONGEST:,} characters"
    yield "SERVICE and LOAD in queries", "refused"
    yield "graph names inside loaded files", "not trusted"
    yield "remote JSON-LD contexts, XML entities", "refused"
    yield "memory limit of the RDF parser's process", "active" if _has_limits() else "not on this platform"
    for name, active in documents.guards().items():
        yield f"readers of foreign files: {name}", "active" if active else "not on this platform"


def _has_limits() -> bool:
    try:
        import resource  # noqa: F401  late: Windows has none
    except ImportError:
        return False
    return True
