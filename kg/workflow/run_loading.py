"""What a cluster has read, into the store: as if `kg ingest` had read the same documents here.

Only files that the run's log names, and of these only what has not been loaded yet: a run grows every day.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from kg import iris, store
from kg.errors import Refused, TradegraphError
from kg.model.rdf import NamedGraph
from kg.read import DocResult, Reading, publication
from kg.runs import Run
from kg.store.folder import replace_file
from kg.workflow import derived
from kg.workflow.ingest import Report, Told, finish, write
from kg.workflow.replacing import Addressed, addressed, drop

_BATCH = 500  # documents a transaction: some 100,000 quads
_NAMED = 20  # errors that are told; the others are counted
_LOADED = "loaded.json"  # in the store's folder: names of files, which the cluster makes unique


def load_run(folder: Path, out: str, *, again: bool = False, told: Told = lambda _: None) -> Report:
    """Load a run's new files into the store; with `again` all of them, which changes nothing that is there.

    Forgotten documents are dropped and stay out. Rows that are errors are told and counted as refused.
    Raises `NotFound` for a folder that nobody finished, `TradegraphError` for one of another base IRI or a torn file.
    """
    run, report = Run(out), Report()
    run.check_base()
    names, forgotten = run.files(), run.forgotten()
    with derived.writer(folder) as writer:
        _drop_forgotten(writer, forgotten, told)
        loaded = set() if again else _loaded(folder)
        due = [name for name in names if name not in loaded]
        found = [each for name in due for each in _load(writer, _rows(run, name, forgotten), report)]
        finish(writer, found, report, told)
        replace_file(folder / _LOADED, json.dumps(sorted({*_loaded(folder), *names}), indent=0) + "\n")
    _tell(report, len(due), len(names), told)
    return report


def _rows(run: Run, name: str, forgotten: frozenset[str]) -> Iterator[DocResult]:
    return (each for each in run.results(name) if each.digest not in forgotten)


def _load(writer: store.Writable, rows: Iterable[DocResult], report: Report) -> list[Addressed]:
    """Write one file's rows; what of them may replace an earlier text of its address."""
    rows, found = iter(rows), []
    while batch := list(islice(rows, _BATCH)):
        read = [reading for each in batch if (reading := _reading(each, report))]
        write(writer, read, report, bulk=True)
        found += [each for one in read if (each := addressed(one.document, one.publication))]
    return found


def _reading(result: DocResult, report: Report) -> Reading | None:
    """The row as `kg ingest` has it, counted; None of an error."""
    document = result.document
    if document is None:
        report.refused.append(Refused(result.name, result.error or "nothing was read"))
        return None
    name = publication(document)
    lines = tuple(line + "\n" for line in result.nquads.split("\n")[:-1])
    graph = NamedGraph(iris.publication_graph(name), lines)
    reading = Reading(document, name, graph, Counter(result.facts), result.rejections, result.understood)
    report.facts.update(reading.counts)
    report.rejections += len(reading.rejections)
    return _checked(reading, result)


def _checked(reading: Reading, result: DocResult) -> Reading:
    """The same. Raises `TradegraphError` where text, name and lines of a row do not belong together."""
    end = f" <{reading.graph.iri}> .\n"
    if reading.document.digest != result.digest or not all(line.endswith(end) for line in reading.graph.lines):
        raise TradegraphError(f"{result.name} ({result.digest}): its quads are not those of its text; read it again")
    return reading


def _drop_forgotten(writer: store.Writable, forgotten: frozenset[str], told: Told) -> None:
    entries = {iri: entry.text for iri, entry in writer.entries().items() if entry.text in forgotten}
    drop(writer, {_publication(graph): digest for graph, digest in sorted(entries.items())})
    if entries:
        told(f"{len(entries)} forgotten documents were dropped")


def _publication(graph: str) -> str:
    """The publication whose graph that is (`iris.publication_graph`, the other way)."""
    return iris.iri("publication", graph.rsplit("/", 1)[1])


def _loaded(folder: Path) -> set[str]:
    try:
        return set(json.loads((folder / _LOADED).read_text(encoding="utf-8")))
    except FileNotFoundError:
        return set()
    except (OSError, ValueError) as error:
        raise TradegraphError(f"{folder / _LOADED}: {error}; delete it, and all files are loaded again") from None


def _tell(report: Report, due: int, files: int, told: Told) -> None:
    told(f"{due} of {files} files are new")
    for refused in report.refused[:_NAMED]:
        told(f"not read: {refused}")
    if len(report.refused) > _NAMED:
        told(f"not read: {len(report.refused) - _NAMED} more; the run's column `error` has them all")
