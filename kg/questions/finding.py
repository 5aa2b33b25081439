"""Things by IRI, code or name: all that fit are given, none is chosen."""

from collections.abc import Iterable
from dataclasses import dataclass

from rdflib import Literal, URIRef

from kg import vocabulary
from kg.errors import NotFound
from kg.model.rdf import Source
from kg.questions.values import named
from kg.store.binding import bound

_PREFIXES = """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX dcterms: <http://purl.org/dc/terms/>
"""
_CLASSES = _PREFIXES + "SELECT DISTINCT ?thing ?class WHERE { ?thing a ?class }"
_LABELS = (
    _PREFIXES
    + "SELECT DISTINCT ?thing ?label WHERE { ?thing rdfs:label|skos:prefLabel|dcterms:title|dcterms:identifier ?label }"
)
_NAMED = (
    _PREFIXES
    + """SELECT DISTINCT ?thing ?label WHERE {
  ?thing rdfs:label|skos:prefLabel|skos:altLabel|skos:notation|dcterms:title|dcterms:identifier ?label
  FILTER(LCASE(STR(?label)) = ?name)
}"""
)
_LIKE = (
    _PREFIXES
    + """SELECT DISTINCT ?thing ?label WHERE {
  ?thing rdfs:label|skos:prefLabel|skos:altLabel|dcterms:title|dcterms:identifier ?label
  FILTER(CONTAINS(LCASE(STR(?label)), ?name))
}"""
)
_LANGUAGES = ("en", "ru", "kk")
_ABSTRACT = frozenset(("Agent", "Event", "Organisation"))  # said only where nothing finer is known


@dataclass(frozen=True, slots=True, order=True)
class Match:
    """A thing that fits: what sort of thing it is (its classes' local names), its name, its IRI."""

    kind: str
    label: str
    iri: str

    def __str__(self) -> str:
        """How a list of candidates shows it."""
        return f"{self.iri}  {self.label} ({self.kind})"


def find(source: Source, thing: str) -> tuple[Match, ...]:
    """Everything that the text can mean, sorted by kind and name; none when nothing fits.

    An IRI or CURIE is itself, if the graph knows it; a name fits whole and in any case; only if none does, in part.
    """
    text = thing.strip()
    if iri := named(text):
        return _matches(source, {str(iri): _label(source, str(iri))})
    found = _by(source, _NAMED, text) | _economies_and_units(text)
    return _matches(source, found or _by(source, _LIKE, text))


def one(source: Source, thing: str) -> Match:
    """The one thing that the text means; raises `NotFound`, with all that fit when there are several."""
    found = find(source, thing)
    if not found:
        raise NotFound(f"nothing in the graph is called {thing!r}; give an IRI, a code or a name as documents have it")
    if len(found) > 1:
        raise NotFound(f"{thing!r} can be {len(found)} things; name one by its IRI:", [str(match) for match in found])
    return found[0]


def label(source: Source, iri: str) -> str:
    """What a thing is called: in English, Russian, Kazakh or as documents call it; its code or hash else."""
    return _label(source, iri) or iri.rpartition("/")[2]


def _economies_and_units(text: str) -> dict[str, str]:
    """Codes are known without asking: they are reference data."""
    known = (vocabulary.economy(text.upper()), vocabulary.unit(text) or vocabulary.unit(text.upper()))
    return {each.iri: each.label() for each in known if each is not None}


def _by(source: Source, query: str, text: str) -> dict[str, str]:
    """The things that a query gives for a name in small letters, each with the best of the labels that fit."""
    if not text:
        return {}
    labels: dict[str, list[Literal]] = {}
    for thing, words in source.select(bound(query, {"name": Literal(text.lower())})).rows:
        if isinstance(thing, URIRef) and isinstance(words, Literal):
            labels.setdefault(str(thing), []).append(words)
    return {thing: _best(found) for thing, found in labels.items()}


def _label(source: Source, iri: str) -> str:
    rows = source.select(bound(_LABELS, {"thing": URIRef(iri)})).rows
    return _best([words for _, words in rows if isinstance(words, Literal)])


def _best(labels: Iterable[Literal]) -> str:
    """The label of the first language of ours, the first in order where there are several."""
    order = {language: place for place, language in enumerate(_LANGUAGES)}
    ranked = sorted((order.get(str(each.language), len(order)), str(each)) for each in labels)
    return ranked[0][1] if ranked else ""


def _matches(source: Source, labels: dict[str, str]) -> tuple[Match, ...]:
    found = (Match(kind(source, iri), words, iri) for iri, words in labels.items())
    return tuple(sorted(match for match in found if match.kind))


def kind(source: Source, iri: str) -> str:
    """The classes of a thing by their local names, the finest ones; empty for what the graph does not know."""
    rows = source.select(bound(_CLASSES, {"thing": URIRef(iri)})).rows
    classes = {vocabulary.notation(str(each)) for _, each in rows}
    return ", ".join(sorted(classes - _ABSTRACT or classes))
