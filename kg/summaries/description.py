"""What describes the data sets: their names, and by which properties their observations are counted (Data Cube)."""

from collections.abc import Mapping

from kg import iris
from kg.graph.quads import Quads
from kg.model.rdf import NamedGraph
from kg.summaries.datasets import DATA_SETS, VERSION, VOID, about, data_set
from kg.vocabulary import expand

_NAMES: Mapping[str, tuple[str, str, str]] = {  # English, Russian, Kazakh
    "records": ("records by confidence", "записи по уверенности", "жазбалар сенімділігі бойынша"),
    "withheld": ("records withheld", "исключённые записи", "жасырылған жазбалар"),
    "days": ("publications by date", "публикации по датам", "жарияланымдар күндері бойынша"),
    "sources": ("publications by source", "публикации по источникам", "жарияланымдар дереккөздері бойынша"),
    "economies": ("records by economy", "записи по странам и объединениям", "жазбалар елдер мен бірлестіктер бойынша"),
    "partners": ("records by pair of economies", "записи по парам стран", "жазбалар елдер жұбы бойынша"),
    "turnover": ("last stated turnover", "последний названный товарооборот", "соңғы айтылған тауар айналымы"),
}


def description() -> NamedGraph:
    """The graph that says which data sets there are; while it stands, they are in step with the rest."""
    quads = Quads(about(), "en")
    quads.string(about(), "owl:versionInfo", VERSION)
    for name, data in DATA_SETS.items():
        if name not in VOID:
            node, structure = data_set(name), iris.part(data_set(name), "structure")
            quads.a(node, "qb:DataSet")
            for language, words in zip(("en", "ru", "kk"), _NAMES[name], strict=True):
                quads.text(node, "rdfs:label", words, language)
            quads.link(node, "qb:structure", structure)
            quads.a(structure, "qb:DataStructureDefinition")
            for sort, terms in (("dimension", data.by), ("measure", data.counts)):
                _components(quads, structure, sort, terms)
    return quads.named_graph()


def _components(quads: Quads, structure: str, sort: str, terms: tuple[str, ...]) -> None:
    for term in terms:
        component = iris.part(structure, term)
        quads.link(structure, "qb:component", component)
        quads.link(component, f"qb:{sort}", expand(term))
