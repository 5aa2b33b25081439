"""Graphs drawn at random from statements that counting looks at, many of which several graphs share or contradict."""

import random
from collections.abc import Iterator

from kg import iris
from kg.model.rdf import NamedGraph
from kg.vocabulary import expand

KINDS = ("figure", "event", "agreement", "project", "tenure", "mention")
ECONOMIES = [iris.iri("country", code) for code in ("KZ", "LV", "JP")] + [iris.iri("bloc", "EU")]
WORLD = iris.iri("economy", "WORLD")
GRAPHS = [iris.graph(name) for name in ("doc/1", "doc/2", "doc/3", "curated", "effective", "loaded/x")]
ROLES = ("trd:reporter", "trd:partner", "trd:hostEconomy", "trd:betweenEconomies")
SPARSE = 0.35  # of the statements stand in a graph that is drawn
_XSD = "http://www.w3.org/2001/XMLSchema#"


def iri(name: str) -> str:
    """A CURIE or an IRI as a term."""
    return f"<{name if '://' in name else expand(name)}>"


def decimal(number: str) -> str:
    return f'"{number}"^^<{_XSD}decimal>'


def statements(chance: random.Random) -> list[str]:
    """All that graphs are drawn from, as triples."""
    found = [f"{iri(s)} {iri(p)} {o}" for s, p, o in (*_publications(chance), *_records(chance))]
    return sorted(set(found))


def _publications(chance: random.Random) -> Iterator[tuple[str, str, str]]:
    for number in range(4):
        node = iris.iri("publication", str(number))
        yield node, "rdf:type", iri("trd:Publication")
        for _ in range(2):
            yield node, "dcterms:issued", chance.choice(('"2015"', '"2015-03"', f'"2016-01-0{number + 1}"'))
            yield node, "dcterms:publisher", iri(iris.iri("agent", chance.choice("ab")))
        yield node, "dcterms:language", chance.choice(('"ru"', '"en"'))
        yield node, "trd:sourceTier", iri("code:sourceTier-agency")
        yield iris.iri("agent", "a"), "rdf:type", iri("trd:Agent")
        yield iris.iri("agent", "a"), "rdf:type", iri("trd:Organisation")


def _records(chance: random.Random) -> Iterator[tuple[str, str, str]]:
    for number in range(24):
        sort = chance.choice((*KINDS, "figure", "figure"))
        node = iris.iri(sort, str(number))
        yield node, "rdf:type", iri("trd:Mention")
        yield node, "trd:statedIn", iri(iris.iri("publication", str(chance.randrange(4))))
        for sure in chance.sample(("0.5", "0.65", "0.7", "0.95", "1"), 2):
            yield node, "trd:confidence", decimal(sure)
        for reason in chance.sample(("unreviewed", "retracted", "superseded"), chance.randrange(3)):
            yield node, "trd:withheld", iri(f"code:withheld-{reason}")
        if sort == "figure":
            yield from _figure(chance, node, number)
        else:
            for role in chance.sample(ROLES, 2):
                yield node, role, iri(chance.choice((*ECONOMIES, WORLD)))
        part = iris.iri("participation", str(number % 7))
        yield part, "trd:participationIn", iri(node)
        yield part, "trd:participant", iri(chance.choice((*ECONOMIES, iris.iri("org", "x"))))


def _figure(chance: random.Random, node: str, number: int) -> Iterator[tuple[str, str, str]]:
    """A figure of one of few pairs and periods, so that many state the same."""
    one, other = chance.choice((ECONOMIES[0], ECONOMIES[1])), chance.choice((ECONOMIES[2], WORLD))
    period, unit = chance.choice(("2014", "2015")), chance.choice(("USD", "EUR"))
    amount = iris.iri("part", str(number))
    said = {
        "trd:reporter": one, "trd:partner": other, "trd:period": iris.iri("period", period), "trd:quantity": amount,
        "trd:indicator": "code:indicator-turnover", "trd:measure": "code:measure-level",
        "trd:figureStatus": "code:figureStatus-reported",
    }  # fmt: skip
    yield from ((node, name, iri(value)) for name, value in said.items())
    key = "|".join((one.rpartition("/")[2], other.rpartition("/")[2], "turnover", "level", period, ""))
    yield node, "trd:figureKey", f'"{key}"'
    yield amount, "trd:value", decimal(str(number))
    yield amount, "trd:unit", iri(iris.iri("unit", unit))
    yield amount, "trd:hedge", iri(f"code:hedge-{chance.choice(('exact', 'about'))}")
    if chance.random() < 0.2:
        yield node, chance.choice(("trd:product", "trd:changeOf")), iri(iris.iri("figure", "0"))


def graph(chance: random.Random, name: str, drawn_from: list[str]) -> NamedGraph:
    """One graph; now and then an empty one, now and then nearly all."""
    share = chance.choice((0.0, SPARSE, SPARSE, 0.7, 0.95))
    return NamedGraph(name, tuple(f"{each} <{name}> .\n" for each in drawn_from if chance.random() < share))
