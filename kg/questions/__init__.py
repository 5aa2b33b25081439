"""Named questions: what can be asked, asking it, finding and describing things, and writing the answers down.

catalogue() -> tuple[Question, ...]                  the files of `queries/`, by name
question(name) -> Question                           raises `NotFound`, with names like it
ask(source, question|text, parameters) -> Answer     a named question or SPARQL text, `key=value` as text
find(source, thing) -> tuple[Match, ...]             things by IRI, code or name in any language
describe(source, iri) -> Description                 what the graph says about a thing, as rows and as triples
kg.questions.results.write(answer, format) -> str    table, json, csv, tsv, xml, turtle
"""

from kg.questions.asking import Answer, ask
from kg.questions.catalogue import catalogue, question
from kg.questions.describing import Description, describe
from kg.questions.finding import Match, find
from kg.questions.header import Column, Parameter, Question

__all__ = [
    "Answer",
    "Column",
    "Description",
    "Match",
    "Parameter",
    "Question",
    "ask",
    "catalogue",
    "describe",
    "find",
    "question",
]
