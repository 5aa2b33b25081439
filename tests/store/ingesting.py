"""Run by `test_crash.py` as a process that gets killed: writes batch after batch and says which were acknowledged.

A batch is a new document, another version of one that every batch writes, and a text.
"""

import sys
from itertools import count

import kg.store
from kg.model.rdf import NamedGraph
from kg.store import Change

QUADS = 300


def graph(name: str, version: int) -> NamedGraph:
    iri = f"https://data.example.org/graph/doc/{name}"
    lines = (f'<urn:{name}:{number}> <urn:p> "{version} {number}" <{iri}> .\n' for number in range(QUADS))
    return NamedGraph(iri, tuple(sorted(lines)))


def main(folder: str) -> None:
    with kg.store.writer(folder) as writer:
        for batch in count(max(len(writer.entries()) - 1, 0)):  # without the one that every batch writes
            print("start", batch, flush=True)
            text = writer.put_text(f"Текст {batch}")
            writer.replace([Change(graph(f"new-{batch}", batch), text, f"new-{batch}"), Change(graph("hot", batch))])
            print("done", batch, flush=True)
            if batch % 10 == 9:
                writer.publish()


if __name__ == "__main__":
    main(sys.argv[1])
