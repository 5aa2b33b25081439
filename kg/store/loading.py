"""Foreign RDF files, each into one graph: what `kg load FILE --graph IRI` does.

The engine's parsers can be crashed by files of a kilobyte, so they run in a process with limits (`parser_process.py`)
whose canonical N-Triples go straight into the engine when the graph is new, and through a difference when it is not.
"""

import hashlib
from pathlib import Path

from kg import iris
from kg.errors import Refused
from kg.formats import BY_SUFFIX, FORMATS, Format
from kg.model.rdf import NamedGraph
from kg.store.changes import Change, Outcome
from kg.store.parsing import Parser
from kg.store.terms import valid_iri
from kg.store.writable import Writable
from kg.store.writing import Writer

_OURS = ("doc/", "curated", "effective", "joined", "reprints", "reference/", "summary/")


def load_file(writer: Writable, path: str | Path, graph: str, format: Format | None = None) -> Outcome:
    """Make the graph what the file says, in one transaction; a file that says what is there already changes nothing.

    The format is that of the suffix when none is given. Graph names inside the file are not trusted: all goes into
    `graph`. Blank nodes get IRIs made from what is said about them. Raises `Refused`, with the line where there is one,
    or `StoreError`; what the graph held before stays then.
    """
    file = Path(path)
    _check_graph(graph)
    format = format or _format(file)
    known = writer.entries().get(graph)
    if known and known.source == _digest(file):
        return Outcome(unchanged=(graph,))
    with _parser(file, format, graph, writer.spool) as parser:
        try:
            return _fill(writer, parser) if known is None and isinstance(writer, Writer) else _replace(writer, parser)
        except (SyntaxError, UnicodeDecodeError) as error:
            raise parser.refusal() or Refused(str(file), str(error)) from error


def _parser(path: Path, format: Format, graph: str, spool: Path) -> Parser:
    try:
        return Parser(path, format, graph, spool)
    except OSError as error:
        raise Refused(str(path), error.strerror or str(error)) from error


def _fill(writer: Writer, parser: Parser) -> Outcome:
    made = writer.fill(parser.graph, parser, parser.entry, size=parser.size)
    return Outcome(added=(parser.graph,)) if made.quads else Outcome(unchanged=(parser.graph,))


def _replace(writer: Writable, parser: Parser) -> Outcome:
    graph = NamedGraph(parser.graph, parser.lines())
    found = parser.entry()
    return writer.replace([Change(graph, source=found.source if found else "", name=parser.path.name)])


def _check_graph(graph: str) -> None:
    if not valid_iri(graph):
        raise Refused(graph, "this is no absolute IRI, which the name of a graph has to be")
    if graph == iris.ONTOLOGY_GRAPH or graph.startswith(tuple(iris.graph(name) for name in _OURS)):
        raise Refused(graph, f"this graph is written by other commands; choose a name like {iris.graph('loaded/NAME')}")


def _format(path: Path) -> Format:
    found = BY_SUFFIX.get(path.suffix.lower())
    if found is None:
        known = ", ".join(suffix for format in FORMATS for suffix in format.suffixes)
        raise Refused(str(path), f"the suffix {path.suffix!r} tells no RDF format; known are {known}")
    return found


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise Refused(str(path), error.strerror or str(error)) from error
