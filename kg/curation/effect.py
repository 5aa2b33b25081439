"""The marks that make the effective view: which records are withheld and by what they are superseded."""

from collections import defaultdict
from collections.abc import Iterator

from kg import iris
from kg.curation.curations import Curation, curations
from kg.curation.holding import candidate, held
from kg.graph.decode import quotes, stored
from kg.graph.index import Index
from kg.graph.quads import Quads
from kg.model.rdf import NamedGraph, Source
from kg.vocabulary import expand

_REVISED = f"""SELECT DISTINCT ?record WHERE {{
  ?new <{expand("prov:wasRevisionOf")}> ?publication . ?record <{iris.term("statedIn")}> ?publication
}}"""


def effective(source: Source) -> tuple[NamedGraph, list[str]]:
    """The content of `graph/effective`, and the corrections that found nothing to hold on to, in words.

    Looks only at the graph of curation, at the publications it speaks of and at those that are revised, so that its
    cost grows with what was curated.
    """
    quads = Quads(iris.graph("effective"), "und")
    lost: list[str] = []
    about: dict[str, list[Curation]] = defaultdict(list)
    curated = Index.of(source.triples(iris.graph("curated")))
    for each in curations(curated):
        about[each.publication].append(each)
    for publication, made in sorted(about.items()):
        lost += _mark(quads, source, publication, made)
    for (record,) in source.select(_REVISED).rows:
        quads.code(str(record), "trd:withheld", "withheld", "revised")
    return quads.named_graph(), lost


def _mark(quads: Quads, source: Source, publication: str, made: list[Curation]) -> Iterator[str]:
    """Mark the records of one publication; yield what is lost."""
    triples = (*source.triples(iris.publication_graph(publication)), *source.triples(iris.graph("curated")))
    index = Index.of(triples)
    records = [candidate(item, quotes(index, item.iri)) for item in stored(index) if item.publication == publication]
    facts = {each.stored.iri: each.fact for each in records}
    replacements = {each.replacement: facts[each.replacement] for each in made if each.replacement in facts}
    found = held(made, records, {iri: fact for iri, fact in replacements.items() if iri})
    last: dict[str, Curation] = {}
    for each in made:
        target = found[each.iri]
        if target is None:
            name = index.one(publication, "dcterms:identifier") or publication
            yield f"{each.iri} ({each.kind} in {name}: {each.because})"
            continue
        if (earlier := last.get(target)) and earlier.replacement:
            _withhold(quads, index, earlier.replacement, each)
        last[target] = each
    for target, each in last.items():
        _withhold(quads, index, target, each)


def _withhold(quads: Quads, index: Index, record: str, curation: Curation) -> None:
    """A record, and the changes that belong to it."""
    reason = "retracted" if curation.replacement is None else "superseded"
    for node in (record, *index.about("trd:changeOf", record)):
        quads.code(node, "trd:withheld", "withheld", reason)
    if curation.replacement is not None:
        quads.link(curation.replacement, "trd:supersedes", record)
