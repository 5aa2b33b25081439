"""Who is named in a run, how often and how: what a curator of the registry looks at first.

IRIs come from document and registry alone (`kg.identity`), so grouping decides nothing: it proposes. "Казахстан" stands
in every document, so groups are counted by partial sums and never collected, and names meet in blocks that are bounded.
"""

from collections.abc import Callable, Iterator
from typing import Any

from kg.errors import TradegraphError
from kg.runs import Run
from kg.runs.places import Place
from kg_spark.reading import rows

BLOCK = 200  # keys that share a word and are still compared with one another; a commoner word says too little
LIKENESS = 0.6  # of the words of two keys, from which on they are proposed as one
_WORDS = "array_distinct(split(key, '[ |]+'))"
_HASHED = "/[0-9a-f]{20}$"  # the end of an IRI that no table of ours gave


def check(out: str, target: str) -> None:
    """Refuse what would fail in the middle, before Spark starts."""
    run = Run(out)
    run.check_base()
    run.files()
    if Place.of(target).names():
        raise TradegraphError(f"{target} holds something already; name a new folder")


def identity(spark: Any, out: str, target: str, *, top: int, told: Callable[[str], None]) -> Iterator[str]:
    """Write both tables and give the `top` organisations that the registry does not know, as lines with tabs."""
    place = Place.of(target)
    counted(rows(spark, Run(out))).write.parquet(f"{place.uri}/candidates")
    found = spark.read.parquet(f"{place.uri}/candidates")
    pairs, crowded = alike(found)
    pairs.write.parquet(f"{place.uri}/pairs")
    told(f"{found.count():,} names by key; {spark.read.parquet(f'{place.uri}/pairs').count():,} pairs that may be one")
    if crowded:
        told(f"{crowded:,} words stand in more than {BLOCK} keys and were not compared by")
    wanted = found.where("kind = 'organisation' and not registered").orderBy("times", "key", ascending=[False, True])
    for each in wanted.limit(top).collect():
        yield "\t".join((str(each.times), str(each.spellings), each.name, each.iri))


def counted(found: Any) -> Any:
    """A row for each kind, key and IRI: times named (a spelling once a document), spellings, usual one, first text."""
    mentions = found.where("error is null").selectExpr("digest", "explode(mentions) as m").selectExpr("digest", "m.*")
    spelled = mentions.groupBy("kind", "key", "iri", "name").agg(*_sql("count(*) as n", "min(digest) as digest"))
    return spelled.groupBy("kind", "key", "iri").agg(
        *_sql(
            "sum(n) as times",
            "count(*) as spellings",
            "max_by(name, struct(n, name)) as name",
            "min(digest) as first",
            f"not min(iri) rlike '{_HASHED}' as registered",
        )
    )


def alike(found: Any) -> tuple[Any, int]:
    """Pairs of one kind whose keys share most of their words, and how many words were too common to be compared by."""
    named = found.where("kind <> 'economy'").selectExpr("kind", "key", "iri", f"{_WORDS} as words")
    words = named.selectExpr("*", "explode(words) as word")
    blocks = words.groupBy("kind", "word").count()
    crowded = blocks.where(f"count > {BLOCK}").count()
    kept = words.join(blocks.where(f"count between 2 and {BLOCK}").drop("count"), ["kind", "word"])
    pairs = kept.alias("a").join(kept.alias("b"), ["kind", "word"]).where("a.iri < b.iri")
    scored = pairs.selectExpr(
        "kind",
        "a.key as one",
        "b.key as other",
        "a.iri as oneIri",
        "b.iri as otherIri",
        "size(array_intersect(a.words, b.words)) / size(array_union(a.words, b.words)) as likeness",
    )
    return scored.where(f"likeness >= {LIKENESS}").distinct(), crowded


def _sql(*expressions: str) -> list[Any]:
    from pyspark.sql.functions import expr  # late: `kg-spark --help` works without it

    return [expr(each) for each in expressions]
