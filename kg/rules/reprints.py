"""Which publications are reprints of one text: nearly the same words, and no other numbers.

A month's release has the words of the last month's and other numbers: it is no reprint. A paper that cuts an agency's
text has fewer numbers and none of its own. What has a group of reprints behind it has one origin, not several.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from kg import iris
from kg.graph.quads import Quads
from kg.model.rdf import NamedGraph, Source
from kg.rules.signatures import VALUES, Signature, signatures

LIKENESS = 0.6  # of word triples, from which on two texts are one: a fifth of the longer may be cut, and a head changed
NUMBERS = 0.9  # of the numbers of the text that has fewer, which stand in the other
_BANDS = 32  # of 4 values: of two texts at the limit 99 in 100 meet in one of them
_PUBLISHED = """PREFIX trd: <https://w3id.org/tradegraph/ns#>
SELECT DISTINCT ?publication ?digest WHERE { ?publication a trd:Publication ; trd:text/trd:textDigest ?digest }"""


def reprints(source: Source, text: Callable[[str], str], folder: Path | None = None) -> NamedGraph:
    """The content of `graph/reprints`: the groups of publications that are one text, more or less.

    `text` gives a text by its digest, `folder` keeps what was found out about each.
    """
    of: defaultdict[str, set[str]] = defaultdict(set)
    for publication, digest in source.select(_PUBLISHED).rows:
        of[str(digest)].add(str(publication))
    quads = Quads(iris.graph("reprints"), "und")
    for texts in groups(signatures(folder, of, text)):
        publications = sorted(set().union(*(of[digest] for digest in texts)))
        if len(publications) > 1:
            name = iris.hashed("reprints", *publications)
            quads.a(name, "trd:ReprintGroup")
            for each in publications:
                quads.link(name, "trd:printedAs", each)
    return quads.named_graph()


def groups(found: Mapping[str, Signature]) -> list[list[str]]:
    """The texts, by digest, in groups of reprints; a text without one is a group of its own. The work grows with
    their number: only texts that share a band of their MinHash are compared."""
    first = {digest: digest for digest in found}

    def root(digest: str) -> str:
        while first[digest] != digest:
            first[digest] = digest = first[first[digest]]
        return digest

    for block in _blocks(found):
        heads = [block[0]]
        for digest in block[1:]:
            same = next(
                (head for head in heads if root(head) == root(digest) or _one(found[head], found[digest])), None
            )
            if same is None:
                heads.append(digest)
            else:
                one, other = sorted((root(same), root(digest)))
                first[other] = one
    joined: defaultdict[str, list[str]] = defaultdict(list)
    for digest in sorted(found):
        joined[root(digest)].append(digest)
    return [joined[head] for head in sorted(joined)]


def _one(one: Signature, other: Signature) -> bool:
    return one.shared_numbers(other) >= NUMBERS and one.likeness(other) >= LIKENESS


def _blocks(found: Mapping[str, Signature]) -> Iterator[list[str]]:
    width = 4 * VALUES // _BANDS
    for band in range(_BANDS):
        block: defaultdict[bytes, list[str]] = defaultdict(list)
        for digest in sorted(found):
            block[found[digest].minhash[band * width : (band + 1) * width]].append(digest)
        yield from _several(block.values())


def _several(blocks: Iterable[list[str]]) -> Iterator[list[str]]:
    return (block for block in blocks if len(block) > 1)
