"""All quads of a run as one file or sixteen: graphs by name, lines in order, the same bytes however it was read."""

import hashlib
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from kg.errors import TradegraphError
from kg.graph import merged
from kg.model.rdf import NamedGraph
from kg.read import RULES
from kg.runs import Run
from kg.runs.places import Place
from kg_spark.reading import rows

_PARTS = "_parts"
_PIECE = 1 << 22  # bytes copied at a time


def check(out: str, target: str) -> None:
    """Refuse what would fail in the middle, before Spark starts."""
    run = Run(out)
    run.check_base()
    run.files()
    if not target.endswith(".nq") and Place.of(target).names():
        raise TradegraphError(f"{target} holds something already; name a new folder, or a file that ends in .nq")


def dump(spark: Any, out: str, target: str) -> str:
    """Write the quads and say how many there are, and their SHA-256."""
    from pyspark.sql import functions as sql  # late: `kg-spark --help` works without it

    run, place = Run(out), Place.of(target + _PARTS if target.endswith(".nq") else target)
    found = rows(spark, run).where("error is null").select("graph", "name", "nquads")
    part = sql.substring(sql.substring_index("graph", "/", -1), 1, 1)
    sorted_ = found.repartition("graph").sortWithinPartitions("graph", "name")
    one = sorted_.mapInArrow(joined, "graph string, nquads string")
    parted = one.withColumn("part", part).repartition(16, "part").sortWithinPartitions("part", "graph")
    lines = parted.select("part", sql.expr("substring(nquads, 1, length(nquads) - 1) as value"))
    lines.write.partitionBy("part").mode("overwrite").text(f"{place.uri}/{_PARTS}")
    return _gathered(place, target)


def joined(batches: Iterable[Any]) -> Iterator[Any]:
    """Rows sorted by graph → one row a graph: a publication that came under two names has both."""
    import pyarrow as pa  # late: on the workers only

    pairs = ((row["graph"], row["nquads"]) for batch in batches for row in batch.to_pylist())
    for graph, same in groupby(pairs, key=lambda pair: pair[0]):
        first, *others = dict.fromkeys(nquads for _, nquads in same)
        for other in others:
            first = "".join(merged(_named(graph, first), _named(graph, other), RULES).lines)
        yield pa.RecordBatch.from_pydict({"graph": [graph], "nquads": [first]})


def _named(graph: str, nquads: str) -> NamedGraph:
    return NamedGraph(graph, tuple(line + "\n" for line in nquads.split("\n")[:-1]))


def _gathered(place: Place, target: str) -> str:
    """Spark's parts, whose names are random, as files that we name."""
    digest, lines = hashlib.sha256(), 0
    single = Place.of(target) if target.endswith(".nq") else None
    whole = single.system.open_output_stream(f"{single.path}.part") if single else None
    for folder in place.names(_PARTS):
        if not folder.startswith("part="):
            continue
        file = whole or place.system.open_output_stream(place.at(f"{folder[-1]}.nq"))
        for piece in _pieces(place, folder):
            digest.update(piece)
            lines += piece.count(b"\n")
            file.write(piece)
        if whole is None:
            file.close()
    if single and whole:
        whole.close()
        single.system.move(f"{single.path}.part", single.path)
        place.system.delete_dir(place.path)
    else:
        place.system.delete_dir(place.at(_PARTS))
    return f"{lines:,} quads, SHA-256 {digest.hexdigest()}"


def _pieces(place: Place, folder: str) -> Iterator[bytes]:
    for name in place.names(_PARTS, folder):
        if name.startswith("part-"):
            with place.system.open_input_stream(place.at(_PARTS, folder, name), compression=None) as file:
                while piece := file.read(_PIECE):
                    yield piece
