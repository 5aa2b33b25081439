"""The ontology's terms and codes: what they are called, and what a code implies."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from rdflib import RDFS, SKOS, Graph, Literal, URIRef

from kg import iris, resources
from kg.errors import DefectiveFile
from kg.vocabulary.names import notation
from kg.vocabulary.reference import economy, unit

MODULES = ("ontology", "things", "happenings", "undertakings", "records", "provenance", "summaries", "codes", "reused")


@dataclass(frozen=True, slots=True)
class HedgePolicy:
    """The factors that turn a hedged number into the closed interval its words allow; None is an open end."""

    lower: Decimal | None
    upper: Decimal | None

    def bounds(self, value: Decimal) -> tuple[Decimal | None, Decimal | None]:
        """The interval of a value. A hedge speaks of the size, so a negative value mirrors it.

        >>> hedge_policy("over").bounds(Decimal("-9.1"))
        (None, Decimal('-9.1'))
        """
        ends = tuple(None if factor is None else value * factor for factor in (self.lower, self.upper))
        return (ends[0], ends[1]) if value >= 0 else (ends[1], ends[0])


@cache
def module(name: str) -> Graph:
    """One Turtle file of `ontology/`, by its stem. Raises DefectiveFile."""
    path = resources.ontology() / f"{name}.ttl"
    try:
        return Graph().parse(path, format="turtle")
    except Exception as error:  # whatever rdflib's parser raises: the file is ours, and wrong
        raise DefectiveFile(path, str(error)) from error


@cache
def ontology() -> Graph:
    """Terms and codes as one graph: all modules, without shapes and alignments. Not to be changed."""
    merged = Graph()
    for name in MODULES:
        merged += module(name)
    return merged


@cache
def _labels() -> Mapping[str, Mapping[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for predicate in (RDFS.label, SKOS.prefLabel):
        for subject, label in ontology().subject_objects(predicate):
            if isinstance(label, Literal):
                found.setdefault(str(subject), {})[label.language or "und"] = str(label)
    return found


def label(iri: str, language: str = "en") -> str | None:
    """What a term, code, country, bloc or unit is called (in English where the language has no name), or None."""
    names = _labels().get(iri)
    if names is not None:
        return names.get(language) or names.get("en")
    code = iri.rpartition("/")[2]
    candidates = (economy(code), unit(code))
    return next((thing.label(language) for thing in candidates if thing is not None and thing.iri == iri), None)


@cache
def concepts(scheme: str) -> tuple[str, ...]:
    """The notations of a code list, in the order of the file's names.

    >>> concepts("figureStatus")
    ('forecast', 'reported', 'target')
    """
    codes = module("codes")
    members = codes.subjects(SKOS.inScheme, URIRef(iris.CODES + scheme))
    return tuple(sorted(str(codes.value(member, SKOS.notation)) for member in members))


@cache
def hedge_policy(code: str) -> HedgePolicy:
    """The policy of a hedge, by notation; raises `KeyError` for a hedge that the list does not have."""
    if code not in concepts("hedge"):
        raise KeyError(code)
    concept = URIRef(iris.code("hedge", code))
    lower, upper = (module("codes").value(concept, URIRef(iris.term(name))) for name in ("lowerFactor", "upperFactor"))
    return HedgePolicy(*(None if factor is None else Decimal(str(factor)).normalize() for factor in (lower, upper)))


@cache
def implied_class(scheme: str, code: str) -> str | None:
    """The local name of the class that a thing with this code belongs to, or None.

    >>> implied_class("indicator", "output"), implied_class("organisationType", "government")
    ('CapacityFigure', 'PublicBody')
    """
    implied = module("codes").value(URIRef(iris.code(scheme, code)), URIRef(iris.term("impliesClass")))
    return None if implied is None else notation(str(implied))
