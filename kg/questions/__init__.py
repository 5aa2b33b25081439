"""Named questions: what can be asked, asking it, finding and describing things, and writing the answers down.

catalogue() -> tuple[Question, ...]                  the files of `queries/`, by name
question(name) -> Question                           raises `NotFound`, with names like it
ask(source, question|text, parameters) -> Answer     a named question or SPARQL text, `key=value` as text
run(source, text, parameters) -> Answer              the same with parameters that are terms already
find(source, thing) -> tuple[Match, ...]             things by IRI, code or name in any language
describe(source, iri) -> Description                 what the graph says about a thing, as rows and as triples
described(source, iri) -> Quads, bool                what a thing is in RDF, by graph; whether links to it are there
answered(snapshot, query, media, …) -> bytes         foreign SPARQL in the protocol's formats; form(text), offered(form)
kg.questions.results.write(answer, format) -> str    table, json, csv, tsv, xml, turtle
"""

from kg.questions.asking import Answer, ask, form, run
from kg.questions.catalogue import catalogue, question
from kg.questions.describing import Description, describe
from kg.questions.finding import Match, find
from kg.questions.header import Column, Parameter, Question
from kg.questions.quads import Quads, described
from kg.store import Snapshot, TooLarge, answered, offered

__all__ = [
    "Answer",
    "Column",
    "Description",
    "Match",
    "Parameter",
    "Quads",
    "Question",
    "Snapshot",
    "TooLarge",
    "answered",
    "ask",
    "catalogue",
    "describe",
    "described",
    "find",
    "form",
    "offered",
    "question",
    "run",
]
