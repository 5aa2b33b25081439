"""The marks that make the effective view: which records are withheld and by what they are superseded."""

from collections import defaultdict
from collections.abc import Iterator

from kg import iris
from kg.curation.curations import Curation, curations
from kg.curation.holding import Candidate, candidate, held
from kg.graph.decode import stored
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
    corrected = _by_publication(curated)
    for publication, made in sorted(about.items()):
        read = Index.of(source.triples(iris.publication_graph(publication)))
        records = [*corrected[publication], *_by_publication(read)[publication]]
        lost += _mark(quads, records, made, read.one(publication, "dcterms:identifier") or publication)
    for (record,) in source.select(_REVISED).rows:
        quads.code(str(record), "trd:withheld", "withheld", "revised")
    return quads.named_graph(), lost


def _by_publication(index: Index) -> defaultdict[str, list[Candidate]]:
    """The records of a graph by the publication that states them."""
    found: defaultdict[str, list[Candidate]] = defaultdict(list)
    for item in stored(index):
        found[item.publication].append(candidate(item, index))
    return found


def _mark(quads: Quads, records: list[Candidate], made: list[Curation], name: str) -> Iterator[str]:
    """Mark the records of one publication; yield what is lost."""
    by_iri = {each.stored.iri: each for each in records}
    replacements = {each.replacement for each in made if each.replacement in by_iri}
    found = held(made, records, {iri: by_iri[iri].fact for iri in replacements if iri})
    last: dict[str, Curation] = {}
    for each in made:
        target = found[each.iri]
        if target is None:
            yield f"{each.iri} ({each.kind} in {name}: {each.because})"
            continue
        if (earlier := last.get(target)) and earlier.replacement in by_iri:
            _withhold(quads, by_iri[str(earlier.replacement)], each)
        last[target] = each
    for target, each in last.items():
        _withhold(quads, by_iri[target], each)
    _mark_repeated(quads, records, [each for each in last.values() if each.replacement not in last])


def _mark_repeated(quads: Quads, records: list[Candidate], made: list[Curation]) -> None:
    """What a reader has found by itself meanwhile, or somebody added, is not to be counted beside its correction."""
    for each in made:
        said = [one.fact for one in records if one.stored.iri == each.replacement]
        for record in records:
            if record.fact in said and record.stored.iri != each.replacement:
                _withhold(quads, record, each)


def _withhold(quads: Quads, record: Candidate, curation: Curation) -> None:
    """A record, and the changes that belong to it."""
    reason = "retracted" if curation.replacement is None else "superseded"
    for node in (record.stored.iri, *record.changes):
        quads.code(node, "trd:withheld", "withheld", reason)
    if curation.replacement is not None:
        quads.link(curation.replacement, "trd:supersedes", record.stored.iri)
