"""What is counted: the data sets of the summaries, what each is counted by, and in which graph an observation stands.

An observation is known by its key: the data set's name and a value for each dimension (an IRI, or the words of a
string), empty where it has none. Keys decide everything else, so that equal counts are equal bytes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import TypeAlias

from kg import iris, settings

VERSION = "1"  # of what is counted and how; a store with another's summaries has them made anew
Key: TypeAlias = tuple[str, ...]
KINDS: Mapping[str, str] = MappingProxyType(  # what a country's observations count, by the kind of record
    {"figure": "trd:figures", "event": "trd:events", "agreement": "trd:agreements", "project": "trd:projects"}
)
BANDS = (("0.9", "high"), ("0.7", "good"))  # least confidence of each; everything under them is fair


@dataclass(frozen=True, slots=True)
class DataSet:
    """The properties of its observations: those they are counted by (IRIs and strings), and those that count.

    `partition` is, for what VoID has words for, the property that leads from the whole graph to an observation.
    """

    by: tuple[str, ...]
    counts: tuple[str, ...]
    strings: frozenset[str] = frozenset()
    partition: str = ""


DATA_SETS: Mapping[str, DataSet] = MappingProxyType(
    {
        "graph": DataSet((), ("void:triples", "void:entities")),
        "classes": DataSet(("void:class",), ("void:entities",), partition="void:classPartition"),
        "properties": DataSet(("void:property",), ("void:triples",), partition="void:propertyPartition"),
        "records": DataSet(("trd:countedKind", "trd:countedConfidence"), ("trd:number",)),
        "withheld": DataSet(("trd:countedReason",), ("trd:number",)),
        "days": DataSet(("trd:countedDate",), ("trd:number",), frozenset({"trd:countedDate"})),
        "sources": DataSet(
            ("trd:countedYear", "trd:countedPublisher", "trd:countedTier", "trd:countedLanguage"),
            ("trd:number",),
            frozenset({"trd:countedYear", "trd:countedLanguage"}),
        ),
        "economies": DataSet(("trd:countedEconomy",), tuple(KINDS.values())),
        "partners": DataSet(("trd:countedEconomy", "trd:countedPartner"), tuple(KINDS.values())),
        "turnover": DataSet(
            ("trd:countedEconomy", "trd:countedPartner", "trd:countedPeriod", "trd:countedUnit"),
            ("trd:number", "trd:lastStated"),
        ),
    }
)
_REMEMBERED = 50_000  # names: a batch touches each observation several times
VOID = frozenset(("graph", "classes", "properties"))


def graphs() -> str:
    """What the names of all graphs of summaries begin with."""
    return iris.graph("summary/")


def about() -> str:
    """The graph that describes the data sets; where it is, the summaries are kept, and in step."""
    return iris.graph("summary/about")


def graph(key: Key) -> str:
    """The graph of an observation: a country's observations stand together, and of days and periods a year's."""
    return _graph(key, settings.base())


@lru_cache(maxsize=_REMEMBERED)
def _graph(key: Key, base: str) -> str:
    """The same; the base of all names is an argument so that it is part of what is remembered."""
    name, *values = key
    if name in VOID:
        return iris.graph("summary/void")
    if name in ("records", "withheld"):
        return iris.graph("summary/records")
    if name in ("days", "sources"):
        return iris.graph(f"summary/publications/{_year(values[0])}")
    path = "/".join(values[0].rsplit("/", 2)[1:])
    if name == "turnover":
        return iris.graph(f"summary/turnover/{path}/{_year(values[2].rpartition('/')[2])}")
    return iris.graph(f"summary/partners/{path}")


def _year(words: str) -> str:
    year = words[:4]
    return year if len(year) == 4 and year.isascii() and year.isdecimal() else "undated"


def subject(key: Key) -> str:
    """What an observation is called.

    >>> subject(("graph",))
    'https://data.example.org/id/dataset/graph'
    """
    return _subject(key, settings.base())


@lru_cache(maxsize=_REMEMBERED)
def _subject(key: Key, base: str) -> str:
    return data_set("graph") if key == ("graph",) else iris.hashed("observation", *key)


def data_set(name: str) -> str:
    """What a data set is called."""
    return iris.iri("dataset", name)


def band(confidence: str) -> str:
    """The code of the band that a confidence is in.

    >>> [band(each).rpartition("#")[2] for each in ("0.85", "1", "")]
    ['confidenceBand-good', 'confidenceBand-high', '']
    """
    if not confidence:
        return ""
    found = next((name for least, name in BANDS if float(confidence) >= float(least)), "fair")
    return iris.code("confidenceBand", found)


def kind(record: str) -> str:
    """The kind of a record, by its IRI; empty for an IRI that is none of ours.

    >>> kind("https://data.example.org/id/figure/00ff"), kind("https://example.com/x")
    ('figure', '')
    """
    found = record.rpartition("/id/")[2].partition("/")[0]
    return found if found in _RECORDS else ""


_RECORDS = frozenset((*KINDS, "tenure", "mention"))


def is_economy(iri: str) -> bool:
    """Whether that is a country or a bloc, which are counted as partners; all partners together are nobody."""
    return "/country/" in iri or "/bloc/" in iri
