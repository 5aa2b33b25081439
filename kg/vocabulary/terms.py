"""The ontology's terms and codes: what they are called, and what a code implies."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

import rdflib
from rdflib import RDFS, SKOS, Graph, Literal, URIRef

from kg import iris, resources
from kg.compiled import compiled
from kg.errors import DefectiveFile
from kg.vocabulary import names
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
    labels = _labels().get(iri)
    if labels is not None:
        return labels.get(language) or labels.get("en")
    code = iri.rpartition("/")[2]
    candidates = (economy(code), unit(code))
    return next((thing.label(language) for thing in candidates if thing is not None and thing.iri == iri), None)


def followed(*names: str) -> tuple[Path | str, ...]:
    """What a table that was worked out from these modules follows from, beside the code of whoever works it out."""
    return (*(resources.ontology() / f"{name}.ttl" for name in names), Path(__file__), rdflib.__version__)


@cache
def _codes() -> tuple[dict[str, tuple[str, ...]], dict[str, str], dict[str, tuple[str | None, str | None]]]:
    """Of the code lists: notations by scheme, class by code, factors by hedge; codes by IRI."""
    return compiled("codes", (*followed("codes"), Path(names.__file__)), _made_codes)


def _made_codes() -> tuple[dict[str, tuple[str, ...]], dict[str, str], dict[str, tuple[str | None, str | None]]]:
    codes = module("codes")
    listed: dict[str, list[str]] = {}
    for member, scheme in codes.subject_objects(SKOS.inScheme):
        listed.setdefault(str(scheme), []).append(str(codes.value(member, SKOS.notation)))
    implied = {str(code): str(it) for code, it in codes.subject_objects(URIRef(iris.term("impliesClass")))}
    hedges = [iris.code("hedge", notation) for notation in listed[iris.CODES + "hedge"]]
    factors = {code: (_factor(codes, code, "lowerFactor"), _factor(codes, code, "upperFactor")) for code in hedges}
    return {scheme: tuple(sorted(each)) for scheme, each in listed.items()}, implied, factors


def _factor(codes: Graph, code: str, name: str) -> str | None:
    factor = codes.value(URIRef(code), URIRef(iris.term(name)))
    return None if factor is None else str(factor)


def concepts(scheme: str) -> tuple[str, ...]:
    """The notations of a code list, in the order of the file's names.

    >>> concepts("figureStatus")
    ('forecast', 'reported', 'target')
    """
    return _codes()[0].get(iris.CODES + scheme, ())


@cache
def hedge_policy(code: str) -> HedgePolicy:
    """The policy of a hedge, by notation; raises `KeyError` for a hedge that the list does not have."""
    if code not in concepts("hedge"):
        raise KeyError(code)
    lower, upper = _codes()[2][iris.code("hedge", code)]
    return HedgePolicy(*(None if factor is None else Decimal(factor).normalize() for factor in (lower, upper)))


def implied_class(scheme: str, code: str) -> str | None:
    """The local name of the class that a thing with this code belongs to, or None.

    >>> implied_class("indicator", "output"), implied_class("organisationType", "government")
    ('CapacityFigure', 'PublicBody')
    """
    implied = _codes()[1].get(iris.code(scheme, code))
    return None if implied is None else notation(implied)
