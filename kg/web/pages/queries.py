"""Named queries as forms, their answers as tables and files, with the address that gives the same again."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rdflib import Literal, URIRef

from kg import questions, vocabulary
from kg.errors import NotFound, TradegraphError, UsageError
from kg.model.rdf import Term
from kg.questions import Answer, Parameter, Question, results
from kg.web.desk import Desk
from kg.web.orders import Mistake, Order, Reply
from kg.web.pages.tables import table
from kg.web.rendering import page

_SHOWN = 300  # rows on the page; the files have all
_FILES = {
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
}
_TITLES = """SELECT ?source ?title WHERE { VALUES ?source { %s } ?source <http://purl.org/dc/terms/title> ?title }"""
_RISKY = ("=", "+", "-", "@", "\t", "\r")  # what makes a spreadsheet take a cell for a formula


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter as a form shows it: `choices` where the values are few, as (what is sent, what is read)."""

    parameter: Parameter
    given: str
    choices: Sequence[tuple[str, str]]


def catalogue(desk: Desk, order: Order) -> Reply:
    """All queries by who asks them."""
    known = questions.catalogue()
    groups = {user: [each for each in known if each.asks == user] for user in dict.fromkeys(q.asks for q in known)}
    return page(order, "queries.html", groups=groups)


def view(desk: Desk, order: Order) -> Reply:
    """One query: its form, and its answer for what is given; `/queries/{name}.csv` and so on are files."""
    name, _, ending = order.value("name").partition(".")
    if ending and ending not in _FILES:
        raise Mistake(f"answers come as {', '.join(f'.{each}' for each in _FILES)}, not .{ending[:20]}", 404)
    question = questions.question(name)
    given = {each.name: order.value(each.name) for each in question.parameters if order.value(each.name)}
    if ending:
        return _file(questions.ask(desk.source, question, given), name, ending)
    return _form(desk, order, question, given)


def _form(desk: Desk, order: Order, question: Question, given: Mapping[str, str]) -> Reply:
    problem, answer = "", None
    if given or not question.parameters or order.value("run"):
        try:
            answer = questions.ask(desk.source, question, given)
        except (NotFound, UsageError, TradegraphError) as error:
            problem = str(error)
    rows = answer.rows if answer else ()
    return page(
        order,
        "query.html",
        400 if problem else 200,
        question=question,
        fields=[_field(each, given.get(each.name, ""), order.language) for each in question.parameters],
        given=given,
        problem=problem,
        answer=answer,
        table=table(question, answer, order.language, _SHOWN, _titles(desk, answer)) if answer else None,
        total=len(rows),
    )


def _titles(desk: Desk, answer: Answer) -> Mapping[str, str]:
    """The titles of the publications that the rows shown name as their source."""
    if "source" not in answer.columns:
        return {}
    place = answer.columns.index("source")
    named = dict.fromkeys(str(row[place]) for row in answer.rows[:_SHOWN] if isinstance(row[place], URIRef))
    found = questions.run(desk.source, _TITLES % " ".join(f"<{each}>" for each in named)).rows if named else ()
    return {str(source): str(title) for source, title in found}


def _field(parameter: Parameter, given: str, language: str) -> Field:
    family, _, scheme = parameter.type.partition(":")
    codes = vocabulary.concepts(scheme) if family == "code" else ()
    labels = (
        vocabulary.label(f"https://w3id.org/tradegraph/codes#{scheme}-{code}", language) or code for code in codes
    )
    return Field(parameter, given, list(zip(codes, labels, strict=True)))


def _file(answer: Answer, name: str, ending: str) -> Reply:
    content = _spreadsheet(answer) if ending == "csv" else results.write(answer, ending).encode("utf-8")
    return Reply(content, _FILES[ending], headers={"Content-Disposition": f'attachment; filename="{name}.{ending}"'})


def _spreadsheet(answer: Answer) -> bytes:
    """CSV for spreadsheets: UTF-8 with its mark, and no cell that would run as a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(answer.columns)
    writer.writerows([_inert(term) for term in row] for row in answer.rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def _inert(term: Term | None) -> str:
    text = "" if term is None else str(term)
    number = isinstance(term, Literal) and isinstance(term.value, int | float) or _numeric(text)
    return f"'{text}" if text.startswith(_RISKY) and not number else text


def _numeric(text: str) -> bool:
    return text.lstrip("+-").replace(".", "", 1).isdecimal()
