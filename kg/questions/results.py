"""Answers written down: the SPARQL 1.1 result formats, Turtle for triples, and rows for people.

JSON and XML, CSV and TSV follow their recommendations to the letter, so any SPARQL client reads them. A spreadsheet
wants more care (formulas, encodings): that is `kg export --format csv`.
"""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from xml.sax.saxutils import escape, quoteattr

from rdflib import XSD, Graph, URIRef

from kg import iris, settings, vocabulary
from kg.errors import UsageError
from kg.model.rdf import Row, Term, Triple
from kg.questions.asking import Answer
from kg.store import term_text

_NUMBERS = frozenset((XSD.decimal, XSD.integer))
_RESULTS = "http://www.w3.org/2005/sparql-results#"


def write(answer: Answer, format: str) -> str:
    """The answer in one of `FORMATS`; raises `UsageError` for a format that does not fit the form of the query."""
    writers = _TABLES if answer.form in ("SELECT", "ASK") else _GRAPHS
    if format not in writers:
        told = ", ".join(sorted(writers))
        raise UsageError(f"{answer.form} answers are written as {told}, not {format!r}")
    return writers[format](answer)


def people(rows: Sequence[Row]) -> list[list[str]]:
    """The rows for a table on a screen: short IRIs, numbers with thousands apart, no quotes around text."""
    return [[readable(term) for term in row] for row in rows]


def readable(term: Term | None) -> str:
    """One cell for people.

    >>> from rdflib import Literal
    >>> readable(Literal("26000000000", datatype=XSD.decimal)), readable(URIRef(iris.code("hedge", "over")))
    ('26,000,000,000', 'over')
    """
    if term is None:
        return ""
    if isinstance(term, URIRef):
        return _short(str(term))
    if term.datatype in _NUMBERS:
        whole, point, part = str(term).partition(".")
        return f"{int(whole):,}{point}{part}" if whole.lstrip("-").isdigit() and whole != "-0" else str(term)
    return str(term)


def _short(iri: str) -> str:
    """Codes by their notation, units by their code, other IRIs by a prefix."""
    if iri.startswith(iris.CODES) and "-" in iri:
        return vocabulary.notation(iri)
    local = iri.removeprefix(f"{settings.base()}id/")
    return vocabulary.compact(iri) if local == iri else local.removeprefix("unit/")


def _table(answer: Answer) -> str:
    """Columns padded to their widest cell, two spaces apart; for a screen `people` gives the cells."""
    if answer.form == "ASK":
        return "yes\n" if answer.truth else "no\n"
    cells = [list(answer.columns), *people(answer.rows)]
    widths = [max(len(row[place]) for row in cells) for place in range(len(answer.columns))]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells)
    return "".join(f"{line}\n" for line in lines)


def _json(answer: Answer) -> str:
    """https://www.w3.org/TR/sparql11-results-json/"""
    if answer.form == "ASK":
        found: dict[str, object] = {"head": {}, "boolean": answer.truth}
    else:
        bindings = [
            {name: _json_term(term) for name, term in zip(answer.columns, row, strict=True) if term is not None}
            for row in answer.rows
        ]
        found = {"head": {"vars": list(answer.columns)}, "results": {"bindings": bindings}}
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _json_term(term: Term) -> dict[str, str]:
    if isinstance(term, URIRef):
        return {"type": "uri", "value": str(term)}
    found = {"type": "literal", "value": str(term)}
    if term.language:
        found["xml:lang"] = term.language
    elif term.datatype and term.datatype != XSD.string:
        found["datatype"] = str(term.datatype)
    return found


def _csv(answer: Answer) -> str:
    """https://www.w3.org/TR/sparql11-results-csv-tsv/#csv: plain values, lines end with CR LF."""
    _select_only(answer, "csv")
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow(answer.columns)
    writer.writerows([("" if term is None else str(term)) for term in row] for row in answer.rows)
    return made.getvalue()


def _tsv(answer: Answer) -> str:
    """https://www.w3.org/TR/sparql11-results-csv-tsv/#tsv: terms as in SPARQL, lines end with LF."""
    _select_only(answer, "tsv")
    lines = ["\t".join(f"?{name}" for name in answer.columns)]
    lines += ["\t".join("" if term is None else term_text(term) for term in row) for row in answer.rows]
    return "".join(f"{line}\n" for line in lines)


def _select_only(answer: Answer, format: str) -> None:
    if answer.form == "ASK":
        raise UsageError(f"{format} has no form for yes and no; json, xml and table have")


def _xml(answer: Answer) -> str:
    """https://www.w3.org/TR/rdf-sparql-XMLres/"""
    head = "".join(f"<variable name={quoteattr(name)}/>" for name in answer.columns)
    if answer.form == "ASK":
        body = f"  <boolean>{'true' if answer.truth else 'false'}</boolean>\n"
    else:
        results = "".join(f"    <result>{_xml_row(answer.columns, row)}</result>\n" for row in answer.rows)
        body = f"  <results>\n{results}  </results>\n"
    opening = f'<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="{_RESULTS}">\n'
    return f"{opening}  <head>{head}</head>\n{body}</sparql>\n"


def _xml_row(columns: Sequence[str], row: Row) -> str:
    cells = (
        f"<binding name={quoteattr(name)}>{_xml_term(term)}</binding>"
        for name, term in zip(columns, row, strict=True)
        if term is not None
    )
    return "".join(cells)


def _xml_term(term: Term) -> str:
    # a carriage return would be read back as a line feed (XML 1.0, 2.11)
    words = escape(str(term), {"\r": "&#13;"})
    if isinstance(term, URIRef):
        return f"<uri>{words}</uri>"
    if term.language:
        return f"<literal xml:lang={quoteattr(term.language)}>{words}</literal>"
    if term.datatype and term.datatype != XSD.string:
        return f"<literal datatype={quoteattr(str(term.datatype))}>{words}</literal>"
    return f"<literal>{words}</literal>"


def turtle(triples: Sequence[Triple]) -> str:
    """The triples in Turtle with our prefixes, in an order that depends on nothing else."""
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in vocabulary.PREFIXES.items():
        graph.bind(prefix, namespace)
    for triple in triples:
        graph.add(triple)
    return graph.serialize(format="turtle")


def _turtle(answer: Answer) -> str:
    return turtle(answer.triples)


def _ntriples_table(answer: Answer) -> str:
    """A triple a line for people."""
    return "".join("  ".join(row) + "\n" for row in people(answer.triples))


Writer = Callable[[Answer], str]
_TABLES: Mapping[str, Writer] = MappingProxyType(
    {"table": _table, "json": _json, "csv": _csv, "tsv": _tsv, "xml": _xml}
)
_GRAPHS: Mapping[str, Writer] = MappingProxyType({"turtle": _turtle, "table": _ntriples_table})
FORMATS = (*_TABLES, "turtle")
