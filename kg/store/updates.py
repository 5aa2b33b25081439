"""The SPARQL updates by which a graph at an endpoint becomes another one, so that nobody meets it half done.

Triples that are to come, and those that are to go, are brought first: into graphs of their own, and disguised, since on
most servers every graph is part of what readers ask. `urn:staged:` stands before each IRI, so that no question for a
thing, a class or a property meets them. Then one operation puts what came in place of what goes, on the server's side,
and the next revision with it (`kg.store.revision`).
"""

from collections.abc import Iterable, Iterator, Sequence

from kg import iris
from kg.errors import StoreError
from kg.store import revision
from kg.store.dialect import Writing
from kg.store.endpoint import STAGING
from kg.store.revision import PROPERTY, Stamp

DISGUISE = "urn:staged:"
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH <%s> { ?s ?p ?o } }"
_REVEALED = f"IRI(SUBSTR(STR(?%s), {len(DISGUISE) + 1}))"


def staging(place: int) -> tuple[str, str]:
    """The graphs for what comes and what goes of the change at that place in a batch."""
    return iris.graph(f"{STAGING}/{place}/in"), iris.graph(f"{STAGING}/{place}/out")


def disguised(line: str, graph: str) -> str:
    """The triple of an N-Quads line, disguised. Raises `StoreError` for a blank node and for a line of another graph.

    >>> disguised('<urn:s> <urn:p> "x <urn:y>"@en <urn:g> .\\n', "urn:g")
    '<urn:staged:urn:s> <urn:staged:urn:p> "x <urn:y>"@en'
    """
    end = f" <{graph}> .\n"
    subject, predicate, value = line.removesuffix(end).split(" ", 2)
    if not line.endswith(end) or "_:" in (subject[:2], value[:2]):
        raise StoreError(f"{line!r} is no line of <{graph}> that an endpoint can take")
    hidden = f"<{DISGUISE}{value[1:]}" if value.startswith("<") else value
    return f"<{DISGUISE}{subject[1:]} <{DISGUISE}{predicate[1:]} {hidden}"


def insertions(wanted: Iterable[tuple[str, Sequence[str]]], writing: Writing) -> Iterator[str]:
    """Requests that bring triples into graphs, each within what the server takes at a time."""
    operations: list[str] = []
    size = 0
    for graph, triples in wanted:
        for start in range(0, len(triples), writing.operation):
            part = triples[start : start + writing.operation]
            if size + len(part) > writing.request and operations:
                yield " ;\n".join(operations)
                operations, size = [], 0
            operations.append(f"INSERT DATA {{ GRAPH <{graph}> {{\n" + " .\n".join(part) + "\n} }")
            size += len(part)
    if operations:
        yield " ;\n".join(operations)


def clearing(graphs: Iterable[str], writing: Writing) -> str:
    """One request that empties graphs."""
    return " ;\n".join(f"{writing.clear} <{graph}>" for graph in graphs)


def switched(graph: str, place: int, stamp: Stamp, *, whole: bool) -> str:
    """The one operation that makes the graph of what it is what it shall be; `whole` if all of it goes."""
    comes, goes = staging(place)
    out = f"GRAPH <{graph}> {{ ?s0 ?p0 ?o0 }}" if whole else _unveiled(goes, 0)
    return _operation(
        stamp,
        deleted=f"GRAPH <{graph}> {{ ?s0 ?p0 ?o0 }}",
        inserted=f"GRAPH <{graph}> {{ ?s1 ?p1 ?o1 }}",
        found=f"{{ {out} }} UNION {{ {_unveiled(comes, 1)} }}",
    )


def stamped(stamp: Stamp) -> str:
    """The operation that only says which revision there is."""
    return _operation(stamp)


def _operation(stamp: Stamp, *, deleted: str = "", inserted: str = "", found: str = "") -> str:
    """One operation that also puts the stamp in the place of whatever stamp there is."""
    graph = revision.graph()
    old = f"GRAPH <{graph}> {{ <{graph}> <{PROPERTY}> ?stamp }}"
    new = f'GRAPH <{graph}> {{ <{graph}> <{PROPERTY}> "{stamp}" }}'
    where = f"{found} UNION {{ {old} }}" if found else f"OPTIONAL {{ {old} }}"
    return f"DELETE {{ {deleted} {old} }}\nINSERT {{ {inserted} {new} }}\nWHERE {{ {where} }}"


def _unveiled(graph: str, number: int) -> str:
    """The pattern that finds staged triples and takes their disguise off."""
    seen = {name: f"?{name}_{number}" for name in "spo"}
    plain = {name: _REVEALED % f"{name}_{number}" for name in "spo"}
    return (
        f"GRAPH <{graph}> {{ {seen['s']} {seen['p']} {seen['o']} }} "
        f"BIND({plain['s']} AS ?s{number}) BIND({plain['p']} AS ?p{number}) "
        f"BIND(IF(isIRI({seen['o']}), {plain['o']}, {seen['o']}) AS ?o{number})"
    )
