"""Reads one foreign RDF file in a process of its own, which may crash: run by its path, never imported by the store.

    python parser_process.py FILE FORMAT GRAPH GENID [strict]

Standard output takes the file's triples as canonical N-Triples. Standard error takes one line of JSON when the last
triple is out, `{"ended": true}` or `{"refused": why, "line": n}`, and then `{"digest": …, "quads": …, "source": …}` for
the graph that they make and the file. It imports nothing of ours, since it starts anew for
each file.
"""

import hashlib
import json
import os
import re
import sys
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, NoReturn
from xml.parsers import expat

import pyoxigraph as ox

FORMATS = {
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
JSON_DEPTH = 100  # objects and arrays inside each other: 1,500 cost the engine 450 MB, 5,000 crash it
XML_DEPTH = 500
XML_ATTRIBUTES = 500
ROUNDS = 16  # of telling blank nodes apart by their neighbours; what is equal then is told apart by its place

BLOCK = 1 << 20  # bytes of lines looked at together

# What a canonical line consists of (RDF 1.1 N-Quads, section 4); possessive, so that a mismatch costs no search.
# Of the types that the engine keeps as values those spellings are let through that it gives back as they were.
_IRI = rb'<[A-Za-z][^<>"{}|^`\\\x00-\x20]*+>'
_CHARACTERS = rb'[^"\\\x00-\x1f\x7f]*+'
_LITERAL = rb'"%b(?:\\[nrt"\\]%b)*+"(?:@[a-z]++(?:-[a-z0-9]++)*+|\^\^<(?!http://www\.w3\.org/2001/XMLSchema#)%b)?+' % (
    *(_CHARACTERS, _CHARACTERS),
    _IRI[1:],
)
_VALUE = rb'"(?:%b)>' % b"|".join(
    rb'%b"\^\^<http://www\.w3\.org/2001/XMLSchema#(?:%b)' % row
    for row in (
        (rb"(?:0|-?[1-9][0-9]{0,17}+)", rb"integer|decimal"),
        (rb"-?(?:0|[1-9][0-9]{0,11}+)\.[0-9]{0,11}[1-9]", rb"decimal"),
        (rb"[0-9]{4}", rb"gYear"),
        (rb"[0-9]{4}-[0-9]{2}", rb"gYearMonth"),
        (rb"[0-9]{4}-[0-9]{2}-[0-9]{2}", rb"date"),
        (rb"[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z", rb"dateTime"),
        (rb"(?:true|false)", rb"boolean"),
        (_CHARACTERS, rb"anyURI"),
    )
)
_TRIPLE = rb"%b %b (?:%b|%b|%b)" % (_IRI, _IRI, _IRI, _VALUE, _LITERAL)
_TRIPLES = re.compile(rb"(?:%b \.\n)*+" % _TRIPLE)
_QUADS = re.compile(rb"(?:%b %b \.\n)*+" % (_TRIPLE, _IRI))
_END = b" .\n"
_MARK = b"\xef\xbb\xbf"  # byte order mark

_TYPED = re.compile(rb'"([^"\\]*)"\^\^<(http://www\.w3\.org/2001/XMLSchema#\w+)> \.\n')
_INTEGER = re.compile(rb"0|-?[1-9][0-9]*")
_PLACE = re.compile(r"^Parser error (?:at|between) line [^:]*: ")
_JSON_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|[\[{]|[\]}]', re.DOTALL)


class Refusal(Exception):
    """Why the file is not read, and the line where that shows (None when nobody knows)."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.line = line


def check_xml(content: bytes) -> None:
    """Refuse entities (a kilobyte can ask for gigabytes), and find the line that the RDF parser does not tell."""
    parser = expat.ParserCreate()
    depth = 0

    def entity(*_: object) -> NoReturn:
        raise Refusal("it declares entities, which are not expanded; write them out", parser.CurrentLineNumber)

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > XML_DEPTH:
            raise Refusal(f"elements are nested more than {XML_DEPTH} deep", parser.CurrentLineNumber)
        if len(attributes) > XML_ATTRIBUTES:
            raise Refusal(f"an element has more than {XML_ATTRIBUTES} attributes", parser.CurrentLineNumber)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1

    parser.EntityDeclHandler, parser.StartElementHandler, parser.EndElementHandler = entity, start, end
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise Refusal(f"this is no well-formed XML: {expat.ErrorString(error.code)}", error.lineno) from error


def check_json(content: bytes) -> None:
    """Refuse nesting that the engine's parser would not survive."""
    depth = 0
    for match in _JSON_TOKEN.finditer(content):
        token = match.group()
        depth += token in (b"[", b"{")
        depth -= token in (b"]", b"}")
        if depth > JSON_DEPTH:
            line = content.count(b"\n", 0, match.start()) + 1
            raise Refusal(f"objects and arrays are nested more than {JSON_DEPTH} deep", line)


CHECKS = {"rdfxml": check_xml, "jsonld": check_json}


def parsed(content: bytes, format: str, base: str, line: int = 0) -> Iterator[ox.Triple]:
    """The triples in order, whatever graphs they are said to be in; raises `Refusal`. `line` lines came before."""
    try:
        for quad in ox.parse(content, FORMATS[format], base_iri=base or None):
            yield quad.triple
    except SyntaxError as error:
        place = error.args[1] if len(error.args) > 1 else (None, None)
        raise Refusal(told(str(error.args[0])), place[1] and place[1] + line) from error


def told(message: str) -> str:
    """The engine's words, or better ones where it speaks of its insides."""
    if "LoadDocumentCallback" in message:
        return "its @context lies elsewhere and is not fetched; write the context into the file"
    return _PLACE.sub("", message)


class Graph:
    """Takes triples and writes them as lines; those with blank nodes wait until all their neighbours are known."""

    def __init__(self, output: BinaryIO, graph: str, genid: str) -> None:
        self._output = output
        self.graph = graph
        self._genid = genid
        self._rest = b""
        self._lines: list[bytes] = []  # without their end
        self._blank: list[ox.Triple] = []

    def write(self, chunk: bytes) -> int:
        """Take N-Triples in pieces of any size, and pass whole lines on, with numbers as the engine has them."""
        lines, newline, rest = (self._rest + chunk).rpartition(b"\n")
        self._rest = rest
        if newline:
            self.pass_on(_TYPED.sub(_as_stored, lines + newline).split(_END)[:-1])
        return len(chunk)

    def flush(self) -> None:
        """Part of being a file."""
        self._output.flush()

    def pass_on(self, lines: list[bytes]) -> None:
        """Write lines that are canonical N-Triples already, but for their end."""
        self._output.write(_END.join([*lines, b""]))
        self._output.flush()
        self._lines += lines

    def take(self, triples: Iterator[ox.Triple]) -> None:
        """Write all of them but those with blank nodes; raises `Refusal`."""
        ox.serialize(self._named(triples), output=self, format=ox.RdfFormat.N_TRIPLES)  # type: ignore[arg-type]

    def end(self) -> None:
        """Write those with blank nodes, each by a name of its own."""
        names = skolems(self._blank, self._genid, self.graph)
        for triple in self._blank:
            subject, value = names.get(triple.subject, triple.subject), names.get(triple.object, triple.object)
            self.write(f"{ox.Triple(subject, triple.predicate, value)} .\n".encode())
        self.flush()

    def _named(self, triples: Iterator[ox.Triple]) -> Iterator[ox.Triple]:
        for triple in triples:
            value = triple.object
            if type(value) is ox.Triple:
                raise Refusal("it holds triples inside triples (RDF 1.2), which the store does not keep")
            if type(value) is ox.BlankNode or type(triple.subject) is ox.BlankNode:
                self._blank.append(_kept(triple))
            else:
                yield triple

    def summary(self) -> dict[str, object]:
        """Digest and number of the graph's quads, as `kg.model.rdf.NamedGraph` counts and digests them."""
        lines = sorted(dict.fromkeys(self._lines))  # not a set: sorting is quicker where the file has some order
        quads = (b" <" + self.graph.encode() + b"> .\n").join([*lines, b""])
        return {"digest": hashlib.sha256(quads).hexdigest(), "quads": len(lines)}


def _as_stored(match: re.Match[bytes]) -> bytes:
    lexical, datatype = match.groups()
    if datatype.endswith(b"#integer") and _INTEGER.fullmatch(lexical):
        return match.group()
    return b"%b .\n" % _stored(lexical.decode(), datatype.decode())


_SCRATCH = ox.Store()  # in memory


@lru_cache(maxsize=100_000)
def _stored(lexical: str, datatype: str) -> bytes:
    """How the engine gives the literal back: it keeps numbers and dates as values, not as they were spelled."""
    name = ox.NamedNode("urn:x")
    return str(_kept(ox.Triple(name, name, ox.Literal(lexical, datatype=ox.NamedNode(datatype)))).object).encode()


def _kept(triple: ox.Triple) -> ox.Triple:
    """The triple as the engine gives it back."""
    _SCRATCH.add(ox.Quad(triple.subject, triple.predicate, triple.object))
    kept: ox.Quad = next(iter(_SCRATCH))
    _SCRATCH.remove(kept)
    return kept.triple


def read_lines(file: BinaryIO, format: str, made: Graph) -> str:
    """N-Triples or N-Quads; gives the file's SHA-256. Canonical blocks are passed on unparsed, which is faster."""
    source = hashlib.sha256()
    line = 0
    while block := file.read(BLOCK) + file.readline():
        source.update(block)
        block = block if line else block.removeprefix(_MARK)
        if _TRIPLES.fullmatch(block):
            made.pass_on(block.split(_END)[:-1])
        elif format == "nquads" and _QUADS.fullmatch(block):
            made.pass_on([line[: line.rindex(b" <")] for line in block.split(_END)[:-1]])
        else:
            made.take(parsed(block, format, "", line))
        line += block.count(b"\n")
    return source.hexdigest()


def read_whole(file: BinaryIO, format: str, made: Graph) -> str:
    """The formats with prefixes, nesting or markup; gives the file's SHA-256."""
    content = file.read()
    body = content.removeprefix(_MARK)
    CHECKS.get(format, len)(body)
    made.take(parsed(body, format, made.graph))
    return hashlib.sha256(content).hexdigest()


Names = Mapping[object, ox.NamedNode]


def skolems(triples: list[ox.Triple], genid: str, graph: str) -> Names:
    """An IRI for each blank node, from what is said about it: it keeps its name when the file's order changes."""
    colours: dict[object, str] = {
        node: "" for triple in triples for node in (triple.subject, triple.object) if type(node) is ox.BlankNode
    }
    for _ in range(ROUNDS):
        before = len(set(colours.values()))
        colours = _refined(triples, colours)
        if len(set(colours.values())) in (before, len(colours)):
            break
    seen: dict[str, int] = {}
    names = {}
    for node, colour in colours.items():
        seen[colour] = seen.get(colour, 0) + 1
        names[node] = ox.NamedNode(genid + _hash(graph, colour, str(seen[colour])))
    return names


def _refined(triples: list[ox.Triple], colours: Mapping[object, str]) -> dict[object, str]:
    said: dict[object, list[str]] = {node: [] for node in colours}
    for triple in triples:
        subject = colours.get(triple.subject, str(triple.subject))
        value = colours.get(triple.object, str(triple.object))
        if triple.subject in said:
            said[triple.subject].append(f"> {triple.predicate} {value}")
        if triple.object in said:
            said[triple.object].append(f"< {triple.predicate} {subject}")
    return {node: _hash(colours[node], *sorted(said[node])) for node in colours}


def _hash(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:20]


def limit(size: int) -> None:
    """Bound this process (POSIX); the parent's clock is the other bound. Memory and seconds grow with the file."""
    try:
        import resource  # not on Windows
    except ImportError:  # pragma: no cover
        return
    memory = 1_000_000_000 + 20 * size
    seconds = 20 + size // 500_000
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    if sys.platform != "darwin":  # where it is not honoured and may be refused
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def report(**said: object) -> None:
    """One line of JSON for the parent."""
    print(json.dumps(said), file=sys.stderr, flush=True)


def main(path: str, format: str, graph: str, genid: str, strict: str = "") -> int:
    """Read the file, write its triples, report; 1 when it was refused. `strict` parses what a quick look would pass."""
    file = Path(path)
    limit(file.stat().st_size)
    made = Graph(sys.stdout.buffer, graph, genid)
    read = read_lines if format in ("ntriples", "nquads") and not strict else read_whole
    try:
        with file.open("rb") as opened:
            source = read(opened, format, made)
        made.end()
    except Refusal as refusal:
        report(refused=str(refusal), line=refusal.line)
        return 1
    report(ended=True)
    sys.stdout.buffer.close()
    report(**made.summary(), source=source)
    os._exit(0)  # at once: taking a million lines apart again would cost as much as sorting them


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
