"""Asking: a named question or SPARQL text, with parameters as people type them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from rdflib import URIRef

from kg.errors import DefectiveFile, NotFound, QueryError, UsageError
from kg.model.rdf import Parameters, Row, Source, Term, Triple
from kg.questions import header, values
from kg.questions.catalogue import question as by_name
from kg.questions.finding import one
from kg.questions.header import Parameter, Question
from kg.store.binding import bound, words

_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD", "WITH")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, and the query that was run, with its parameters in it: it runs anywhere as it stands.

    `form` is SELECT (then `columns` and `rows`), ASK (`truth`), CONSTRUCT or DESCRIBE (`triples`).
    """

    query: str = field(repr=False)
    form: str = "SELECT"
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    triples: tuple[Triple, ...] = ()
    truth: bool | None = None


def ask(source: Source, question: Question | str, parameters: Mapping[str, str] | None = None) -> Answer:
    """The answer of a question: one of the catalogue, its name, or SPARQL text (updates are refused).

    Raises `UsageError` for an unknown or malformed parameter, `NotFound` for an unknown name or thing, `QueryError`.
    """
    asked = _named(question)
    text = asked.text if isinstance(asked, Question) else asked
    return run(source, text, _terms(source, asked, parameters or {}))


def run(source: Source, text: str, parameters: Parameters | None = None) -> Answer:
    """The answer of SPARQL text with parameters that are terms already."""
    query, kind = bound(text, parameters or {}), form(text)
    if kind == "SELECT":
        found = source.select(query)
        return Answer(query, kind, found.columns, found.rows)
    if kind == "ASK":
        return Answer(query, kind, truth=source.ask(query))
    return Answer(query, kind, triples=tuple(source.construct(query)))


def form(text: str) -> str:
    """The form of a query; raises `QueryError` for an update and for what is none.

    >>> form("# INSERT\\nPREFIX select: <urn:x> ASK { ?s ?p ?o }")
    'ASK'
    """
    prologue = ""
    for word in words(text):
        name = word.upper()
        if prologue not in ("PREFIX", "BASE") and name in _UPDATES:
            raise QueryError(f"{name} would change the store; only {', '.join(_FORMS)} are answered")
        if prologue != "PREFIX" and name in _FORMS:
            return name
        prologue = name
    raise QueryError(f"this is no query: it has none of {', '.join(_FORMS)}")


def _named(question: Question | str) -> Question | str:
    """A single word is a name."""
    if isinstance(question, str) and not any(sign in question for sign in " \n{"):
        return by_name(question)
    return question


def _terms(source: Source, asked: Question | str, given: Mapping[str, str]) -> Parameters:
    known = {parameter.name: parameter for parameter in _parameters(asked)}
    free = set() if isinstance(asked, Question) else {f"?{word[1:]}" for word in words(asked) if word[0] in "?$"}
    return {name: _term(source, known, free, name, text) for name, text in given.items()}


def _parameters(asked: Question | str) -> tuple[Parameter, ...]:
    if isinstance(asked, Question):
        return asked.parameters
    try:
        return header.parameters(asked, "the query")
    except DefectiveFile as error:  # somebody else's file: no defect of ours
        raise QueryError(str(error)) from error


def _term(source: Source, known: Mapping[str, Parameter], variables: set[str], name: str, text: str) -> Term:
    if name in known:
        return values.term(known[name], text, lambda thing: _thing(source, name, thing))
    if known or f"?{name}" not in variables:
        told = [f"{each.name} ({each.type}: {each.meaning})" for each in known.values()] or sorted(variables)
        raise UsageError(f"there is no parameter {name!r}; there are: {'; '.join(told) or 'none'}")
    return values.untyped(text)


def _thing(source: Source, name: str, text: str) -> URIRef:
    try:
        return URIRef(one(source, text).iri)
    except NotFound as error:
        raise NotFound(f"{name}: {error}") from error
