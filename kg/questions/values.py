"""What people type for a parameter → the RDF term that its type wants.

| type | what is typed | term |
| --- | --- | --- |
| `economy` | code or name of a country or bloc, `WORLD`, IRI | IRI |
| `code:SCHEME` | notation of the code list, IRI | IRI |
| `class:CLASS` | local name of a subclass of `trd:CLASS`, IRI | IRI |
| `period` | EDTF, IRI | IRI |
| `unit` | code of a currency or measure, IRI | IRI |
| `thing` | IRI, code or name of anything in the graph | IRI |
| `IRI` | IRI or CURIE | IRI |
| `xsd:…` | gYear, integer, decimal, date, string | typed literal |
| `rdf:langString` | `text@language` | language-tagged literal |
"""

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from rdflib import OWL, RDF, RDFS, Literal, URIRef

from kg import iris, settings, vocabulary
from kg.errors import UsageError
from kg.model.rdf import Term
from kg.questions.header import Parameter

Find = Callable[[str], URIRef]

_IRI = re.compile(r"<?([A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]+)>?")
_EDTF = re.compile(r"\d{4}(-\d\d(-\d\d)?)?(/\d{4}(-\d\d(-\d\d)?)?)?")
_FORMS: Mapping[str, tuple[re.Pattern[str], str]] = MappingProxyType(
    {
        "xsd:gYear": (re.compile(r"-?\d{4,}"), "a year like 2016"),
        "xsd:integer": (re.compile(r"[+-]?\d+"), "a whole number like 2016"),
        "xsd:decimal": (re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)"), "a number like 12.5"),
        "xsd:date": (re.compile(r"\d{4}-\d\d-\d\d"), "a day like 2016-11-07"),
        "xsd:string": (re.compile(r".*", re.DOTALL), "text"),
    }
)
_SIMPLE = ("economy", "period", "unit", "thing", "IRI", "rdf:langString")
TYPES = (*_SIMPLE, *_FORMS, "code:SCHEME", "class:CLASS")


def is_type(type: str) -> bool:
    """Whether a header may name that type."""
    family, _, name = type.partition(":")
    if family == "code":
        return bool(vocabulary.concepts(name))
    return type in _SIMPLE or type in _FORMS or (family == "class" and bool(_subclasses(name)))


def term(parameter: Parameter, text: str, find: Find) -> Term:
    """The term that the text is for that parameter; `find` looks a thing up by name.

    Raises `UsageError` saying what would be right.
    """
    if not text.strip():
        raise UsageError(f"{parameter.name}: {parameter.meaning}; nothing is given")
    try:
        return _read(parameter.type, text.strip(), find)
    except ValueError as error:
        raise UsageError(f"{parameter.name}: {error}") from None


def untyped(text: str) -> Term:
    """A term for a parameter that no header describes: `<IRI>`, a CURIE, `text@ru`, a whole number, or text.

    >>> untyped("trd:Visit"), untyped("2016").datatype.fragment, untyped("Рига@ru").language
    (rdflib.term.URIRef('https://w3id.org/tradegraph/ns#Visit'), 'integer', 'ru')
    """
    if found := named(text):
        return found
    if re.fullmatch(r"[+-]?\d+", text):
        return Literal(text, datatype=_datatype("xsd:integer"))
    return _tagged(text) or Literal(text)


def named(text: str) -> URIRef | None:
    """The IRI that a text is: `<IRI>`, a CURIE of ours (`id:country/KZ` too), or an absolute IRI with a path."""
    prefix, _, local = text.partition(":")
    if prefix == "id" and local:
        return URIRef(f"{settings.base()}id/{local}")
    if prefix in vocabulary.PREFIXES and local and not local.startswith("//"):
        return URIRef(vocabulary.expand(text))
    match = _IRI.fullmatch(text)
    bare = match and ("://" in text or text.startswith(("<", "urn:")))
    return URIRef(match[1]) if match and bare else None


def _read(type: str, text: str, find: Find) -> Term:
    if type == "rdf:langString":
        return _required(_tagged(text), f"text with its language like Рига@ru, not {text!r}")
    if type in _FORMS:
        return _typed(type, text)
    if found := named(text):
        return found
    family, _, name = type.partition(":")
    if family in _LISTS:
        return _LISTS[family](name, text)
    return find(text) if type == "thing" else _required(None, f"an IRI like {settings.base()}id/…, not {text!r}")


def _required(term: Term | None, wanted: str) -> Term:
    if term is None:
        raise ValueError(wanted)
    return term


def _typed(type: str, text: str) -> Literal:
    form, wanted = _FORMS[type]
    if not form.fullmatch(text):
        raise ValueError(f"{wanted}, not {text!r}")
    value = Literal(text) if type == "xsd:string" else Literal(text, datatype=_datatype(type))
    if value.ill_typed:
        raise ValueError(f"{wanted}, not {text!r}")
    return value


def _datatype(type: str) -> URIRef:
    return URIRef(vocabulary.expand(type))


def _tagged(text: str) -> Literal | None:
    words, at, language = text.rpartition("@")
    fits = at and words and re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", language)
    return Literal(words, lang=language) if fits else None


def _economy(_: str, text: str) -> URIRef:
    """By code, or by a name in any of the three languages that is one economy's alone."""
    if found := vocabulary.economy(text.upper()):
        return URIRef(found.iri)
    names = {
        name.casefold(): each
        for each in (*vocabulary.countries(), *vocabulary.blocs())
        for spelled in each.names.values()
        for name in spelled
    }
    if text.casefold() in names:
        return URIRef(names[text.casefold()].iri)
    raise ValueError(f"no country or bloc is {text!r}; {_like(text, names)}a code like KZ or EAEU, or WORLD")


def _code(scheme: str, text: str) -> URIRef:
    return URIRef(iris.code(scheme, _one(text, vocabulary.concepts(scheme))))


def _class(parent: str, text: str) -> URIRef:
    return URIRef(iris.term(_one(text, _subclasses(parent))))


def _one(text: str, known: tuple[str, ...]) -> str:
    found = next((name for name in known if name.casefold() == text.casefold()), None)
    if found is None:
        raise ValueError(f"one of {', '.join(known)}, not {text!r}")
    return found


def _period(_: str, text: str) -> URIRef:
    if not _EDTF.fullmatch(text):
        raise ValueError(f"a period like 2015, 2016-11 or 2020-01/2020-06, not {text!r}")
    return URIRef(iris.period(text))


def _unit(_: str, text: str) -> URIRef:
    found = vocabulary.unit(text) or vocabulary.unit(text.upper())
    if found is None:
        raise ValueError(f"no unit is {text!r}; {_like(text, (each.code for each in vocabulary.units()))}USD or tonne")
    return URIRef(found.iri)


def _like(text: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(text.casefold(), list(known), n=3)
    return "".join(f"{name}? " for name in near)


def _subclasses(parent: str) -> tuple[str, ...]:
    found = vocabulary.ontology().subjects(RDFS.subClassOf, URIRef(iris.term(parent)))
    named = (str(each) for each in found if (each, RDF.type, OWL.Class) in vocabulary.ontology())
    return tuple(sorted(vocabulary.notation(each) for each in named))


_LISTS: Mapping[str, Callable[[str, str], URIRef]] = MappingProxyType(
    {"economy": _economy, "code": _code, "class": _class, "period": _period, "unit": _unit}
)
